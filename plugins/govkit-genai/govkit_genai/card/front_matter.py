"""The YAML block in front of a Markdown card, or further down where somebody put a text above it."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import accumulate, islice

from govkit_genai.card.tags import Tags
from govkit_genai.card.yaml_tree import YamlFault, read_yaml

MAX_CHARACTERS = 64 * 1024
_FENCE = re.compile(r"(\s*)---[ \t]*\n")
_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\s*#{1,6} \w[^\n]*\n[ \t]*\n")
_KEY = re.compile(r"^[\"']?[\w-]{1,40}[\"']?:(?:\s|$)", re.MULTILINE)
_KNOWN = re.compile(
    r"^(licen[cs]e|languages?|tags|base_model|datasets|pipeline_tag|library_name|metrics|task_categories"
    r"|annotations_creators|multilinguality|pretty_name)[ ]*:",
    re.MULTILINE,
)
_LEAST_KEYS = 2
_MOST_BLOCKS = 50
_BLOCK = re.compile(
    r"^---[ \t]*\n(?P<matter>(?:[ \t]*\n)?(?:[\w\"' #-][^\n]*\n){2,200}?)(?:---[ \t]*$|(?=[ \t]*\n))", re.MULTILINE
)
_BULK = ("configs", "widget", "dataset_info", "model-index")
"""What hubs and scripts write by the thousand lines, the least telling first. Its first lines tell what it is."""
_LINES_OF_BULK, _CHARACTERS_OF_BULK = 200, 8 * 1024
_ENTRY = re.compile(r" {0,4}- ")
_TEMPLATE_LINE = re.compile(r"^[ \t]*\{\{[^\n]*\}\}[ \t]*$", re.MULTILINE)


def read_front_matter(text: str) -> tuple[Tags, str, int]:
    """Return the front matter, the body, and the line on which the body begins. Raise `YamlFault`."""
    opening = _FENCE.match(text)
    closing = _END.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return _further_down(text)
    if _HEADING.match(text, opening.end()) and not _KEY.search(text, opening.end(), closing.start()):
        return {}, text, 1  # two rulers with a heading between them, and no comments of the metadata
    blank = "\n" * opening[1].count("\n")  # the hub allows it, and lines have to be counted
    matter = blank + text[opening.end() : closing.start()]
    return _tags(matter), text[closing.end() :], matter.count("\n") + 2


def _further_down(text: str) -> tuple[Tags, str, int]:
    """Return the same of a block of metadata that stands under other text, or that nothing closes.

    What can't be read stays text.
    """
    for block in islice(_BLOCK.finditer(text, 0, MAX_CHARACTERS), _MOST_BLOCKS):
        keys = _KNOWN.findall(block["matter"])
        if len(set(keys)) < _LEAST_KEYS or text.count("```", 0, block.start()) % 2:
            continue
        matter = "\n" * text.count("\n", 0, block.start()) + block["matter"]
        blank = "\n" * block[0].count("\n")
        with suppress(YamlFault):
            return _tags(matter), text[: block.start()] + blank + text[block.end() :], 1
        break
    return {}, text, 1


def _tags(matter: str) -> Tags:
    """Return key → (value, line of the file); all scalars are texts. Raise `YamlFault`."""
    for key in _BULK:
        if len(matter) > MAX_CHARACTERS:
            matter = re.sub(rf"^{key}:.*\n(?:(?:[ \t-].*)?\n)*", _shortened, matter, count=1, flags=re.MULTILINE)
    data, lines = read_yaml(_without_tabs(_TEMPLATE_LINE.sub("", matter)), above=1, most=MAX_CHARACTERS)
    return {key: (value, lines[f"/{key.replace('~', '~0').replace('/', '~1')}"]) for key, value in data.items()}


def _shortened(bulk: re.Match[str]) -> str:
    """Return the first entries of a bulk, and empty lines for the others, so that what follows keeps its place."""
    lines = bulk[0].split("\n")
    sizes = accumulate(len(line) + 1 for line in lines)
    fitting = sum(1 for size in islice(sizes, _LINES_OF_BULK) if size <= _CHARACTERS_OF_BULK)
    if fitting < len(lines):
        starts = [at for at in range(1, fitting) if _ENTRY.match(lines[at])]
        fitting = starts[-1] if starts else 0
    kept = lines[:fitting] or [lines[0].partition(":")[0] + ":"]
    return "\n".join([*kept, *("" for _ in lines[len(kept) :])])


def _without_tabs(matter: str) -> str:
    """Replace tabs inside of texts, where they are legal and the parser refuses them, by blanks."""
    if "\t" not in matter:
        return matter
    return "\n".join(
        line[: len(line) - len(line.lstrip())] + line.lstrip().replace("\t", " ") for line in matter.split("\n")
    )
