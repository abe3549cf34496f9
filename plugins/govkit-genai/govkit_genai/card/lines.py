"""The lines of a Markdown text that a reader sees: no comments, no code."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,12}(`{3,}|~{3,})(.*)")
_HEADING = re.compile(r"#{2,6} \S")
_RAW = re.compile(r"<(pre|script|style)\b", re.IGNORECASE)
_BIBLIOGRAPHY = re.compile(
    r"\s*@(?:misc|article|inproceedings|techreport|software|book|online|dataset|report|phdthesis)\s*\{",
    re.IGNORECASE,
)


def visible_lines(body: str, first_line: int, citations: list[int]) -> Iterator[tuple[int, str]]:
    """Yield number and text of the visible lines; the numbers of bibliography entries go to `citations`."""
    fence, in_list, raw, comment = "", False, "", False
    for number, line in enumerate(body.split("\n"), first_line):
        if fence:
            if _BIBLIOGRAPHY.match(line):
                citations.append(number)
            closing = _FENCE.match(line)
            if closing and closing[1].startswith(fence) and not closing[2].strip():
                fence = ""
                continue
            if not (in_list and _HEADING.match(line)):
                continue
            fence = ""  # with the list item in which it stands, as Markdown has it
        if raw:
            raw = "" if f"</{raw}" in line.lower() else raw
            continue
        line, comment = _without_comments(line, comment)
        if not comment and (opening := _FENCE.match(line)) and "`" not in opening[2]:
            fence, in_list = opening[1], line.startswith("  ")
            yield number, ""
        elif (block := _RAW.search(line)) and f"</{block[1].lower()}" not in line.lower():
            raw = block[1].lower()
        else:
            if _BIBLIOGRAPHY.match(line):
                citations.append(number)
            yield number, line


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    kept, at = "", 0
    while True:
        if inside:
            end = line.find("-->", at)
            if end < 0:
                return kept, True
            inside, at = False, end + 3
        else:
            start = line.find("<!--", at)
            if start < 0:
                return kept + line[at:], False
            kept += line[at:start]
            inside, at = True, start + 4
