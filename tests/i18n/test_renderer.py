"""Messages in a reader's language: lookup, typed parameters, plurals, and templates that reach nothing."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.i18n import Renderer
from govkit.i18n.catalogue import PSEUDO
from govkit.model.duration import Duration
from govkit.model.message import Message

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("value", "english", "thai"),
    [
        (DAY, "21 November 2026", "21 พฤศจิกายน 2569"),
        ({"date": "2027-01-31"}, "31 January 2027", "31 มกราคม 2570"),
        (Duration.parse("P5Y"), "5 years", "5 ปี"),
        ({"duration": "P1Y"}, "1 year", "1 ปี"),
        ({"duration": "P18M"}, "18 months", "18 เดือน"),
        ({"duration": "P2Y6M"}, "2 years 6 months", "2 ปี 6 เดือน"),
        ({"duration": "P30D"}, "30 days", "30 วัน"),
        ({"duration": "PT72H"}, "72 hours", "72 ชั่วโมง"),
        ({"duration": "PT90M"}, "1 hour 30 minutes", "1 ชั่วโมง 30 นาที"),
        ({"duration": "P0D"}, "0 days", "0 วัน"),
        ({"duration": "nonsense"}, "nonsense", "nonsense"),
        ({"date": "nonsense"}, "nonsense", "nonsense"),
        (1234567, "1,234,567", "1,234,567"),
        (0.5, "0.5", "0.5"),
        (2.0, "2", "2"),
        (True, "yes", "ใช่"),
        (False, "no", "ไม่ใช่"),
        (("a",), "a", "a"),
        (["a", "b"], "a and b", "a และ b"),
        (("a", "b", "c"), "a, b and c", "a b และ c"),
        ((), "", ""),
        (None, "None", "None"),
    ],
)
def test_parameters(value: object, english: str, thai: str) -> None:
    assert Renderer("en").value(value) == english
    assert Renderer("th").value(value) == thai
    assert Renderer("en").text({"text": "x {v} y", "params": {"v": value}}) == f"x {english} y"


def test_percentages() -> None:
    assert [Renderer().percent(share) for share in (0, 0.004, 0.415, 1)] == ["0%", "0.4%", "42%", "100%"]


def test_plurals() -> None:
    message = Message("{n} apple", {"n": 1}, "{n} apples")
    assert Renderer().text(message) == "1 apple"
    assert Renderer().text(Message("{n} apple", {"n": 2000}, "{n} apples")) == "2,000 apples"
    assert Renderer().text("{n} day", plural="{n} days", n=0) == "0 days"
    assert Renderer("th").text("{n} day", plural="{n} days", n=3) == "3 วัน"


def test_what_travels_in_the_assessment_comes_first() -> None:
    words = Renderer("th", {"th": {"messages": {"met": "ผ่าน", "{n} apples": "แอปเปิล {n} ผล"}}})
    assert words.text("met") == "ผ่าน"
    assert words.text("{n} apple", plural="{n} apples", n=2) == "แอปเปิล 2 ผล"
    assert words.text("gap") == "มีข้อบกพร่อง"
    assert words.is_translated("gap")
    assert not words.is_translated("nobody has translated this")
    assert words.text("nobody has translated this") == "nobody has translated this"
    assert Renderer("th", {"th": {"messages": ["no mapping"]}}).text("x") == "x"


def test_an_unknown_language_is_english_and_says_so() -> None:
    assert Renderer("xx").text("met") == "met"
    assert not Renderer("xx").is_translated("met")
    assert Renderer("en").is_translated("anything")


@pytest.mark.parametrize("template", ["{v.__class__}", "{v!r}", "{v:>9}", "{0}", "{}", "{other}", "{", "}", "{v[0]}"])
def test_a_template_reaches_nothing(template: str) -> None:
    assert Renderer().text({"text": template, "params": {"v": "secret"}}) == template


def test_doubled_braces_are_single_ones() -> None:
    assert Renderer().text("{{{v}}}", v="x") == "{x}"
    assert Renderer().text("{{v}}") == "{{v}}"  # a bare text is no template


def test_pseudo_locale_keeps_placeholders() -> None:
    text = Renderer(PSEUDO).text("kept for {period}", period="PARAMETER")
    assert "PARAMETER" in text
    assert "kept" not in text
    assert len(text) > len("kept for PARAMETER")
    assert Renderer(PSEUDO).text("") == ""
