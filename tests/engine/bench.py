"""Assess an inventory that a test writes down, by controls that it writes down, without files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from govkit.engine.checklists import Chosen, Library
from govkit.engine.facts import make_facts
from govkit.engine.load import Loaded
from govkit.engine.normalise import InMemory, normalise
from govkit.engine.verdict import judge
from govkit.model.answers import Answer, Rejection, Review, Waiver
from govkit.model.assessment import Assessment
from govkit.model.checklist import Checklist
from govkit.model.config import Config
from govkit.model.fact import Fact
from govkit.model.facts import Facts
from govkit.plugin.manager import Plugins

AS_OF = date(2026, 11, 21)
SOURCE = {"publisher": "Test", "grade": "A", "read": "text", "as_of": "2026-11-21"}


def control(id_: str = "c", on: str = "dataset", **rest: Any) -> dict[str, Any]:
    """Return a control with what every control needs."""
    base = {"id": id_, "title": "It holds", "why": "It matters.", "severity": "high", "applies": {"on": on}}
    return base | rest


KEPT = control(all=[{"require": {"retention": {"le": "P5Y"}}, "gap": "Kept too long", "fix": "Shorten it"}])
"""Requires that data are kept for five years at most."""


def datasets(*records: dict[str, Any]) -> dict[str, Any]:
    """Return an inventory of these datasets and nothing else."""
    return {"datasets": list(records)}


def chosen(*controls: dict[str, Any], framework: str = "fw", source: dict[str, Any] | None = None) -> Chosen:
    """Return a checklist of controls."""
    content = {
        "govkit": "checklist/1",
        "framework": {
            "id": framework,
            "edition": "1",
            "title": "Framework",
            "source": SOURCE if source is None else source,
        },
        "controls": list(controls),
    }
    return Chosen(Checklist.model_validate(content), "0" * 64, "test")


def facts_for(
    inventory: dict[str, Any],
    *checklists: Chosen,
    answers: Sequence[dict[str, Any]] = (),
    waivers: Sequence[dict[str, Any]] = (),
    reviews: Sequence[dict[str, Any]] = (),
    rejections: Sequence[dict[str, Any]] = (),
    gathered: Sequence[Fact] = (),
    folder: Path = Path(),
    since: Assessment | None = None,
    config: dict[str, Any] | None = None,
) -> Facts:
    """Return the facts of an inventory written down in a test."""
    loaded = Loaded(
        folder=folder,
        config=Config(frameworks=(), **(config or {})),
        normalised=normalise([InMemory("inventory.yaml", {"govkit": "inventory/1", **inventory})]),
        answers=tuple(Answer.model_validate(entry) for entry in answers),
        waivers=tuple(Waiver.model_validate(entry) for entry in waivers),
        reviews=tuple(Review.model_validate(entry) for entry in reviews),
        rejections=tuple(Rejection.model_validate(entry) for entry in rejections),
        inputs=(),
    )
    return make_facts(loaded, gathered, as_of=AS_OF, given=checklists, since=since)


def assess(
    inventory: dict[str, Any],
    *controls: dict[str, Any],
    as_of: date = AS_OF,
    plugins: Plugins | None = None,
    source: dict[str, Any] | None = None,
    **rest: Any,
) -> Assessment:
    """Return the assessment of an inventory by controls of one framework."""
    facts = facts_for(inventory, chosen(*controls, source=source), **rest)
    return judge(facts, as_of=as_of, plugins=plugins or Plugins([]), library=Library([]))


def only(assessment: Assessment) -> dict[str, Any]:
    """Return the one control of an assessment."""
    (framework,) = assessment["frameworks"]
    (entry,) = framework["controls"]
    return dict(entry)
