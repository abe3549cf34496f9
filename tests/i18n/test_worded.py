"""Sentences of the command line: English as they stand, and in another language with the same values."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

import govkit
from govkit.cli.usage import sentence_of
from govkit.i18n import Renderer
from govkit.model.errors import InputError, nearest
from govkit.model.worded import Sentence, listed, one_line, worded

GOVKIT = Path(govkit.__file__).parent
WORDS = Renderer("xx", {"xx": {"messages": {"{n} files": "FILE {n}", "no {what}": "NOT {what}", "cats": "CATS"}}})


def test_a_sentence_is_its_english() -> None:
    assert worded("{n} file", plural="{n} files", n=1) == "1 file"
    assert worded("{n} file", plural="{n} files", n=1200) == "1200 files"
    assert worded("write {until: …}") == "write {until: …}"
    assert worded("write {{{name}}}", name="x") == "write {x}"


def test_a_sentence_is_said_with_the_same_values() -> None:
    assert WORDS.text(worded("no {what}", what="<b>{n}</b>")) == "NOT <b>{n}</b>"
    assert WORDS.text(worded("no {what}", what=worded("cats"))) == "NOT CATS"
    assert WORDS.text(worded("{n} file", plural="{n} files", n=2569)) == "FILE 2569"
    assert WORDS.text(worded("nobody says {what}", what="this")) == "nobody says this"
    assert WORDS.text(listed([worded("cats"), "dogs"])) == "CATS, dogs"


def test_rows_of_texts() -> None:
    assert listed([]) == ""
    assert listed(["a", "b", "c"], " and ") == "a and b and c"


def test_an_error_is_one_line_in_every_language() -> None:
    fault = InputError(worded("no {what}", what="a\nb  c"), hint=nearest("cat", ["cats"]), path="f", line=1)
    assert str(fault) == "f:1: no a b c (did you mean `cats`?)"
    assert fault.told(WORDS.text) == "f:1: NOT a b c (did you mean `cats`?)"
    assert one_line("a\n b") == "a b"


def test_a_sentence_survives_its_way_through_a_process() -> None:
    again = pickle.loads(pickle.dumps(worded("no {what}", what="x")))
    assert isinstance(again, Sentence)
    assert WORDS.text(again) == "NOT x"


def test_sentences_of_click_are_recognised() -> None:
    english = "Invalid value for '--fail-on': 'x' is not one of 'critical', 'high'."
    found = sentence_of(english)
    assert isinstance(found, Sentence)
    assert found == english
    assert isinstance(found.params["message"], Sentence)
    assert not isinstance(sentence_of("What no version of Click says"), Sentence)
    assert sentence_of(worded("cats")) == "cats"


def test_a_text_with_parameters_is_written_where_it_is_said() -> None:
    """The texts to translate are found where they stand as an argument: one that comes by a name is not found."""
    taken = {"retold.py", "usage.py"}  # which fill in templates that stand elsewhere
    named = [
        f"{path.name}:{node.lineno}"
        for path in sorted(GOVKIT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "worded" and path.name not in taken
        if node.keywords and isinstance(node.args[0], ast.Name)
    ]
    assert named == []
