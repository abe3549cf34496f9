"""A filled organisation in a folder of its own, and how a test attacks it: change, judge again, compare."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from pydantic_core import from_json, to_json

from govkit.engine import verdict
from govkit.engine.checklists import Chosen, Library, read_installed
from govkit.engine.delivery import accept, undelivered
from govkit.engine.facts import make_facts
from govkit.engine.findings import Entries
from govkit.engine.judge import words as judging_of_answers
from govkit.engine.judge.controls import Bench, Judged
from govkit.engine.load import Loaded, load
from govkit.engine.normalise import normalise, on_date
from govkit.engine.observe import choose
from govkit.engine.plan import AskLeaf, Plan, make_plan
from govkit.engine.read import read_document
from govkit.engine.references import load_references
from govkit.engine.truth import rows_of
from govkit.engine.world import FolderWorld
from govkit.engine.written import InMemory
from govkit.model.answers import Answer, Review
from govkit.model.assessment import Assessment
from govkit.model.fact import Fact, FactStatus
from govkit.model.facts import Facts
from govkit.model.message import Message
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.placeholder import Silence, silence_of
from govkit.model.status import Status
from govkit.plugin.manager import Plugins
from govkit.plugin.probe import Declined

AS_OF = date(2026, 11, 21)
HOME = Path(__file__).parent / "organisation"
EXAMPLES = Path(__file__).parents[2] / "examples"
OTHERS = "lumbung-others"
"""The organisation of these tests, judged by what it is not judged by on its own."""
EVIDENCE = "evidence/minutes.txt"
SAID = "The board looked it over in January and found it carried out in every store."
SETTLED = (Status.PASS, Status.NOT_APPLICABLE)
"""What an attack would gain, of subjects and of controls."""
TOLD = (Status.PASS, Status.ERROR)
"""What is noted of leaves."""
Row = tuple[str, str, str]
"""Framework, control and subject."""
T = TypeVar("T")


def organisations() -> dict[str, Path]:
    """Return the folders to attack, by name: the one of these tests, twice, and those of the examples that there are.

    Whatever is shipped is attacked: what folders are assessed by on their own, by every attack; all else on `OTHERS`,
    by some of them. Judging by hundreds of requirements a thousand times would take hours.
    """
    examples = {folder.parent.name: folder.parent for folder in sorted(EXAMPLES.glob("*/govkit.yaml"))}
    return {"lumbung": HOME, OTHERS: HOME, **examples}


def frameworks_for(name: str, library: Library) -> list[str]:
    """Return the checklists that an organisation is attacked by: one edition of a framework in one judgement."""
    newest = {entry.framework: entry for entry in library.installed}
    by_default = {key for key, entry in newest.items() if read_installed(entry).checklist.framework.default}
    if name != OTHERS:
        return [newest[key].key for key in sorted(by_default)]
    older = {entry.framework: entry for entry in library.installed if entry is not newest[entry.framework]}
    return [
        entry.key
        for entry in {**newest, **older}.values()
        if entry.framework not in by_default or entry in older.values()
    ]


@dataclass(frozen=True, repr=False)
class Verdicts:
    """What a judgement said, in the form in which gains are counted."""

    assessment: Assessment
    rows: Mapping[Status, frozenset[Row]]
    controls: Mapping[Status, frozenset[tuple[str, str]]]
    leaves: Mapping[Status, frozenset[tuple[str, str, str, str]]]
    """Status → framework, control, leaf and subject."""
    low: Mapping[str, float]
    """The lower end of each framework's score."""

    def gained(self, before: Verdicts) -> set[Any]:
        """Return every pass and not_applicable, of a subject or of a control, that was not there before."""
        return {
            (status.value, *entry)
            for status in SETTLED
            for mine, its in ((self.rows, before.rows), (self.controls, before.controls))
            for entry in mine[status] - its[status]
        }

    def lost(self, before: Verdicts) -> set[Row]:
        """Return the passes of subjects that are gone."""
        return set(before.rows[Status.PASS] - self.rows[Status.PASS])

    def raised(self, before: Verdicts) -> dict[str, tuple[float, float]]:
        """Return the frameworks whose score has a higher lower end than before."""
        return {
            name: (before.low.get(name, 0.0), low) for name, low in self.low.items() if low > before.low.get(name, 0.0)
        }


