"""Rows of Markdown and HTML tables → passages; cells under names of columns and results are some of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from govkit_genai.card.document import Passage, folded
from govkit_genai.card.inline import Inline, read_inline

_COLUMN = re.compile(
    r"^tokens$|^(?:release|date|release date|version|gpus?|test ?sets?)$|training data|licen[cs]e|intended use"
    r"|base model|emi(?:tted|ssions)|training tokens|hardware|^vram(?: \d+k)?$|^max ram required$"
)
_METRIC = re.compile(r"\b(?:accuracy|f1|auc|mae|rmse|wer|bleu|perplexity)\b")
_COLUMN_NAMES = frozenset(
    {
        "field", "value", "values", "item", "property", "attribute", "aspect", "details", "description", "information",
        "content", "metric", "benchmark", "score", "notes",
    }
)  # fmt: skip
_BENCHMARK = re.compile(
    r"\b(?:accuracy|acc|f1|bleu|chrf|wer|cer|rouge\S{0,3}|ppl|perplexity|auc|auroc|m?ap|miou|iou|fid|psnr|ssim|lpips"
    r"|top-?[15]|pass@\d|win ?rate|elo|exact match|em|score|rmse|mae|mmlu\S{0,9}|gsm8k|math|humaneval\S{0,9}|mbpp"
    r"|hellaswag|arc\S{0,9}|piqa|winogrande|truthfulqa|lambada|boolq|triviaqa|squad\S{0,9}|glue|superglue|mnli|sst-?2"
    r"|qnli|cola|mrpc|qqp|rte|xnli|mteb|beir|coco|imagenet\S{0,9}|librispeech|fleurs|common voice|wmt\d{0,4}"
    r"|flores\S{0,9}|mmmu|mathvista|docvqa|chartqa|textvqa|vqav2|mmbench|gpqa|bbh|agieval|c-?eval|cmmlu|ifeval"
    r"|mt-?bench|alpacaeval\S{0,9}|arena-hard|livecodebench|aime\S{0,9}|openbookqa|race|drop|msmarco|vbench|average|avg"
    r")\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"[~<>±]?\d{1,3}(?:[.,]\d{1,9})? ?%?(?:\s?[±/(].{0,20})?")
_DECIMAL = re.compile(r"\d[.,]\d|%")
_RULER_CELL = re.compile(r"\s*:?-+:?\s*")
_HTML_CELL = re.compile(r"<t[dh]\b[^<>]{0,200}>", re.IGNORECASE)
_HTML_ROW_END = re.compile(r"</tr>|<tr\b[^<>]{0,200}>|</table>", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?:(?:total )?(?:number of|no of|num|n|count of) )?(?:examples|samples|instances|records|rows|sentences"
    r"|documents|articles|images|utterances|questions|tokens|pairs|dialogues|conversations|texts|entries|tweets)"
    r"(?: count)?\b"
    r"|^train(?:ing)?(?: set| split| data| examples| samples)?$"
)
"""What a number under such a name counts."""
_COUNT = re.compile(r"~?(?:\d{1,3}(?:[, ]\d{3}){1,3}|\d{3,12}|\d{1,4}(?:\.\d{1,3})? ?[kmb])\+?", re.IGNORECASE)
_METRIC_ROWS = 2  # enough to tell that there are values
_COLUMN_ROWS = 12
_WIDE = 2


@dataclass
class TableReader:
    """Takes the rows of one table after the other."""

    inside: bool = False
    """Whether the line before was a row of Markdown."""
    inside_html: bool = False
    """Whether a table of HTML is open."""
    _columns: tuple[str, ...] = ()
    _shares: frozenset[int] = frozenset()
    """The columns whose values are shares in per cent."""
    _header: tuple[str, ...] = ()
    _per_cent: frozenset[int] = frozenset()
    _rows: int = 0
    _scored: int = 0
    _html: list[str] = field(default_factory=list)
    _html_at: int = 0

    def end(self) -> None:
        """Take note of an empty line, which ends a table of Markdown."""
        self.inside = False
        if not self.inside_html:
            self._columns = self._header = ()

    def ruler(self) -> bool:
        """Take the row before for names of columns; return whether it holds nothing but such names."""
        self.inside = True
        if self._columns:
            return False
        self._name_columns()
        return {name for name in self._header if name} <= _COLUMN_NAMES

    def _name_columns(self) -> None:
        self._columns, self._shares, self._rows, self._scored = self._header, self._per_cent, 0, 0

    def row(self, number: int, cells: str, section: int) -> Iterator[Passage]:
        """Yield the passages of a row, whose cells stand between bars."""
        parts = [read_inline(cell) for cell in cells.rstrip().removesuffix("|").split("|")]
        texts = [part.text for part in parts]
        if all(_RULER_CELL.fullmatch(text) or not text for text in texts):
            return
        links = tuple(link for part in parts for link in part.links)
        yield from self._results(number, texts, section)
        self._header = tuple(folded(text) for text in texts)
        self._per_cent = frozenset(at for at, text in enumerate(texts) if text.endswith("(%)"))
        yield from self._cells(number, parts, section)
        of_aspects = len(self._columns) == len(texts) and not self._columns[0] and bool(texts[0])
        label = folded(texts[0]) if of_aspects or len([text for text in texts if text]) == 2 else ""
        shown = " | ".join(texts[1:] if label else texts)
        yield Passage(shown, number, label=label, links=links, kind="row", section=section)

    def _cells(self, number: int, parts: list[Inline], section: int) -> Iterator[Passage]:
        """Yield the cells of wide tables under the names of their columns."""
        self._rows += 1
        if len(self._columns) != len(parts) or len(parts) < _WIDE or self._rows > _COLUMN_ROWS:
            return
        for column, part in zip(self._columns, parts, strict=True):
            enough = self._rows > _METRIC_ROWS
            if column and part.text and (_COLUMN.search(column) or (not enough and _METRIC.search(column))):
                yield Passage(part.text, number, label=column, links=part.links, kind="row", section=section)
            elif not enough and _COUNTED.search(column) and _COUNT.fullmatch(part.text):
                yield Passage(part.text, number, label="number of examples", kind="row", section=section)

    def _results(self, number: int, texts: list[str], section: int) -> Iterator[Passage]:
        """Yield measured values under or beside the names of benchmarks and metrics, whatever the heading."""
        if self._scored == _METRIC_ROWS or len(texts) < _WIDE:
            return
        known = len(self._columns) == len(texts)
        columns = self._columns if known else ("",) * len(texts)
        shares = self._shares if known else frozenset()
        beside = _BENCHMARK.search(texts[0]) is not None
        found = [
            f"{column or texts[0]}: {text}"
            for at, (column, text) in enumerate(zip(columns[1:], texts[1:], strict=True), 1)
            if _MEASURED.fullmatch(text) and (beside or at in shares or _BENCHMARK.search(column))
        ]
        if found and (shares or any(_DECIMAL.search(text) for text in texts)):
            self._scored += 1
            text = (f"{texts[0]}, " if beside else "") + "; ".join(found)
            yield Passage(text, number, label="results", kind="row", section=section)

    def html(self, number: int, line: str, section: int) -> Iterator[Passage]:
        """Yield the passages of the rows that end on a line of HTML; a row may stand on one line or on many."""
        lower = line.lower()
        if "<table" in lower:
            self._columns, self.inside_html = (), True
        at = 0
        for end in _HTML_ROW_END.finditer(line):
            self._html_part(number, line[at : end.start()])
            yield from self._html_row(section)
            at = end.end()
        self._html_part(number, line[at:])
        if "</table" in lower:
            yield from self._html_row(section)
            self.inside_html, self._columns = False, ()

    def _names_benchmarks(self) -> bool:
        """Tell whether the last row holds names of benchmarks and no values, as a first row of plain cells does."""
        names = [name for name in self._header[1:] if name]
        measured = any(_MEASURED.fullmatch(name) for name in names)
        return not measured and sum(_BENCHMARK.fullmatch(name) is not None for name in names) >= _WIDE

    def _html_part(self, number: int, part: str) -> None:
        if part.strip():
            self._html_at = self._html_at if self._html else number
            self._html.append(part)

    def _html_row(self, section: int) -> Iterator[Passage]:
        row, self._html = " ".join(self._html), []
        first, *cells = _HTML_CELL.split(row)
        if cells:
            yield from self.row(
                self._html_at,
                "|".join(cell.replace("|", "/") for cell in cells),
                section,
            )
            if not self._columns and ("<td" not in row.lower() or self._names_benchmarks()):
                self._name_columns()
        elif (inline := read_inline(first)).text:
            yield Passage(
                inline.text,
                self._html_at,
                links=inline.links,
                kind="row",
                section=section,
            )
        elif inline.links:
            yield Passage("", self._html_at, links=inline.links, kind="picture", section=section)
