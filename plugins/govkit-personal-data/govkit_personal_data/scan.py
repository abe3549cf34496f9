"""From places to what they hold: open each, share its rows out, have them examined, and judge every column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from govkit.plugin import Executor
from govkit_personal_data import lexicon
from govkit_personal_data.checkpoint import Checkpoint
from govkit_personal_data.columns import columns_of
from govkit_personal_data.examine import Look, Part, Task, examine
from govkit_personal_data.executors import Here
from govkit_personal_data.identifiers import Identifier
from govkit_personal_data.kernel.aggregate import ColumnCounts, TableCounts
from govkit_personal_data.mask import safe_name
from govkit_personal_data.modes import ROWS, Mode
from govkit_personal_data.observed import DOCUMENTS, Column, Groups, Source, State, Table
from govkit_personal_data.places import Place
from govkit_personal_data.sampling import allotted, ranks
from govkit_personal_data.sources.opening import Found, open_place
from govkit_personal_data.sources.partition import Opened, Partition
from govkit_personal_data.sources.survey import state_of, survey
from govkit_personal_data.sources.table import Unreadable

_STRATA = {"sample": 64, "early": 8}
"""Groups of rows of one table that are read at most; of more, so many are chosen by hash."""


@dataclass(frozen=True)
class Plan:
    """How to look: what all tables of a run have in common."""

    seed: str
    latest_year: int
    rows: int = ROWS
    mode: Mode = "sample"
    declared: frozenset[str] = frozenset()
    """Field names of the inventory, case-folded."""
    quasi_identifiers: tuple[str, ...] = ()
    """Names of columns, case-folded, by whose values rows are grouped."""
    executor: Executor = field(default_factory=Here)
    progress: Callable[[int, int], None] = lambda _rows, _cells: None
    """Told the rows and the cells that were looked at since it was told before."""
    expecting: Callable[[int], None] = lambda _parts: None
    """Told once how many partitions there are; `progress` is called once for each."""
    checkpoint: Checkpoint = field(default_factory=Checkpoint)
    own: tuple[Identifier, ...] = ()
    """Identifiers that a user has brought."""


@dataclass(frozen=True)
class Scanned:
    """What one file or database gave."""

    source: Source
    columns: tuple[Column, ...] = ()
    groups: tuple[Groups, ...] = ()
    sha256: str = ""
    extra: str = ""
    """What would have to be installed to read it."""


@dataclass(frozen=True)
class _Ready:
    """A place that could be opened, or not."""

    place: Place
    source: Source
    found: Found | None = None
    extra: str = ""
    read: Scanned | None = None
    """What a document gave, which is read at once."""
    beside: tuple[Table, Column] | None = None
    """What stands beside the cells of a workbook."""


def scan(places: Sequence[Place], names: Sequence[str], plan: Plan) -> list[Scanned]:
    """Look at all places; what can't be read is a state, never an exception, and never looks clean."""
    ready = [_opened(place, name, plan) for place, name in zip(places, names, strict=True)]
    tables = [(place, opened) for place, one in enumerate(ready) if one.found for opened in one.found.tables]
    tasks = [(table, task) for table, (_, opened) in enumerate(tables) for task in _tasks(opened, plan)]
    plan.expecting(len(tasks))
    parts: list[list[Part]] = [[] for _ in tables]
    for number, part in sorted(_done([task for _, task in tasks], plan), key=lambda one: one[0]):
        parts[tasks[number][0]].append(part)
    return [
        _finished(one, [(opened, got) for (at, opened), got in zip(tables, parts, strict=True) if at == number], plan)
        for number, one in enumerate(ready)
    ]


def _opened(place: Place, name: str, plan: Plan) -> _Ready:
    source = Source(place.entry, place.state, place.format)
    if place.state != "read":
        return _Ready(place, source)
    try:
        if place.format in DOCUMENTS:
            return _Ready(place, source, read=_document(place, name, source))
        sample = None if plan.mode == "full" else plan.rows
        found = open_place(place, name, lexicon=lexicon.shipped(), declared=plan.declared, sample=sample)
        beside = _beside(place, name)
    except Unreadable as reason:
        return _Ready(place, replace(source, state=reason.state), extra=reason.extra)
    return _Ready(place, source, found, beside=beside)


def _beside(place: Place, name: str) -> tuple[Table, Column] | None:
    """Look at what is in a file beside its cells, whatever the mode. Raises `Unreadable`."""
    if place.format != "xlsx":
        return None
    from govkit_personal_data.prose import read_asides

    return read_asides(place.path, name)


def _document(place: Place, name: str, source: Source) -> Scanned:
    """Look at all of a document, whatever the mode. Raises `Unreadable`."""
    from govkit_personal_data.prose import read_prose

    seen = survey(place.path)
    table, column = read_prose(place, name, seen)
    if _changed(place.path, seen.state):
        raise Unreadable("changed")
    state: State = "read" if table.rows else "empty"
    return Scanned(replace(source, state=state, encoding=seen.encoding, tables=(table,)), (column,), sha256=seen.sha256)


