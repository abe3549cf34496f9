"""A seeded folder of submissions with planted copies, outliers, lies and broken files, and the truth about them."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from benchmarks.call import broken_by, checklist, inventory
from benchmarks.planted import BROKEN, copy, lie, withdraw, write
from benchmarks.words import LANGUAGES, LAW, essay
from govkit.cli.host import CommandHost
from govkit.engine.api import load_checklist
from govkit.engine.run import Run
from govkit.model.checklist import Question

AS_OF = date(2026, 11, 21)
SECTORS = ("bank", "insurer", "hospital", "retailer", "school", "telecom")
QUESTIONS = 50
REQUIREMENTS = 50
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


class Mailbag:
    """Makes submissions one after the other: one set of facts is gathered, and each company's are varied from it."""

    def __init__(self, plan: Plan, scratch: Path) -> None:
        """Gather the facts that all are made from, in a folder that is at hand."""
        self._plan = plan
        self.checklist = scratch / "call.json"
        self.checklist.write_text(json.dumps(checklist(plan.controls)), "utf-8")
        (scratch / "inventory.json").write_text(json.dumps(inventory(plan.rows)), "utf-8")
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
            "formerly": ["applicant"],
            "legal_name": f"Company {number}",
            "sector": SECTORS[number % len(SECTORS)],
        }
        facts["config"]["organisation"] = f"org-{number:04}"
        language = LANGUAGES[number % len(LANGUAGES)]
        for requirement in chance.sample(range(0, self._plan.controls, 2), chance.randint(1, 4)):
            on, values = broken_by(requirement)
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


def fill(folder: Path, mailbag: Mailbag, plan: Plan) -> Truth:
    """Write the submissions into a folder, and return what was planted in them."""
    truth, chance = Truth(), random.Random(plan.seed)
    roles = _roles(plan)
    for number in range(plan.count):
        name, role = f"company-{number:04}", roles.get(number, "clean")
        facts = mailbag.facts(number)
        if role.startswith("copy"):
            truth.copies |= set(copy(facts, mailbag.facts(number - 1), name, f"company-{number - 1:04}", chance))
        if role == "outlier":
            withdraw(facts)
            truth.outliers.add(name)
        data = to_json(facts, indent=1) + b"\n"
        facts_sha256 = hashlib.sha256(data).hexdigest()
        assessment = mailbag.judged(facts)
        assessment["provenance"]["facts_sha256"] = facts_sha256
        if role.startswith("lie"):
            lie(assessment, int(role[3:]))
            truth.lies.add(name)
        write(folder / name, assessment, data)
        if role == "clean":
            truth.clean.add(name)
    for number, (name, make) in enumerate(BROKEN.items()):
        if number < max(plan.planted, 4):
            make(folder / name, folder / "company-0000")
            truth.broken.add(name)
    return truth


def _roles(plan: Plan) -> dict[int, str]:
    """Return which submissions have something planted; a copier stands directly behind the one it copies."""
    kinds = [*(f"lie{n}" for n in range(plan.planted)), *["outlier"] * plan.planted, *["copy"] * plan.planted]
    step = max(plan.count // (len(kinds) + 1), 2)
    return {1 + position * step: kind for position, kind in enumerate(kinds)}
