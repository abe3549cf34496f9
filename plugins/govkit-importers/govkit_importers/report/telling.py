"""Tell what an import did: which importer won and why, what was taken over, and everything that was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govkit.plugin.draft import Left
from govkit.plugin.spoken import spoken

if TYPE_CHECKING:
    from govkit.plugin.draft import Flaw
    from govkit_importers.answers.columns import Translate
    from govkit_importers.changes import Change
    from govkit_importers.outcome import Outcome

_SHOWN = 5


def as_json(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return everything, one object a source."""
    return [_one(outcome) for outcome in outcomes]


def _one(outcome: Outcome) -> dict[str, Any]:
    if outcome.refused is not None or outcome.choice is None or outcome.draft is None:
        return {"source": outcome.source, "refused": str(outcome.refused)}
    draft = outcome.draft
    return {
        "source": outcome.source,
        "importer": outcome.choice.name,
        "score": outcome.choice.proof.score,
        "why": outcome.choice.proof.why,
        "others": dict(outcome.choice.others),
        "format": draft.format,
        "written": str(outcome.target) if outcome.target else None,
        "counts": counts(outcome.records),
        "mapped": outcome.mapped,
        "decisions_kept": outcome.kept,
        "changed": [change._asdict() for change in outcome.changed],
        "left": [_left(entry) for entry in draft.left],
        "placeholders": [_left(entry) for entry in draft.placeholders],
        "converted": [_left(entry) for entry in draft.converted],
        "passed_over": dict(draft.passed.most_common()),
        "warnings": [_left(entry) for entry in draft.warnings],
        "flaws": [{"what": flaw.what, "line": flaw.line} for flaw in draft.flaws],
    }


def counts(records: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    """Return how many subjects of each type there are, and how many tables and fields."""
    found = {key: len(entries) for key, entries in records.items()}
    collections = [part for record in records.get("datasets", ()) for part in record.get("collections", ())]
    if collections:
        found["collections"] = len(collections)
        found["fields"] = sum(len(part.get("fields", ())) for part in collections)
    return found


def as_text(outcomes: Sequence[Outcome], _: Translate = str) -> str:
    """Return a few lines a source in the language of `_`, with the first of what was left."""
    return "\n".join(line for outcome in outcomes for line in _lines(outcome, _))


def _lines(outcome: Outcome, _: Translate) -> list[str]:
    if outcome.refused is not None or outcome.choice is None or outcome.draft is None:
        return [f"{outcome.source}: {_('refused')}"]
    draft, choice = outcome.draft, outcome.choice
    told = ", ".join(f"{key} {count}" for key, count in counts(outcome.records).items())
    head = f"{outcome.source}: {choice.name} ({spoken(choice.proof.why)})"
    lines = [head, f"    {told or _('nothing for an inventory')}; {_('values')} {outcome.mapped}"]
    if outcome.kept:
        lines.append(f"    {_('decisions of an earlier import that were kept')} {outcome.kept}")
    if outcome.changed:
        lines += _changed(outcome.changed, _)
    for title, found in (
        (_("not taken over"), draft.left),
        (_("placeholders"), draft.placeholders),
        (_("converted"), draft.converted),
        (_("note"), draft.warnings),
        (_("broken, and read as far as it goes"), _flaws(draft.flaws, _)),
    ):
        lines += grouped(title, found, _=_)
    if draft.passed:
        keys = ", ".join(key for key, _count in draft.passed.most_common(_SHOWN))
        lines.append(f"    {_('keys of the format itself that were passed over')} {draft.passed.total()}: {keys}, …")
    return lines


def _changed(found: Sequence[Change], _: Translate) -> list[str]:
    """Return every change: a person has to look at each one."""
    words = {"added": _("added"), "changed": _("changed"), "removed": _("removed")}
    lines = [f"    {_('changed since the last import')} {len(found)}:"]
    return lines + [f"        {change.subject} {change.slot}: {words[change.what]} ({change.at})" for change in found]


def _flaws(found: Sequence[Flaw], _: Translate) -> list[Left]:
    """Return flaws as they are grouped: a line each."""
    return [Left(f"{_('line')} {flaw.line}" if flaw.line else "…", flaw.what) for flaw in found]


def _left(entry: Left) -> dict[str, str]:
    return {"what": entry.what, "why": entry.why, "at": entry.at}


def grouped(title: str, found: Sequence[Left], most: int = _SHOWN, _: Translate = str) -> list[str]:
    """Return the commonest `most` of a list, each with its number, and how many others there are."""
    if not found:
        return []
    alike = Counter((entry.what, entry.why) for entry in found)
    shown = [
        f"{what} ({_(why)}{f', {count} ×' if count > 1 else ''})" for (what, why), count in alike.most_common(most)
    ]
    more = f"; {_('others, see --format json')}: {len(alike) - most}" if len(alike) > most else ""
    return [f"    {title} {len(found)}: {'; '.join(shown)}{more}"]
