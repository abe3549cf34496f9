"""Turns the bytes of a notice into the text that a reader sees: decoded, without tags, scripts and comments."""

from __future__ import annotations

import html
import re
import unicodedata

from govkit.plugin import Declined

_HIDDEN = ("script", "style", "template", "noscript")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8 or marked UTF-16; raise `Declined` for anything else."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8-sig")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Declined("the file is not text in UTF-8") from None
    if "\0" in text:
        raise Declined("the file is not text in UTF-8")
    return text


def normalised(text: str) -> str:
    """Return text in one form for searching: compatibility forms, no invisible characters, small letters."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_UNSEEN).casefold().split())


def stands_in(words: str, text: str) -> bool:
    """Tell whether words stand in a normalised text whole, and not as a part of longer ones."""
    return re.search(rf"(?<![\w-]){re.escape(normalised(words))}(?![\w-])", text) is not None


def without_markup(text: str) -> str:
    """Return what a reader of HTML, or of Markdown with HTML in it, sees. Takes time in proportion to the length."""
    seen: list[str] = []
    lower = text.lower()
    at = 0
    while (start := text.find("<", at)) >= 0:
        seen.append(text[at:start])
        end = _end_of_markup(lower, start)
        if end == start:
            seen.append("<")
            end = start + 1
        elif end < 0:
            return html.unescape(" ".join(seen))
        at = end
    seen.append(text[at:])
    return html.unescape(" ".join(seen))


def _end_of_markup(lower: str, start: int) -> int:
    """Return where what begins with `<` ends; `start` if it is a plain sign, -1 if it never ends."""
    if lower.startswith("<!--", start):
        return _after(lower, "-->", start + 4)
    following = lower[start + 1 : start + 2]
    if not (following.isalpha() or following in ("/", "!", "?")):
        return start
    hidden = next((name for name in _HIDDEN if lower.startswith(name, start + 1)), "")
    if hidden and not lower[start + 1 + len(hidden) : start + 2 + len(hidden)].isalnum():
        closing = lower.find(f"</{hidden}", start)
        return _after(lower, ">", closing) if closing >= 0 else -1
    return _after(lower, ">", start)


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else -1
