"""Opens a place by its format: which tables it holds, and in which partitions they are read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from govkit_personal_data.lexicon import Lexicon
from govkit_personal_data.places import Place
from govkit_personal_data.sources.partition import Opened, Partition
from govkit_personal_data.sources.survey import Survey, survey
from govkit_personal_data.sources.table import Unreadable
from govkit_personal_data.sources.text import encoding_of


@dataclass(frozen=True)
class Found:
    """What a place holds."""

    tables: tuple[Opened, ...]
    survey: Survey | None = None
    """What the file is, for local files."""
    encoding: str = ""


def open_place(place: Place, name: str, *, lexicon: Lexicon, declared: Collection[str], sample: int | None) -> Found:
    """Open a place. Raises `Unreadable`."""
    if place.format in ("postgresql", "mysql"):
        from govkit_personal_data.sources.database import open_database

        return Found(tuple(open_database(place.connection or place.name, place.table, key=place.name, sample=sample)))
    if place.remote and place.format == "parquet":
        from govkit_personal_data.sources.parquet import open_parquet

        return Found((open_parquet(place.remote, name, place.name),))
    seen = survey(place.path)
    if seen.size == 0:
        return Found((), seen)
    encoding = seen.encoding if place.format in ("csv", "tsv", "jsonl", "json", "text") else ""
    return Found(tuple(_tables(place, name, seen, lexicon, declared)), seen, encoding)


def _tables(place: Place, name: str, seen: Survey, lexicon: Lexicon, declared: Collection[str]) -> list[Opened]:
    if place.format == "sqlite":
        from govkit_personal_data.sources.sqlite import open_sqlite

        return open_sqlite(place.path, seen, place.table, place.name)
    if place.format == "parquet":
        from govkit_personal_data.sources.parquet import open_parquet

        return [open_parquet(str(place.path), name, place.name)]
    if place.format == "xlsx":
        from govkit_personal_data.sources.workbook import open_workbook

        return open_workbook(place.path, name, place.name, place.table, lexicon, declared)
    if place.format in ("jsonl", "json"):
        encoding = encoding_of(seen, place.encoding)
        partition = Partition(place.format, str(place.path), name, place.name, encoding=encoding)
        return [Opened(name, (partition,), structure_known=False)]
    if place.format in ("csv", "tsv"):
        from govkit_personal_data.sources.delimited import open_delimited

        delimiter = place.delimiter or ("\t" if place.format == "tsv" else None)
        return [
            open_delimited(
                place.path,
                name,
                seen,
                key=place.name,
                encoding=place.encoding,
                delimiter=delimiter,
                lexicon=lexicon,
                declared=declared,
            )
        ]
    raise Unreadable("not_supported")
