from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit_submission.desk.digest import Picture, drawn_units, sample_document
from govkit_submission.desk.figures import Verdict
from govkit_submission.desk.sampling import WEIGHTS, Unit, certainties, draw, unit_id
from govkit_submission.desk.settings import Settings

VERDICT = Verdict("f", "1", "c", "pass", "pass", "declared", "0" * 64)


def population(weights: list[int]) -> list[Unit]:
    return [Unit(unit_id(str(n), "f/c"), str(n), VERDICT, (), weight) for n, weight in enumerate(weights)]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=60), st.integers(1, 70), st.text(max_size=5))
@settings(max_examples=150, deadline=None)
def test_a_sample_has_its_size_and_its_probabilities_add_up_to_it(weights: list[int], size: int, seed: str) -> None:
    units = population(weights)
    drawn = draw(units, size, seed)
    assert len(drawn) == len({entry.unit.id for entry in drawn}) == min(size, len(units))
    assert drawn == draw(units[::-1], size, seed)
    sure = certainties(weights, size)
    left, rest = min(size, len(units)) - len(sure), sum(w for n, w in enumerate(weights) if n not in sure)
    for entry in drawn:
        number = int(entry.unit.sha256)
        assert entry.probability == pytest.approx(1.0 if number in sure else left * entry.unit.weight / rest)
        assert 0 < entry.probability <= 1


def test_each_unit_is_drawn_as_often_as_its_probability_says() -> None:
    weights = [1, 2, 3, 4, 5, 9, 30]
    units, runs = population(weights), 3_000
    often: Counter[str] = Counter()
    likely: dict[str, float] = {}
    for seed in range(runs):
        for entry in draw(units, 3, str(seed)):
            often[entry.unit.sha256] += 1
            likely[entry.unit.sha256] = entry.probability
    assert likely["6"] == 1.0
    assert sum(likely.values()) == pytest.approx(3.0)
    for name, probability in likely.items():
        assert often[name] / runs == pytest.approx(probability, abs=0.04)


def test_another_seed_draws_another_sample(picture: Picture) -> None:
    other = Picture(picture.desk, Settings(seed="b", sample=20))
    same = Picture(picture.desk, Settings(seed="a", sample=20))
    assert sample_document(picture) == sample_document(same)
    assert sample_document(picture)["units"] != sample_document(other)["units"]
    assert len(picture.sample) == 20


def test_what_was_drawn_is_kept_with_its_reasons(picture: Picture) -> None:
    kept = drawn_units(picture.desk)
    assert len(kept) == 20
    assert all(unit["weight"] == sum(WEIGHTS[why] for why in unit["why"]) for unit in kept.values())


def test_who_claims_better_than_the_facts_give_is_marked_so_and_nobody_else(picture: Picture, bag) -> None:
    everything = sample_document(Picture(picture.desk, Settings(seed="a", sample=10_000)))["units"]
    lies = [unit for unit in everything if "claimed better than the facts give" in unit["why"]]
    assert lies
    assert {picture.names[unit["sha256"]] for unit in lies} <= bag.truth.lies
