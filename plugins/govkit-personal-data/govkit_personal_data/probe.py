"""The probe `personal-data.columns`: what the columns of a dataset hold, without taking a value away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationError

from govkit.plugin import Dataset, Declined, Observed, Options, World, probe
from govkit_personal_data.mask import safe_name
from govkit_personal_data.modes import ROWS, Mode
from govkit_personal_data.observed import Columns
from govkit_personal_data.places import places, table_names

if TYPE_CHECKING:
    from govkit_personal_data.scan import Scanned


class Reading(Options):
    """The section `probes.personal-data` of `govkit.yaml`."""

    rows: Annotated[int, Field(ge=1)] = ROWS
    """Rows of each table that are looked at; a table with fewer is looked at in full."""
    mode: Mode = "sample"
    """`sample`, `early` (as few rows as tell a common kind from a rare one), or `full` (every cell)."""
    text_model: str | None = None
    """The language model for names in texts: an installed pipeline of spaCy, or a folder with one or with GLiNER's."""
    text_budget: Annotated[int, Field(ge=0)] = 2_000_000
    """Characters that the model looks at in one dataset."""
    memory_mb: int | None = None
    """Read by the engine, which limits the memory of the worker."""


@probe("personal-data.columns", on=Dataset, version=2, seconds=900, options=Reading)
def columns(dataset: Dataset, world: World) -> Observed[Columns]:
    """Read the files of `dataset.data` and say what personal data each column holds.

    Files are CSV, TSV, JSON, JSON lines, Parquet, XLSX and SQLite. A plain text, Markdown, PDF or DOCX is a table
    with one column, `text`, a row for each line, and is looked at by the rules for sentences.

    Rows are chosen by a hash of seed, table and row number, 4,603 a table unless `probes.personal-data.rows` says
    otherwise. Headers, value patterns, check digits (against what random numbers would give) and vocabularies are
    weighed together; the patterns are Presidio recognisers, and no language model is used. Names in free text are
    therefore not seen. Values never leave the probe: what is kept are counts, masks and weights.

    A row counts as examined when every one of its cells was looked at whole. A source that can't be read counts as one
    row that was expected and not examined.
    """
    from govkit_personal_data.executors import one_thread
    from govkit_personal_data.scan import Plan, scan

    one_thread()
    try:
        options = Reading.model_validate(world.options)
    except ValidationError:
        raise Declined("`probes.personal-data` takes `rows`, a number of at least 1, and `mode`") from None
    entries = dataset.data
    if not entries:
        raise Declined("the inventory says that there is no data to read")
    plan = Plan(
        seed=world.seed,
        latest_year=world.as_of.year,
        rows=options.rows,
        declared=frozenset(_field_names(dataset)),
        quasi_identifiers=_quasi_identifiers(dataset),
        mode=options.mode,
        progress=_told(world, dataset),
    )
    found = list(places(entries, world))
    scanned = scan(found, table_names(found), plan)
    examined, expected = _extent(scanned)
    value = Columns(
        mode="full" if examined == expected else options.mode,
        engine=_engine(),
        sources=tuple(result.source for result in scanned),
        columns=tuple(column for result in scanned for column in result.columns),
        groups=tuple(groups for result in scanned for groups in result.groups),
    )
    inputs = (f"{safe_name(place.name)} {got.sha256}" for place, got in zip(found, scanned, strict=True) if got.sha256)
    return Observed(value, examined=examined, expected=expected, inputs=tuple(inputs))


def _extent(scanned: list[Scanned]) -> tuple[int, int]:
    tables = [table for result in scanned for table in result.source.tables]
    unseen = sum(result.source.state not in ("read", "empty") for result in scanned)
    return sum(table.examined for table in tables), sum(table.rows for table in tables) + unseen


def _field_names(dataset: Dataset) -> Iterator[str]:
    if not dataset.is_stated("collections"):
        return
    for collection in dataset.collections:
        for entry in collection.fields if collection.is_stated("fields") else ():
            if entry.is_stated("name") and entry.name:
                yield entry.name.casefold()


def _quasi_identifiers(dataset: Dataset) -> tuple[str, ...]:
    stated = dataset.quasi_identifiers if dataset.is_stated("quasi_identifiers") else None
    return tuple(sorted({name.rpartition("/")[2].casefold() for name in stated or ()}))


def _engine() -> str:
    from importlib.metadata import version

    from govkit_personal_data.identifiers import all_identifiers

    name = "govkit-personal-data"
    return f"{name} {version(name)}: {len(all_identifiers())} identifiers, no language model"


def _told(world: World, dataset: Dataset) -> Callable[[int, int], None]:
    """Return what tells the person who waits how many rows were looked at so far."""
    rows = 0

    def tell(more: int, _cells: int) -> None:
        nonlocal rows
        rows += more
        world.progress(rows, None, dataset.subject)

    return tell
