"""A text that says yes and no more, and one without a word, are recognised; what says more is left alone."""

from __future__ import annotations

import pytest

from govkit.engine.slot_values import silence_reason, sorted_out
from govkit.model.placeholder import silence_of
from govkit.model.placeholder.assurance import has_no_word, only_assures
from govkit.model.slots import Slot

SAYS_YES = (
    *("yes", "Yes.", "YES!", "✔️ yes", "(ok)", "x", "true", "done", "fully compliant", "We comply with all laws."),
    *("ใช่", "มีแล้ว", "เรียบร้อยแล้ว", "đã có", "sudah ada", "telah ada", "meron", "已有"),
)
WORDLESS = ("✅", "👍", "🙂", "+", "^", "\\", "฿", "\u2800", "\ufffd", "✓ ✓")
SAYS_MORE = (
    *("Compliance", "Ada", "yes, by e-mail", "OK Computer Co.", "0", "7", "1.", "2026", "R&D", "ฝ่ายกฎหมาย"),
    *("Available from the data protection officer", "co-operative", "y-axis", "ไม่มี", "no"),
)


@pytest.mark.parametrize("text", SAYS_YES)
def test_it_says_yes_and_no_more(text: str) -> None:
    assert only_assures(text)
    assert not has_no_word(text)
    assert silence_of(text) is None, "where yes is an answer, it is one"


@pytest.mark.parametrize("text", WORDLESS)
def test_it_has_no_word(text: str) -> None:
    assert has_no_word(text)
    assert not only_assures(text)


@pytest.mark.parametrize("text", SAYS_MORE)
def test_it_says_more(text: str) -> None:
    assert not only_assures(text)
    assert not has_no_word(text)


def test_free_text_that_only_says_yes_is_not_stated() -> None:
    slot = Slot("owner", str)
    assert sorted_out(["yes", "✅", "Sales"], slot) == ({"yes", "✅"}, {})
    assert silence_reason("yes", slot) == "the text only says yes, and neither who, what nor how"
    assert silence_reason("✅", slot) == "a placeholder stands where the value belongs"


@pytest.mark.parametrize("name", ["name", "delimiter"])
def test_what_something_is_called_is_stated_whatever_it_is(name: str) -> None:
    assert sorted_out(["OK", "X", "|"], Slot(name, str)) == (set(), {})
