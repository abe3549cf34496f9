"""Tells what became of the answers that came back: what is new, what changed, what is at odds, what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govkit.model.answers import Answer
from govkit.model.mask import mask
from govkit_importers.answers.reconcile import Change, Weighed
from govkit_importers.answers.sentences import told


def lines(weighed: Weighed, notes: Sequence[str]) -> Iterator[str]:
    """Yield the result, personal values masked."""
    for change in weighed.taken:
        yield from _change(change)
    for conflict in weighed.conflicts:
        yield f"conflict  {conflict.key[0]}  {conflict.key[1]}: not taken over"
        yield from (f"    {told(answer, str)}  ({mask(place)})" for answer, place in conflict.sides)
    for filled in weighed.outdated:
        what = "this text is not asked any more: answer the question as it is now"
        yield f"outdated  {filled.key[0]}  {filled.key[1]}: {what}  ({mask(filled.place())})"
    for filled in weighed.older:
        yield f"older  {filled.key[0]}  {filled.key[1]}: its author has answered since  ({mask(filled.place('date'))})"
    yield from (f"note  {mask(note)}" for note in notes)
    counts = (
        (len(weighed.taken), "taken over"),
        (weighed.unchanged, "unchanged"),
        (len(weighed.conflicts), "in conflict"),
        (len(weighed.outdated), "outdated"),
        (len(weighed.older), "older"),
        (len(weighed.refused), "refused"),
    )
    yield ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing was filled in"


def _change(change: Change) -> Iterator[str]:
    answer = change.answer
    head = "new" if change.earlier is None else "changed"
    yield f"{head}  {answer.question}  {answer.subject}  ({mask(change.place)})"
    if change.earlier is None:
        yield f"    {told(answer, str)}"
        return
    for part in change.parts:
        yield f"    {part}: {_said(change.earlier, part)} -> {_said(answer, part)}"


def _said(answer: Answer, part: str) -> str:
    if part == "evidence":
        return mask(", ".join(file.path for file in answer.evidence) or "–")
    if part == "qualification":
        return answer.qualification.id if answer.qualification is not None else "–"
    value = getattr(answer, part)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return mask(str(value)) if value not in (None, "") else "–"
