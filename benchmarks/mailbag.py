"""A seeded folder of submissions with planted copies, outliers, lies and broken files, and the truth about them."""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from benchmarks.words import LANGUAGES, LAW, essay
from govkit.cli.host import CommandHost
from govkit.engine.api import load_checklist
from govkit.engine.run import Run
from govkit.model.checklist import Question

AS_OF = date(2026, 11, 21)
SECTORS = ("bank", "insurer", "hospital", "retailer", "school", "telecom")
QUESTIONS = 50
REQUIREMENTS = 50
_PLACES = ("AR", "BE", "CH", "DK", "ES", "FR", "GR", "HU", "IE", "JM", "KE", "LU", "MT", "NG", "OM", "PT", "QA")
"""Where nobody is to send anything, one place a requirement."""
_COPIES = 3
"""Questions that a copier answers with another one's words."""

Document = dict[str, Any]


@dataclass
class Truth:
    """What was planted, by the names of the submissions."""

    broken: set[str] = field(default_factory=set)
    lies: set[str] = field(default_factory=set)
    outliers: set[str] = field(default_factory=set)
    copies: set[tuple[str, str, str]] = field(default_factory=set)
    """Two names in order, and the question."""
    clean: set[str] = field(default_factory=set)
    """Submissions in which nothing was planted."""


