"""One control of `genai-transparency` judged on an organisation that meets all of them, with something changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from govkit.engine.checklists import Library
from govkit.engine.conditions import World
from govkit.engine.delivery import accept
from govkit.engine.judge.checks import Surroundings
from govkit.engine.judge.controls import Bench
from govkit.engine.judge.questions import Answers
from govkit.engine.normalise import inventory_from, on_date
from govkit.engine.plan import AskLeaf, CheckLeaf, Plan, PlannedControl, RequireLeaf, make_plan
from govkit.engine.roles import with_known_roles
from govkit.engine.world import FolderWorld
from govkit.model.answers import Answer, EvidenceFile
from govkit.model.fact import Fact
from govkit.model.status import Grade
from govkit.plugin.check import Check
from govkit.plugin.manager import Plugins
from govkit_genai.live.agent_card import AgentCard
from govkit_genai.live.phrases import Hit
from govkit_genai.live.preferences import Preferences
from govkit_genai.live.probes import (
    DOCUMENTS,
    MODEL_DOCUMENTS,
    ORGANISATION_DOCUMENTS,
    Introduction,
    SecurityFile,
    live_agent_card,
    live_model_documents,
    live_notice,
    live_organisation_documents,
    live_policies,
    live_preferences,
    live_report,
    live_security_txt,
)
from govkit_genai.live.security_txt import SecurityTxt
from govkit_genai.live.seen import Seen
from govkit_genai.probes import model_card
from govkit_genai.provenance.aigc import Aigc
from govkit_genai.provenance.probe import output_provenance
from govkit_genai.provenance.samples import Sample

AS_OF = date(2026, 11, 21)
HERE = Path(__file__).parent / "items"
EVIDENCE = "evidence/minutes.txt"
KEY = "genai-transparency@2026.11"


@cache
def plan() -> Plan:
    """Return the plan of the checklist."""
    return make_plan(Library().choose([KEY], AS_OF), Plugins())


@dataclass(frozen=True)
class Change:
    """What differs from the organisation that meets everything."""

    set: Mapping[str, Any]
    """`ai_system.marking` → another value; `ai_systems` → `none`."""
    drop: tuple[str, ...] = ()
    """Slots that are not stated."""
    answers: bool = True
    """Whether people answered and confirmed."""
    answer: bool | str = True
    """What they answered to questions of yes and no."""
    as_of: date = AS_OF

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Change:
        """Read a case as it is written."""
        as_of = raw.get("as_of", AS_OF)
        day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        return cls(**{**raw, "drop": tuple(raw.get("drop", ())), "set": raw.get("set", {}), "as_of": day})


def judged(planned: PlannedControl, base: Mapping[str, Any], change: Change) -> str:
    """Return the status of a control after a change."""
    content: dict[str, Any] = deepcopy(dict(base))
    for path, value in change.set.items():
        _put(content, path, value)
    for path in change.drop:
        _put(content, path, None)
    inventory = with_known_roles(on_date(inventory_from(content), change.as_of, dated_claims=False))
    answers: list[Answer] = []
    for _ in range(2 if change.answers else 1):  # what a check found is confirmed in the second round
        facts = {(fact.probe, fact.subject): fact for fact in _facts(content)}
        bench = Bench(
            World(inventory, change.as_of),
            Surroundings(inventory, change.as_of, facts, {}, ()),
            Answers(answers, change.as_of, {EVIDENCE: "0" * 64}, "organisation:o"),
            (),
        )
        verdict = bench.judge(planned)
        answers = list(_answered(planned, verdict, change))
    return verdict.status.value


def _put(content: dict[str, Any], path: str, value: Any) -> None:
    kind, _, slot = path.partition(".")
    if not slot:
        content.pop(kind, None) if value is None else content.update({kind: value})
        return
    record = content[f"{kind}s"][0]
    *way, last = slot.split(".")
    for name in way:
        record = record[name]
    record.pop(last, None) if value is None else record.update({last: value})


@cache
def _seen(card: str) -> bytes:
    inventory = inventory_from({"models": [{"id": "m", "card": card}]})
    model = inventory.get("model:m")
    assert model is not None
    seen = model_card.observe(model, FolderWorld(HERE, inventory, AS_OF, "seed", {}, network=False))  # type: ignore[arg-type]
    value = model_card.adapter.dump_python(seen.value, mode="json")
    record = {"status": "observed", "value": value, "examined": seen.examined, "expected": seen.expected}
    return to_json({**record, "unit": seen.unit, "inputs": list(seen.inputs)})


def _facts(content: Mapping[str, Any]) -> Iterator[Fact]:
    models = content.get("models")
    card = models[0].get("card") if isinstance(models, list) else None
    if card not in (None, "none"):
        yield accept(from_json(_seen(card)), model_card, "model:m")
    page = Seen("https://o.example/", "2026-11-20T00:00:00+00:00", "read", 200, letters=900, dated=AS_OF, writable=True)
    documents = {**DOCUMENTS, **MODEL_DOCUMENTS, **ORGANISATION_DOCUMENTS}
    topics = {topic for wanted in documents.values() for topic in wanted}
    hits = {topic: Hit("en", "…") for topic in (*topics, "notice", "caution", "ai", "retention", "report")}
    page = replace(page, topics=hits)
    slots = (*DOCUMENTS, "privacy_notice")
    yield _fact(live_notice, "ai_system:s", (page,))
    yield _fact(live_policies, "ai_system:s", dict.fromkeys(slots, page))
    yield _fact(live_model_documents, "model:m", dict.fromkeys(MODEL_DOCUMENTS, page))
    yield _fact(live_organisation_documents, "organisation:o", dict.fromkeys(ORGANISATION_DOCUMENTS, page))
    yield _fact(live_report, "ai_system:s", {"transparency_report": page})
    yield _fact(live_agent_card, "ai_system:s", Introduction(page, AgentCard(readable=True)))
    yield _fact(live_preferences, "ai_system:s", (Preferences("https://o.example/", "", False, "", (), (), {}),))
    sample = Sample("samples/1.png", container="png", medium="image", manifest="embedded", validity="valid")
    sample = replace(sample, manifest_types=("trainedAlgorithmicMedia",), aigc=Aigc("1"))
    yield _fact(output_provenance, "ai_system:s", (sample,))
    yield _fact(live_security_txt, "organisation:o", SecurityFile(page, SecurityTxt((), AS_OF.replace(year=2027))))


def _fact(probe: Any, subject: str, value: Any) -> Fact:
    record = {"status": "observed", "value": probe.adapter.dump_python(value, mode="json"), "inputs": []}
    return accept({**record, "examined": 1, "expected": 1, "unit": "pages"}, probe, subject)


def _answered(planned: PlannedControl, verdict: Any, change: Change) -> Iterator[Answer]:
    for leaf, heard, _ in verdict.heard:
        if not isinstance(leaf, AskLeaf):
            for open_ in heard.open:
                yield _answer(f"{planned.framework}/{planned.control.id}#{open_.question}", planned, True, open_.hash)
            continue
        question = leaf.question
        value: Any = change.answer
        if question.type == "choice":
            value = question.choices[0]
        subject = "organisation:o" if question.per == "organisation" else None
        key = f"{planned.framework}/{planned.control.id}#{question.ask}"
        yield _answer(key, planned, value, question.content_hash, subject)


def _answer(key: str, planned: PlannedControl, value: Any, hash_: str, subject: str | None = None) -> Answer:
    about = subject or f"{planned.on.type}:{ {'organisation': 'o', 'ai_system': 's', 'model': 'm'}[planned.on.type] }"
    return Answer(
        question=key,
        question_hash=hash_,
        subject=about,
        value=value,
        author="Board",
        date=AS_OF.replace(year=2025),
        evidence=(EvidenceFile(path=EVIDENCE),),
    )


def possible(planned: PlannedControl) -> set[str]:
    """Return the outcomes that a control can have, told from how it is decided and whom it concerns."""
    leaves = list(planned.tree.leaves())
    checks = [leaf.check for leaf in leaves if isinstance(leaf, CheckLeaf) and isinstance(leaf.check, Check)]
    person = any(isinstance(leaf, AskLeaf) for leaf in leaves) or any(c.grade is Grade.PARTIAL for c in checks)
    if _informs(planned):
        return {"pass", "unknown", "not_applicable"}
    found = {"pass", "unknown"} | (
        {"review"} if person or "genai.training-data-personal" in {c.id for c in checks} else set()
    )
    if not all(isinstance(leaf, AskLeaf) and _takes_all(leaf) for leaf in leaves):
        found.add("fail")
    if planned.on.type != "organisation" or planned.control.effective is not None:
        found.add("not_applicable")  # an inventory may say that there are no models and no AI systems
    return found


def _informs(planned: PlannedControl) -> bool:
    """Tell whether whatever a probe reads is good, and an answer only stands in for it."""
    return not planned.tree.all_


def _takes_all(leaf: AskLeaf) -> bool:
    question = leaf.question
    return question.type == "choice" and set(question.choices) == set(question.passes or ())  # type: ignore[arg-type]


def automation(planned: PlannedControl) -> str:
    """Return how far a machine decides a control: A by itself, A/P it refutes or prepares, M a person only."""
    leaves = list(planned.tree.leaves())
    machine = any(isinstance(leaf, (CheckLeaf, RequireLeaf)) for leaf in leaves)
    person = any(isinstance(leaf, AskLeaf) for leaf in leaves) or any(
        isinstance(leaf, CheckLeaf) and _needs_person(leaf) for leaf in leaves
    )
    if _informs(planned):
        return "A"
    return "M" if not machine else "A/P" if person else "A"


def _needs_person(leaf: CheckLeaf) -> bool:
    """Tell whether a check cannot pass alone: it is partial, or what it finds is for a person to judge."""
    return isinstance(leaf.check, Check) and (
        leaf.check.grade is Grade.PARTIAL or leaf.id == "genai.training-data-personal"
    )
