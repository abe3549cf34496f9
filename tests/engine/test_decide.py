"""A verdict is never better than its evidence: what the engine makes of what checks say."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.engine.decide import decide
from govkit.model.fact import Fact, FactStatus
from govkit.model.inventory import Inventory
from govkit.model.message import Message
from govkit.model.status import Basis, Status
from govkit.plugin import (
    Context,
    Dataset,
    Observed,
    check,
    contradicted,
    failed,
    needs_review,
    not_applicable,
    passed,
    probe,
)

SUBJECT = Dataset(
    {"id": "crm", "retention": "P5Y", "owner": {"unknown": "a placeholder stands where the value belongs"}},
    "dataset:crm",
)


@probe("acme.rows", on=Dataset)
def rows(dataset: Dataset, world: object) -> Observed[int]:
    """Count rows."""
    return Observed(1, examined=1, expected=1)


def context(*facts: Fact) -> Context:
    by_key = {(fact.probe, fact.subject): fact for fact in facts}
    return Context(
        inventory=Inventory(),
        as_of=date(2026, 1, 1),
        options=None,
        subject="dataset:crm",
        needs=[rows],
        fact_of=lambda name, about: by_key.get((name, about)),
    )


def fact(examined: int, expected: int, status: FactStatus = FactStatus.OBSERVED, version: int = 1, **more) -> Fact:
    return Fact("acme.rows", version, "dataset:crm", status, 7, examined, expected, "rows", **more)


def make(body, grade="full"):
    def function(dataset, ctx):
        """Why. Fix: mend it."""
        return body(dataset, ctx)

    return check("acme.thing", on=Dataset, title="It holds", grade=grade, needs=[rows])(function)


def test_a_declared_pass_rests_on_the_declaration() -> None:
    finding = decide(make(lambda d, c: passed("fine")), SUBJECT, context())
    assert (finding.status, finding.basis) == (Status.PASS, Basis.DECLARED)


def test_what_is_not_stated_is_unknown_with_slot_and_reason() -> None:
    finding = decide(make(lambda d, c: passed("{o}", o=d.owner)), SUBJECT, context())
    assert finding.status is Status.UNKNOWN
    assert finding.at == ("owner",)
    assert "placeholder" in finding.message.text


def test_disputed_claims_contradict() -> None:
    record = {"id": "a", "retention": {"claims": [{"value": "P1Y", "origin": "x"}, {"value": "P2Y", "origin": "y"}]}}
    finding = decide(make(lambda d, c: passed("{p}", p=d.retention)), Dataset(record, "dataset:a"), context())
    assert finding.status is Status.FAIL
    assert finding.contradiction
    assert finding.message.params["origins"] == ("x", "y")


@pytest.mark.parametrize("result", [None, True, "pass", Status.PASS, {"status": "pass"}, object()])
def test_what_is_no_finding_is_an_error(result) -> None:
    assert decide(make(lambda d, c: result), SUBJECT, context()).status is Status.ERROR


@pytest.mark.parametrize(
    "error", [ValueError("somchai@example.com"), KeyError("x"), RecursionError(), ZeroDivisionError(), StopIteration()]
)
def test_a_check_that_raises_is_an_error_that_tells_only_its_type(error) -> None:
    def body(dataset, ctx):
        raise error

    finding = decide(make(body), SUBJECT, context())
    assert finding.status is Status.ERROR
    assert finding.message.params == {"check": "acme.thing", "error": type(error).__name__}


def test_a_pass_with_nothing_examined_is_refused() -> None:
    read = make(lambda d, c: passed("fine {n}", n=c.fact(rows)))
    assert decide(read, SUBJECT, context(fact(0, 10))).status is Status.ERROR
    assert decide(make(lambda d, c: passed("x", basis=Basis.EXAMINED)), SUBJECT, context()).status is Status.ERROR
    counted = make(lambda d, c: passed("x", basis=Basis.EXAMINED, examined=9, expected=9))
    assert decide(counted, SUBJECT, context()).status is Status.ERROR, "no probe has looked"
    assert decide(make(lambda d, c: passed("x", examined=0, expected=0)), SUBJECT, context()).status is Status.ERROR


def test_where_there_was_nothing_to_examine_facts_are_missing() -> None:
    read = make(lambda d, c: passed("fine {n}", n=c.fact(rows)))
    finding = decide(read, SUBJECT, context(fact(0, 0)))
    assert (finding.status, finding.message.params) == (Status.UNKNOWN, {"units": ("rows",)})
    gap = make(lambda d, c: failed("bad {n}", n=c.fact(rows)))
    assert decide(gap, SUBJECT, context(fact(0, 0))).status is Status.FAIL, "a gap needs no rows"


def test_a_check_speaks_for_no_person_and_not_in_silence() -> None:
    confirmed = make(lambda d, c: passed("x", basis=Basis.CONFIRMED))
    assert decide(confirmed, SUBJECT, context()).status is Status.ERROR
    for finding in (passed(" "), not_applicable(""), failed("")):
        assert decide(make(lambda d, c, said=finding: said), SUBJECT, context()).status is Status.ERROR


def test_absence_in_a_sample_is_review_and_presence_is_not() -> None:
    absent = make(lambda d, c: passed("nothing of {n}", n=c.fact(rows)))
    seen = make(lambda d, c: passed("seen {n}", n=c.fact(rows), presence=True))
    finding = decide(absent, SUBJECT, context(fact(9, 10)))
    assert finding.status is Status.REVIEW
    assert finding.note.params == {"examined": 9, "expected": 10, "unit": "rows"}
    assert decide(absent, SUBJECT, context(fact(10, 10))).status is Status.PASS
    assert decide(seen, SUBJECT, context(fact(9, 10))).status is Status.PASS
    assert decide(seen, SUBJECT, context(fact(9, 10))).basis is Basis.EXAMINED


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ([], Status.UNKNOWN),
        ([fact(0, 0, FactStatus.NOT_STATED, reason=Message("not stated"))], Status.UNKNOWN),
        ([fact(0, 0, FactStatus.DECLINED, reason=Message("not allowed"))], Status.UNKNOWN),
        ([fact(0, 0, FactStatus.FAILED, reason=Message("it hung"))], Status.ERROR),
        ([fact(5, 5, version=2)], Status.UNKNOWN),
    ],
)
def test_a_fact_that_is_missing_never_passes(facts, status) -> None:
    assert decide(make(lambda d, c: passed("{n}", n=c.fact(rows))), SUBJECT, context(*facts)).status is status


def test_reading_an_undeclared_fact_is_the_checks_fault() -> None:
    @probe("acme.other", on=Dataset)
    def other(dataset: Dataset, world: object) -> Observed[int]:
        """Count."""
        return Observed(1, 1, 1)

    assert decide(make(lambda d, c: passed("{n}", n=c.fact(other))), SUBJECT, context()).status is Status.ERROR


def test_a_partial_check_never_passes_alone_but_refutes() -> None:
    assert decide(make(lambda d, c: passed("fine"), "partial"), SUBJECT, context()).status is Status.REVIEW
    assert decide(make(lambda d, c: failed("gap"), "partial"), SUBJECT, context()).status is Status.FAIL
    contradiction = decide(make(lambda d, c: contradicted("two things"), "partial"), SUBJECT, context())
    assert contradiction.status is Status.REVIEW
    assert contradiction.contradiction


def test_other_statuses_are_taken_as_they_are() -> None:
    for builder, status in (
        (failed, Status.FAIL),
        (needs_review, Status.REVIEW),
        (not_applicable, Status.NOT_APPLICABLE),
    ):
        assert decide(make(lambda d, c, b=builder: b("so")), SUBJECT, context()).status is status
    assert decide(make(lambda d, c: contradicted("two")), SUBJECT, context()).contradiction


def test_the_inventory_can_not_be_changed_by_a_check() -> None:
    def body(dataset, ctx):
        dataset.retention = "P1Y"
        return passed("fine")

    assert decide(make(body), SUBJECT, context()).status is Status.ERROR
