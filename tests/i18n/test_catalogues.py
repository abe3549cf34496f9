"""The catalogues: complete, compiled, with the placeholders of the English, and read alike from .po and .mo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govkit.i18n import available_languages, catalogue_of, maintain
from govkit.i18n.catalogue import LOCALES, Catalogue
from govkit.i18n.extract import extract
from govkit.i18n.po import read_po

PO = sorted(LOCALES.glob("*/LC_MESSAGES/govkit.po"))


def test_there_is_thai() -> None:
    assert available_languages()[:1] == ("en",)
    assert "th" in available_languages()


@pytest.mark.parametrize("path", PO, ids=lambda path: path.parents[1].name)
def test_catalogue_is_current(path: Path) -> None:
    """Run `python -m govkit.i18n.maintain` and translate what it lists."""
    assert maintain.untranslated(path) == []
    assert path.read_bytes() == maintain.updated(path)
    assert path.with_suffix(".mo").read_bytes() == maintain.compiled(path)


@pytest.mark.parametrize("path", PO, ids=lambda path: path.parents[1].name)
def test_placeholders_are_those_of_the_english(path: Path) -> None:
    for english, translated in read_po(path.read_text("utf-8")).items():
        assert set(re.findall(r"\{\w+\}", translated)) == set(re.findall(r"\{\w+\}", english)), english


def test_thai_says_that_it_is_unreviewed() -> None:
    assert "unreviewed" in (LOCALES / "th/LC_MESSAGES/govkit.po").read_text("utf-8")[:300]


def test_po_and_mo_say_the_same(tmp_path: Path) -> None:
    folder = LOCALES / "th" / "LC_MESSAGES"
    only = tmp_path / "th" / "LC_MESSAGES"
    only.mkdir(parents=True)
    (only / "govkit.mo").write_bytes((folder / "govkit.mo").read_bytes())
    from_mo = catalogue_of(tmp_path, "th")
    from_po = catalogue_of(LOCALES, "th")
    assert from_mo
    assert {key: from_po[key] for key in from_mo} == from_mo
    assert from_po["{n} days"] == from_po["{n} day"] == "{n} วัน"


def test_a_folder_without_the_language_is_empty(tmp_path: Path) -> None:
    assert catalogue_of(tmp_path, "th") == {}


def test_a_broken_catalogue_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "th" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "acme.mo").write_bytes(b"nothing of the kind")
    with pytest.raises(ValueError, match=r"acme\.mo"):
        catalogue_of(tmp_path, "th")
    (folder / "acme.po").write_text("msgid nothing", "utf-8")
    with pytest.raises(ValueError, match="line 1"):
        catalogue_of(tmp_path, "th")


def test_po_reader_leaves_out_what_is_not_finished() -> None:
    source = """
msgid ""
msgstr "Language: th\\n"

#, fuzzy
msgid "a"
msgstr "ก"

msgid "b"
msgstr ""

#~ msgid "c"
#~ msgstr "ค"

#: file.py
msgid ""
"one \\"two\\" "
"three"
msgstr "หนึ่ง"

