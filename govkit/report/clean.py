"""Makes a stranger's text fit to be shown: nothing invisible, nothing that steers a terminal, no personal value."""

from __future__ import annotations

import re
from functools import lru_cache

from govkit.model.mask import mask

_ANSI = re.compile(r"(?:\x1b|\x9b)(?:[\[\]PX^_()#%*+].{0,256}?(?:[@-~\x07]|\x1b\\|$)|[@-_]?)", re.DOTALL)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U0010ffff]"
)
"""Control, direction, tag, filler and private characters. Joiners and U+200B stay: scripts of the region need them."""
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+[ \t]*")


def clean(text: str) -> str:
    """Return `text` on one line without escape sequences and characters that nobody can see."""
    if text.isprintable():
        return text
    return _HIDDEN.sub("", _BREAKS.sub(" ", _ANSI.sub("", text)))


@lru_cache(maxsize=32_768)
def plain(text: str) -> str:
    """Return `text` cleaned, with personal values masked: the form in which every reporter shows free text."""
    return mask(clean(text))
