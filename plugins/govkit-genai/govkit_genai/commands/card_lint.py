"""What cards say and lack, item by item: for people, for programs, and as SARIF for the checks of a repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from govkit.model.worded import worded
from govkit_genai.card.states import State
from govkit_genai.commands.card_files import CardFile
from govkit_genai.commands.card_numbers import numbered, numbers
from govkit_genai.commands.card_show import visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MESSAGES = {
    State.THIN: worded("touched, but nothing usable is said"),
    State.NEGATED: worded("said to be unknown or not to apply, and no more"),
    State.PLACEHOLDER: worded("text of a template"),
    State.HEADING_ONLY: worded("a heading with nothing under it"),
    State.ABSENT: worded("not mentioned"),
}
_LEFT = frozenset({State.PLACEHOLDER, State.HEADING_ONLY})


@dataclass(frozen=True)
class CardFinding:
    """One item that a card does not state."""

    file: str
    item: str
    numbers: tuple[str, ...]
    """The items of the checklist that ask for it."""
    state: State
    line: int | None
    pointer: str
    required: bool

    def as_data(self) -> dict[str, Any]:
        """Return the finding as plain data."""
        return {
            "file": self.file,
            "item": self.item,
            "numbers": list(self.numbers),
            "state": str(self.state),
            "line": self.line,
            "pointer": self.pointer,
            "required": self.required,
            "what": _MESSAGES[self.state],
        }


def findings(file: CardFile, required: frozenset[str]) -> Iterator[CardFinding]:
    """Yield the items that a card does not state, in the order of the definitions."""
    for item, reading in file.card.said.items.items() if file.card is not None else ():
        if reading.state in _MESSAGES:
            asked = numbers(file, item)
            yield CardFinding(file.name, item, asked, reading.state, reading.line, reading.pointer, item in required)


def is_grave(finding: CardFinding) -> bool:
    """Tell whether somebody has to act: something of a template is left, or the item is required."""
    return finding.required or finding.state in _LEFT


def console_lines(files: Iterable[CardFile], found: Iterable[CardFinding]) -> Iterator[str]:
    """Yield a line for each finding and each item that is stated, and for each card how many are."""
    by_file: dict[str, list[CardFinding]] = {}
    for finding in found:
        by_file.setdefault(finding.file, []).append(finding)
    for file in files:
        if file.card is None:
            continue
        name = visible(file.name)
        for finding in by_file.get(file.name, ()):
            place = f"{name}{_place(finding.line, finding.pointer)}"
            item, what = numbered(finding.item, finding.numbers), _MESSAGES[finding.state]
            if is_grave(finding):
                yield worded("{place}: error: {item}: {what}", place=place, item=item, what=what)
            else:
                yield worded("{place}: note: {item}: {what}", place=place, item=item, what=what)
        for name_, reading in file.card.said.items.items():
            if reading.state is State.STATED:
                place, item = f"{name}{_place(reading.line, reading.pointer)}", numbered(name_, numbers(file, name_))
                if reading.in_passing:
                    yield worded(
                        "{place}: stated in passing: {item}: under a heading or label of its own it would count",
                        place=place,
                        item=item,
                    )
                else:
                    yield worded("{place}: stated: {item}", place=place, item=item)
        states = [reading.state for reading in file.card.said.items.values()]
        asked = len(states) - states.count(State.NOT_APPLICABLE)
        yield worded(
            "{name}: {stated} of {asked} items are stated", name=name, stated=states.count(State.STATED), asked=asked
        )


def _place(line: int | None, pointer: str) -> str:
    return f":{line}" if line else f"#{pointer}" if pointer else ""


def sarif(found: Iterable[CardFinding]) -> dict[str, Any]:
    """Return one SARIF 2.1.0 run, a rule for each item and state."""
    results = [_result(finding) for finding in found]
    rules = [{"id": name, "shortDescription": {"text": name}} for name in sorted({one["ruleId"] for one in results})]
    driver = {"name": "govkit card lint", "rules": rules}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _result(finding: CardFinding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
    if finding.line:
        physical["region"] = {"startLine": finding.line}
    where = f" ({finding.pointer})" if finding.pointer and not finding.line else ""
    return {
        "ruleId": f"{finding.item}/{finding.state}",
        "level": "warning" if is_grave(finding) else "note",
        "message": {"text": f"{numbered(finding.item, finding.numbers)}: {_MESSAGES[finding.state]}{where}"},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"govkitCard/v1": f"{finding.item}/{finding.state}"},
    }


def _uri(path: str) -> str:
    """Return a relative reference: nothing in a path may become a scheme, a host or a step upwards."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(quote(part, safe="") for part in parts)
