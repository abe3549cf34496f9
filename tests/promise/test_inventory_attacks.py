"""Words that say nothing, values and subjects withheld: on every shipped checklist nothing is gained by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from govkit.engine.plan import RequireLeaf
from govkit.model.entities import BY_TYPE
from govkit.model.errors import InputErrors
from govkit.model.status import Status
from tests.promise.slots import Pointer, name_of, places, replaced, shown, texts, without
from tests.promise.stand import Stand
from tests.promise.verdicts import Row, Verdicts

pytestmark = pytest.mark.sweep

SILENCES = (
    *("[More Information Needed]", "TBD", "N/A", "Lorem ipsum dolor sit amet, consectetur adipiscing elit", "..."),
    *("ต้องการข้อมูลเพิ่มเติม", "รอดำเนินการ", "ไม่มีข้อมูล", "ยังไม่ได้กำหนด"),
    *("Cần thêm thông tin", "chưa xác định", "đang cập nhật"),
    *("Informasi lebih lanjut diperlukan", "belum ditentukan", "akan diisi", "belum ada"),
    *("Maklumat lanjut diperlukan", "akan dikemas kini", "tiada maklumat"),
    *("No. We do not have any of this.", "Not applicable", "We don't have that."),
    *("later", "the responsible person", "no owner yet", "#REF!", "เดี๋ยวค่อยเติม"),
    *("Yes.", "✅", "👍", "+", "\u2800", "x", "fully compliant", "เรียบร้อยแล้ว", "sudah ada", "已有"),
)
DENIALS = (
    *("None", "NONE", "none.", "(none)", "No", "No.", "Nothing", "There is none."),
    *("ไม่มี", "ไม่มีครับ", "ไม่", "Không có", "Không", "Tidak ada", "Tidak", "nihil", "Tiada", "Wala", "无"),
)


def held(after: Verdicts, before: Verdicts, how: str) -> str:
    """Return what an attack gained, in words; nothing where it gained nothing."""
    gained, raised = after.gained(before), after.raised(before)
    return f"{how}: gained {sorted(gained)}, raised {raised}" if gained or raised else ""


def attempt(
    stand: Stand, before: Verdicts, attacks: Iterable[tuple[str, dict[str, Any]]]
) -> tuple[list[str], set[Row]]:
    """Judge each attacked inventory; return the attacks that gained something, and the passes that any of them lost.

    An inventory that can't be read is not judged, and gains nothing.
    """
    successes: list[str] = []
    lost: set[Row] = set()
    for how, content in attacks:
        try:
            after = stand.attacked(content)
        except InputErrors:
            continue
        successes += [said] if (said := held(after, before, how)) else []
        lost |= after.lost(before)
    return successes, lost


def test_most_of_what_can_be_decided_is_met(own_before: Verdicts) -> None:
    met = {row[:2] for row in own_before.rows[Status.PASS]}
    frameworks = own_before.assessment["frameworks"]
    controls = {(entry["id"], control["id"]) for entry in frameworks for control in entry["controls"]}
    concerned = controls - own_before.controls[Status.NOT_APPLICABLE]
    assert len(met) >= 0.8 * len(concerned), sorted(concerned - met)


@pytest.mark.parametrize("words", SILENCES)
def test_words_that_say_nothing_in_every_text(words: str, own: Stand, own_before: Verdicts) -> None:
    after = own.attacked(replaced(own.content, dict.fromkeys(texts(own.content), words)))
    assert not held(after, own_before, words)
    assert not passes_on_texts(own, after), "a required text that says nothing is no text"


@pytest.mark.parametrize("words", DENIALS)
def test_words_that_say_none_in_every_text(words: str, own: Stand, own_before: Verdicts) -> None:
    """Whoever writes that there is no owner states it, as with `none`; it must not be heard as the owner's name."""
    changes: dict[Pointer, Any] = {
        pointer[:-1] if isinstance(pointer[-1], int) else pointer: [words] if isinstance(pointer[-1], int) else words
        for pointer in texts(own.content)
    }
    after = own.attacked(replaced(own.content, changes))
    assert not passes_on_texts(own, after)
    assert not after.raised(own_before)


def test_the_name_of_the_slot_as_its_text(stand: Stand, before: Verdicts) -> None:
    names = {pointer: name_of(pointer).replace("_", " ") for pointer in texts(stand.content)}
    after = stand.attacked(replaced(stand.content, names))
    assert not held(after, before, "the slot's name")
    assert not passes_on_texts(stand, after)


