"""The YAML block in front of a Markdown card."""

from __future__ import annotations

import re
from typing import Any

from govkit_genai.card.yaml_tree import read_yaml

MAX_CHARACTERS = 64 * 1024
_FENCE = re.compile(r"(\s*)---[ \t]*\n")
_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\s*#{1,6} \w[^\n]*\n[ \t]*\n")
_KEY = re.compile(r"^[\"']?[\w-]{1,40}[\"']?:(?:\s|$)", re.MULTILINE)
_BEHIND_INDENT = re.compile(r"(?<=\S).*\t.*")
_TEMPLATE_LINE = re.compile(r"^[ \t]*\{\{[^\n]*\}\}[ \t]*$", re.MULTILINE)


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Return the front matter, the body, and the line on which the body begins."""
    opening = _FENCE.match(text)
    closing = _END.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return "", text, 1
    if _HEADING.match(text, opening.end()) and not _KEY.search(text, opening.end(), closing.start()):
        return "", text, 1  # two rulers with a heading between them, and no comments of the metadata
    blank = "\n" * opening[1].count("\n")  # the hub allows it, and lines have to be counted
    matter = blank + text[opening.end() : closing.start()]
    return matter, text[closing.end() :], matter.count("\n") + 2


def read_front_matter(matter: str) -> dict[str, tuple[Any, int]]:
    """Return key → (value, line of the file); all scalars are texts. Raise `YamlFault`."""
    data, lines = read_yaml(_without_tabs(_TEMPLATE_LINE.sub("", matter)), above=1, most=MAX_CHARACTERS)
    return {key: (value, lines[f"/{key.replace('~', '~0').replace('/', '~1')}"]) for key, value in data.items()}


def _without_tabs(matter: str) -> str:
    """Replace tabs inside of texts, where they are legal and the parser refuses them, by blanks."""
    return _BEHIND_INDENT.sub(lambda match: match[0].replace("\t", " "), matter)
