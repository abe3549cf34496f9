"""`govkit lint` of a checklist's translation: it fits, and is complete where that is asked."""

import pytest

TRANSLATION = """\
govkit: translation/1
framework: own
edition: "1"
language: th
controls:
  one:
    title: หนึ่ง
"""


def test_a_translation_has_to_fit(lint, tmp_path):
    (tmp_path / "own.th.yaml").write_text(
        TRANSLATION + "    questions: {b: {text: x}}\n    sentences: {Nothing: x}\n  two: {title: สอง}\n"
    )
    code, lines = lint("    all: [{ask: a, text: A?}]\n")
    assert code == 2
    assert [line.partition(" (")[0] for line in lines] == [
        "error: own.th.yaml:8:17: `one` has no question `b`",
        "error: own.th.yaml:9:17: `one` has no such sentence",
        "error: own.th.yaml:10:3: there is no control `two`",
    ]


def test_a_translation_has_to_be_complete_where_that_is_asked(lint, tmp_path):
    (tmp_path / "own.th.yaml").write_text(TRANSLATION)
    rest = "    all: [{ask: a, text: A?}, {require: {retention: {stated: true}}, gap: Nothing}]\n"
    assert lint(rest) == (0, [])
    code, lines = lint(rest, "--strict")
    assert code == 2
    assert "`one` is not translated: why, a.text, “Nothing”" in lines[0]


def test_a_translation_of_another_edition(lint, tmp_path):
    (tmp_path / "own.th.yaml").write_text(TRANSLATION.replace('"1"', '"2"'))
    code, lines = lint("    all: [{ask: a, text: A?}]\n")
    assert code == 2
    assert "this translates own@2, and lies beside own@1" in lines[0]


def test_a_translation_without_a_checklist(tmp_path, call, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.th.yaml").write_text(TRANSLATION)
    code, out, _ = call("lint", "own.th.yaml")
    assert code == 2
    assert "no checklist lies beside this translation" in out


@pytest.mark.parametrize("text", ["govkit: translation/1\nframework: own\n", "govkit: [\n"])
def test_a_broken_translation_is_located(lint, tmp_path, text):
    (tmp_path / "own.th.yaml").write_text(text)
    code, lines = lint("    all: [{ask: a, text: A?}]\n")
    assert code == 2
    assert any(line.startswith("error: own.th.yaml:") for line in lines)
