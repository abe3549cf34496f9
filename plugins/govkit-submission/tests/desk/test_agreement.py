from __future__ import annotations

import random
from collections import Counter

import pytest

from govkit_submission.desk.agreement import agreement, cohen, in_words


def counted(table: dict[tuple[str, str], int]):
    return cohen({pair: float(n) for pair, n in table.items()}, sum(table.values()), float(sum(table.values())))


def test_a_textbook_table() -> None:
    found = counted({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    assert found.agreed == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    assert (found.high - found.low) / 2 == pytest.approx(1.96 * 0.1270, abs=0.01)


def test_full_agreement_none_and_no_choice() -> None:
    assert counted({("y", "y"): 5, ("n", "n"): 5}).kappa == pytest.approx(1.0)
    assert counted({("y", "n"): 5, ("n", "y"): 5}).kappa == pytest.approx(-1.0)
    only = counted({("y", "y"): 9})
    assert only.kappa is None
    assert "not defined" in in_words("all", only)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    chance, share, inside = random.Random(8), {("y", "y"): 0.45, ("y", "n"): 0.15, ("n", "y"): 0.1, ("n", "n"): 0.3}, 0
    truth = counted({pair: round(1000 * part) for pair, part in share.items()}).kappa
    assert truth is not None
    for _ in range(400):
        found = counted(Counter(chance.choices(list(share), list(share.values()), k=120)))
        inside += found.low <= truth <= found.high
    assert 0.91 < inside / 400 < 0.985


def entry(claimed: str, verdict: str, probability: float = 1.0, reason: str = "") -> dict[str, object]:
    return {"claimed": claimed, "verdict": verdict, "probability": probability, "reason": reason}


def test_verdicts_are_weighted_back_by_how_likely_they_were_drawn() -> None:
    risky = [entry("pass", "gap", 1.0, "evidence missing")] * 10
    usual = [entry("pass", "met", 0.1)] * 8 + [entry("fail", "gap", 0.1)] * 2
    found = agreement([*risky, *usual, entry("pass", "cannot tell")])
    assert found.drawn is not None
    assert found.weighted is not None
    assert found.drawn.agreed == pytest.approx(0.5)
    assert found.weighted.agreed == pytest.approx(100 / 110)
    assert found.weighted.effective < found.drawn.effective == 20
    assert found.reasons == {"evidence missing": 10}
    assert found.cannot_tell == 1
    assert "few verdicts" in in_words("weighted", found.weighted)


def test_no_verdicts_say_nothing() -> None:
    assert in_words("all", agreement([]).drawn) == "all: no verdicts yet"
