"""Values that are written so that a search misses them are found, or said not to be clean."""

from __future__ import annotations

import base64
import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.cli.host import CommandHost
from govkit_personal_data import check_digits
from govkit_personal_data.command.scan import command
from govkit_personal_data.evidence.encoded import decoded
from govkit_personal_data.identifiers import Shown, as_read
from govkit_personal_data.recognizers import all_recognizers
from govkit_personal_data.text import shipped_engine

ROWS = 80
CHANCE = random.Random(11)
MAILS = [f"{CHANCE.choice(['jane', 'li'])}.tan{number}@mail.example.com" for number in range(ROWS)]
NUMBERS = (str(CHANCE.randrange(10**12, 9 * 10**12)) for _ in range(20 * ROWS))
IDS = [number for number in NUMBERS if check_digits.thai_national_id(number)][:ROWS]


def spread(text, sign):
    return sign.join(text)


HIDDEN = {
    "without width": (IDS, lambda text: spread(text, "\u200b")),
    "soft hyphens": (IDS, lambda text: f"{text[:4]}\u00ad{text[4:]}"),
    "marks of direction": (IDS, lambda text: f"\u200e{text[:6]}\u202c{text[6:]}"),
    "circled": (IDS, lambda text: text.translate({ord(str(n)): "⓪①②③④⑤⑥⑦⑧⑨"[n] for n in range(10)})),
    "full width": (MAILS, lambda text: "".join(chr(ord(char) + 0xFEE0) for char in text)),
    "spaced out": (IDS, lambda text: spread(text, " ")),
    "entities": (MAILS, lambda text: text.replace("@", "&#64;").replace(".", "&#46;")),
    "percent": (MAILS, lambda text: text.replace("@", "%40")),
    "escapes": (MAILS, lambda text: "".join(f"\\u{ord(char):04x}" for char in text)),
    "at and dot": (MAILS, lambda text: text.replace("@", " [at] ").replace(".", " (dot) ")),
    "base64": (MAILS, lambda text: base64.b64encode(text.encode()).decode()),
    "base64 of numbers": (IDS, lambda text: base64.b64encode(text.encode()).decode()),
    "hexadecimal": (MAILS, lambda text: text.encode().hex()),
    "glued to letters": (IDS, lambda text: f"ลูกค้า{text}ครับ"),
    "in lines": (IDS, lambda text: f"a\n{text}\nb"),
}


@pytest.fixture(scope="module")
def hidden(tmp_path_factory):
    """Scan one table with a column for each way to hide, and one in which a single cell of many is personal."""
    path = tmp_path_factory.mktemp("hidden") / "t.parquet"
    columns = {way: [*map(hide, values)] for way, (values, hide) in HIDDEN.items()}
    columns |= {
        "in the last cell": ["red"] * (ROWS - 1) + [MAILS[0]],
        "behind dots": [*["red"] * (ROWS - 1), "." * 30_000 + " https://shop.example/" + MAILS[0]],
        "names in no list": [f"Xq{'aeiou'[n % 5]}wu{n} Zrol{'aeiou'[n % 3]}k" for n in range(ROWS)],
        "combining": [spread(number, "\u0301") for number in IDS],
        "colours": [("red", "green")[n % 2] for n in range(ROWS)],
    }
    pq.write_table(pa.table(columns), path, row_group_size=7)
    result = CliRunner().invoke(
        command(CommandHost()),
        [str(path), "--mode", "full", "--workers", "1", "--format", "jsonl"],
        standalone_mode=False,
    )
    return {line["column"]: line for line in map(json.loads, result.stdout.splitlines())}


@pytest.mark.parametrize("way", HIDDEN)
def test_what_hides_is_found(hidden, way):
    values, _ = HIDDEN[way]
    expected = "EMAIL" if values is MAILS else "NATIONAL_ID"
    seen = hidden[way]
    assert expected in (seen["category"], *(other["category"] for other in seen["others"])), seen


