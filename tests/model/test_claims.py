"""Several sources about one value: what counts as stated, what is disputed, and why nothing is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.model.claims import settle
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.status import Standing


def claim(value: Any, standing: str = "declared", **more: Any) -> dict[str, Any]:
    return {"value": value, "standing": standing, **more}


@pytest.mark.parametrize(
    ("claims", "value"),
    [
        ([claim("a")], "a"),
        ([{"value": "a"}], "a"),
        ([claim("a"), claim("a")], "a"),
        ([claim("a"), claim("b", "confirmed")], "b"),
        ([claim("a"), claim("b", "detected"), claim("c", "suggested"), claim("d", "rejected")], "a"),
        ([claim(None, "confirmed"), claim("a")], "a"),
        ([claim({"unknown": "a placeholder"}, "confirmed"), claim("a")], "a"),
        ([claim("a", "confirmed", lapsed=True), claim("b")], "b"),
        ([claim(["TH", "SG"]), claim(["SG", "TH"])], ["TH", "SG"]),
        ([claim(False)], False),
        ([claim("none")], "none"),
    ],
)
def test_what_claims_state(claims: list[dict[str, Any]], value: Any) -> None:
    assert settle(claims, "dataset:a.x") == value


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ([claim("a", "detected")], "only detected or suggested; nobody has confirmed it"),
        ([claim("a", "suggested"), claim("b", "rejected")], "only detected or suggested; nobody has confirmed it"),
        ([claim("a", "rejected")], "what was found has been rejected"),
        ([claim("a", lapsed=True)], "every claim has lapsed"),
        ([claim({"unknown": "a placeholder"})], "a placeholder"),
        ([claim(None), claim("")], "no claim gives a value"),
        ([], "no claim gives a value"),
    ],
)
def test_why_claims_state_nothing(claims: list[dict[str, Any]], reason: str) -> None:
    with pytest.raises(NotStated) as caught:
        settle(claims, "dataset:a.x")
    assert (caught.value.path, caught.value.reason) == ("dataset:a.x", reason)


@pytest.mark.parametrize("standing", ["declared", "confirmed"])
def test_sources_that_disagree_are_named_without_what_they_say(standing: str) -> None:
    claims = [claim("CANARY", standing, origin="import of May"), claim("b", standing, by="dpo"), claim("c", standing)]
    with pytest.raises(Disputed) as caught:
        settle(claims, "dataset:a.x")
    assert caught.value.path == "dataset:a.x"
    assert caught.value.origins == ("import of May", "dpo", "?")
    assert "CANARY" not in repr(caught.value)


def test_true_is_not_one() -> None:
    with pytest.raises(Disputed):
        settle([claim(True), claim(1)], "x")


def _stated(claims: list[dict[str, Any]]) -> bool:
    try:
        settle(claims, "x")
    except NotStated:
        return False
    except Disputed:
        return True
    return True


_CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from(["a", "b", None, "", {"unknown": "x"}, ["a"]]),
        st.sampled_from([str(standing) for standing in Standing]),
        lapsed=st.booleans(),
    ),
    max_size=5,
)


@given(_CLAIMS, st.data())
def test_taking_a_claim_away_never_states_a_value(claims: list[dict[str, Any]], data: st.DataObject) -> None:
    rest = [entry for entry in claims if data.draw(st.booleans()) or entry is None]
    assert _stated(claims) or not _stated(rest)


@given(_CLAIMS)
def test_only_a_person_states(claims: list[dict[str, Any]]) -> None:
    said = [entry for entry in claims if entry["standing"] in ("declared", "confirmed")]
    assert _stated(claims) == _stated(said)