@dataclass(frozen=True)
class Plan:
    """How many of each are planted among how many."""

    count: int
    rows: int
    seed: int = 11
    controls: int = REQUIREMENTS + QUESTIONS

    @property
    def planted(self) -> int:
        """Return how many lies, copiers, outliers and broken files there are of each kind."""
        return max(self.count // 40, 2)


def checklist(controls: int) -> Document:
    """Return the checklist of the call: half of it requirements on records, half of it questions."""
    chance = random.Random(5)
    entries = []
    for number in range(controls):
        severity = chance.choices(("critical", "high", "medium", "low"), (1, 3, 4, 2))[0]
        entry = {"id": f"c{number:03}", "number": str(number + 1), "severity": severity, "weight": 1 + number % 5}
        made = _question(number) if number % 2 else _requirement(number)
        entries.append({**entry, **made, "why": "It is measured here."})
    source = {"publisher": "An authority", "grade": "O", "read": "text", "as_of": "2026-11-21"}
    framework = {"id": "call", "edition": "2026", "title": "The call of 2026", "source": source}
    return {"govkit": "checklist/1", "framework": framework, "controls": entries}


def _requirement(number: int) -> Document:
    on, condition = _broken_by(number)
    met = {"met": "Stated.", "gap": "There is none.", "fix": "State it."}
    require = {slot: {"not": value} for slot, value in condition.items()}
    return {"title": f"Record of kind {number} is kept", "applies": {"on": on}, "all": [{"require": require, **met}]}


def _broken_by(number: int) -> tuple[str, Document]:
    """Return on what a requirement is, and the value of which slot breaks it."""
    if number % 3:
        return "dataset", {"owner": f"nobody for {number}"}
    return "transfer", {"destination": _PLACES[number // 6 % len(_PLACES)]}


def _question(number: int) -> Document:
    ask = {"ask": "done", "text": f"Is measure {number} in place, and how is it kept up?"}
    return {"title": f"Measure {number} is in place", "applies": {"on": "organisation"}, "all": [ask]}


class Mailbag:
    """Makes submissions one after the other: one set of facts is gathered, and each company's are varied from it."""

    def __init__(self, plan: Plan, scratch: Path) -> None:
        """Gather the facts that all are made from, in a folder that is at hand."""
        self._plan = plan
        self.checklist = scratch / "call.json"
        self.checklist.write_text(json.dumps(checklist(plan.controls)), "utf-8")
        (scratch / "inventory.json").write_text(json.dumps(_inventory(plan.rows)), "utf-8")
        (scratch / "govkit.yaml").write_text("govkit: config/1\nframeworks: []\norganisation: applicant\n", "utf-8")
        run = Run(as_of=AS_OF, checklists=[self.checklist])
        self._facts = to_json(run.gather(run.load(scratch)))
        controls = load_checklist(self.checklist).controls
        self._hashes = {c.id: m.content_hash for c in controls for m in c.all_ or () if isinstance(m, Question)}
        self._host = CommandHost()

    def facts(self, number: int) -> Document:
        """Return the facts of one honest company, its texts in one language, its gaps few."""
        facts: Document = from_json(self._facts)
        chance = random.Random(f"{self._plan.seed}-{number}")
        records = facts["inventory"]["records"]
        records["organisation"][0] |= {
            "id": f"org-{number:04}",
            "legal_name": f"Company {number}",
            "sector": SECTORS[number % len(SECTORS)],
        }
        facts["config"]["organisation"] = f"org-{number:04}"
        language = LANGUAGES[number % len(LANGUAGES)]
        for requirement in chance.sample(range(0, self._plan.controls, 2), chance.randint(1, 4)):
            on, values = _broken_by(requirement)
            chance.choice(records[on]).update(values)
        facts["answers"] = [
            self._answer(f"c{control:03}", f"org-{number:04}", chance.random() < 0.9, _words(chance, language, control))
            for control in range(1, self._plan.controls, 2)
            if chance.random() < 0.96
        ]
        return facts

    def _answer(self, control: str, organisation: str, value: bool, text: str) -> Document:
        return {
            "question": f"call/{control}#done",
            "subject": f"organisation:{organisation}",
            "question_hash": self._hashes[control],
            "value": value,
            "text": text,
            "author": "the data protection officer",
            "date": "2026-10-01",
        }

    def judged(self, facts: Document) -> Document:
        """Return the assessment that the facts give, as it is read from its file."""
        assessment: Document = from_json(to_json(self._host.judge(facts)))  # type: ignore[arg-type]
        return assessment


def _words(chance: random.Random, language: str, control: int) -> str:
    """Return what an honest company writes: own words mostly, now and then the law's, or hardly any."""
    draw = chance.random()
    if draw < 0.15:
        return LAW[language][control % len(LAW[language])]
    return "Yes." if draw < 0.25 else essay(chance, language)


def _inventory(rows: int) -> Document:
    chance = random.Random(3)
    half = max((rows - 20) // 2, 3)
    datasets = [
        {
            "id": f"ds-{n:05}",
            "organisation": "applicant",
            "owner": f"team {n % 31}",
            "personal": True,
            "retention": "P3Y",
        }
        for n in range(half)
    ]
    transfers = [
        {
            "id": f"tr-{n:05}",
            "dataset": f"ds-{chance.randrange(half):05}",
            "recipient": f"vendor-{n % 20}",
            "origin": "TH",
            "destination": chance.choice(("SG", "JP", "MY", "VN", "DE")),
        }
        for n in range(half)
    ]
    return {
        "govkit": "inventory/1",
        "organisations": [{"id": "applicant", "legal_name": "Applicant", "country": "TH", "sector": "bank"}],
        "parties": [{"id": f"vendor-{n}", "legal_name": f"Vendor {n}", "country": "SG"} for n in range(20)],
        "datasets": datasets,
        "transfers": transfers,
    }


def fill(folder: Path, mailbag: Mailbag, plan: Plan) -> Truth:
    """Write the submissions into a folder, and return what was planted in them."""
    truth, chance = Truth(), random.Random(plan.seed)
    roles = _roles(plan)
    for number in range(plan.count):
        name, role = f"company-{number:04}", roles.get(number, "clean")
        facts = mailbag.facts(number)
        if role.startswith("copy"):
            truth.copies |= set(_copy(facts, mailbag.facts(number - 1), name, f"company-{number - 1:04}", chance))
        if role == "outlier":
            _withdraw(facts)
            truth.outliers.add(name)
        data = to_json(facts, indent=1) + b"\n"
        facts_sha256 = hashlib.sha256(data).hexdigest()
        assessment = mailbag.judged(facts)
        assessment["provenance"]["facts_sha256"] = facts_sha256
        if role.startswith("lie"):
            _lie(assessment, int(role[3:]))
            truth.lies.add(name)
        _write(folder / name, assessment, data)
        if role == "clean":
            truth.clean.add(name)
    for number, (name, make) in enumerate(_BROKEN.items()):
        if number < max(plan.planted, 4):
            make(folder / name, folder / "company-0000")
            truth.broken.add(name)
    return truth


def _roles(plan: Plan) -> dict[int, str]:
    """Return which submissions have something planted; a copier stands directly behind the one it copies."""
    kinds = [*(f"lie{n}" for n in range(plan.planted)), *["outlier"] * plan.planted, *["copy"] * plan.planted]
    step = max(plan.count // (len(kinds) + 1), 2)
    return {1 + position * step: kind for position, kind in enumerate(kinds)}


def _copy(
    facts: Document, other: Document, name: str, victim: str, chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    """Answer some questions with another company's words, changed a little."""
    theirs = {answer["question"]: answer["text"] for answer in other["answers"] if len(answer["text"]) > 60}
    laws = {text for texts in LAW.values() for text in texts}
    mine = [a for a in facts["answers"] if theirs.get(a["question"], "") not in laws and a["question"] in theirs]
    for answer in chance.sample(mine, min(_COPIES, len(mine))):
        answer["text"] = _changed(theirs[answer["question"]], chance)
        yield (min(name, victim), max(name, victim), answer["question"])


def _changed(text: str, chance: random.Random) -> str:
    """Return a text with one to three of its passages exchanged, the spacing changed, and a mark dropped."""
    for _ in range(chance.randint(1, 3)):
        place, other = (chance.randrange(len(text) - 5) for _ in range(2))
        text = text[:place] + text[other : other + 4] + text[place + 4 :]
    position = chance.randrange(len(text) // 4, len(text) // 2)
    return f"{text[:position]}\u200b{chance.choice(('!', '  ', '-'))}{text[position:]}".replace(".", " ;", 1)


def _withdraw(facts: Document) -> None:
    """Declare that there is next to nothing to look at: no transfer at all, two datasets."""
    records = facts["inventory"]["records"]
    records["transfer"] = []
    records["dataset"] = records["dataset"][:2]
    facts["inventory"]["none"] = sorted({*facts["inventory"]["none"], "transfer"})
    places = facts["inventory"]["places"]
    kept = {f"{kind}:{record['id']}" for kind, entries in records.items() for record in entries}
    facts["inventory"]["places"] = {key: value for key, value in places.items() if key in kept}


def _lie(assessment: Document, number: int) -> None:
    """Claim better than the facts give, in one of five ways."""
    framework = assessment["frameworks"][0]
    gap = next(control for control in framework["controls"] if control["status"] != "pass")
    met = next(control for control in framework["controls"] if control.get("basis") == "declared")
    kind = number % 5
    if kind == 0:
        gap["status"], gap["basis"] = "pass", "confirmed"
    elif kind == 1:
        met["basis"] = "examined"
    elif kind == 2:
        framework["score"]["low"] = min(framework["score"]["low"] + 0.2, 1.0)
    elif kind == 3:
        assessment["findings"] = [f for f in assessment["findings"] if f["control"] != gap["id"]]
    else:
        gap["status"] = "not_applicable"


def _write(folder: Path, assessment: Document, facts: bytes) -> None:
    (folder / "out").mkdir(parents=True)
    (folder / "out" / "facts.json").write_bytes(facts)
    (folder / "out" / "assessment.json").write_bytes(to_json(assessment, indent=1) + b"\n")


def _spoilt(place: Path, model: Path, name: str, data: bytes) -> None:
    (place / "out").mkdir(parents=True)
    for other in ("assessment.json", "facts.json"):
        (place / "out" / other).write_bytes((model / "out" / other).read_bytes())
    (place / "out" / name).write_bytes(data)


def _other_facts(place: Path, model: Path) -> None:
    data = (model / "out/facts.json").read_bytes().replace(b"team 1", b"team 2", 1)
    _spoilt(place, model, "facts.json", data)


def _truncated(place: Path, model: Path) -> None:
    _spoilt(place, model, "facts.json", (model / "out/facts.json").read_bytes()[:-200])


def _no_facts(place: Path, model: Path) -> None:
    _spoilt(place, model, "facts.json", b"{}")
    (place / "out/facts.json").unlink()


def _huge(place: Path, _model: Path) -> None:
    place.mkdir()
    with (place / "assessment.json").open("wb") as file:
        file.truncate(65 * 1024**2)


_BROKEN = {
    "broken-other-facts": _other_facts,
    "broken-truncated": _truncated,
    "broken-no-facts": _no_facts,
    "broken-bytes.govkit": lambda place, _model: place.write_bytes(random.Random(1).randbytes(4_000)),
    "broken-empty": lambda place, _model: place.mkdir(),
    "broken-nested": lambda place, model: _spoilt(place, model, "assessment.json", b"[" * 50_000),
    "broken-constant": lambda place, model: _spoilt(place, model, "assessment.json", b'{"govkit": NaN}'),
    "broken-kind": lambda place, model: _spoilt(place, model, "assessment.json", b'{"govkit": "assessment/9"}'),
    "broken-list": lambda place, model: _spoilt(place, model, "facts.json", b"[]"),
    "broken-bytes": lambda place, model: _spoilt(place, model, "facts.json", b"\xff\xfe\x00govkit"),
    "broken-link": lambda place, model: place.symlink_to(model),
    "broken-pipe": lambda place, _model: os.mkfifo(place),
    "broken-zip.govkit": lambda place, _model: place.write_bytes(b"PK\x05\x06" + bytes(18)),
    "broken-nothing.govkit": lambda place, _model: place.write_bytes(b""),
    "broken-note.txt": lambda place, _model: place.write_text("Please find our assessment attached.", "utf-8"),
    "broken-huge": _huge,
}
"""What arrives beside submissions, by name; each is to be rejected with a reason."""
