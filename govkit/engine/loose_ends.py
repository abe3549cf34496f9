"""Name answers, waivers and reviews that lead nowhere, and checklists that stand in for others: people should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from govkit.engine.checklists import Chosen, Library
from govkit.engine.data_seen import undeclared_tables
from govkit.engine.findings import message_doc
from govkit.engine.judge.questions import Answers
from govkit.engine.plan import AskLeaf, CheckLeaf, Plan
from govkit.model.assessment import ProblemEntry
from govkit.model.errors import nearest
from govkit.model.facts import Facts
from govkit.model.inventory import Inventory
from govkit.model.mask import mask
from govkit.model.message import Message


def loose_ends(facts: Facts, plan: Plan, answers: Answers, inventory: Inventory, as_of: date) -> list[ProblemEntry]:
    """Return a problem for each answer, waiver and review that no control of the plan asks for.

    So does a table that is nothing but evidence: what it holds is data, and no dataset says so.
    """
    frameworks = {planned.framework for planned in plan.controls}
    controls = {f"{planned.framework}/{planned.control.id}" for planned in plan.controls}
    return [
        *_answers(answers, _questions(plan), frameworks, as_of),
        *_named("waiver", facts["waivers"], controls, frameworks),
        *_named("review", facts["reviews"], controls, frameworks),
        *_tables(answers, inventory),
    ]


def stand_ins(given: Iterable[Chosen], library: Library) -> Iterator[ProblemEntry]:
    """Yield a problem for each checklist of a file that goes by the name of an installed one, and is another."""
    installed = {entry.key: entry.framework for entry in library.installed}
    for chosen in given:
        key = chosen.checklist.key
        if library.stands_in(chosen):
            text = Message("this file is judged by instead of the installed {name}, and is another", {"name": key})
        elif key not in installed and chosen.checklist.framework.id in installed.values():
            text = Message("this file calls itself {name}, an edition that is not among those installed", {"name": key})
        else:
            continue
        yield ProblemEntry(kind="checklist", name=key, message=message_doc(text))


def _questions(plan: Plan) -> set[str]:
    known = set()
    for planned in plan.controls:
        for leaf in planned.tree.leaves():
            key = f"{planned.framework}/{planned.control.id}"
            if isinstance(leaf, AskLeaf):
                known.add(f"{key}#{leaf.question.ask}")
            elif isinstance(leaf, CheckLeaf):
                known.add(f"{key}#{leaf.id}")
    return known


def _answers(answers: Answers, known: set[str], frameworks: set[str], as_of: date) -> Iterator[ProblemEntry]:
    for question in sorted({answer.question for answer in answers.entries}):
        if question not in known and question.partition("/")[0] in frameworks:
            yield _problem("answer", question, "no question {name} is asked; {hint}", nearest(question, known))
    for answer in answers.entries:
        if answer.date > as_of:
            yield _problem("answer", answer.question, "the answer to {name} is of a later day than the assessment", "")


def _tables(answers: Answers, inventory: Inventory) -> Iterator[ProblemEntry]:
    cited = {file.path for answer in answers.entries for file in answer.evidence}
    there = {path for path in cited if answers.digests.get(path) is not None}
    for name in map(mask, undeclared_tables(inventory, there)):
        text = Message("the evidence {name} looks like a table, and no dataset declares it", {"name": name})
        yield ProblemEntry(kind="answer", name=name, message=message_doc(text))


def _named(
    kind: Any, entries: list[dict[str, Any]], controls: set[str], frameworks: set[str]
) -> Iterator[ProblemEntry]:
    for key in sorted({f"{entry['framework']}/{entry['control']}" for entry in entries}):
        if key not in controls and key.partition("/")[0] in frameworks:
            yield _problem(kind, key, "there is no control {name}; {hint}", nearest(key, controls))


def _problem(kind: Any, name: str, text: str, hint: str) -> ProblemEntry:
    template = text if hint or "{hint}" not in text else text.replace("; {hint}", "")
    params = {"name": name, "hint": hint} if "{hint}" in template else {"name": name}
    return ProblemEntry(kind=kind, name=name, message=message_doc(Message(template, dict(params))))
