"""Personal values planted everywhere: those in data never come out, and what can be recognised elsewhere is masked."""

from __future__ import annotations

import base64
import html
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from govkit.cli.main import run
from govkit.model.mask import mask

pytestmark = pytest.mark.slow

CELLS = (
    *("zellkanarie.one@mailbox.example", "081-234-5671", "+66 89 876 5432", "1101700230708", "S7654321D"),
    *("4556737586899855", "นายคานารี เซลล์หนึ่ง", "Mr Zellkan Arievalue", "98 Zellkanarie Lane, Bangkok 10330"),
)
"""What stands in the cells of data, in cards and in notices: none of it may come out, recognised or not."""
TEXTS = {
    "owner": "freitext.owner@mailbox.example",
    "description": "091-555-7734",
    "retention_from": "3100600445635",
    "disposal": "S1234567D",
    "accuracy_process": "5425233430109903",
    "answer": "antwort.canary@mailbox.example",
    "author": "062-555-9917",
    "file": "datei.canary@mailbox.example",
    "column": "spalte.canary@mailbox.example",
    "table": "095-555-4418",
    "missing": "fehlt.canary@mailbox.example",
    "key": "schluessel.canary@mailbox.example",
    "value": "wert.canary@mailbox.example",
    "id": "088-555-3322",
    "waiver": "ausnahme.canary@mailbox.example",
    "secret": "postgresql://geheim:Kanarie%40Passwort77@db.example/kunden",
}
"""What the mask recognises, and where it was planted; the secret stands in the environment alone."""


def forms(value: str) -> Iterator[tuple[str, bytes]]:
    """Yield the ways in which a value may be written, with their names."""
    raw = value.encode()
    yield "plain", raw
    yield "reversed", value[::-1].encode()
    yield "upper", value.upper().encode()
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "url", quote(value, safe="").encode()
    yield "html", html.escape(value).encode()
    yield "entities", "".join(f"&#{ord(sign)};" for sign in value).encode()
    yield "json", json.dumps(value)[1:-1].encode()
    yield "utf-16-le", value.encode("utf-16-le")
    yield "utf-16-be", value.encode("utf-16-be")
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw)
        start = (0, 2, 3)[shift]
        yield f"base64+{shift}", encoded[start : len(encoded.rstrip(b"=")) - 2]


def leaks(content: bytes, value: str) -> list[str]:
    """Return the forms in which a value stands in some bytes."""
    return [name for name, form in forms(value) if form in content]


