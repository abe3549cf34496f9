"""Answers and reviews that pass as much as possible, so that as much as possible can be lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from govkit.engine.checklists import Chosen
from govkit.engine.plan import AskLeaf
from govkit.model.answers import Answer, Review
from tests.promise.stand import Stand

EVIDENCE = "evidence/minutes.txt"
SAID = "The board looked it over in January and found it carried out in every store."


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


def review(chosen: Chosen, control: Any) -> Review:
    framework = chosen.checklist.framework
    return Review(
        framework=framework.id, edition=framework.edition, control=control.id, content_hash=control.content_hash,
        verdict="confirmed", reviewer="Reviewer", date=date(2026, 10, 2), document="The official document",
    )  # fmt: skip
