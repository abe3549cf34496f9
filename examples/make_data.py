"""Makes the data of the two examples: invented people only, the same in every run. Standard library only.

    python -m examples.make_data            write the files into examples/

Nobody is meant. Telephone numbers have `000` in the middle, streets and districts are called "Example", e-mail
addresses end in a domain reserved for documentation, and Thai identity numbers, where the story needs them, carry the
registration office 9999, which does not exist.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from examples import lender_data, shop_data
from examples.dice import Table

HERE = Path(__file__).resolve().parent


def as_csv(table: Table, encoding: str) -> bytes:
    """Return a table as CSV in an encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n" if encoding == "cp874" else "\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue().encode(encoding)


def text_files() -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file but the databases."""
    yield "thai-online-shop/data/deliveries.csv", as_csv(shop_data.deliveries(), "cp874")
    yield "thai-online-shop/data/support-chats.csv", as_csv(shop_data.support_chats(), "utf-8")
    yield "thai-online-shop/data/survey.csv", as_csv(shop_data.survey(), "utf-8-sig")
    yield "singapore-lender/data/scoring.csv", as_csv(lender_data.scoring(), "utf-8")
    yield "singapore-lender/data/figures.csv", as_csv(lender_data.figures(), "utf-8")
    yield "singapore-lender/inventory/requests.jsonl", lender_data.requests()


def databases() -> Iterator[tuple[str, list[Table]]]:
    """Yield path and tables of every SQLite database; their bytes depend on the version of the library."""
    yield "thai-online-shop/data/shop.sqlite", shop_data.shop_database()
    yield "singapore-lender/data/loans.sqlite", lender_data.loan_book()


def write_database(path: Path, tables: Iterable[Table]) -> None:
    """Write a database anew."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in tables:
            connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(table.columns)})')
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows)  # noqa: S608


def main() -> None:
    """Write every file below `examples/`."""
    for name, content in text_files():
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        (HERE / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content)} bytes\n")
    for name, tables in databases():
        write_database(HERE / name, tables)
        sys.stdout.write(f"{name}: {(HERE / name).stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