msgctxt "somewhere"
msgid "{n} item"
msgid_plural "{n} items"
msgstr[0] "{n} รายการ"
"""
    assert read_po(source) == {'one "two" three': "หนึ่ง", "{n} item": "{n} รายการ", "{n} items": "{n} รายการ"}


def test_a_language_is_no_path() -> None:
    assert Catalogue.of("../../th").find("met") == ""
    assert Catalogue.of("th-TH").find("met")
    assert Catalogue.of("th").find("") == ""


def test_extraction_finds_each_form(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "checks.py").write_text(
        'failed("one {n}", plural="many {n}", fix="mend it", n=1)\n'
        'Message("message", {}, "messages")\n'
        'words.text("attribute")\n'
        '@check("acme.x", title="a title")\ndef f(): ...\n'
        'TABLE = {Status.FAIL: "in a table", "key": "not here"}\n'
        'TEXTS = ("{path} is not stated", "no template")\n'
        'Message("one way" if x else "the other")\n'
        'other("not this")\npassed(variable)\n',
        "utf-8",
    )
    (tmp_path / "acme" / "page.j2").write_text('{{ _("in a page", n=1) }} {{ other("no") }}', "utf-8")
    found = {(item.text, item.plural) for item in extract(tmp_path / "acme")}
    assert found == {
        ("one {n}", "many {n}"),
        ("mend it", ""),
        ("message", "messages"),
        ("attribute", ""),
        ("a title", ""),
        ("in a page", ""),
        ("in a table", ""),
        ("{path} is not stated", ""),
        ("one way", ""),
        ("the other", ""),
    }


def test_maintaining_a_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = tmp_path / "acme"
    folder = package / "locales/th/LC_MESSAGES"
    folder.mkdir(parents=True)
    (package / "checks.py").write_text('passed("kept")\nfailed("gone")\n', "utf-8")
    header = 'msgid ""\nmsgstr ""\n"Language: th\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
    header += '"Content-Type: text/plain; charset=utf-8\\n"\n'
    (folder / "acme.po").write_text(f'{header}\nmsgid "kept"\nmsgstr "เก็บไว้"\n\nmsgid "old"\nmsgstr "เก่า"\n', "utf-8")
    assert maintain.main([str(package)]) == 0
    assert "gone" in capsys.readouterr().out
    assert catalogue_of(package / "locales", "th") == {"kept": "เก็บไว้"}
    assert "old" not in (folder / "acme.po").read_text("utf-8")
    assert (folder / "acme.mo").exists()


PLUGINS = Path(__file__).parents[2] / "plugins"
PACKAGES = (*sorted(PLUGINS.glob("govkit-*/govkit_*")), PLUGINS.parent / "checklists/govkit_checklists")
CATALOGUES = sorted(path for package in PACKAGES for path in maintain.catalogues(package))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem + path.parents[2].name.removesuffix("locales"))
def test_catalogue_of_a_plugin_is_current(path: Path) -> None:
    """Run `python -m govkit.i18n.maintain` with the plugin's package, and translate what it lists."""
    assert maintain.untranslated(path) == []
    assert path.read_bytes() == maintain.updated(path)
    assert path.with_suffix(".mo").read_bytes() == maintain.compiled(path)
    for english, translated in read_po(path.read_text("utf-8")).items():
        said, asked = (set(re.findall(r"\{\w+\}", text)) for text in (translated, english))
        assert said - {"{n}"} == asked - {"{n}"}, english


def test_a_folder_has_the_texts_below_it_and_the_tool_has_its_own(tmp_path: Path) -> None:
    package = tmp_path / "acme"
    (package / "forms").mkdir(parents=True)
    (package / "checks.py").write_text('passed("found")\nworded("said")\nworded("found")\n', "utf-8")
    (package / "forms" / "form.py").write_text('worded("asked")\nnode.text("key")\n', "utf-8")
    paths = [package / name / "th/LC_MESSAGES/acme.po" for name in ("locales", "tool_locales", "forms/locales")]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.write_text("", "utf-8")
    assert [[entry.text for entry in maintain.texts_of(path)] for path in paths] == [
        ["found", "found"],
        ["said"],
        ["asked"],
    ]


def test_the_help_of_commands_is_extracted(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "command.py").write_text(
        '@click.command("x", epilog="Exit\\n  codes.")\n@click.option("-o", help="Where.")\n'
        'def command():\n    """Do it. At\n    once.\n\n    Then rest.\n    """\n'
        'def other():\n    """Not this."""\n',
        "utf-8",
    )
    found = extract(tmp_path / "acme")
    assert {entry.text for entry in found} == {"Exit codes.", "Where.", "Do it. At once.", "Do it", "Then rest."}
    assert all(entry.tool for entry in found)