def test_evidence_says_in_which_code_it_was(hidden):
    assert "encoded:base64" in [piece["what"] for piece in hidden["base64"]["evidence"]]


def test_what_is_not_found_is_not_called_clean(hidden):
    assert hidden["in the last cell"]["category"] == "EMAIL"
    assert hidden["behind dots"]["status"] == "partly examined"
    for column in ("names in no list", "combining"):
        assert hidden[column]["status"] in ("review", "found"), column
    assert hidden["colours"]["status"] == "no match"


MANY = 4_000


def test_a_few_among_thousands_are_told_as_a_few(tmp_path):
    def among(things, rare):
        return [rare[n // 1_000] if n % 1_000 == 7 else CHANCE.choice(things) for n in range(MANY)]

    columns = {
        "mail": among(["red"], MAILS),
        "thing": among(["Chair", "Table"], ["Somchai Jaidee"] * 4),
        "half": [MAILS[n % ROWS] if n % 2 else "red" for n in range(MANY)],
        "things": ["Somchai Jaidee" if n % 4 else "Mary Tan" for n in range(40)] + ["Table"] * (MANY - 40),
    }
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    arguments = [str(tmp_path / "t.parquet"), "--mode", "full", "--workers", "1", "--format", "jsonl"]
    lines = CliRunner().invoke(command(CommandHost()), arguments, standalone_mode=False).stdout.splitlines()
    seen = {line["column"]: line for line in map(json.loads, lines)}
    low, high = seen["mail"]["prevalence"]
    assert low < 4 / MANY < high < 0.01, seen["mail"]
    assert seen["thing"]["status"] == "review"
    assert seen["thing"]["traces"] == 4
    low, high = seen["half"]["prevalence"]
    assert 0.4 < low < 0.5 < high < 0.6, seen["half"]
    assert seen["things"]["status"] in ("found", "review")
    if seen["things"]["prevalence"]:
        assert seen["things"]["prevalence"][1] < 0.05


def test_nothing_is_said_of_a_table_without_rows(tmp_path):
    (tmp_path / "t.csv").write_text("colour,size\n")
    arguments = [str(tmp_path / "t.csv"), "--mode", "full", "--workers", "1", "--format", "jsonl"]
    lines = CliRunner().invoke(command(CommandHost()), arguments, standalone_mode=False).stdout.splitlines()
    assert {json.loads(line)["status"] for line in lines} == {"review"}


def test_hashes_and_words_are_in_no_code():
    random_bytes = [CHANCE.randbytes(16) for _ in range(40)]
    assert decoded([raw.hex() for raw in random_bytes]) is None
    assert decoded([base64.b64encode(raw).decode() for raw in random_bytes]) is None
    assert decoded(["international", "AT&T", "100 %", "Acme (Thailand)", "20240101", "deadbeef0001"]) is None
    assert decoded([]) is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="a1ก๑ \u200b\u00ad\u2060é@", max_size=12))
def test_places_lead_back_to_the_text_itself(text):
    shown = Shown(text)
    assert shown.text == as_read(text)
    for at, char in enumerate(shown.text):
        start, end = shown.place(at, at + 1)
        assert as_read(text[start:end]) == char or text[start:end] == char


def test_letters_of_scripts_without_blanks_stay_apart():
    assert as_read("ភាសា\u200bខ្មែរ 1\u200b2") == "ភាសា\u200bខ្មែរ 12"


def test_offsets_in_texts_count_what_nobody_sees():
    text = "mail jane\u200b.tan\u00ad@example.com now"
    (span,) = (span for span in shipped_engine().read(text).spans if span.category == "email")
    assert text[span.start : span.end] == "jane\u200b.tan\u00ad@example.com"
    (mail,) = (one for one in all_recognizers(set()) if one.supported_entities == ["EMAIL_ADDRESS"])
    (found,) = mail.analyze(text, ["EMAIL_ADDRESS"])
    assert text[found.start : found.end] == "jane\u200b.tan\u00ad@example.com"