def _tasks(opened: Opened, plan: Plan) -> Iterator[Task]:
    """Yield a task for each part of a table; a sample takes rows of each in proportion to what it has."""
    columnar = opened.columnar and plan.mode == "sample"
    look = Look(plan.seed, plan.mode, plan.rows, columnar, plan.quasi_identifiers, own=plan.own)
    partitions = opened.partitions
    if plan.mode == "full" or any(partition.rows is None for partition in partitions):
        yield from (Task(partition, look) for partition in partitions)
        return
    chosen = _strata(partitions, plan)
    shares = allotted([partition.rows or 0 for partition in chosen], plan.rows)
    yield from (Task(part, replace(look, rows=share)) for part, share in zip(chosen, shares, strict=True) if share)


def _strata(partitions: Sequence[Partition], plan: Plan) -> list[Partition]:
    most = _STRATA[plan.mode]
    if len(partitions) <= most:
        return list(partitions)
    order = sorted(partitions, key=lambda partition: int(ranks(plan.seed, partition.key, 0, 1)[0]))
    return sorted(order[:most], key=lambda partition: partition.number)


def _done(tasks: Sequence[Task], plan: Plan) -> Iterator[tuple[int, Part]]:
    """Yield what each task gave. Counts that a killed run has left are taken over; only their values are read again."""
    known = {number: counts for number, task in enumerate(tasks) if (counts := plan.checkpoint.counts(task))}
    renewed = [replace(task, look=replace(task.look, counted=number in known)) for number, task in enumerate(tasks)]
    for number, part in plan.executor.run(examine, renewed):
        if number in known and part.state == "read":
            part = replace(part, counts=known[number].with_values_of(part.counts))
        elif part.state == "read":
            plan.checkpoint.keep(tasks[number], part.counts)
        plan.progress(part.total, part.counts.rows * len(part.counts.columns))
        yield number, part


def _finished(ready: _Ready, tables: Sequence[tuple[Opened, list[Part]]], plan: Plan) -> Scanned:
    """Judge the tables of a place. One part that can't be read makes all of it so, save in a place of many tables."""
    if ready.read is not None:
        return ready.read
    if ready.found is None:
        return Scanned(ready.source, extra=ready.extra)
    seen = ready.found.survey
    sha256 = seen.sha256 if seen else ""
    if seen and _changed(ready.place.path, seen.state):
        return Scanned(replace(ready.source, state="changed"))
    failed = [part for _, parts in tables for part in parts if part.state != "read"]
    if failed and len(tables) == 1:
        return Scanned(replace(ready.source, state=failed[0].state), extra=failed[0].extra)
    found: list[Table] = []
    columns: list[Column] = []
    for opened, parts in tables:
        table, its_columns = _judged(opened, parts, plan)
        found.append(table)
        columns += its_columns
    if ready.beside is not None:
        found.append(ready.beside[0])
        columns.append(ready.beside[1])
    state: State = failed[0].state if failed else "read" if any(table.rows for table in found) else "empty"
    source = replace(ready.source, state=state, encoding=ready.found.encoding, tables=tuple(found))
    grouped = (_groups(opened, parts, plan) for opened, parts in tables)
    return Scanned(source, tuple(columns), tuple(groups for groups in grouped if groups), sha256)


def _judged(opened: Opened, parts: list[Part], plan: Plan) -> tuple[Table, list[Column]]:
    counts = sum((part.counts for part in parts), _empty(opened))
    total = opened.rows if opened.rows is not None else sum(part.total for part in parts)
    columns = columns_of(opened.name, counts, total, latest_year=plan.latest_year, own=plan.own)
    known = opened.structure_known or counts.rows == total
    return Table(safe_name(opened.name), total, counts.whole, len(columns), known), columns


def _groups(opened: Opened, parts: list[Part], plan: Plan) -> Groups | None:
    """Return how rows hide among others; nothing is said of a table that lacks one of the columns."""
    every = [part.groups for part in parts if part.groups is not None]
    if not every or len(every) < len(parts):
        return None
    counts = sum(every[1:], every[0])
    total = opened.rows if opened.rows is not None else sum(part.total for part in parts)
    return Groups(
        table=safe_name(opened.name),
        columns=len(plan.quasi_identifiers),
        rows=counts.rows,
        expected=total,
        smallest=counts.smallest,
        alone=round(counts.below(2), 6),
        below_five=round(counts.below(5), 6),
        complete=counts.end is None and counts.rows == total,
    )


def _empty(opened: Opened) -> TableCounts:
    """Return the columns that a table is known to have, of which nothing was seen yet."""
    names = opened.partitions[0].columns if opened.partitions and not opened.columns else opened.columns
    return TableCounts(columns=tuple(ColumnCounts(name) for name in names))


def _changed(path: Path, before: tuple[int, int, int]) -> bool:
    try:
        return state_of(path) != before
    except Unreadable:
        return True
