"""Inline Markdown and HTML → what a reader sees, and the addresses that it leads to."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\(([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)[^()]{0,200}\)")
_LINK = re.compile(r"\[([^\[\]]{0,1000})\]\(<?([^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)>?[^()]{0,200}\)")
_HTML_TARGET = re.compile(r"<(?:a|img)\b[^<>]{0,500}?(?:href|src)\s?=\s?[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"'`]{3,2000}")
_CAPTION = re.compile(r"<(figcaption|summary)\b[^<>]{0,300}>.{0,1000}?</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|audio|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|div|dl|dt|em|figure"
    r"|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|p"
    r"|picture|pre|q|s|samp|script|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td"
    r"|tfoot|th|thead|tr|tt|u|ul|var|video)\b[^<>]{0,1000}>",
    re.IGNORECASE,
)
"""The tags of HTML; others, such as `<contact>`, are fields that nobody filled, and stay visible."""
_LINE_BREAK = re.compile(r"\\$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`")
_PROSE_ITALIC_QUOTE = re.compile(r"^\s*>+\s?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Inline:
    """Visible text and addresses."""

    text: str
    links: tuple[str, ...]


def read_inline(source: str) -> Inline:
    """Read inline markup. A picture's description is kept with its address, not in the text."""
    links: list[str] = []

    def picture(match: re.Match[str]) -> str:
        links.append(f"{match[1]} {match[2]}")
        return ""

    def link(match: re.Match[str]) -> str:
        if match[2]:
            links.append(match[2])
        return match[1]

    def address(match: re.Match[str]) -> str:
        links.append(match[match.lastindex or 0])
        return match[0] if match.lastindex is None else " "

    text = _LINE_BREAK.sub("", _CAPTION.sub(" ", source))
    if "[" in text:
        text = _LINK.sub(link, _IMAGE.sub(picture, text))
    if "<" in text:
        links += (match[1] for match in _HTML_TARGET.finditer(text))
        text = _TAG.sub(" ", _AUTOLINK.sub(address, text))
    if "http" in text or "www." in text:
        text = _ADDRESS.sub(address, text)
    if "&" in text:
        text = html.unescape(text)
    text = _EMPHASIS.sub("", _PROSE_ITALIC_QUOTE.sub("", text))
    return Inline(" ".join(text.split()), tuple(links))
