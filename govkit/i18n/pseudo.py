"""The made-up language `en-XA`: English, accented and lengthened, with the placeholders kept."""

from __future__ import annotations

import re

_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZdlrtDLRT", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽđłŕţĐŁŔŢ")
_PLACEHOLDER = re.compile(r"(\{\w*\})")


def pseudo(text: str) -> str:
    """Return `text` with accents, in brackets, and about a third longer."""
    parts = _PLACEHOLDER.split(text)
    accented = "".join(part if i % 2 else part.translate(_ACCENTS) for i, part in enumerate(parts))
    return f"⟦{accented}{'·' * (len(text) // 3)}⟧" if text.strip() else text
