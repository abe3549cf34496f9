"""Draws together all that a desk knows, for the page, the workbook and the reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from govkit.model.worded import worded
from govkit_submission.desk.agreement import Agreement, agreement, in_words
from govkit_submission.desk.copies import Echoes, find_echoes
from govkit_submission.desk.figures import ControlFigures, Line, by_control, line_of
from govkit_submission.desk.outliers import Outlier, outliers
from govkit_submission.desk.sampling import Drawn, Unit, draw, unit_id, units
from govkit_submission.desk.settings import Settings
from govkit_submission.desk.store import Desk, packed
from govkit_submission.desk.twins import twins


@dataclass(frozen=True)
class Picture:
    """What a desk knows at one time; each part is worked out when it is first asked for."""

    desk: Desk
    settings: Settings

    def accepted(self) -> Iterator[dict[str, Any]]:
        """Yield the records of accepted submissions, one at a time; of those that say the same, one."""
        return (
            record
            for record in self.desk.records()
            if record["outcome"] == "accepted" and record["sha256"] not in self._twins
        )

    @cached_property
    def _twins(self) -> Mapping[str, str]:
        return twins(self.desk)

    @cached_property
    def received(self) -> list[dict[str, Any]]:
        """Return the entries of the log about what was received, the latest of each name."""
        latest = {entry["source"]: entry for entry in self.desk.log.entries() if entry["kind"] == "intake"}
        return [latest[name] for name in sorted(latest)]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the name under which each submission was received first."""
        found: dict[str, str] = {}
        for entry in self.desk.log.entries():
            if entry["kind"] == "intake":
                found.setdefault(entry["sha256"], entry["source"])
        return found

    def titles(self, checklist: str, control: str) -> Mapping[str, Any]:
        """Return what is kept of a control."""
        if checklist not in self._checklists:
            self._checklists[checklist] = self.desk.checklist(checklist)["controls"]
        found: Mapping[str, Any] = self._checklists[checklist].get(control, {})
        return found

    @cached_property
    def _checklists(self) -> dict[str, dict[str, Any]]:
        return {}

    @cached_property
    def lines(self) -> list[Line]:
        """Return every accepted submission in figures, those with claims better than their facts first."""
        found = [line_of(record, self.settings.sector_of(record), self.titles) for record in self.accepted()]
        return sorted(found, key=lambda line: (-line.better, -line.other, self.names.get(line.sha256, ""), line.sha256))

    @cached_property
    def controls(self) -> list[ControlFigures]:
        """Return the figures of every control."""
        return by_control(self.accepted())

    @cached_property
    def outliers(self) -> list[Outlier]:
        """Return what is far from its peers."""
        return outliers(self.lines)

    @cached_property
    def echoes(self) -> Echoes:
        """Return copied answers and boiler-plate."""
        checklists = {figures.checklist for figures in self.controls}
        known = [text for sha256 in sorted(checklists) for text in _texts(self.desk.checklist(sha256))]
        return find_echoes(self.accepted(), [*self.settings.known, *known])

    @cached_property
    def sample(self) -> list[Drawn]:
        """Return what is drawn to be looked at."""
        return draw(self._units, self.settings.sample, self.settings.seed)

    @cached_property
    def _units(self) -> list[Unit]:
        return units(self.accepted(), self.titles, self.echoes.copies, self.outliers)

    @property
    def population(self) -> int:
        """Return how many verdicts could have been drawn."""
        return len(self._units)

    def verdicts(self) -> dict[str, dict[str, Any]]:
        """Return what inspectors said, the latest of each unit."""
        return {entry["unit"]: entry for entry in self.desk.log.entries() if entry["kind"] == "verdict"}

    @property
    def agreement(self) -> Agreement:
        """Return how far inspectors agree with the claims."""
        return agreement(self.verdicts().values())

    def agreement_lines(self) -> list[str]:
        """Return what to say about it."""
        found = self.agreement
        return [
            in_words(worded("of the verdicts as drawn"), found.drawn),
            in_words(worded("weighted back to all verdicts"), found.weighted),
        ]

    def question(self, question: str) -> str:
        """Return the text of a question, or its id where the checklist is not known."""
        control, _, name = question.partition("#")
        for figures in self.controls:
            if figures.key == control:
                found = self.titles(figures.checklist, control.partition("/")[2])
                return str(found.get("questions", {}).get(name) or found.get("title") or question)
        return question


def _texts(checklist: Mapping[str, Any]) -> Iterator[str]:
    for control in checklist["controls"].values():
        yield from (str(text) for text in (control["title"], control["why"], *control["questions"].values()))


def sample_document(picture: Picture) -> dict[str, Any]:
    """Return the sample as it is kept: what was drawn, how likely each was, and from how many."""
    return {
        "govkit": "desk-sample/1",
        "seed": picture.settings.seed,
        "size": picture.settings.sample,
        "population": picture.population,
        "units": [
            {
                "unit": drawn.unit.id,
                "sha256": drawn.unit.sha256,
                "control": drawn.unit.verdict.key,
                "claimed": drawn.unit.verdict.claimed,
                "found": drawn.unit.verdict.found,
                "basis": drawn.unit.verdict.basis,
                "weight": drawn.unit.weight,
                "probability": round(drawn.probability, 6),
                "why": list(drawn.unit.reasons),
            }
            for drawn in picture.sample
        ],
    }


def keep_sample(picture: Picture, day: str) -> None:
    """Keep the sample and note it in the log, unless it is the one that was drawn last."""
    import hashlib

    data = packed(sample_document(picture))
    sha256 = hashlib.sha256(data).hexdigest()
    drawn = [entry for entry in picture.desk.log.entries() if entry["kind"] == "sample"]
    if drawn and drawn[-1]["sample"] == sha256:
        return
    picture.desk.write(f"samples/{sha256}.json", data)
    picture.desk.log.append(
        [{"kind": "sample", "at": day, "sample": sha256, "seed": picture.settings.seed, "units": len(picture.sample)}]
    )


def drawn_units(desk: Desk) -> dict[str, dict[str, Any]]:
    """Return every unit that was ever drawn, as in the latest sample that has it."""
    found: dict[str, dict[str, Any]] = {}
    for entry in desk.log.entries():
        if entry["kind"] == "sample":
            sample = desk.read(f"samples/{entry['sample']}.json") or {"units": []}
            found |= {unit["unit"]: {**unit, "sample": entry["sample"]} for unit in sample["units"]}
    return {name: unit for name, unit in found.items() if name == unit_id(unit["sha256"], unit["control"])}
