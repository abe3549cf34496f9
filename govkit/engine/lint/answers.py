"""Look through the answers of a folder: whether each is one to a question, about a subject, in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.engine.checklists import Chosen
from govkit.engine.judge.values import form_fault
from govkit.engine.lint.tree import leaves
from govkit.engine.read import Document
from govkit.model.checklist import CheckUse, Question
from govkit.model.entities import BY_TYPE, Field
from govkit.model.errors import InputError, nearest
from govkit.model.inventory import Inventory
from govkit.model.worded import worded

At = tuple[str | int, ...]


@dataclass(frozen=True)
class Asked:
    """A question of a checklist, or what a check leaves to a person to confirm."""

    question: Question
    kind: str
    """The type of subject that it is about."""
    confirms: bool = False


def asked_of(chosen: Sequence[Chosen]) -> dict[str, Asked]:
    """Return all that may be answered, by the name that answers use for it."""
    found = {}
    for entry in chosen:
        for control in entry.checklist.controls:
            prefix = f"{entry.checklist.framework.id}/{control.id}#"
            for _, leaf in leaves(control, ()):
                if isinstance(leaf, CheckUse):
                    confirmation = Question(ask="confirm", text=leaf.check)
                    found[prefix + leaf.check] = Asked(confirmation, control.applies.on, confirms=True)
                elif isinstance(leaf, Question):
                    once = leaf.per == "organisation"
                    found[prefix + leaf.ask] = Asked(leaf, "organisation" if once else control.applies.on)
    return found


def answer_faults(
    document: Document, at: At, answer: Any, asked: Mapping[str, Asked], frameworks: set[str], inventory: Inventory
) -> Iterator[InputError]:
    """Yield what is wrong with an answer; one to a framework that is not assessed here is let be."""
    key = answer["question"]
    if key not in asked:
        assessed = {known.partition("/")[0] for known in asked}
        framework = key.partition("/")[0]
        if framework in assessed or framework not in frameworks:
            hint = nearest(key, asked) or worded("run `govkit answer --list` to see the open questions")
            yield document.error((*at, "question"), worded("there is no question `{key}`", key=key), hint)
        return
    put = asked[key]
    yield from subject_faults(document, at, answer["subject"], put.kind, inventory)
    if not put.confirms:
        yield from _hash_faults(document, at, answer, put.question)
    value = answer.get("value")
    if value is not None and form_fault(put.question, value) is not None:
        yield document.error((*at, "value"), *_misfit(key, put.question, value))


def _hash_faults(document: Document, at: At, answer: Any, question: Question) -> Iterator[InputError]:
    key, given = answer["question"], answer.get("question_hash")
    if given is None:
        hint = worded(
            "read the question as it is now, then add `question_hash: {content_hash}`",
            content_hash=json.dumps(question.content_hash),
        )
        what = worded("the answer to `{key}` does not say which text of the question it answers", key=key)
        yield document.error(at, what, hint)
    elif given != question.content_hash:
        hint = worded("answer it again with `govkit answer`")
        yield document.error((*at, "question_hash"), worded("`{key}` has changed since it was answered", key=key), hint)


def _misfit(key: str, question: Question, value: Any) -> tuple[str, str]:
    """Return what is wrong with the form of a value, and how to mend it."""
    if question.type == "choice":
        possible = worded("possible are {known}", known=", ".join(question.choices))
        return worded("`{key}` has no such choice", key=key), nearest(str(value), question.choices) or possible
    if question.type == "number":
        return worded("`{key}` is answered by a number", key=key), worded("write a number, without quotation marks")
    if question.type == "date":
        return worded("`{key}` is answered by a day", key=key), worded("write YYYY-MM-DD")
    return worded("`{key}` is answered by yes or no", key=key), worded("write `true` or `false`")


def subject_faults(
    document: Document, at: At, subject: str, wanted: str | None, inventory: Inventory
) -> Iterator[InputError]:
    """Yield what is wrong with a subject that is named: its type, or that the inventory has none of this name."""
    kind, _, name = subject.partition(":")
    if kind not in BY_TYPE:
        hint = nearest(kind, BY_TYPE) or worded("possible are {known}", known=", ".join(BY_TYPE))
        yield document.error((*at, "subject"), worded("there is no type of subject `{kind}`", kind=kind[:40]), hint)
    elif wanted is not None and kind != wanted:
        yield document.error(
            (*at, "subject"),
            worded("this is about a {wanted}, not a {kind}", wanted=wanted, kind=kind),
            worded("write {wanted}:ID", wanted=wanted),
        )
    elif inventory.get(subject) is None and kind != Field.type:
        known = [str(record["id"]) for record in inventory.records_of(kind)]
        if name not in known:
            hint = nearest(name, known) or worded(
                "run `govkit lint` on the inventory, or declare the {kind}", kind=kind
            )
            yield document.error(
                (*at, "subject"), worded("there is no `{subject}` in the inventory", subject=subject), hint
            )
