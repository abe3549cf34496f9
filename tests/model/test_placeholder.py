"""What states nothing is recognised in every dress, what states something never, at a cost linear in length."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from govkit.model.placeholder import Silence, silence_of
from govkit.model.placeholder.folding import fold
from govkit.model.placeholder.lexicon import lexicon
from govkit.model.placeholder.reading import read
from govkit.model.placeholder.shortcut import plainly_states

pytestmark = pytest.mark.sweep

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

TABLES = Path(__file__).parent / "placeholders"


def _table(name: str) -> Any:
    return yaml.safe_load((TABLES / name).read_text(encoding="utf-8"))


SILENT: list[tuple[str, str]] = [
    (text, kind)
    for name in ("silent-en.yaml", "silent-asean.yaml")
    for kind, texts in _table(name).items()
    for text in texts
]
STATED: list[str] = _table("stated.yaml")
ANSWERED: list[tuple[list[str], str, str | None]] = _table("asked.yaml")
TEXTS = [text for text, _ in SILENT] + STATED


@pytest.mark.parametrize(("text", "kind"), SILENT)
def test_it_says_why_a_text_states_nothing(text: str, kind: str) -> None:
    assert silence_of(text) == Silence(kind)


@pytest.mark.parametrize("text", STATED)
def test_what_states_something_is_no_silence(text: str) -> None:
    assert silence_of(text) is None


@pytest.mark.parametrize(("asked", "text", "kind"), ANSWERED)
def test_an_answer_is_compared_with_what_was_asked(asked: list[str], text: str, kind: str | None) -> None:
    assert silence_of(text, asked=asked) == kind


def test_the_tables_are_large() -> None:
    assert len({text for text, _ in SILENT}) >= 250
    assert len(set(STATED)) >= 250


def _wrapped(before: str, after: str) -> Callable[[str], str]:
    return lambda text: f"{before}{text}{after}"


DRESSES: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "lower case": str.lower,
    "spaces around": _wrapped(" \t\n", "\u3000 \r\n"),
    "quotes": _wrapped('"', '"'),
    "curly quotes": _wrapped("\u201c", "\u201d"),
    "parentheses": _wrapped("(", ")"),
    "emphasis": _wrapped("**", "**"),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "byte order mark": _wrapped("\ufeff", "\u200b"),
}
CHANGES_EMPTY = ("quotes", "curly quotes", "parentheses", "emphasis")
SIGNS = ("*", "./test", ".tmp")  # in quotes or emphasis these are no longer a sign or a path


@pytest.mark.parametrize("dress", DRESSES)
def test_the_dress_of_a_silent_text_does_not_matter(dress: str) -> None:
    texts = [(text, kind) for text, kind in SILENT if dress not in CHANGES_EMPTY or kind != "empty"]
    changed = [text for text, kind in texts if silence_of(DRESSES[dress](text)) != kind and "\n" not in text]
    assert changed == []


@pytest.mark.parametrize("dress", DRESSES)
def test_the_dress_of_a_stating_text_does_not_matter(dress: str) -> None:
    assert [text for text in STATED if text not in SIGNS and silence_of(DRESSES[dress](text)) is not None] == []


@pytest.mark.parametrize("text", ["tbd", "not documented", "รอดำเนินการ", "đang cập nhật", "待定"])
def test_full_width_and_invisible_characters_do_not_hide_a_placeholder(text: str) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)
    assert silence_of(wide) == silence_of("\u200b".join(text)) == silence_of(text) is not None


def test_thai_digits_are_digits() -> None:
    assert silence_of("name\u0e51") is Silence.PLACEHOLDER


@given(st.text())
def test_any_text_has_an_answer_and_folding_is_final(text: str) -> None:
    silence_of(text)
    silence_of(text, asked=[text, "What is it?"])
    assert fold(fold(text)) == fold(text)


PIECES = [*"[](){}<>|#*_.:;?-/$%'\n x", "tbd", "no", "see", "not", "n/a", "ไม่", "acme", "<!--", "-->", "3"]


@given(st.lists(st.sampled_from(PIECES)))
def test_the_shortcut_never_differs_from_the_reading(parts: list[str]) -> None:
    text = " ".join(parts)
    if plainly_states(text):
        assert not read(fold(text), lexicon())


@pytest.mark.parametrize("text", TEXTS)
def test_the_shortcut_takes_no_silent_text(text: str) -> None:
    if plainly_states(text):
        assert not read(fold(text), lexicon())


@pytest.mark.parametrize("text", [text for text, kind in SILENT if kind not in ("placeholder", "empty")])
def test_one_stating_word_more_and_the_text_states_something(text: str) -> None:
    assert silence_of(f"{text} quokkas") is None


@pytest.mark.parametrize(
    "unit",
    [
        *("tbd ", "no ", "the ", "a\n", "the? ", "no: ", "tbd](", "](", "<!--", "{{", "<a ", "[", "x-", "xx "),
        *("ไม่ระบุ", "กรุณ", "not applicable because ", "- ", "#\n", "${"),
    ],
)
def test_the_work_grows_with_the_length_only(unit: str) -> None:
    few, many = (_lines_run(unit * count + "!") for count in (200, 800))
    assert many <= 4 * few + 400


def _lines_run(text: str) -> int:
    """Count the lines of govkit that run while `text` is judged."""
    count = 0

    def local(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return local

    before = sys.gettrace()
    sys.settrace(lambda frame, _event, _argument: local if "govkit" in frame.f_code.co_filename else None)
    try:
        silence_of(text)
    finally:
        sys.settrace(before)
    return count
