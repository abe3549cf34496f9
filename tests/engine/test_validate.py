"""What a record may hold in each kind of slot: values, none, silences, claims; and the doubt of the fast path."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.engine.emptiness import emptiness
from govkit.engine.normalise import inventory_from
from govkit.engine.slot_values import (
    _DIGITS_ALIKE,
    _MAY_BE_PERSONAL,
    is_silent,
    silence_reason,
    sorted_out,
)
from govkit.model.entities import BY_TYPE, Dataset, Incident, Notice, Organisation, Party, System, Transfer
from govkit.model.errors import InputErrors
from govkit.model.mask import mask
from govkit.model.not_stated import NotStated
from govkit.model.placeholder import silence_of
from govkit.model.placeholder.lexicon import lexicon
from govkit.model.slots import Part, Slot, slots_of

PLACEHOLDERS = ("TBD", "[More Information Needed]", "n/a", "to be determined", "-", "xxx", "ยังไม่มีข้อมูล")


def one(kind: type[Part], **slots: Any) -> Any:
    assert issubclass(kind, Part)
    inventory = inventory_from({kind.plural: [{"id": "a", **slots}]})  # type: ignore[attr-defined]
    return inventory.get(f"{kind.type}:a")  # type: ignore[attr-defined]


def unknown(part: Any, name: str) -> str:
    assert not part.is_stated(name)
    with pytest.raises(NotStated) as caught:
        getattr(part, name)
    assert caught.value.path.endswith(f".{name}")
    return caught.value.reason


SLOTS = [
    (Dataset, "description"),  # text
    (Dataset, "legal_basis"),  # term
    (Dataset, "personal"),
    (Dataset, "subjects_count"),
    (Dataset, "sensitivity"),  # closed list
    (Dataset, "retention"),
    (Dataset, "last_quality_check"),
    (Dataset, "system"),  # reference
    (Party, "country"),
    (Incident, "detected_at"),
    (Organisation, "dpo"),  # part
]
LISTS = [
    (Dataset, "countries"),
    (Dataset, "purposes"),
    (Dataset, "notices"),
    (Dataset, "quasi_identifiers"),
    (Dataset, "protection"),
    (Dataset, "collections"),
    (Notice, "languages"),
]


@pytest.mark.parametrize("text", PLACEHOLDERS)
@pytest.mark.parametrize(("kind", "name"), SLOTS + LISTS)
def test_a_placeholder_in_a_slot_is_unknown_with_a_reason(kind: type[Part], name: str, text: str) -> None:
    assert unknown(one(kind, **{name: text}), name)


@pytest.mark.parametrize("text", PLACEHOLDERS)
@pytest.mark.parametrize(("kind", "name"), LISTS)
def test_a_placeholder_in_a_list_makes_the_list_unknown(kind: type[Part], name: str, text: str) -> None:
    assert unknown(one(kind, **{name: [text]}), name)


@pytest.mark.parametrize("text", PLACEHOLDERS)
@pytest.mark.parametrize(("kind", "name"), SLOTS)
def test_a_placeholder_in_a_claim_is_unknown_with_its_reason(kind: type[Part], name: str, text: str) -> None:
    part = one(kind, **{name: {"claims": [{"value": text, "standing": "declared"}]}})
    assert unknown(part, name) == silence_reason(text)


def test_a_placeholder_in_a_nested_part_is_unknown() -> None:
    system = one(System, hosting=[{"country": "TBD", "region": "north"}])
    assert unknown(system.hosting[0], "country")
    assert system.hosting[0].region == "north"
    dataset = one(Dataset, collections=[{"name": "a", "description": "TBD", "fields": [{"name": "b"}]}])
    assert unknown(dataset.collections[0], "description")


def test_a_column_may_be_called_what_elsewhere_says_nothing() -> None:
    dataset = one(Dataset, collections=[{"name": "none", "fields": [{"name": "no"}, {"name": "n/a"}]}])
    assert dataset.collections[0].name == "none"
    assert [field.name for field in dataset.collections[0].fields] == ["no", "n/a"]


def test_the_slots_own_name_states_nothing() -> None:
    assert unknown(one(Dataset, retention_from="retention from"), "retention_from")
    assert unknown(one(Dataset, description="Description"), "description")
    assert one(Dataset, description="Description of orders").description == "Description of orders"


def test_codes_that_look_like_silences_are_codes() -> None:
    assert one(Party, country="NA").country == "NA"
    assert one(Dataset, countries=["NO", "NA"]).countries == ("NO", "NA")
    assert one(Notice, languages=["no", "na", "th"]).languages == ("no", "na", "th")
    assert unknown(one(Notice, languages=["tbd"]), "languages")
    assert inventory_from({"datasets": [{"id": "test", "formerly": ["tbd"]}]}).get("dataset:tbd") is not None


@pytest.mark.parametrize("nothing", [None, "", {"unknown": "asked"}])
@pytest.mark.parametrize(("kind", "name"), SLOTS + LISTS)
def test_nothing_is_not_stated(kind: type[Part], name: str, nothing: Any) -> None:
    assert unknown(one(kind, **{name: nothing}), name) == ("asked" if isinstance(nothing, dict) else "")


@pytest.mark.parametrize(("kind", "name"), SLOTS)
def test_none_is_none(kind: type[Part], name: str) -> None:
    assert getattr(one(kind, **{name: "none"}), name) is None


@pytest.mark.parametrize(("kind", "name"), LISTS)
@pytest.mark.parametrize("none", ["none", ["none"]])
def test_none_of_a_list_is_an_empty_one(kind: type[Part], name: str, none: Any) -> None:
    part = one(kind, **{name: none})
    assert part.is_stated(name)
    assert getattr(part, name) == ()


def test_an_empty_list_says_none_only_where_the_list_is_complete() -> None:
    assert one(Transfer, mechanisms=[]).mechanisms == ()
    assert one(Transfer, mechanisms={"claims": [{"value": [], "standing": "declared"}]}).mechanisms == ()
    assert "write `none`" in unknown(one(Dataset, purposes=[]), "purposes")
    assert unknown(one(Dataset, purposes={"claims": [{"value": [], "standing": "declared"}]}), "purposes")


def test_lists_of_some_records_beside_none_and_nothing_of_others() -> None:
    inventory = inventory_from(
        {
            "datasets": [
                {"id": "a", "countries": ["TH"]},
                {"id": "b", "countries": "none"},
                {"id": "c", "countries": ["none"]},
                {"id": "d", "countries": "TBD"},
                {"id": "e", "countries": None},
                {"id": "f", "countries": {"unknown": "asked"}},
            ]
        }
    )
    stated = {d.id: d.countries for d in inventory.of(Dataset) if d.is_stated("countries")}
    assert stated == {"a": ("TH",), "b": (), "c": ()}


def test_parts_of_some_records_beside_none_and_claims_of_others() -> None:
    said = {"name": "A. Person"}
    claimed = {"claims": [{"value": said, "standing": "declared"}]}
    dpos = {"a": said, "b": "none", "c": None, "d": claimed, "e": "TBD", "f": {"unknown": "asked"}}
    inventory = inventory_from({"organisations": [{"id": name, "dpo": dpo} for name, dpo in dpos.items()]})
    found = {o.id: o.dpo for o in inventory.of(Organisation) if o.is_stated("dpo")}
    assert {name: dpo.name if dpo else None for name, dpo in found.items()} == {
        "a": "A. Person",
        "b": None,
        "d": "A. Person",
    }
    assert one(System, hosting=["TBD", {"country": "TH"}]).is_stated("hosting") is False


def test_one_is_not_true() -> None:
    with pytest.raises(InputErrors) as caught:
        inventory_from({"datasets": [{"id": "a", "personal": True}, {"id": "b", "personal": 1}]})
    assert str(caught.value) == (
        "the inventory at datasets/1/personal: `personal` is true or false (write `true` or `false` without quotes)"
    )
    assert one(Dataset, personal=False).personal is False
    assert inventory_from({"trainings": [{"id": "a", "coverage": 1}, {"id": "b", "coverage": 0.5}]}).records


def test_records_with_as_many_but_other_keys_are_all_looked_at() -> None:
    with pytest.raises(InputErrors) as caught:
        inventory_from({"datasets": [{"id": "a", "name": "x"}, {"id": "b", "bogus": "x"}]})
    assert "no slot `bogus`" in str(caught.value)


def test_keys_of_ones_own_begin_with_x() -> None:
    assert one(Dataset, **{"x-acme": {"any": ["thing"]}}).id == "a"


def test_texts_with_line_breaks_keep_their_own_judgement() -> None:
    assert one(Dataset, description="orders\nTBD").is_stated("description")
    assert unknown(one(Dataset, description="TBD\nTBC"), "description")


def _with_ones(text: str) -> str:
    return text.translate(_DIGITS_ALIKE)


def test_every_phrase_with_a_digit_is_heard_among_others() -> None:
    phrases = {*lexicon().alone, *(phrase for group in lexicon().by_start.values() for phrase, _ in group)}
    slot = Slot("owner", str)
    for phrase in phrases:
        if _with_ones(phrase) != phrase or "1" in phrase:
            assert sorted_out([phrase, "team 7"], slot) == (*sorted_out([phrase, "team 7", None], slot)[:1], {})


_TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "TBD",
            "Q3: TBD",
            "see 12",
            "n/a 2026",
            "123",
            "h2",
            "description 1",
            "2026-11-21",
            "xx 4",
            "test123",
            "Test 123: TBD",
        ]
    ),
    st.from_regex(r"[A-Za-z]{1,4}[-_.]?[0-9]{0,10}", fullmatch=True),
)
_TEXT_SLOTS = [slot for kind in BY_TYPE.values() for slot in slots_of(kind).values() if slot.kind is str]


@given(st.sampled_from(_TEXT_SLOTS), st.sets(_TEXTS, min_size=1, max_size=6))
def test_shapes_hide_nothing(slot: Slot, texts: set[str]) -> None:
    together_silent, together_wrong = sorted_out(texts, slot)
    apart = [sorted_out([text, None], slot) for text in texts]  # with a stranger among them no shape is taken
    assert together_silent == set().union(*(silent for silent, _ in apart))
    assert together_wrong.keys() == {key for _, wrong in apart for key in wrong if key[1] is not None}


@given(_TEXTS, st.sampled_from(["name", "legal_name", "description", "access_conditions"]))
def test_a_slots_name_is_asked_only_where_it_matters(text: str, name: str) -> None:
    slot = Slot(name, str)
    silent, _ = sorted_out([text, None], slot)
    asked = silence_of(text, asked=(name.replace("_", " "),)) is not None
    says_nothing = name != "name" and emptiness(text, name) is not None
    assert (text in silent) == (asked or says_nothing)


@pytest.mark.parametrize(
    "value",
    [
        *("66812345678", "S1234567D", "passport-123456", "081-234-5678", "1-1017-00203-45-1", "91234567"),
        *("am9obkBleGFtcGxlLmNvbQ", "6a6f686e406578616d706c652e636f6d", "GB29NWBK60161331926819", "4111111111111111"),
        *("dob-1101700203451", "customer_0812345678"),
    ],
)
def test_an_id_that_looks_personal_is_refused_among_many(value: str) -> None:
    assert mask(value) != value
    assert _MAY_BE_PERSONAL.search(_with_ones(value))
    with pytest.raises(InputErrors) as caught:
        inventory_from({"datasets": [{"id": "a-1"}, {"id": value}, {"id": "b-000002"}]})
    assert "looks like a personal value" in str(caught.value)
    assert value not in str(caught.value)


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}", fullmatch=True))
def test_no_maskable_id_escapes_the_cheap_look(value: str) -> None:
    if mask(value) != value:
        assert _MAY_BE_PERSONAL.search(_with_ones(value))


def test_silence_has_a_reason_for_each_kind() -> None:
    reasons = {silence_reason(text) for text in ("", "TBD", "not applicable", "unknown", "see above")}
    assert len(reasons) == 5
    assert silence_reason("retention", Slot("retention", str)) == "the text only repeats the question"
    assert not is_silent("orders")


def test_faults_and_silences_far_down_are_found_at_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govkit.engine.validate.walk._TOGETHER", 10)
    monkeypatch.setattr("govkit.engine.validate.memory._REMEMBERED", 1)
    records = [{"id": f"d{n}", "owner": "team", "personal": True, "purposes": ["billing", "x"]} for n in range(25)]
    inventory = inventory_from({"datasets": [*records, {"id": "z", "owner": "TBD", "purposes": ["billing"]}]})
    assert [d.id for d in inventory.of(Dataset) if not d.is_stated("owner")] == ["z"]
    with pytest.raises(InputErrors) as caught:
        inventory_from({"datasets": [*records, {"id": "y", "personal": 1, "collections": [{"fields": []}]}]})
    assert [str(error).partition(":")[0] for error in caught.value.errors] == [
        "the inventory at datasets/25/collections/0",
        "the inventory at datasets/25/personal",
    ]