@dataclass(frozen=True, repr=False)
class Stand:
    """An organisation in a folder, with everything that judging it again needs, in this process."""

    folder: Path
    loaded: Loaded
    content: Mapping[str, Any]
    """The inventory as it was written, in one mapping."""
    plugins: Plugins
    library: Library
    chosen: tuple[Chosen, ...]
    plan: Plan
    since: Assessment | None = None
    seen: dict[bytes, Fact] = field(default_factory=dict)
    """What probes saw of a record among these files, so that an attack on one record looks again at that one only."""

    def facts(self, content: Mapping[str, Any] | None = None, *, whole: bool = True, **changed: Any) -> Facts:
        """Return the facts of the organisation, with another inventory or other statements than its own."""
        loaded = self.loaded
        if content is not None:
            document = InMemory("inventory.yaml", {"govkit": "inventory/1", **content})
            loaded = replace(loaded, normalised=normalise([document]))
        loaded = replace(loaded, **changed)
        return make_facts(
            loaded, list(self.gathered(loaded)), as_of=AS_OF, given=self.chosen if whole else (), since=self.since
        )

    def gathered(self, loaded: Loaded) -> Iterator[Fact]:
        """Look with every probe, as a worker does, in this process."""
        inventory = on_date(loaded.normalised.inventory, AS_OF, dated_claims=loaded.normalised.dated_claims)
        names = sorted((record["id"], record.get("name")) for record in inventory.records_of("dataset"))
        for probe in self.plan.probes(self.plugins):
            for record in inventory.records_of(probe.on.type):
                subject = f"{probe.on.type}:{record['id']}"
                if probe.looks_at and probe.looks_at not in record:
                    continue
                key = to_json([probe.id, record, names], inf_nan_mode="strings")
                if key not in self.seen:
                    self.seen[key] = _look(probe, subject, inventory, self.folder, loaded.config.seed)
                yield self.seen[key]

    def judge(self, facts: Facts) -> Verdicts:
        """Judge facts and note what came out for each control and subject."""
        return judged(facts, self.plugins, self.library)

    def attacked(self, content: Mapping[str, Any] | None = None, **changed: Any) -> Verdicts:
        """Judge the organisation with another inventory or other statements; what only reports need is left out."""
        facts = self.facts(content, whole=False, **changed)
        with ExitStack() as stack:
            for where, name, stub in (
                (verdict, "checklists_of", lambda _facts: list(self.chosen)),
                (verdict, "make_plan", lambda _chosen, _plugins: self.plan),
                (verdict, "translations", lambda _chosen, _locales: []),
                (verdict, "make_exhibits", lambda _names, _plugins, _around: ([], [])),
                (verdict, "provenance", lambda *_: {}),
                (verdict, "load_references", _references),
                (Entries, "add", lambda _entries, _judged: None),
                (judging_of_answers, "silence_of", _silence_of),
            ):
                stack.enter_context(patch.object(where, name, stub))
            return self.judge(facts)

    def forget(self) -> None:
        """Look again at everything: the files have changed."""
        self.seen.clear()


@cache
def _silence_of(text: str, *, asked: Sequence[str] = ()) -> Silence | None:
    """Read each text of an answer once: nearly all answers are the same in each attack."""
    return silence_of(text, asked=asked)


_REFERENCES: dict[tuple[str, ...], Any] = {}


def _references(wanted: Any) -> Any:
    """Load reference data once: they are files of plugins, and nobody attacks those here."""
    key = tuple(reference.id for reference in wanted)
    if key not in _REFERENCES:
        _REFERENCES[key] = load_references(wanted)
    return _REFERENCES[key]


def judged(facts: Facts, plugins: Plugins, library: Library) -> Verdicts:
    """Judge facts, and keep what the controls said of each subject."""
    heard: list[Judged] = []
    original = Bench.judge

    def overheard(bench: Bench, planned: Any) -> Judged:
        heard.append(original(bench, planned))
        return heard[-1]

    with patch.object(Bench, "judge", overheard):
        assessment = verdict.judge(facts, as_of=AS_OF, plugins=plugins, library=library)
    rows: dict[Status, set[Row]] = {status: set() for status in SETTLED}
    controls: dict[Status, set[tuple[str, str]]] = {status: set() for status in Status}
    leaves: dict[Status, set[tuple[str, str, str, str]]] = {status: set() for status in TOLD}
    for entry in heard:
        name = (entry.planned.framework, entry.planned.control.id)
        controls[entry.status].add(name)
        subject, size = entry.table.subject, len(entry.table)
        for status in SETTLED:
            rows[status].update((*name, subject(row)) for row in rows_of(entry.ballot[status], size))
        for number, (_, said, _) in enumerate(entry.heard):
            for status in TOLD:
                found = rows_of(said.ballot[status] & entry.scope, size)
                leaves[status].update((*name, str(number), subject(row)) for row in found)
    low = {each["id"]: each["score"]["low"] for each in assessment["frameworks"] if each["score"] is not None}
    return Verdicts(assessment, _frozen(rows), _frozen(controls), _frozen(leaves), low)


def _frozen(sets: Mapping[T, set[Any]]) -> dict[T, frozenset[Any]]:
    return {key: frozenset(values) for key, values in sets.items()}


