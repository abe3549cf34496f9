"""A small company, assessed by a checklist of its own, and what seals and verifies its submission."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit_submission.keys.keyfile import read_private, write_new
from govkit_submission.keys.store import TrustStore, key_of
from govkit_submission.seal.archive import pack
from govkit_submission.seal.envelope import STATEMENT_TYPE, Envelope
from govkit_submission.seal.names import ENVELOPE, UNLISTED
from govkit_submission.seal.opening import document_bytes, open_submission
from govkit_submission.seal.rejudging import Judge
from govkit_submission.seal.sealing import read_sealable, seal
from govkit_submission.seal.statement import make_statement, statement_bytes
from govkit_submission.seal.verified import Terms, verify

DAY = "2026-11-21"
CHECKLIST = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: kept
    title: Every dataset says how long it is kept
    why: Data without an end are not needed.
    severity: high
    applies: {on: dataset}
    all: [{require: {retention: {le: P6Y}}, met: Kept at most six years, gap: Kept longer, fix: Shorten it}]
  - id: agreed
    title: The business has agreed
    why: Who uses the data knows best.
    severity: medium
    applies: {on: dataset}
    all: [{ask: agreed, text: Did the business agree?, evidence: required}]
"""
INVENTORY = """\
govkit: inventory/1
organisations: [{id: shop, name: Shop Co, country: TH}]
datasets:
  - {id: crm-secretname, name: Hidden Dragon, owner: Chief of Secrets, retention: P9Y}
  - {id: logs-secretname, name: Crouching Tiger, retention: P1Y}
"""
ANSWERS = """\
govkit: answers/1
answers:
  - question: own/agreed#agreed
    subject: dataset:logs-secretname
    value: true
    text: Minutes of the secret board
    author: Somchai Jaidee
    date: 2026-10-01
    evidence: [{path: evidence/board-minutes.txt}]
"""
WAIVERS = """\
govkit: waivers/1
waivers:
  - {framework: own, control: kept, subject: "dataset:crm-secretname", owner: Boss, reason: Old, expires: 2026-12-31}
"""


class Members(dict[str, bytes]):
    """The members of a submission, by name."""

    @property
    def evidence(self) -> str:
        """The name of the first evidence file."""
        return next(name for name in self if name.startswith("evidence/"))

    def without(self, name: str) -> Members:
        return Members({key: data for key, data in self.items() if key != name})


@dataclass(frozen=True)
class Company:
    """An assessed folder, a key, and the checklist that both sides know."""

    folder: Path
    checklist: Path
    key_file: Path
    host: CommandHost

    @property
    def key(self) -> Any:
        return read_private(self.key_file)

    @property
    def trust(self) -> TrustStore:
        return TrustStore().with_key(key_of(self.key.public_key(), "Shop Co", "shop"))

    @property
    def judge(self) -> Judge:
        return Judge(self.host, (self.checklist,))

    def sealed(self, **how: Any) -> bytes:
        options = {"evidence": "files", **how}
        return seal(read_sealable(self.folder, self.host), options.pop("key", self.key), **options)

    def members(self, data: bytes, place: Path) -> Members:
        place.write_bytes(data)
        opened = open_submission(place)
        return Members({name: opened.read(name) for name in opened.members})

    def resealed(self, members: dict[str, bytes], key: Any = None, **changes: Any) -> bytes:
        """Seal members as they are, lies and all, with the company's own key."""
        kept = {name: data for name, data in members.items() if name not in UNLISTED}
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in kept.items()}
        assessment = json.loads(kept["assessment.json"])
        evidence = "files" if any(name.startswith("evidence/") for name in kept) else "digests"
        statement = make_statement(digests, assessment, evidence=changes.pop("evidence", evidence), call="")
        statement["predicate"].update(changes)
        envelope = Envelope(STATEMENT_TYPE, statement_bytes(statement), ()).signed_by(key or self.key)
        return pack({**kept, ENVELOPE: envelope.to_bytes()})

    def lying(self, members: dict[str, bytes], lie: Any) -> bytes:
        """Seal an assessment into which `lie` has put something."""
        assessment = json.loads(members["assessment.json"])
        lie(assessment)
        return self.resealed({**members, "assessment.json": document_bytes(assessment)})

    def verify(self, place: Path, trust: TrustStore | None = None, **terms: Any) -> Any:
        return verify(place, self.trust if trust is None else trust, self.judge, Terms(**terms))


@pytest.fixture(scope="session")
def company(tmp_path_factory):
    """Return the company, assessed; nobody may change its folder."""
    root = tmp_path_factory.mktemp("company")
    folder = root / "shop"
    for name, text in {
        "inventory.yaml": INVENTORY,
        "answers.yaml": ANSWERS,
        "waivers.yaml": WAIVERS,
        "govkit.yaml": "govkit: config/1\norganisation: shop\nscope: The Hidden Dragon project.\nframeworks: [own]\n",
        "evidence/board-minutes.txt": "Agreed.\n",
        "own.yaml": CHECKLIST,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    checklist = root / "own.yaml"
    checklist.write_text(CHECKLIST, "utf-8")
    (folder / "own.yaml").unlink()
    assert run(["assess", str(folder), "-c", str(checklist), "--as-of", DAY, "-q"]) in (0, 1, 3)
    write_new(root / "key.pem", None)
    return Company(folder, checklist, root / "key.pem", CommandHost())


@pytest.fixture(scope="session")
def sealed(company):
    """Return the company's submission."""
    return company.sealed()


@pytest.fixture
def members(company, sealed, tmp_path):
    """Return the members of the company's submission."""
    return company.members(sealed, tmp_path / "members.govkit")


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch, tmp_path):
    """Keep the settings and keys of whoever runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("GOVKIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def call(capsys):
    """Return a function that runs a command line in this process: exit code, standard output, standard error."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call
