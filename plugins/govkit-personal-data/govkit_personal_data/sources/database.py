"""PostgreSQL and MySQL: the tables of the catalogue, through a server-side cursor in a read-only transaction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from govkit_personal_data.sources.partition import Opened, Partition
from govkit_personal_data.sources.table import Cell, Gap, Rows, Unreadable, clip

if TYPE_CHECKING:
    import pyarrow as pa

_READ_ALL = 20_000
"""Rows of a table up to which all of it comes over the wire; of larger ones the server sends a random share."""
_SPARE = 4
"""How many times the sample the server sends, so that its share, which is a matter of chance, is enough."""
_FETCHED = 5_000
_SYSTEM = frozenset({"information_schema", "mysql", "performance_schema", "sys", "pg_catalog", "pg_toast"})
_DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mysql+pymysql",
}


def open_database(location: str, table: str | None, *, key: str, sample: int | None) -> list[Opened]:
    """Return the tables of a database, all of them or the one that is named (`schema.table` or `table`).

    `location` is an address or the name of the environment variable that holds it. `sample` is how many rows of a table
    are wanted, `None` for all. Raises `Unreadable`.
    """
    with _connected(location) as connection:
        found = [name for name in _tables(connection) if table in (None, name, name.rpartition(".")[2])]
        if not found:
            raise Unreadable("missing" if table else "empty")
        return [_opened(connection, location, name, f"{key}\0{name}", sample) for name in found]


def batches(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read one table, or the share of its rows that the server chooses."""
    from govkit_personal_data.sources.batching import batched

    with _connected(partition.location) as connection:
        statement = f"SELECT * FROM {_quoted(connection, partition.table)}{_share(connection, partition)}"  # noqa: S608
        result = _streaming(connection, statement)
        yield from batched(Rows(partition.table, list(result.keys()), _translating(result), _cells))


def _opened(connection: Any, location: str, name: str, key: str, sample: int | None) -> Opened:
    import sqlalchemy

    rows = connection.execute(sqlalchemy.text(f"SELECT COUNT(*) FROM {_quoted(connection, name)}")).scalar_one()  # noqa: S608
    few = sample is None or rows <= max(_READ_ALL, _SPARE * sample)
    share = 1.0 if few or sample is None else min(1.0, _SPARE * sample / rows)
    return Opened(name, (Partition("database", location, name, key, rows, share=share),), rows)


def _share(connection: Any, partition: Partition) -> str:
    """Return the clause by which the server chooses rows at random, the same ones while the table stays as it is."""
    if partition.share >= 1.0:
        return ""
    if connection.dialect.name == "postgresql":
        return f" TABLESAMPLE BERNOULLI ({partition.share * 100:.6f}) REPEATABLE (1)"
    return f" WHERE RAND(1) < {partition.share:.9f}"


def _tables(connection: Any) -> list[str]:
    import sqlalchemy

    inspector = sqlalchemy.inspect(connection)
    default = inspector.default_schema_name
    mine = [default] if connection.dialect.name == "mysql" else inspector.get_schema_names()
    return [
        name if schema == default else f"{schema}.{name}"
        for schema in sorted(set(mine) - _SYSTEM)
        for name in sorted(inspector.get_table_names(schema))
    ]


def _quoted(connection: Any, name: str) -> str:
    quote = connection.dialect.identifier_preparer.quote_identifier
    schema, _, table = name.rpartition(".")
    return f"{quote(schema)}.{quote(table)}" if schema else str(quote(table))


@contextmanager
def _connected(location: str) -> Iterator[Any]:
    """Connect and begin a read-only transaction; what drivers say, which may quote passwords and values, is a state."""
    try:
        import sqlalchemy
        from sqlalchemy.exc import SQLAlchemyError
    except ImportError:
        raise Unreadable("not_supported", "database") from None
    try:
        address = sqlalchemy.make_url(os.environ.get(location, location))
        driver = _DRIVERS.get(address.get_backend_name())
        if driver is None:
            raise Unreadable("not_supported")
        engine = sqlalchemy.create_engine(address.set(drivername=driver), poolclass=sqlalchemy.NullPool)
        with engine.connect() as connection:
            start = (
                "SET TRANSACTION READ ONLY" if driver.startswith("postgresql") else "SET SESSION TRANSACTION READ ONLY"
            )
            connection.execute(sqlalchemy.text(start))
            if not driver.startswith("postgresql"):
                connection.commit()
            yield connection
    except ModuleNotFoundError:
        raise Unreadable("not_supported", "database") from None
    except SQLAlchemyError as error:
        raise Unreadable(_state(error)) from None


def _state(error: Exception) -> Any:
    text = str(getattr(error, "orig", error)).lower()
    return "denied" if "denied" in text or "authentication" in text or "permission" in text else "missing"


def _streaming(connection: Any, statement: str) -> Any:
    import sqlalchemy

    return connection.execution_options(stream_results=True, yield_per=_FETCHED).execute(sqlalchemy.text(statement))


def _translating(result: Any) -> Iterator[Any]:
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield from result
    except SQLAlchemyError:
        raise Unreadable("changed") from None


def _cells(row: Any) -> list[Cell]:
    return list(map(_cell, row))


def _cell(value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bytes | memoryview):
        try:
            return clip(bytes(value).decode("utf-8"))
        except UnicodeDecodeError:
            return Gap.UNREAD
    if isinstance(value, bool):
        return "true" if value else "false"
    return clip(str(value))