INVENTORY = """govkit: inventory/1
organisations:
  - id: canary
    name: Canary Co
    country: TH
    dpo: {{role: DPO, email: dpo@canary.example}}
datasets:
  - id: people
    owner: "{owner}"
    description: "Ask {description} about it"
    retention: P5Y
    retention_from: "The day of {retention_from}"
    disposal: "Shredded by {disposal}"
    accuracy_process: "Card {accuracy_process} is compared"
    personal: true
    data_categories: [email]
    data:
      - {{path: "data/{file}.csv", format: csv}}
      - {{path: data/people.sqlite, format: sqlite}}
      - {{path: "data/{missing}.csv", format: csv}}
      - {{connection: CANARY_DSN, format: postgresql}}
  - id: plain
    personal: false
    identifiability: anonymous
    data: [{{path: data/plain.jsonl, format: jsonl}}]
models:
  - {{id: bot, card: cards/bot.md}}
notices:
  - {{id: web, path: notices/web.md, states: [contact, retention]}}
"""
BROKEN = {
    "an unknown key": 'datasets: [{{id: a, "{key}": 1}}]',
    "a wrong value": 'datasets: [{{id: a, retention: "{value}"}}]',
    "a bad id": 'datasets: [{{id: "{id} x"}}]',
    "a duplicate": 'datasets: [{{id: "{id}"}}, {{id: "{id}"}}]',
    "an unknown type": '"{key}": [{{id: a}}]',
    "bad YAML": 'datasets: [{{id: a, owner: "{value}]',
    "a wrong reference": 'datasets: [{{id: a, system: "{value}"}}]',
    "a number": 'datasets: [{{id: a, subjects_count: "{value}"}}]',
    "a wrong choice": 'datasets: [{{id: a, sensitivity: "{value}"}}]',
    "a duplicate key": 'datasets: [{{id: a, "{key}": 1, "{key}": 2}}]',
    "a tag": 'datasets: [{{id: a, owner: !!python/name:os.system "{value}"}}]',
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which canaries stand everywhere."""
    folder = tmp_path_factory.mktemp("planted")
    for name in ("data", "cards", "notices", "answers", "evidence"):
        (folder / name).mkdir()
    header = f"email,phone,{TEXTS['column']},national_id,nric,card,name_th,name,address"
    cells = [CELLS[0], CELLS[1], CELLS[2], *CELLS[3:8], CELLS[8]]
    quoted = ",".join(f'"{cell}"' for cell in cells)
    (folder / f"data/{TEXTS['file']}.csv").write_text(f"{header}\n" + f"{quoted}\n" * 30, encoding="utf-8")
    (folder / "data/plain.jsonl").write_text(
        "".join(json.dumps({"note": f"{cell} called", "deep": {_key(cell): cell}}) + "\n" for cell in CELLS)
        + "{broken\n",
        encoding="utf-8",
    )
    with sqlite3.connect(folder / "data/people.sqlite") as database:
        database.execute(f'create table "{TEXTS["table"]}" (email text, remarks text)')
        database.executemany(f'insert into "{TEXTS["table"]}" values (?, ?)', [(CELLS[0], cell) for cell in CELLS])
    database.close()
    said = "\n\n".join(f"We had {cell} in the data." for cell in CELLS)
    (folder / "cards/bot.md").write_text(f"---\nlicense: mit\n---\n# Bot\n\n## Contact\n\n{said}\n", encoding="utf-8")
    (folder / "notices/web.md").write_text(f"# Notice\n\nThe contact of you and us is\n\n{said}\n", encoding="utf-8")
    (folder / "evidence/x.txt").write_text(said, encoding="utf-8")
    (folder / "inventory.yaml").write_text(INVENTORY.format(**TEXTS), encoding="utf-8")
    (folder / "answers/a.yaml").write_text(
        "govkit: answers/1\nanswers:\n"
        '  - {question: "data-house-rules/inventory.kept#compared", subject: "organisation:canary", value: true,\n'
        f'     text: "Ask {TEXTS["answer"]}", author: "Officer at {TEXTS["author"]}", date: 2026-10-01,\n'
        "     evidence: [{path: evidence/x.txt}]}\n"
        '  - {question: "data-house-rules/nothing#here", subject: "organisation:canary", value: true,\n'
        f'     text: "Ask {TEXTS["answer"]}", author: "Officer at {TEXTS["author"]}", date: 2026-10-01}}\n',
        encoding="utf-8",
    )
    (folder / "waivers.yaml").write_text(
        "govkit: waivers/1\nwaivers:\n  - {framework: data-house-rules, control: data.declared, "
        f'owner: "{TEXTS["waiver"]}", reason: "Agreed with {TEXTS["waiver"]}", expires: 2027-01-01}}\n',
        encoding="utf-8",
    )
    return folder


def _key(cell: str) -> str:
    """Return a key for a cell: itself where the mask knows it; a name in the place of a column's is taken for one."""
    return cell if mask(cell) != cell else "somebody"


@dataclass(frozen=True)
class Ran:
    """What came out of a command."""

    arguments: tuple[str, ...]
    code: int
    out: bytes


def run_here(command: tuple[str, ...], said: Path) -> Ran:
    """Run a command in this process; what it and its workers write goes to the file `said`."""
    with said.open("w+", encoding="utf-8") as stream, redirect_stdout(stream), redirect_stderr(stream):
        kept = [(number, os.dup(number)) for number in (1, 2)]
        for number, _ in kept:
            os.dup2(stream.fileno(), number)
        try:
            code = run(command)
        finally:
            for number, copy in kept:
                os.dup2(copy, number)
                os.close(copy)
    return Ran(command, code, said.read_bytes())


@pytest.fixture(scope="module")
def ran(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Ran], dict[str, bytes]]:
    """Run every command that prints something of a folder, and return what came out of it, and the files it left."""
    work, temp = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("temp")
    where = str(planted)
    reports = ("console", "json", "html", "markdown", "sarif", "junit", "csv")
    every = [part for name in reports for part in ("--format", name, "-o", str(work / f"report.{name}"))]
    assessment, facts = str(planted / "out/assessment.json"), str(planted / "out/facts.json")
    commands: list[tuple[str, ...]] = [
        ("assess", where, "--as-of", "2026-11-21", *every),
        ("--debug", "assess", where, "--as-of", "2026-11-21", "-v"),
        ("assess", where, "--as-of", "2026-11-21", "--lang", "th", "--no-out"),
        ("assess", "--from", facts, "--no-out", "--format", "json"),
        ("lint", where),
        ("show", assessment),
        ("show", assessment, "--format", "markdown"),
        ("verify", assessment, "--folder", where),
        ("diff", assessment, str(work / "report.json")),
        ("answer", where, "--list"),
        ("answer", where, "--list", "--json"),
        ("config", where),
        ("explain", "personal-data.columns"),
        ("list", "checks"),
    ]
    for number, (name, text) in enumerate(BROKEN.items()):
        folder = work / f"broken-{number}"
        folder.mkdir()
        (folder / "inventory.yaml").write_text("govkit: inventory/1\n" + text.format(**TEXTS) + "\n", encoding="utf-8")
        commands += [("assess", str(folder)), *([("--debug", "assess", str(folder))] if name.startswith("bad") else [])]
    first, *others = commands
    with pytest.MonkeyPatch.context() as patch:
        surroundings = {
            "TMPDIR": str(temp), "CANARY_DSN": TEXTS["secret"], "NO_COLOR": "1", "PYTHONUTF8": "1", "COLUMNS": "400",
        }  # fmt: skip
        for name, value in surroundings.items():
            patch.setenv(name, value)
        patch.setattr(tempfile, "tempdir", str(temp))
        patch.chdir(work)
        done = subprocess.run([sys.executable, "-m", "govkit", *first], capture_output=True, check=False)
        results = [Ran(first, done.returncode, done.stdout + done.stderr)]
        results += [run_here(command, tmp_path_factory.mktemp("said") / "all") for command in others]
    files = {
        str(path.relative_to(root)): path.read_bytes()
        for root in (work, temp, planted)
        for path in root.rglob("*")
        if path.is_file() and (root is not planted or "out" in path.relative_to(root).parts)
        and path.name != "inventory.yaml"
    }  # fmt: skip
    return results, files


