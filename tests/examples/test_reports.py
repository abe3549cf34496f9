"""The reports of the examples: Thai throughout, and without a single value of the data."""

from __future__ import annotations

import base64
import sqlite3
import zipfile
from contextlib import closing
from importlib.metadata import entry_points
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from examples import lender_data, shop_data
from govkit.cli.main import run
from govkit.engine.facts import canonical
from govkit.i18n import Renderer

pytestmark = pytest.mark.slow

FORMATS = sorted(point.name for point in entry_points(group="govkit.reporters"))
PERSONAL = {
    "full_name", "first_name", "email", "phone", "address", "date_of_birth", "message", "verified_with",
    "ชื่อผู้รับ", "เบอร์โทร", "ที่อยู่จัดส่ง",
}  # fmt: skip
"""Columns of people; the telephones of the pick-up points are among them, for a rejection does not make them public."""
_LEAST = 6
"""Shorter values, such as a first name, are words of their own."""


def values(example) -> set[str]:
    """Return every value of a person's column in the data of an example."""
    if example.name == "singapore-lender":
        tables = lender_data.loan_book()
    else:
        tables = [*shop_data.shop_database(), shop_data.deliveries(), shop_data.support_chats()]
    return {
        str(row[index])
        for table in tables
        for index, column in enumerate(table.columns)
        if column in PERSONAL
        for row in table.rows
        if len(str(row[index])) >= _LEAST
    }


def disguises(value: str) -> set[str]:
    """Return a value plain, in base64 at each of its three offsets, in hex, and as part of an address."""
    raw = value.encode()
    coded = {
        base64.b64encode(b"\0" * shift + raw).decode()[-(-shift * 8 // 6) : len(raw) * 4 // 3] for shift in (0, 1, 2)
    }
    escaped = value.encode("unicode_escape").decode()
    return {
        value,
        escaped,
        raw.hex(),
        raw.hex().upper(),
        quote(value),
        quote_plus(value),
        *(c for c in coded if len(c) > 6),
    }


@pytest.fixture(scope="session")
def reports(shop, lender, tmp_path_factory) -> dict[str, dict[str, str]]:
    """Return example → name of a document → its text: every reporter in both languages, and the facts."""
    found = {}
    for example in (shop, lender):
        place = tmp_path_factory.mktemp(example.name)
        (place / "assessment.json").write_bytes(canonical(example.assessment))
        texts = {"facts": canonical(example.facts).decode()}
        for language in ("en", "th"):
            arguments = ["show", str(place / "assessment.json"), "--lang", language]
            for name in FORMATS:
                arguments += ["--format", name, "-o", str(place / f"{language}.{name}")]
            assert run(arguments) == 0
            texts |= {f"{language}.{name}": read(place / f"{language}.{name}") for name in FORMATS}
        found[example.name] = texts
    return found


def read(place: Path) -> str:
    """Return a file's text; of a workbook, that of all its parts."""
    if not zipfile.is_zipfile(place):
        return place.read_text("utf-8")
    with zipfile.ZipFile(place) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_no_value_of_the_data_leaves_in_any_form(example, reports):
    canaries = values(example)
    assert len(canaries) > 500
    needles = {form for value in canaries for form in disguises(value)}
    for name, text in reports[example.name].items():
        begins = {text[at : at + _LEAST] for at in range(len(text))}
        found = [needle for needle in needles if needle[:_LEAST] in begins and needle in text]
        assert not found, f"{name} holds {len(found)} values of the data, or forms of them"


def test_the_needles_are_sharp(shop):
    value = sorted(values(shop))[0]
    for text in (value, quote(value), value.encode().hex(), base64.b64encode(b"ab" + value.encode()).decode()):
        assert any(form in text for form in disguises(value)), text


def test_the_databases_hold_the_values_that_are_looked_for(shop):
    with closing(sqlite3.connect(f"file:{shop.folder / 'data/shop.sqlite'}?mode=ro", uri=True)) as connection:
        names = {name for (name,) in connection.execute("SELECT full_name FROM customers")}
    assert {name for name in names if len(name) >= _LEAST} <= values(shop)


def test_cards_and_evidence_are_quoted_nowhere(example, reports):
    """Sentences of documents stay where they are; what is short, such as a heading, may be anybody's."""
    documents = [*example.folder.glob("cards/*"), *example.folder.glob("evidence/*")]
    sentences = {line.strip() for path in documents for line in read(path).splitlines() if len(line.strip()) > 50}
    assert sentences
    for name, text in reports[example.name].items():
        assert [sentence for sentence in sentences if sentence in text] == [], name


def sentences_of(assessment):
    """Yield every text that govkit, its plugins and checklists put into an assessment."""
    for framework in assessment["frameworks"]:
        yield framework["title"]
        for control in framework["controls"]:
            yield from (control["title"], control["why"], control["reason"])
            yield from filter(None, [control.get("fix")])
    for entry in [*assessment["findings"], *assessment["groups"]]:
        yield from (entry[key] for key in ("message", "note", "fix") if key in entry)
        yield from (piece["what"] for piece in entry.get("evidence", ()))
    for question in assessment["questions"]:
        yield from (question["text"], question["why"])
        yield from filter(None, [question.get("help")])
    for exhibit in assessment["exhibits"]:
        yield from (exhibit["title"], exhibit["alternative"], *exhibit["columns"], *exhibit.get("notes", ()))


def test_everything_that_govkit_says_is_said_in_thai(example):
    thai = Renderer("th", example.assessment["translations"])
    missing = {
        text if isinstance(text, str) else text["text"]
        for text in sentences_of(example.assessment)
        if not thai.is_translated(text)
    }
    assert missing == set()


def test_reports_differ_by_language_and_not_by_verdict(example, reports):
    english, thai = (reports[example.name][f"{language}.csv"] for language in ("en", "th"))
    assert english != thai
    assert len(english.splitlines()) == len(thai.splitlines())
