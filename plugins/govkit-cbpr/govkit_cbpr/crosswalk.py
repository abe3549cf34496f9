"""The crosswalk: on which requirements of other frameworks an answer bears, with the weakest link on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from govkit_cbpr.reading_assessments import entries_of, said

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment

_STRENGTH = {"intersects": 0, "subset": 1, "superset": 1, "equal": 2}
_MOST_STEPS = 2
"""An answer, the framework that links all others, and another one: more steps carry no meaning."""
Control = tuple[str, str]
"""Framework and control."""


@dataclass(frozen=True)
class Service:
    """An answer in one framework that is worth looking at in another."""

    answer: str
    """`framework/control#question` of the answer."""
    serves: str
    """`framework/control` that it bears on."""
    relation: str
    """The weakest link on the way."""
    via: tuple[str, ...]
    """The requirements in between."""
    question: str | None
    """The open question there that is the same in every letter, and that the answer answers, too."""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def services(assessment: Assessment) -> list[Service]:
    """Return on which requirements of the other assessed frameworks each answer bears, the strongest links first."""
    links = _links(assessment)
    found = []
    for (framework, control), ask, text in _answers(assessment):
        for (other, target), relation, via in _reached((framework, control), links):
            if other != framework:
                found.append(
                    Service(
                        f"{framework}/{control}#{ask}",
                        f"{other}/{target}",
                        relation,
                        tuple("/".join(step) for step in via),
                        _same_question(assessment, (other, target), text),
                    )
                )
    return sorted(found, key=lambda each: (each.answer, -_STRENGTH[each.relation], len(each.via), each.serves))


def carried(answers: list[dict[str, Any]], assessment: Assessment) -> list[dict[str, Any]]:
    """Return the answers that answer an open question of another framework in the same words, addressed to that one."""
    open_ = {entry["id"]: entry for entry in assessment["questions"]}
    found = []
    for service in services(assessment):
        for answer in answers:
            if service.question is None or answer["question"] != service.answer or answer.get("qualification"):
                continue
            note = f"Carried from {service.answer}; the two requirements are linked as `{service.relation}`."
            text = " ".join(filter(None, (answer.get("text"), note)))
            hash_ = open_[service.question]["hash"]
            found.append({**answer, "question": service.question, "question_hash": hash_, "text": text})
    return found


def _links(assessment: Assessment) -> dict[Control, list[tuple[Control, str]]]:
    """Return the links between requirements that were assessed."""
    known = {(each["id"], control["id"]) for each in assessment["frameworks"] for control in each["controls"]}
    links: dict[Control, list[tuple[Control, str]]] = {}
    for framework in assessment["frameworks"]:
        for control in framework["controls"]:
            for link in control.get("related", []):
                target = (link["framework"], link["control"])
                if target in known:
                    links.setdefault((framework["id"], control["id"]), []).append((target, link["relation"]))
    return links


def _reached(
    start: Control, links: dict[Control, list[tuple[Control, str]]]
) -> Iterator[tuple[Control, str, tuple[Control, ...]]]:
    """Yield what can be reached from a requirement in few steps, with the strongest way's weakest link."""
    best: dict[Control, tuple[str, tuple[Control, ...]]] = {}
    todo: deque[tuple[Control, str, tuple[Control, ...]]] = deque([(start, "equal", ())])
    while todo:
        here, relation, via = todo.popleft()
        for target, link in links.get(here, []):
            weakest = min(relation, link, key=_STRENGTH.__getitem__)
            known = best.get(target)
            if target == start or (known is not None and _STRENGTH[known[0]] >= _STRENGTH[weakest]):
                continue
            best[target] = (weakest, via)
            if len(via) + 1 < _MOST_STEPS:
                todo.append((target, weakest, (*via, target)))
    for target, (relation, via) in best.items():
        yield target, relation, via


def _answers(assessment: Assessment) -> Iterator[tuple[Control, str, str]]:
    """Yield the questions that somebody has answered so that they pass, with their texts."""
    for framework in assessment["frameworks"]:
        for control in framework["controls"]:
            seen = set()
            for entry in entries_of(assessment, framework["id"], control["id"]):
                by = entry["by"]
                if by["kind"] == "ask" and entry["status"] == "pass" and by["id"] not in seen:
                    seen.add(by["id"])
                    yield (framework["id"], control["id"]), by["id"], said(entry["message"])


def _same_question(assessment: Assessment, control: Control, text: str) -> str | None:
    for question in assessment["questions"]:
        if (question["framework"], question["control"]) == control and question["text"] == text:
            return question["id"]
    return None
