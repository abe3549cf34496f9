"""Questions that stand where headings do, as datasheets ask them; hints on how to answer them say nothing."""

from __future__ import annotations

import re

_ASKS = r"(?:for what|from where|who|whom|what|which|how|when|where|why|is|are|does|do|did|has|have|was|were|will|if)\b"
_QUESTION = re.compile(_ASKS, re.IGNORECASE)
_BOLD = re.compile(rf"\s*(?:\*\*|__)((?:Q\d*[.:] ?)?{_ASKS}[^*\n]{{8,900}}?)(?:\*\*|__)(\s*[?(]?.*)$", re.IGNORECASE)
_PLAIN = re.compile(rf"\s*({_ASKS} [^?.\n*]{{8,200}})\?\s+(?=[^\W\d_])(\S.*)$", re.IGNORECASE)
_HINT = re.compile(rf"[*_(]|(?:{_ASKS}|please|if so|for example|e\.g)", re.IGNORECASE)
_TITLE_ENDS = re.compile(r"[?(]")
_MARK = re.compile(rf"Q\d{{0,3}} ?[:.)] {{0,3}}(?={_ASKS})", re.IGNORECASE)
_ANSWER = re.compile(r"(?:\*\*)?A(?:nswer)? ?:(?:\*\*)? +")


def is_question(heading: str) -> bool:
    """Tell whether a heading begins as a question does."""
    return _QUESTION.match(heading) is not None


def without_mark(text: str) -> str:
    """Return a question without the `Q:` or an answer without the `A:` in front of it, any other text as it is."""
    mark = _MARK.match(text) or _ANSWER.match(text)
    return text[mark.end() :] if mark else text


def bold_question(text: str) -> tuple[str, str] | None:
    """Divide a text that begins with a question in bold words: its title, and what is said behind it, if anything."""
    match = _BOLD.match(text)
    if match is None or "?" not in text:
        return None
    said = match[2].strip(" ?")
    return _TITLE_ENDS.split(without_mark(match[1]), maxsplit=1)[0], "" if _HINT.match(said) else said


def plain_question(text: str) -> tuple[str, str] | None:
    """Divide a text that begins with a question and goes on with its answer."""
    match = _PLAIN.match(text)
    return None if match is None or _HINT.match(match[2]) else (match[1], match[2])
