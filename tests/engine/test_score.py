"""The score is an interval, and no trick with facts raises its lower end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govkit.engine.score import score
from govkit.model.status import UNDECIDED, Basis, Severity, Status
from tests.engine.bench import assess, control

controls = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(Severity), st.sampled_from(Status), st.sampled_from(Basis)),
    max_size=12,
)


@given(controls)
def test_the_interval_is_an_interval(entries) -> None:
    result = score(entries)
    if result is None:
        assert all(status is Status.NOT_APPLICABLE for _, _, status, _ in entries)
        return
    assert 0 <= result["low"] <= result["high"] <= 1
    assert result["met"] + result["gaps"] + result["undecided"] == result["applicable"]
    assert sum(result["by_basis"].values()) == result["met"]


@given(controls, st.randoms())
def test_the_order_does_not_matter(entries, random) -> None:
    assert score(entries) == score(random.sample(entries, len(entries)))


@given(controls)
def test_not_applicable_is_neutral(entries) -> None:
    assert score(entries) == score([*entries, (3, Severity.HIGH, Status.NOT_APPLICABLE, Basis.DECLARED)])


@given(controls, st.data())
def test_mending_a_gap_never_lowers_an_end(entries, data) -> None:
    gaps = [index for index, entry in enumerate(entries) if entry[2] is Status.FAIL]
    if not gaps:
        return
    index = data.draw(st.sampled_from(gaps))
    mended = [*entries]
    mended[index] = (*entries[index][:2], Status.PASS, Basis.DECLARED)
    before, after = score(entries), score(mended)
    assert after["low"] >= before["low"]
    assert after["high"] >= before["high"]


@given(controls, st.data())
def test_stating_a_fact_never_widens_it_and_withholding_one_never_raises_the_lower_end(entries, data) -> None:
    open_ = [index for index, entry in enumerate(entries) if entry[2] in UNDECIDED]
    if not open_:
        return
    index = data.draw(st.sampled_from(open_))
    decided = data.draw(st.sampled_from([Status.PASS, Status.FAIL, Status.NOT_APPLICABLE]))
    stated = [*entries]
    stated[index] = (*entries[index][:2], decided, Basis.DECLARED)
    before, after = score(entries), score(stated)
    if after is None:
        return
    assert after["high"] - after["low"] <= before["high"] - before["low"] + 1e-5
    if decided is Status.PASS:
        assert before["low"] <= after["low"] + 1e-6


def test_nothing_that_applies_has_no_score() -> None:
    assert score([]) is None
    assert score([(1, Severity.LOW, Status.NOT_APPLICABLE, None)]) is None


def test_critical_gaps_are_counted_by_control_not_by_weight() -> None:
    result = score([(5, Severity.CRITICAL, Status.FAIL, None), (5, Severity.HIGH, Status.FAIL, None)])
    assert result["critical_gaps"] == 1
    assert result["low"] == result["high"] == 0


def test_what_is_for_information_is_reported_and_not_scored():
    gap = control("gap", all=[{"require": {"personal": True}}], obligation="informative")
    met = control("met", all=[{"require": {"personal": False}}], obligation="voluntary")
    (framework,) = assess({"datasets": [{"id": "a", "personal": False}]}, gap, met)["frameworks"]
    assert [entry["status"] for entry in framework["controls"]] == ["fail", "pass"]
    assert (framework["score"]["applicable"], framework["score"]["low"]) == (1, 1.0)
