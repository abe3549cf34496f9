"""What a plugin's exhibits and reference data do wrong is a problem that is named, and ends nothing else."""

from __future__ import annotations

import sys
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from govkit.engine.exhibits import make_exhibits
from govkit.engine.judge.checks import Surroundings
from govkit.engine.references import load_references
from govkit.model.errors import PluginError
from govkit.model.exhibit import Cell, Exhibit, Table
from govkit.model.inventory import Inventory
from govkit.model.message import Message
from govkit.plugin import exhibit, reference
from govkit.plugin.context import FactMissing

AROUND = Surroundings(Inventory(), date(2026, 1, 1), {}, {}, ())


def drawn(content: Any) -> Exhibit:
    said = Message("A table")
    return Exhibit("acme.table", said, said, Table((said,), ((Cell(content),),)))


def made(body: Any) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return the exhibits and problems of a maker, beside one that is well."""

    @exhibit("acme.well")
    def well(ctx: Any) -> None:
        """Show nothing."""

    @exhibit("acme.table")
    def maker(ctx: Any) -> Any:
        """Show a table."""
        return body()

    plugins: Any = SimpleNamespace(exhibits=lambda _names: (maker, well))
    exhibits, problems = make_exhibits(["acme"], plugins, AROUND)
    return exhibits, [problem["message"] for problem in problems]


def _raise(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (lambda: sys.exit(0), {"exhibit": "acme.table", "error": "SystemExit"}),
        (lambda: _raise(ValueError("canary")), {"exhibit": "acme.table", "error": "ValueError"}),
        (lambda: drawn(object()), {"exhibit": "acme.table", "error": "PydanticSerializationError"}),
        (lambda: drawn("\ud800"), {"exhibit": "acme.table", "error": "PydanticSerializationError"}),
        (lambda: "a table", {"exhibit": "acme.table", "type": "str"}),
        (lambda: Exhibit("a", "b", "c", "d"), {"exhibit": "acme.table", "error": "AttributeError"}),
        (lambda: _raise(FactMissing("acme.rows", failed=True, reason=Message("no {x}", {"x": "rows"}))), {"x": "rows"}),
    ],
)
def test_an_exhibit_that_can_not_be_made_is_a_problem(body: Any, said: dict[str, Any]) -> None:
    exhibits, problems = made(body)
    assert not exhibits
    assert [problem["params"] for problem in problems] == [said]


def test_an_exhibit_is_kept_as_plain_data() -> None:
    exhibits, problems = made(lambda: drawn(3))
    assert [table["rows"] for table in exhibits] == [[[{"content": 3}]]]
    assert not problems


def test_an_interruption_is_no_fault_of_a_plugin() -> None:
    with pytest.raises(KeyboardInterrupt):
        made(lambda: _raise(KeyboardInterrupt()))
    broken = reference("acme.list", package="govkit", file="__init__.py", parse=lambda _: _raise(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        load_references([broken])


@pytest.mark.parametrize(
    ("error", "said"),
    [(SystemExit(0), "SystemExit"), (TypeError("canary"), "TypeError"), (ValueError("line 3"), "line 3")],
)
def test_reference_data_that_can_not_be_read_are_named(error: BaseException, said: str) -> None:
    broken = reference("acme.list", package="govkit", file="__init__.py", parse=lambda _: _raise(error))
    with pytest.raises(PluginError, match=f"`acme.list` can't be read: {said}"):
        load_references([broken])