def _look(probe: Any, subject: str, inventory: Any, folder: Path, seed: str) -> Fact:
    """Run a probe as a worker does, save that it is not killed when it hangs; nobody allows the network here."""
    if probe.network:
        reason = Message("{probe} needs the network; allow it with --network", {"probe": probe.id})
        return undelivered(probe.id, subject, FactStatus.DECLINED, reason, probe.version)
    world = FolderWorld(folder, inventory, AS_OF, seed, {}, network=False)
    try:
        seen = probe.observe(inventory.get(subject), world)
    except NotStated as missing:
        reason = {"text": "{path} is not stated", "params": {"path": missing.path}}
        record: dict[str, Any] = {"status": "not_stated", "reason": reason}
    except Declined as declined:
        record = {"status": "declined", "reason": declined.reason.to_json()}
    except Disputed as disputed:
        reason = {"text": "sources disagree about {path}", "params": {"path": disputed.path}}
        record = {"status": "declined", "reason": reason}
    except Exception as fault:
        reason = {"text": "{probe} failed with {error}", "params": {"probe": probe.id, "error": type(fault).__name__}}
        record = {"status": "failed", "reason": reason}
    else:
        record = {
            "status": "observed",
            "value": probe.adapter.dump_python(seen.value, mode="json", warnings="error"),
            "examined": seen.examined,
            "expected": seen.expected,
            "unit": seen.unit,
            "inputs": list(seen.inputs),
        }
    return accept(from_json(to_json(record)), probe, subject)


def install(name: str, folder: Path, *, confirmed: bool = True) -> Stand:
    """Copy an organisation to `folder` and make ready to attack it.

    `confirmed` answers every question of every shipped checklist as it should be, confirms what partial checks could
    not, and confirms each requirement, so that as much as possible is passed and can be lost.
    """
    shutil.copytree(organisations()[name], folder, ignore=shutil.ignore_patterns("out", "expected"), dirs_exist_ok=True)
    plugins, library = Plugins(), Library()
    loaded = load(folder)
    loaded = replace(loaded, config=loaded.config.model_copy(update={"frameworks": None}))
    chosen = tuple(choose(frameworks_for(name, library), [], library, AS_OF))
    loaded = replace(
        loaded, config=loaded.config.model_copy(update={"frameworks": tuple(c.checklist.key for c in chosen)})
    )
    plan = make_plan(chosen, plugins)
    stand = Stand(folder, loaded, written(folder), plugins, library, chosen, plan)
    if not confirmed:
        return stand
    reviews = tuple(_review(entry, control) for entry in chosen for control in entry.checklist.controls)
    answers = (*loaded.answers, *(answer for answer in every_answer(stand) if _is_new(answer, loaded.answers)))
    (folder / EVIDENCE).parent.mkdir(exist_ok=True)
    (folder / EVIDENCE).exists() or (folder / EVIDENCE).write_text("Minutes of the board.\n", encoding="utf-8")
    return replace(stand, loaded=replace(loaded, answers=answers, reviews=reviews))


def _is_new(answer: Answer, given: tuple[Answer, ...]) -> bool:
    return (answer.question, answer.subject) not in {(entry.question, entry.subject) for entry in given}


def written(folder: Path) -> dict[str, Any]:
    """Return the inventory of a folder as people wrote it, its files in one mapping."""
    content: dict[str, Any] = {}
    paths = [*folder.glob("inventory.*"), *folder.glob("inventory/**/*")]
    for path in sorted(path for path in paths if path.suffix in (".yaml", ".yml", ".json")):
        for key, value in read_document(path).value.items():
            if isinstance(value, list):
                content.setdefault(key, []).extend(value)
            elif key != "govkit":
                content[key] = value
    return content


def every_answer(stand: Stand) -> Iterator[Answer]:
    """Yield an answer that passes to every question, and a confirmation of every partial check, for every subject."""
    inventory = stand.loaded.normalised.inventory
    roots = [record["id"] for record in inventory.records_of("organisation") if not record.get("part_of")]
    root = stand.loaded.config.organisation or roots[0]
    for planned in stand.plan.controls:
        subjects = [f"{planned.on.type}:{record['id']}" for record in inventory.records_of(planned.on.type)]
        questions = [leaf.question for leaf in planned.tree.leaves() if isinstance(leaf, AskLeaf)]
        for question in questions:
            key = f"{planned.framework}/{planned.control.id}#{question.ask}"
            for subject in [f"organisation:{root}"] if question.per == "organisation" else subjects:
                yield _answer(key, subject, question.content_hash, _passing(question))
    assessment = stand.judge(stand.facts()).assessment
    for asked in assessment["questions"]:
        if asked["type"] == "confirm":
            names = assessment["subjects"]
            about = (
                f"{kind}:{names[kind][n]}" for kind, first, last in asked["subjects"] for n in range(first, last + 1)
            )
            for subject in about:
                yield _answer(asked["id"], subject, asked["hash"], True)


def _passing(question: Any) -> Any:
    if question.type == "date":
        return "2026-10-01"
    if question.passes is None:
        return SAID if question.type == "text" else True
    return question.passes[0] if isinstance(question.passes, tuple) else question.passes


def _answer(question: str, subject: str, hash_: str, value: Any) -> Answer:
    return Answer(
        question=question, subject=subject, question_hash=hash_, value=value, text=SAID, author="Head of audit",
        date=date(2026, 10, 1), evidence=({"path": EVIDENCE},),  # type: ignore[arg-type]
    )  # fmt: skip


def _review(chosen: Chosen, control: Any) -> Review:
    framework = chosen.checklist.framework
    return Review(
        framework=framework.id, edition=framework.edition, control=control.id, content_hash=control.content_hash,
        verdict="confirmed", reviewer="Reviewer", date=date(2026, 10, 2), document="The official document",
    )  # fmt: skip
