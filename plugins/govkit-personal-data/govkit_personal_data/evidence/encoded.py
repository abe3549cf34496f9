"""Values that are written in a code which hides what they are: entities, escapes, base64, hexadecimal, spaced out."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Sequence
from html import unescape
from urllib.parse import unquote

_FIRST = 64
"""Values that say whether a column is in a code."""
_MOST = 0.5
"""Share of the values that have to be in it."""
_LEAST = 6
"""Characters of what is hidden, as shorter words are codes of each other by chance."""
_BASE64 = re.compile(r"(?:[0-9A-Za-z+/_-]{4}){2,}(?:[0-9A-Za-z+/_-]{2}==|[0-9A-Za-z+/_-]{3}=)?")
_HEXADECIMAL = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_SPACED = re.compile(r"\w(?:([ ._])\w)(?:\1\w){4,}")
_AT = re.compile(r"(?i)\s*[\[({<]\s*at\s*[\])}>]\s*")
_DOT = re.compile(r"(?i)\s*[\[({<]\s*dot\s*[\])}>]\s*")


def decoded(values: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """Return the name of the code in which most values are, and what they say; `None` where they are in none."""
    for name, decode in _CODES.items():
        first = values[:_FIRST]
        if first and sum(decode(value) is not None for value in first) >= _MOST * len(first):
            return name, tuple(value if (plain := decode(value)) is None else plain for value in values)
    return None


def _changed(decode: Callable[[str], str]) -> Callable[[str], str | None]:
    def changed(value: str) -> str | None:
        plain = decode(value)
        return None if plain == value or len(plain) < _LEAST else plain

    return changed


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda code: chr(int(code[1] or code[2], 16)), value)


def _spelled(value: str) -> str:
    return _DOT.sub(".", _AT.sub("@", value))


def _joined(value: str) -> str:
    spaced = _SPACED.fullmatch(value)
    return value.replace(spaced[1], "") if spaced else value


def _of_base64(value: str) -> str | None:
    if not _BASE64.fullmatch(value):
        return None
    try:
        return _text(b64decode(value.replace("-", "+").replace("_", "/"), validate=True))
    except Error:
        return None


def _of_hexadecimal(value: str) -> str | None:
    return _text(bytes.fromhex(value)) if _HEXADECIMAL.fullmatch(value) else None


def _text(raw: bytes) -> str | None:
    """Return bytes as the text that they are, `None` where they are none, as those of a hash."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() and len(text) >= _LEAST else None


_CODES: dict[str, Callable[[str], str | None]] = {
    "entities": _changed(unescape),
    "percent": _changed(unquote),
    "escapes": _changed(_unescaped),
    "at-and-dot": _changed(_spelled),
    "spaced": _changed(_joined),
    "hexadecimal": _of_hexadecimal,
    "base64": _of_base64,
}
