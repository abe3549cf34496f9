"""The lines of a Markdown text that a reader sees: no comments, and of code nothing but settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r" {0,12}(`{3,}|~{3,})(.*)")
_HEADING = re.compile(r"#{2,6} \S")
_RAW = re.compile(r"<(pre|script|style)\b", re.IGNORECASE)
_SETTING = re.compile(r"""[\s({\[-]{0,24}['"]?[A-Za-z][\w.-]{1,40}['"]?\s{0,8}(?::|=|,)\s{0,8}(?:['"{\[\w.-]|$)""")
_CODE = re.compile(
    r"^\s{0,20}(?:import|from|def|class|for|if|print|return|pip|git|python|curl)\b|\w\(\w{1,40}\)|\.\w{1,40}\("
)
_FLAG = re.compile(r"\s{0,20}(?:\S{1,80}\s{1,4}){0,4}--?([A-Za-z]\w{2,40})[ =](\S{1,60})\s{0,4}\\?\s*$")
_PAIR = re.compile(r"""['"]([A-Za-z][\w.-]{1,40})['"]: ?(\d{1,6}(?:\.\d{1,20})?)(?=[,}\s])""")
_AVERAGE = re.compile(r"((?:micro|macro|weighted) avg|accuracy)((?: {1,20}[01]\.\d{1,4}){1,3}) {1,20}\d{1,9}")
_OF_TRAINING = re.compile(r"learning_?rate|^lr$|epochs|train_batch_size|max_steps|warmup")
_MOST_SETTINGS = 120  # lines
_MARKDOWN_FENCE = re.compile(r" {0,3}`{3,}\s?(?:markdown|md)\s*", re.IGNORECASE)
_BEFORE = 4  # filled lines in front of a block that holds the whole card, or behind it
_BIBLIOGRAPHY = re.compile(
    r"\s*@(?:misc|article|inproceedings|techreport|software|book|online|dataset|report|phdthesis)\s*\{",
    re.IGNORECASE,
)
_OF_TRAINERS = re.compile(
    r"\s*@\w+\s*\{\s*(?:reimers-2019-sentence-bert|henderson2017efficient|hermans2017defense|kusupati2024matryoshka"
    r"|li20242d|vonwerra\d{4}trl|https://doi\.org/10\.48550/arxiv\.2209\.11055)\b",
    re.IGNORECASE,
)
"""Papers on how models are trained, which trainers append to every card that they write."""


@dataclass
class _Fence:
    """A block of code that is open."""

    marks: str
    in_list: bool
    lines: list[str] = field(default_factory=list)

    def ends_at(self, line: str) -> bool:
        closing = _FENCE.match(line)
        return closing is not None and closing[1].startswith(self.marks) and not closing[2].strip()

    def is_left_at(self, line: str) -> bool:
        """Tell whether the list item in which the block stands ends here, and the block with it, as Markdown has it."""
        return self.in_list and _HEADING.match(line) is not None

    def settings(self) -> str:
        """Return the lines in one if most give a name a value and none calls anything, else nothing.

        The flags of a command that trains give values, and so do a line of results and the report on a classifier.
        """
        filled = [line.strip() for line in self.lines if line.strip()][: _MOST_SETTINGS + 1]
        if told := _flags(filled) or _results(filled) or _report(filled):
            return "; ".join(f"{name}: {value}" for name, value in told)
        values = sum(1 for line in filled if _SETTING.match(line))
        if not 1 < len(filled) <= _MOST_SETTINGS or values * 2 <= len(filled) or any(map(_CODE.search, filled)):
            return ""
        return "; ".join(filled)


def _flags(filled: list[str]) -> list[tuple[str, ...]]:
    """Return name and value of each flag of a command that trains, else nothing."""
    flags = [found.groups() for found in map(_FLAG.match, filled) if found]
    return flags if sum(1 for name, _ in flags if _OF_TRAINING.search(name.lower())) > 1 else []


def _results(filled: list[str]) -> list[tuple[str, ...]]:
    """Return name and value of each number of a mapping that stands on the only line, else nothing."""
    pairs = _PAIR.findall(filled[0]) if len(filled) == 1 else []
    return pairs if len(pairs) > 1 else []


def _report(filled: list[str]) -> list[tuple[str, ...]]:
    """Return name and values of each average of a report on a classifier, as a library prints it, else nothing."""
    return [(found[1], found[2].strip()) for found in map(_AVERAGE.fullmatch, filled) if found]


def _unwrapped(lines: list[str]) -> list[str]:
    """Return the lines without the mark of a block of Markdown that holds the whole card, as assistants answer."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    start = next((place for place, at in enumerate(filled[:_BEFORE]) if _MARKDOWN_FENCE.fullmatch(lines[at])), None)
    if start is None:
        return lines
    inside = False
    for place, at in enumerate(filled[start + 1 :], start + 1):
        mark = _FENCE.match(lines[at])
        if mark and not mark[2].strip() and not inside and place < len(filled) - _BEFORE:
            return lines  # it ends, and the card goes on
        inside = inside != (mark is not None)
    return [*lines[: filled[start]], "", *lines[filled[start] + 1 :]]


def visible_lines(
    body: str, first_line: int, citations: list[int], settings: dict[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield number and text of the visible lines.

    The numbers of bibliography entries go to `citations`; code that is nothing but settings goes to `settings`, under
    the number of the empty line that is yielded in its place.
    """
    fence, raw, comment, open_braces = None, "", False, 0
    for number, line in enumerate(_unwrapped(body.split("\n")), first_line):
        begins = _BIBLIOGRAPHY.match(line) is not None and not raw and not comment
        if begins:
            citations += [] if _OF_TRAINERS.match(line) else [number]
            open_braces = 0
        if (open_braces or (begins and not fence)) and line.strip():
            open_braces = max(0, open_braces + line.count("{") - line.count("}"))
            continue
        open_braces = 0  # at an empty line an entry ends, whatever is left open
        if fence and not fence.is_left_at(line):
            if not fence.ends_at(line):
                fence.lines.append(line)
                continue
            if said := fence.settings():
                settings[number] = said
                yield number, ""
            fence = None
            continue
        fence = None
        if raw:
            raw = "" if f"</{raw}" in line.lower() else raw
            continue
        line, comment = _without_comments(line, comment)
        if not comment and (opening := _FENCE.match(line)) and "`" not in opening[2]:
            fence = _Fence(opening[1], line.startswith("  "))
            yield number, ""
        elif (begun := _RAW.search(line)) and f"</{begun[1].lower()}" not in line.lower():
            raw = begun[1].lower()
        else:
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