def test_the_forms_are_found() -> None:
    for value in (*CELLS, *TEXTS.values()):
        for name, form in forms(value):
            assert name in leaks(b"before " + form + b" after", value)
        for shift in range(3):
            content = base64.b64encode(b"xyz"[:shift] + value.encode() + b" and more")
            assert any(form.startswith("base64") for form in leaks(content, value)), (value, shift)


def test_the_mask_recognises_what_is_planted() -> None:
    for where, value in TEXTS.items():
        if where != "secret":
            assert mask(f"Ask {value} today") != f"Ask {value} today", where


def test_the_commands_did_their_work(ran: tuple[list[Ran], dict[str, bytes]], planted: Path) -> None:
    results, files = ran
    codes = {result.arguments: result.code for result in results}
    assert {code for (first, *_, last), code in codes.items() if "broken-" in last and first != "--debug"} == {2}
    assert "report.html" in files
    assert [arguments for arguments, code in codes.items() if code == 2 and "broken" not in str(arguments)] == [
        ("lint", str(planted))
    ]
    for name in ("out/facts.json", "out/assessment.json"):
        assert name in files


@pytest.mark.parametrize("value", CELLS)
def test_nothing_of_the_data_comes_out(value: str, ran: tuple[list[Ran], dict[str, bytes]]) -> None:
    results, files = ran
    found = [(result.arguments, forms_) for result in results if (forms_ := leaks(result.out, value))]
    found += [((name,), forms_) for name, content in files.items() if (forms_ := leaks(content, value))]
    assert not found


@pytest.mark.parametrize("where", TEXTS)
def test_what_can_be_recognised_elsewhere_is_masked(where: str, ran: tuple[list[Ran], dict[str, bytes]]) -> None:
    """The facts file holds the inventory and the answers as their authors wrote them, and is looked at below."""
    results, files = ran
    value = TEXTS[where]
    found = [(result.arguments, forms_) for result in results if (forms_ := leaks(result.out, value))]
    found += [
        ((name,), forms_)
        for name, content in files.items()
        if Path(name).name != "facts.json" and (forms_ := leaks(content, value))
    ]
    assert not found


def test_the_facts_hold_them_only_where_their_authors_wrote_them(ran: tuple[list[Ran], dict[str, bytes]]) -> None:
    """What probes brought, and the environment, hold none at all."""
    facts = json.loads(ran[1]["out/facts.json"])
    own = ("inventory", "answers", "waivers", "rejections", "reviews", "evidence", "inputs", "config")
    rest = json.dumps(
        {part: content for part, content in facts.items() if part not in own}, ensure_ascii=False
    ).encode()
    assert not [(where, forms_) for where, value in TEXTS.items() if (forms_ := leaks(rest, value))]
    assert not leaks(ran[1]["out/facts.json"], TEXTS["secret"])
