"""Cases as data: what is compared, and what can't be run."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest
from pydantic import BaseModel

from govkit.engine import cases
from govkit.engine.cases import Case, CaseFailed, run_case
from govkit.plugin import Dataset, Field, Observed, check, contradicted, failed, hookimpl, passed, probe
from govkit.plugin.manager import Plugins


class Limit(BaseModel):
    days: int = 30


@probe("cased.rows", on=Dataset)
def rows(dataset: Dataset, world: object) -> Observed[int]:
    """Count."""
    return Observed(1, 1, 1)


@check("cased.thing", on=Dataset, title="It holds", needs=[rows], options=Limit)
def thing(dataset: Dataset, ctx):
    """Why.

    Fix: mend it.
    """
    if ctx.rejected("email"):
        return contradicted("rejected", at="data")
    if ctx.options.days > 30:
        return failed("{n} days", n=ctx.options.days, at="retention")
    return passed("{n} rows", n=ctx.fact(rows))


@check("cased.column", on=Field, title="It holds")
def column(entry: Field, ctx):
    """Why.

    Fix: mend it.
    """
    return passed("{kind}", kind=entry.logical_type)


TURNS = iter(range(10**6))


@check("cased.moody", on=Dataset, title="It holds")
def moody(dataset: Dataset, ctx):
    """Why.

    Fix: mend it.
    """
    return passed("{n}", n=next(TURNS))


@hookimpl
def register_checks():
    return [thing, column, moody]


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("cased_plugin")
    module.register_checks = register_checks
    monkeypatch.setitem(sys.modules, "cased_plugin", module)
    monkeypatch.setattr(cases, "Plugins", lambda: Plugins([EntryPoint("cased", "cased_plugin", "govkit")]))


def run(check_id: str = "cased.thing", options=None, **case) -> None:
    run_case(check_id, options or {}, Case.model_validate({"subject": {"id": "a"}, **case}))


FACTS = {"cased.rows": {"value": 3, "examined": 3}}


def test_cases_that_end_as_expected() -> None:
    run(facts=FACTS, expect="pass")
    run(facts=FACTS, expect={"status": "pass", "params": {"n": 3}, "basis": "examined", "examined": 3, "expected": 3})
    run(facts={"cased.rows": {"value": 3, "examined": 3, "expected": 9}}, expect="review")
    run(facts={"cased.rows": [{"value": 3}, {"value": 4, "about": "dataset:b"}]}, expect="pass")
    run(facts={"cased.rows": {"status": "failed"}}, expect="error")
    run(facts={"cased.rows": {"value": 3, "version": 9}}, expect="unknown")
    run(expect="unknown")
    run(expect={"status": "fail", "message": "{n} days", "at": "retention"}, **{"with": {"days": 31}})
    run(options={"days": 31}, expect={"status": "fail", "contradiction": False})
    rejection = {"subject": "dataset:a", "what": "email", "by": "DPO", "date": "2026-01-01", "reason": "a shop's own"}
    run(rejections=[rejection], expect={"status": "fail", "contradiction": True})
    run(inventory={"datasets": [{"id": "b"}], "transfers": "none"}, facts=FACTS, expect="pass", as_of="2026-02-01")


def test_a_field_lies_in_its_dataset() -> None:
    case = {"subject": {"id": "crm/people/email", "logical_type": "string"}, "expect": "pass"}
    run_case("cased.column", {}, Case.model_validate(case))


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"facts": FACTS, "expect": "fail"}, "status: expected 'fail', got 'pass'"),
        ({"facts": FACTS, "expect": {"status": "pass", "message": "x"}}, "message: expected 'x'"),
        ({"facts": {"cased.other": {}}, "expect": "pass"}, "does not need the probe cased.other"),
        ({"with": {"days": "soon"}, "expect": "pass"}, "days"),
        ({"subject": {"id": "a", "retentoin": "P1Y"}, "expect": "pass"}, "did you mean `retention`"),
        ({"subject": {"retention": "P1Y"}, "expect": "pass"}, "`id`"),
    ],
)
def test_cases_that_do_not(case, words) -> None:
    with pytest.raises(CaseFailed) as failure:
        run(**case)
    assert words in str(failure.value)


def test_a_check_that_changes_its_mind_is_found_out() -> None:
    with pytest.raises(CaseFailed, match="two different things"):
        run("cased.moody", expect="pass")


def test_a_check_that_can_not_be_had_is_named() -> None:
    with pytest.raises(CaseFailed, match="no plugin nobody is installed"):
        run("nobody.thing", expect="pass")
