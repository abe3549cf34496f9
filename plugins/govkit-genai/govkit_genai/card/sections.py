"""Markdown → sections and passages, in linear time; tables of contents are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from govkit_genai.card.document import BOLD, NESTED, Passage, Section, folded
from govkit_genai.card.inline import Inline, read_inline
from govkit_genai.card.lines import visible_lines
from govkit_genai.card.questions import bold_question, is_question, plain_question, without_mark
from govkit_genai.card.tables import TableReader

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?<=##))(\S.*?)[ \t#]*$")
_HTML_HEADING = re.compile(
    r"\s*(?:<(?:p|div|center)\b[^>]{0,200}>\s*)?<h([1-6])[^>]{0,200}>(.{1,300}?)</h\1>", re.IGNORECASE
)
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,60}")
_NOTE = re.compile(r"[\[\](){}]|[:?]\s*$")
_NAMED_HEADING = re.compile(r"([^\W\d_][^:|.!?()]{1,50}?) ?: ?(\S.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_LIST_ITEM = re.compile(r"(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)([^*_\n]{1,80}?)(?:\*\*|__)\s*[:.]?\s*$")
_BOLD_LABEL = re.compile(
    r"\s*(?:\*\*?|__?|<b>)([^*_<\n]{1,80}?)\s*(?::\s*(?:\*\*?|__?|</b>)|(?:\*\*?|__?|</b>)\s*:)\s*(.*)$"
)
_BOLD_START = re.compile(r"\s*(?:\*\*|__)([A-Z][^*_\n:]{1,60}?)(?:\*\*|__)[ \t]+(?=[\[A-Z\d\"'`])(\S.*)$")
_WRAPPED = re.compile(r"\s*([*_])(?![*_\s])([^*_]{3,300})\1\s*$")
_NEXT_FIELD = re.compile(r"\s[·•|,;]\s{1,4}(?=(?:\*\*|__)[^*_\n]{1,80}?(?::(?:\*\*|__)|(?:\*\*|__):))")
_DIGIT = re.compile(r"\d")
_PLAIN_LABEL = re.compile(r"\s*(?:\*\*)?([^\W\d_][^:|.!?()\n]{1,50}(?:\([^():\n]{1,20}\))?):\s+(\S.*)$")
_EMPTY_LABEL = re.compile(r"\s*([^\W\d_][^:|.!?()\n]{1,50}):\s*")
_LONE_LABEL = re.compile(r"\s*([^\W\d_][\w()/-]{1,30}(?: [\w()/-]{1,30}){0,2}):\s*")
_ROW = re.compile(r"\s*\|(.+)\|?\s*$")
_HTML_ROW = re.compile(r"\s*</?t(?:able|head|body|r|d|h)\b", re.IGNORECASE)
_RULER = re.compile(r"\s*\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*){1,200}\|?\s*$")
_CONTENTS = re.compile(r"(?:table of )?contents|toc|สารบัญ")
_ANCHOR_ITEM = re.compile(r"\[[^\[\]]{1,200}\]\(#[^()]{0,200}\)[ \t.*_]*")

_LABELLED = 9
_HEAD_WORDS = 8
_LEAST_WORDS = 4  # of a sentence
_INTRODUCED = 3  # items of a list
_LOOSE = -1  # the indent of a list under a paragraph that names it


def _fields(line: str) -> list[str]:
    """Divide a line on which several labels stand with their values; any other is one part."""
    if (wrapped := _WRAPPED.match(line)) and ": " in wrapped[2]:
        return [part.strip() for part in re.split(r"\s[·•]\s", wrapped[2])]
    starts = [field.end() for field in _NEXT_FIELD.finditer(line)] if _BOLD_LABEL.match(line) else []
    return [line[start:end].rstrip(" ·•|,;") for start, end in pairwise([0, *starts, len(line)])] if starts else [line]


def _name_and_text(heading: str) -> tuple[str, str]:
    """Divide a heading that goes on behind its colon, or that is a whole sentence: its name, and what it says."""
    divided = _NAMED_HEADING.fullmatch(heading)
    if divided and "card" not in divided[1].lower():
        return divided[1], divided[2]
    sentence = len(heading.split()) > _HEAD_WORDS and not _NOTE.search(heading) and not is_question(heading)
    return heading, heading if sentence else ""


@dataclass
class MarkdownReader:
    """Walks the lines of a card once."""

    sections: list[Section] = field(default_factory=lambda: [Section("", 0, None, 0)])
    passages: list[Passage] = field(default_factory=list)
    citations: list[int] = field(default_factory=list)
    _here: int = 0
    _paragraph: list[str] = field(default_factory=list)
    _paragraph_line: int = 0
    _blank: bool = True
    _in_contents: bool = False
    _table: TableReader = field(default_factory=TableReader)
    _nests: list[tuple[int, int]] = field(default_factory=list)
    _last_item: tuple[int, str, int] | None = None
    _introduced: tuple[int, int] | None = None

    def read(self, body: str, first_line: int) -> None:
        """Take the body of a card, whose first line is `first_line` of its file."""
        settings: dict[int, str] = {}
        for number, line in visible_lines(body, first_line, self.citations, settings):
            self._line(number, line)
            if number in settings:
                self._add(Inline(settings.pop(number), ()), number, kind="settings")
        self._flush()

    def _line(self, number: int, line: str) -> None:
        if not line.strip():
            self._flush()
            self._blank = True
            self._table.end()
            return
        heading = self._heading(number, line)
        if not heading and not self._in_contents:
            for part in _fields(line):
                self._content(number, part)
        self._blank = False

    def _heading(self, number: int, line: str) -> bool:
        if match := _HEADING.match(line) or _HTML_HEADING.match(line):
            self._flush()
            marks, title = match.groups()
            name, said = _name_and_text(without_mark(read_inline(title).text))
            self._open(name, len(marks) if marks.startswith("#") else int(marks), number)
            if said:
                self._add(read_inline(said), number)
            return True
        if (match := _UNDERLINE.match(line)) and len(self._paragraph) == 1 and len(self._paragraph[0]) < 100:
            title, at = self._paragraph.pop(), self._paragraph_line
            self._open(read_inline(title).text, 1 if match[1].startswith("=") else 2, at)
            return True
        return False

    def _open(self, title: str, level: int, line: int) -> None:
        parent = self._here
        while parent and self.sections[parent].level >= level:
            parent = self.sections[parent].parent
        self.sections.append(Section(folded(title), level, line, parent))
        self._here = len(self.sections) - 1
        self._last_item = self._introduced = None
        if level < NESTED:
            self._nests.clear()
        if level < BOLD:
            self._in_contents = _CONTENTS.fullmatch(folded(title)) is not None

    def _content(self, number: int, line: str) -> None:
        item = _LIST_ITEM.match(line)
        self._nest(line, len(line) - len(line.lstrip()), is_item=item is not None)
        if "|" in line and self._in_a_table(number, line):
            return
        if _RULE.fullmatch(line):
            self._flush()
            return
        if self._table.inside_html or _HTML_ROW.match(line):
            self._flush()
            self.passages += self._table.html(number, line, self._here)
            return
        text = without_mark(line[item.end() :] if item else line)
        if item:
            self._flush()
            if _ANCHOR_ITEM.fullmatch(text):
                return
            self._introduce(text)
            self._last_item = (len(item[1]), text, number)
        elif self._blank and self.sections[self._here].level == _LABELLED and not line.startswith((" ", "\t")):
            self._here = self.sections[self._here].parent
        if not self._labelled(number, text, in_list=item is not None):
            if not self._paragraph:
                self._paragraph_line = number
            self._paragraph.append(text)

    def _introduce(self, item: str) -> None:
        """Let the sentence in front of a list, which ends with a colon, go on with what the list holds first."""
        if self._introduced is None:
            return
        index, taken = self._introduced
        passage = self.passages[index]
        if not taken and index == len(self.passages) - 1 and len(passage.text.split()) <= _HEAD_WORDS // 2:
            self.passages.pop()
            self._introduced = None
            self._nests.append((_LOOSE, self._here))
            self.sections.append(Section(folded(passage.text), NESTED, passage.line, self._here))
            self._here = len(self.sections) - 1
            return
        words = read_inline(item)
        self.passages[index] = replace(
            passage,
            text=f"{passage.text} {words.text};",
            links=passage.links + words.links,
        )
        self._introduced = (index, taken + 1) if taken + 1 < _INTRODUCED else None

    def _nest(self, line: str, indent: int, *, is_item: bool) -> None:
        """Make a short list item the heading of what stands deeper under it, until the list goes on as before."""
        ends = not is_item and self._blank and not indent
        while self._nests and (indent <= self._nests[-1][0] or (ends and self._nests[-1][0] == _LOOSE)):
            self._flush()
            self._here = self._nests.pop()[1]
        if self._last_item is None or (not is_item and not self._blank):
            return
        at, text, number = self._last_item
        self._last_item = None
        name = text.rstrip(" :*_")
        if indent <= at or len(name.split()) > _HEAD_WORDS or name.endswith((".", "!", "?", ",")) or ": " in name:
            return
        if self._paragraph:
            self._paragraph = []
        elif self.passages and self.passages[-1].line == number:
            self.passages.pop()
            self._introduced = None
        else:
            return
        self._nests.append((at, self._here))
        self.sections.append(Section(folded(read_inline(name).text), NESTED, number, self._here))
        self._here = len(self.sections) - 1

    def _in_a_table(self, number: int, line: str) -> bool:
        """Take a row of a table; those without outer bars are known by the ruler under their header."""
        if _RULER.match(line):
            if len(self._paragraph) == 1:
                self.passages += self._table.row(self._paragraph_line, self._paragraph.pop(), self._here)
            if self._table.ruler() and self.passages and self.passages[-1].line == number - 1:
                self.passages.pop()  # it is no text of a cell
            return True
        row = _ROW.match(line)
        if row is None and not self._table.inside:
            return False
        self._flush()
        self._table.inside = True
        self.passages += self._table.row(number, row[1] if row else line, self._here)
        return True

    def _asked(self, number: int, text: str) -> bool:
        """Take a question in bold words for a heading, and what stands behind it for its answer."""
        asked = bold_question(text)
        if asked is None:
            return False
        self._flush()
        self._open(asked[0], BOLD, number)
        if asked[1]:
            self._add(read_inline(asked[1]), number)
        return True

    def _labelled(self, number: int, text: str, *, in_list: bool) -> bool:
        if self._asked(number, text):
            return True
        if (
            (match := _BOLD_LINE.match(text))
            and not (in_list and _DIGIT.search(match[1]))
            and not (match[1].endswith(".") and len(match[1].split()) >= _LEAST_WORDS)
        ):
            self._flush()
            self._open(match[1], BOLD, number)
            return True
        if match := _BOLD_LABEL.match(text):
            self._flush()
            self._open(match[1], _LABELLED if match[2].strip() else BOLD, number)
            label, value = match.groups()
        elif not self._paragraph and (match := _BOLD_START.match(text)) and len(match[1].split()) <= 6:
            self._flush()
            self._open(match[1], _LABELLED, number)
            label, value = match.groups()
        elif not in_list and not self._paragraph and (asked := plain_question(text)):
            self._open(asked[0], _LABELLED, number)
            label, value = asked
        elif (in_list or not self._paragraph) and (match := _PLAIN_LABEL.match(text)) and len(match[1].split()) <= 6:
            if match[1].count("[") != match[1].count("]"):
                return False  # the colon stands in the words of a link
            label, value = match.groups()
        elif in_list and (match := _EMPTY_LABEL.fullmatch(text)) and len(match[1].split()) <= 6:
            self._flush()
            self._open(match[1], _LABELLED, number)
            return True
        else:
            return False
        if value.strip():
            self._add(read_inline(value), number, label=folded(label))
        return True

    def _flush(self) -> None:
        if self._paragraph:
            label = _LONE_LABEL.fullmatch(self._paragraph[0]) if len(self._paragraph) > 1 else None
            text = "\n".join(self._paragraph[1:] if label else self._paragraph)
            self._paragraph = []
            self._add(
                read_inline(text),
                self._paragraph_line,
                label=folded(label[1]) if label else "",
            )
            said = self.passages[-1] if self.passages else None
            if said is not None and said.line == self._paragraph_line and said.text.endswith(":"):
                self._introduced = (len(self.passages) - 1, 0)
            elif self._last_item is None or self._last_item[2] != self._paragraph_line:
                self._introduced = None

    def _add(
        self,
        inline: Inline,
        line: int,
        *,
        label: str = "",
        kind: Literal["prose", "row", "picture", "settings"] = "prose",
    ) -> None:
        if not inline.text:
            kind = "picture"
        if inline.text or inline.links:
            self.passages.append(
                Passage(
                    inline.text,
                    line,
                    label=label,
                    links=inline.links,
                    kind=kind,
                    section=self._here,
                )
            )
