"""Databases, by the tables that they list themselves: SQLite files, and others by a connection in the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof

if TYPE_CHECKING:
    from sqlalchemy import Engine, Inspector

    from govkit.plugin.host import Host

_MAGIC = b"SQLite format 3\x00"
_LOGICAL = {
    "INTEGER": "integer",
    "NUMERIC": "number",
    "FLOAT": "number",
    "STRING": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DATETIME": "timestamp",
    "TIME": "time",
    "LARGE_BINARY": "binary",
    "JSON": "object",
    "ARRAY": "array",
}
_SYSTEM = frozenset({"information_schema", "pg_catalog", "pg_toast", "mysql", "performance_schema", "sys"})


class Database:
    """Reads names, types, keys and references of tables; never a row."""

    title = "SQLite file"

    def __init__(self, host: Host) -> None:
        """Take the host, as every importer does."""

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by the magic bytes of SQLite."""
        return Proof(1.0, worded("the magic bytes of SQLite 3")) if head.startswith(_MAGIC) else NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read the tables of a file, which is opened read-only and as it lies there."""
        address = f"sqlite:///file:{path.resolve().as_posix()}?mode=ro&immutable=1&uri=true"
        return _reflected(_engine(address, str(path)), path.stem, str(path))


def from_environment(variable: str) -> Draft:
    """Read the tables of the database whose address the environment variable holds; the address is never shown."""
    address = os.environ.get(variable)
    if not address:
        raise UsageError(
            worded("the environment variable {variable} holds no address", variable=variable),
            hint=worded("set it to a SQLAlchemy URL"),
        )
    engine = _engine(address, f"env:{variable}")
    return _reflected(engine, engine.url.database or variable, f"env:{variable}")


def _engine(address: str, source: str) -> Engine:
    """Return an engine that keeps no connection; the address appears in no error."""
    try:
        from sqlalchemy import create_engine
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError
        from sqlalchemy.pool import NullPool
    except ImportError:
        hint = worded('install it: pip install "govkit-importers[database]"')
        raise UsageError(worded("SQLAlchemy is not installed"), hint=hint, path=source) from None
    try:
        return create_engine(address, poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ImportError):
        hint = worded("write it as SQLAlchemy does, as in postgresql+psycopg://user@host/name, and install its driver")
        raise UsageError(worded("the address of the database can't be used"), hint=hint, path=source) from None


def _reflected(engine: Engine, name: str, source: str) -> Draft:
    from sqlalchemy import inspect
    from sqlalchemy.exc import SQLAlchemyError

    draft = Draft(source, engine.dialect.name)
    try:
        with engine.connect() as connection:
            inspector = inspect(connection)
            dataset = draft.subject("dataset", Path(name).stem)
            dataset.say("kind", "database", what="tables")
            default = inspector.default_schema_name
            for schema in inspector.get_schema_names():
                if schema.lower() not in _SYSTEM and not schema.startswith("pg_"):
                    for table in inspector.get_table_names(schema):
                        _table(inspector, table, schema, default, dataset)
    except SQLAlchemyError as fault:
        reason = type(getattr(fault, "orig", None) or fault).__name__
        hint = worded("check that it is reachable, and that you may read its catalogue")
        raise InputError(
            worded("the database can't be read: {reason}", reason=reason), hint=hint, path=source
        ) from None
    return draft


def _table(inspector: Inspector, table: str, schema: str, default: str | None, dataset: Entry) -> None:
    at = table if schema == default else f"{schema}.{table}"
    collection = dataset.collection(at)
    keys = set(inspector.get_pk_constraint(table, schema)["constrained_columns"])
    targets: dict[str, str] = {}
    for foreign in inspector.get_foreign_keys(table, schema):
        for own, other in zip(foreign["constrained_columns"], foreign["referred_columns"], strict=False):
            targets[own] = f"{foreign['referred_table']}.{other}"
    for column in inspector.get_columns(table, schema):
        _column(column, collection, at, keys, targets)


def _column(column: Any, collection: Entry, at: str, keys: set[str], targets: dict[str, str]) -> None:
    name = column["name"]
    entry, place = collection.field(name), f"{at}.{name}"
    affinity = getattr(column["type"], "_type_affinity", None)
    entry.say("physical_type", str(column["type"]) or None, place, what="type")
    entry.say("logical_type", _LOGICAL.get(getattr(affinity, "__visit_name__", "").upper()), place, what="type")
    entry.say("primary_key", name in keys or None, place, what="primary key")
    entry.say("references", targets.get(name), place, what="foreign key")
    entry.say("description", column.get("comment"), place, what="comment")


def importer(host: Host) -> Database:
    """Return the importer."""
    return Database(host)
