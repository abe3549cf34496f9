"""Tells what became of the answers that came back: what is new, what changed, what is at odds, what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govkit.model.answers import Answer
from govkit.model.mask import mask
from govkit_importers.answers.columns import Translate
from govkit_importers.answers.reconcile import Change, Weighed
from govkit_importers.answers.sentences import spoken, told


def lines(weighed: Weighed, notes: Sequence[str], _: Translate) -> Iterator[str]:
    """Yield the result in the language of `_`, personal values masked."""
    for change in weighed.taken:
        yield from _change(change, _)
    for conflict in weighed.conflicts:
        yield f"{_('conflict')}  {conflict.key[0]}  {conflict.key[1]}: {_('not taken over')}"
        yield from (f"    {told(answer, _)}  ({mask(_(place))})" for answer, place in conflict.sides)
    for filled in weighed.outdated:
        what = _("this text is not asked any more: answer the question as it is now")
        yield f"{_('outdated')}  {filled.key[0]}  {filled.key[1]}: {what}  ({mask(filled.place())})"
    for filled in weighed.older:
        what = _("its author has answered since")
        yield f"{_('older')}  {filled.key[0]}  {filled.key[1]}: {what}  ({mask(filled.place('date'))})"
    yield from (f"{_('note')}  {mask(_(note))}" for note in notes)
    counts = (
        (len(weighed.taken), _("taken over")),
        (weighed.unchanged, _("unchanged")),
        (len(weighed.conflicts), _("in conflict")),
        (len(weighed.outdated), _("outdated")),
        (len(weighed.older), _("older")),
        (len(weighed.refused), _("refused")),
    )
    yield ", ".join(f"{count} {what}" for count, what in counts if count) or _("nothing was filled in")


def _change(change: Change, _: Translate) -> Iterator[str]:
    answer = change.answer
    head = _("new") if change.earlier is None else _("changed")
    yield f"{head}  {answer.question}  {answer.subject}  ({mask(change.place)})"
    if change.earlier is None:
        yield f"    {told(answer, _)}"
        return
    names = {"value": _("value"), "text": _("text"), "evidence": _("evidence"), "qualification": _("departure")}
    for part in change.parts:
        yield f"    {names[part]}: {_said(change.earlier, part, _)} -> {_said(answer, part, _)}"


def _said(answer: Answer, part: str, _: Translate) -> str:
    if part == "evidence":
        return mask(", ".join(file.path for file in answer.evidence) or "–")
    if part == "qualification":
        return answer.qualification.id if answer.qualification is not None else "–"
    value = getattr(answer, part)
    if isinstance(value, bool):
        return spoken(value, _)
    return mask(str(value)) if value not in (None, "") else "–"
