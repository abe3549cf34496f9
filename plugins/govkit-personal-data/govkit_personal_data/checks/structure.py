"""Whether the tables and columns that are there are those that the inventory lists."""

from __future__ import annotations

from govkit.plugin import Context, Dataset, Finding, check, failed, not_applicable, passed
from govkit_personal_data.checks.sight import names_of, require_sight, same, shown
from govkit_personal_data.observed import DOCUMENTS, Table
from govkit_personal_data.probe import columns


@check(
    "personal-data.declared-structure",
    on=Dataset,
    title="Tables and columns found in the data are declared",
    needs=(columns,),
)
def declared_structure(dataset: Dataset, ctx: Context) -> Finding:
    """A column that the inventory does not list was added by somebody whom nobody asked what it is for.

    Fix: add the tables to `collections` and the columns to their `fields`, or remove them from the data.
    """
    seen = ctx.fact(columns)
    declared = dataset.collections
    extra: list[str] = []
    tables = [
        table
        for source in seen.sources
        if source.format not in DOCUMENTS
        for table in source.tables
        if not table.beside
    ]
    for table in tables:
        known = [entry for entry in declared if _is_table(entry.name, table)]
        known += [
            entry for entry in declared if entry.is_stated("physical_name") and _is_table(entry.physical_name, table)
        ]
        if not known:
            extra.append(table.name)
            continue
        names = [name for entry in known for field in entry.fields for name in names_of(field)]
        extra += [
            column.place
            for column in seen.columns
            if column.table == table.name and not any(same(name, column.name) for name in names)
        ]
    if extra:
        return failed(
            "{extra} is in the data and not declared",
            plural="{n} tables or columns are in the data and not declared: {extra}",
            at="collections",
            n=len(extra),
            extra=shown(extra),
        )
    require_sight(seen)
    unknown = sum(not table.structure_known for table in tables)
    count = sum(table.columns for table in tables)
    if all(source.format in DOCUMENTS for source in seen.sources):
        return not_applicable("none of the data are tables")
    return passed(
        "all of the {n} columns found are declared",
        at="collections",
        n=count,
        examined=count,
        expected=count + unknown,
    )


def _is_table(name: str | None, table: Table) -> bool:
    return same(name, table.name)
