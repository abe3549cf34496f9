"""What a check may return: anything else is an error of that check, and of nothing beside it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import pytest

from govkit.engine.decide import decide
from govkit.engine.wellformed import fault_of
from govkit.model.finding import Evidence, Finding
from govkit.model.message import Message
from govkit.model.not_stated import NotStated
from govkit.model.status import Basis, Status
from govkit.plugin import Context, Dataset, check, evidence, failed, not_applicable, passed
from govkit.plugin.context import FactMissing

SUBJECT = Dataset({"id": "crm", "retention": "P5Y"}, "dataset:crm")
CONTEXT = Context(inventory=None, as_of=date(2026, 1, 1), options=None)  # type: ignore[arg-type]


def said(body) -> Finding:
    @check("acme.thing", on=Dataset, title="It holds")
    def thing(dataset, ctx):
        """Why. Fix: mend it."""
        return body(dataset)

    return decide(thing, SUBJECT, CONTEXT)


class Strange:
    """An object that lets nobody look at it."""

    def __repr__(self):
        raise ValueError

    __str__ = __repr__


MALFORMED = {
    "a list as parameter": (lambda: failed("bad {x}", x=[1, 2]), "message"),
    "a mapping as parameter": (lambda: failed("bad {x}", x={"a": 1}), "message"),
    "an object as parameter": (lambda: failed("bad {x}", x=Strange()), "message"),
    "bytes as parameter": (lambda: failed("bad {x}", x=b"\xff"), "message"),
    "numbers in a tuple": (lambda: failed("bad {x}", x=(1, 2)), "message"),
    "no number as parameter": (lambda: failed("bad {x}", x=float("nan")), "message"),
    "a number that is too long": (lambda: failed("bad {x}", x=10**5000), "message"),
    "half a character": (lambda: failed("bad {x}", x="\ud800"), "message"),
    "half a character in the template": (lambda: failed("bad \ud800"), "message"),
    "a text as message": (lambda: replace(failed("bad"), message="bad"), "message"),
    "a text as status": (lambda: replace(failed("bad"), status="pass"), "status"),
    "no slots": (lambda: failed("bad", at=(None,)), "at"),
    "no evidence": (lambda: failed("bad", evidence=[None]), "evidence"),
    "evidence in words": (lambda: failed("bad", evidence=["the minutes"]), "evidence"),
    "a line that is no number": (lambda: failed("bad", evidence=[Evidence(Message("x"), line="3")]), "evidence"),
    "a text as basis": (lambda: passed("ok", basis="examined"), "basis"),
    "a text as count": (lambda: passed("ok", examined="7", expected=3), "examined"),
    "less than nothing": (lambda: passed("ok", examined=-1, expected=-1), "examined"),
    "less than nothing expected": (lambda: passed("ok", examined=0, expected=-1), "expected"),
    "more than can be written": (lambda: passed("ok", examined=10**30, expected=10**30), "examined"),
    "a text as advice": (lambda: replace(failed("bad"), fix="mend it"), "fix"),
    "a word for presence": (lambda: passed("ok", presence="yes"), "presence"),
    "no text as unit": (lambda: replace(failed("bad"), unit=3), "unit"),
}


@pytest.mark.parametrize("how", MALFORMED)
def test_a_malformed_finding_is_an_error_that_names_the_part(how) -> None:
    make, part = MALFORMED[how]
    finding = said(lambda _: make())
    assert (finding.status, finding.message.params) == (Status.ERROR, {"check": "acme.thing", "part": part})
    assert not fault_of(finding)


def _exit():
    sys.exit(0)


def _raise(error):
    raise error


RAISING = {
    "SystemExit": _exit,
    "GeneratorExit": lambda: _raise(GeneratorExit()),
    "RecursionError": lambda: _raise(RecursionError()),
    "ValueError": lambda: replace(failed("bad"), parts={"x": Strange()}) and _raise(ValueError()),
    "TypeError": lambda: _raise(NotStated("dataset:crm.owner", object())),
    "AttributeError": lambda: _raise(NotStated(5)),
}


@pytest.mark.parametrize("error", RAISING)
def test_whatever_a_check_raises_ends_with_it(error) -> None:
    finding = said(lambda _: RAISING[error]())
    assert (finding.status, finding.message.params["error"]) == (Status.ERROR, error)


@pytest.mark.parametrize("reason", ["a text", None, Message("{x}", {"x": object()})])
def test_a_missing_fact_without_a_reason_that_can_be_shown_is_an_error(reason) -> None:
    assert said(lambda _: _raise(FactMissing("acme.rows", failed=False, reason=reason))).status is Status.ERROR


def test_parts_that_are_no_plain_data_are_an_error() -> None:
    assert said(lambda _: replace(failed("bad"), parts={"x": object()})).status is Status.ERROR


def test_only_who_runs_govkit_may_interrupt_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        said(lambda _: _raise(KeyboardInterrupt()))


WHOLE = {
    "a plain one": lambda d: passed("fine"),
    "typed parameters": lambda d: passed("{a} {b} {c} {d} {e}", a=d.retention, b=date(2026, 1, 1), c=1.5, d=True, e=3),
    "other scripts": lambda d: failed("{x}", x=("ที่อยู่", "địa chỉ", "𝄞")),
    "slots": lambda d: failed("bad", at=["owner", "retention"], fix="name them"),
    "evidence": lambda d: failed("bad", evidence=[evidence("row {n}", n=3, file="data/a.csv", line=3)]),
    "a basis": lambda d: passed("ok", basis=Basis.DOCUMENTED, examined=3, expected=3),
    "extras": lambda d: replace(failed("bad"), parts={"rows": [1, 2, {"a": None}]}),
    "a reason": lambda d: not_applicable("nobody is concerned"),
}


@pytest.mark.parametrize("how", WHOLE)
def test_whole_findings_are_taken_as_they_are(how) -> None:
    assert said(WHOLE[how]).status in (Status.PASS, Status.FAIL, Status.NOT_APPLICABLE)
