"""Tells what stands in a file for machines in place of a value: text of a template, a field's name, a made-up host."""

from __future__ import annotations

import re

from govkit_genai.card.dummies import is_dummy
from govkit_genai.card.sentences import weigh
from govkit_genai.card.states import State

_SCHEME = re.compile(r"^(?:mailto|tel):", re.IGNORECASE)
_HOST = re.compile(
    r"(?:@|//)(?:[\w-]+\.)*(?:example\.(?:com|org|net)|localhost|(?:your|my)-?(?:domain|company|site|website|org\w*|agent|server"
    r"|host|app|name)\.[a-z]{2,}|(?:domain|host|server)\.(?:tld|com))(?![\w.-])",
    re.IGNORECASE,
)
"""Hosts that are kept for examples, or that templates name."""
_SILENT = frozenset({State.PLACEHOLDER, State.NEGATED, State.HEADING_ONLY})


def is_stand_in(text: str, field: str = "") -> bool:
    """Tell whether a value states nothing: `field` is the name under which it stands."""
    bare = _SCHEME.sub("", text.strip())
    return weigh(bare) in _SILENT or is_dummy(bare, f"/{field}") or _HOST.search(text) is not None
