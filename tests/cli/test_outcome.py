"""The table of exit codes."""

import pytest

from govkit.cli.outcome import outcome


def assessment(*, controls=(), findings=(), groups=(), contradictions=0, problems=(), decided=100.0, score=True):
    """Return as much of an assessment as the exit code looks at."""
    framework = {
        "id": "own",
        "score": {"decided_percent": decided} if score else None,
        "controls": [{"status": s, "severity": v, **({"waived": True} if w else {})} for s, v, w in controls],
    }
    return {
        "frameworks": [framework],
        "findings": list(findings),
        "groups": list(groups),
        "contradictions": [{}] * contradictions,
        "problems": [{"kind": kind, "name": "x", "message": {"text": ""}} for kind in problems],
    }


def finding(status="review", severity="high", **more):
    return {"status": status, "severity": severity, **more}


TABLE = {
    "nothing wrong": (assessment(controls=[("pass", "high", False)]), "low", 0, 0),
    "undecided is no gap": (assessment(controls=[("unknown", "critical", False)], decided=0), "low", 0, 0),
    "a gap": (assessment(controls=[("fail", "low", False)]), "low", 0, 1),
    "a gap below": (assessment(controls=[("fail", "medium", False)]), "high", 0, 0),
    "a gap at the limit": (assessment(controls=[("fail", "high", False)]), "high", 0, 1),
    "a graver gap": (assessment(controls=[("fail", "critical", False)]), "high", 0, 1),
    "a waived gap": (assessment(controls=[("fail", "critical", True)]), "low", 0, 0),
    "a waived gap and another": (assessment(controls=[("fail", "high", True), ("fail", "low", False)]), "low", 0, 1),
    "a contradiction": (assessment(findings=[finding(contradiction=True)]), "high", 0, 1),
    "a slight contradiction": (assessment(findings=[finding(severity="low", contradiction=True)]), "high", 0, 0),
    "contradictions kept together": (
        assessment(groups=[finding(contradiction=True, acting=True, count=9)]),
        "high",
        0,
        1,
    ),
    "what nobody has to act on": (assessment(groups=[finding("error", count=9)]), "low", 0, 0),
    "errors kept together": (assessment(groups=[finding("error", acting=True, count=9)]), "low", 0, 3),
    "a waived contradiction": (assessment(findings=[finding(contradiction=True, waived=0)]), "high", 0, 0),
    "undeclared, but shown": (assessment(contradictions=1), "high", 0, 1),
    "undeclared, and only critical counts": (assessment(contradictions=1), "critical", 0, 0),
    "an error finding": (assessment(findings=[finding("error")]), "critical", 0, 3),
    "an error control": (assessment(controls=[("error", "low", False)]), "critical", 0, 3),
    "a failed plugin": (assessment(problems=["plugin"]), "critical", 0, 3),
    "a failed probe": (assessment(problems=["probe"]), "critical", 0, 3),
    "a failed exhibit": (assessment(problems=["exhibit"]), "critical", 0, 3),
    "unreadable reference data": (assessment(problems=["reference"]), "critical", 0, 3),
    "an answer that leads nowhere": (assessment(problems=["answer", "waiver", "review"]), "low", 0, 0),
    "too little decided": (assessment(decided=49.9), "low", 50, 3),
    "just enough decided": (assessment(decided=50.0), "low", 50, 0),
    "nothing applies": (assessment(score=False), "low", 50, 0),
    "incomplete beats a gap": (assessment(controls=[("fail", "high", False), ("error", "low", False)]), "low", 0, 3),
}


@pytest.mark.parametrize("name", TABLE)
def test_exit_code(name):
    given, fail_on, min_decided, code = TABLE[name]
    found = outcome(given, fail_on=fail_on, min_decided=min_decided)
    assert found.code == code
    assert bool(found.reasons) == bool(code)
