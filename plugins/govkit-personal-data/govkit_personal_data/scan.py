"""One file after the other: open it, draw its sample, count, and judge every column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from govkit_personal_data import categories, lexicon, vocabulary
from govkit_personal_data.judge import judge
from govkit_personal_data.mask import safe_name
from govkit_personal_data.observed import Column, Source, State, Table
from govkit_personal_data.places import Place
from govkit_personal_data.sampling import ROWS, Sample, draw
from govkit_personal_data.sources.delimited import long_cells, open_delimited
from govkit_personal_data.sources.jsonlines import open_json_lines
from govkit_personal_data.sources.sqlite import open_sqlite
from govkit_personal_data.sources.survey import Survey, state_of, survey
from govkit_personal_data.sources.table import LONGEST_CELL, Cell, Gap, Rows, Unreadable
from govkit_personal_data.tally import tally

if TYPE_CHECKING:
    from govkit_personal_data.recognizers.detectors import Detector


@dataclass(frozen=True)
class Plan:
    """How to look: what all tables of a run have in common."""

    seed: str
    latest_year: int
    rows: int = ROWS
    declared: frozenset[str] = frozenset()
    """Field names of the inventory, case-folded."""
    progress: Callable[[int], None] = lambda _rows: None


@dataclass(frozen=True)
class Scanned:
    """What one file gave."""

    source: Source
    columns: tuple[Column, ...] = ()
    sha256: str = ""


def scan(place: Place, table: str, plan: Plan) -> Scanned:
    """Read one file. What can't be read is a state, never an exception, and never looks clean."""
    source = Source(place.entry, place.state, place.format)
    if place.state != "read":
        return Scanned(source)
    try:
        seen = survey(place.path)
        if seen.size == 0:
            return Scanned(replace(source, state="empty"), sha256=seen.sha256)
        tables: list[Table] = []
        columns: list[Column] = []
        with long_cells(), _open(place, table, seen, plan.declared) as opened:
            for rows in opened:
                found, its_columns = _table(rows, place.name, plan)
                tables.append(found)
                columns.extend(its_columns)
        if state_of(place.path) != seen.state:
            raise Unreadable("changed")
    except Unreadable as reason:
        return Scanned(replace(source, state=reason.state))
    state: State = "read" if any(found.rows for found in tables) else "empty"
    encoding = "" if place.format == "sqlite" else seen.encoding
    source = replace(source, state=state, encoding=encoding, tables=tuple(tables))
    return Scanned(source, tuple(columns), seen.sha256)


@contextmanager
def _open(place: Place, table: str, seen: Survey, declared: Collection[str]) -> Iterator[Iterator[Rows]]:
    source = place.source
    encoding = source.encoding if source.is_stated("encoding") else None
    if place.format == "sqlite":
        with open_sqlite(place.path, seen, source.table if source.is_stated("table") else None) as tables:
            yield tables
    elif place.format == "jsonl":
        yield iter([open_json_lines(place.path, table, seen, encoding=encoding)])
    else:
        stated = source.delimiter if source.is_stated("delimiter") else None
        delimiter = stated or ("\t" if place.format == "tsv" else None)
        yield iter(
            [
                open_delimited(
                    place.path,
                    table,
                    seen,
                    encoding=encoding,
                    delimiter=delimiter,
                    lexicon=lexicon.shipped(),
                    declared=declared,
                )
            ]
        )


def _table(rows: Rows, partition: str, plan: Plan) -> tuple[Table, list[Column]]:
    from govkit_personal_data.recognizers.detectors import detectors
    from govkit_personal_data.recognizers.stock import counting_timeouts

    sample = draw(rows, seed=plan.seed, partition=f"{partition}\0{rows.name}", size=plan.rows, progress=plan.progress)
    name, used = safe_name(rows.name), detectors(plan.latest_year)
    with counting_timeouts() as timeouts:
        columns = [_column(rows, index, name, sample, used, plan) for index in range(len(rows.columns))]
    whole = 0 if timeouts.count else sum(all(map(_is_whole, row)) for row in sample.rows)
    known = rows.structure_known or len(sample.rows) == sample.total
    return Table(name, sample.total, whole, len(columns), known), columns


def _column(rows: Rows, index: int, table: str, sample: Sample, used: tuple[Detector, ...], plan: Plan) -> Column:
    header = rows.columns[index]
    words, known = lexicon.shipped(), vocabulary.shipped()
    cells: Iterator[Cell] = (row[index] if index < len(row) else None for row in sample.rows)
    return judge(
        safe_name(header),
        table,
        words.weights(header),
        words.table_leaning(rows.name),
        tally(cells, used, known, latest_year=plan.latest_year),
        expected=sample.total,
        dates_records=words.dates_records(header),
        detectors=used,
        vocabulary=known,
        categories=categories.shipped(),
    )


def _is_whole(cell: Cell) -> bool:
    return not isinstance(cell, Gap) and (cell is None or len(cell) <= LONGEST_CELL)
