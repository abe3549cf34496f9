"""Values that stand in for others: the name of their own field, `bar`, `contact1@email.com`."""

from __future__ import annotations

import re

_STAND_IN = re.compile(
    r"(?:foo|bar|baz|qux|name|test|asdf|lorem|ipsum|string|value|text|custom_text|identifier|description|overview|documentation)\d{0,2}"
    r"|[\w.+-]{1,40}@(?:email|domain|xyz|yourcompany|company|mail)\.(?:com|org)"
    r"|(?:foo|bar|baz|name|your\w*|contact\d+)@[\w.-]+|(?:\./|/)?path/to/\S+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
_MOST_WORDS = 4


def is_dummy(text: str, pointer: str) -> bool:
    """Tell whether a value of a form is a stand-in; `pointer` names the fields in which it lies."""
    if _STAND_IN.fullmatch(text.strip()):
        return True
    words = _WORD.findall(text.lower().replace("_", " "))
    named = {form for word in _WORD.findall(pointer.lower().replace("_", " ")) for form in (word, word.rstrip("s"))}
    return (
        0 < len(words) <= _MOST_WORDS
        and "://" not in text
        and all(word in named or word.rstrip("s") in named for word in words)
    )