def test_one_text_at_a_time_that_says_nothing(stand: Stand, before: Verdicts, every: int) -> None:
    attacks = [
        (f"{shown(pointer)} = {SILENCES[number % len(SILENCES)]}", {pointer: SILENCES[number % len(SILENCES)]})
        for number, pointer in enumerate(texts(stand.content))
    ]
    successes, _ = attempt(stand, before, ((how, replaced(stand.content, change)) for how, change in attacks[::every]))
    assert not successes


def test_values_deleted_one_at_a_time(stand: Stand, before: Verdicts, every: int) -> None:
    pointers = [pointer for pointer, _ in places(stand.content)][::every]
    successes, _ = attempt(stand, before, ((shown(each), without(stand.content, each)) for each in pointers))
    assert not successes


def test_every_record_emptied_one_at_a_time(own: Stand, own_before: Verdicts) -> None:
    by_record: dict[Pointer, dict[Pointer, Any]] = {}
    for pointer, _ in places(own.content):
        if len(pointer) == 3:
            by_record.setdefault(pointer[:2], {})[pointer] = None
    attacks = ((shown(record), replaced(own.content, slots)) for record, slots in by_record.items())
    successes, lost = attempt(own, own_before, attacks)
    assert not successes
    declared = {row for row in own_before.rows[Status.PASS] if _rests_on_the_inventory(own, row)}
    assert declared <= lost, "each pass rests on values, and is lost with them"


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_an_empty_value_is_no_value(value: Any, own: Stand, own_before: Verdicts) -> None:
    """All slots of a type at once: `null`, an empty text, list or mapping; but `mechanisms: []` says none."""
    by_kind: dict[str, dict[Pointer, Any]] = {}
    for pointer, slot in places(own.content):
        if len(pointer) == 3 and not slot.empty_is_none:
            by_kind.setdefault(str(pointer[0]), {})[pointer] = value
    attacks = ((kind, replaced(own.content, change)) for kind, change in by_kind.items())
    assert not attempt(own, own_before, attacks)[0]


def test_every_subject_deleted_one_at_a_time(stand: Stand, before: Verdicts, every: int) -> None:
    """What an earlier assessment shows can't vanish in silence; what is referred to can't even without one."""
    later = replace(stand, since=before.assessment)
    problems = []
    for plural, records in stand.content.items():
        kind = next(kind for kind, entity in BY_TYPE.items() if entity.plural == plural)
        for number, record in list(enumerate(records if isinstance(records, list) else ()))[::every]:
            subject = f"{kind}:{record['id']}"
            content = without(stand.content, (plural, number))
            after = later.attacked(content)
            shown_again = {entry["subject"] for entry in after.assessment["contradictions"]}
            problems += [] if subject in shown_again else [f"{subject} vanished"]
            problems += [said] if (said := held(after, before, subject)) else []
            if _refers(content, kind, str(record["id"])):
                alone = {entry["subject"] for entry in stand.attacked(content).assessment["contradictions"]}
                problems += [] if subject in alone else [f"{subject} vanished although it is referred to"]
    assert not problems


def test_a_whole_type_withheld(stand: Stand, before: Verdicts) -> None:
    successes, _ = attempt(stand, before, ((kind, without(stand.content, (kind,))) for kind in stand.content))
    assert [each for each in successes if "not_applicable" in each] == []


def passes_on_texts(stand: Stand, after: Verdicts) -> list[tuple[str, ...]]:
    """Return the passes of requirements that rest on a free text, rather than on an explicit none."""
    numbers = {
        (planned.framework, planned.control.id, str(number))
        for planned in stand.plan.controls
        for number, leaf in enumerate(planned.tree.leaves())
        if isinstance(leaf, RequireLeaf) and all(path[-1].slot.is_text for path in leaf.rule.paths())
        if "none" not in leaf.require.require.conditions.values()
    }
    return sorted(leaf for leaf in after.leaves[Status.PASS] if leaf[:3] in numbers)


def _rests_on_the_inventory(stand: Stand, row: Row) -> bool:
    """Tell whether some leaf of a control reads the inventory, and no answer may stand in for it."""
    planned = next(each for each in stand.plan.controls if (each.framework, each.control.id) == row[:2])
    return not planned.control.qualifications and any(isinstance(leaf, RequireLeaf) for leaf in planned.tree.leaves())


def _refers(content: Any, kind: str, name: str) -> bool:
    for pointer, slot in places(content):
        if slot.ref is not None and slot.ref.types[0] == kind:
            value = _value(content, pointer)
            if name in (value if isinstance(value, list) else [value]) or f"{kind}:{name}" == value:
                return True
    return False


def _value(content: Any, pointer: Pointer) -> Any:
    for step in pointer:
        content = content[step]
    return content
