"""Writes what is expected of each example: its assessment on a fixed day, reduced to what a reviewer reads in a diff.

python -m examples.golden               write `expected/assessment.txt` of both examples anew
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from govkit.engine.api import assess
from govkit.i18n import Renderer
from govkit.model.assessment import Assessment
from govkit.model.ranges import Range

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 11, 21)
EXAMPLES = ("thai-online-shop", "singapore-lender")
EXPECTED = "expected/assessment.txt"


def reduced(assessment: Assessment) -> str:
    """Return the verdicts of an assessment as lines, without digests, versions and the run."""
    return "".join(f"{line}\n" for line in _lines(assessment))


def _lines(assessment: Assessment) -> Iterator[str]:
    english = Renderer("en", assessment["translations"])
    yield f"{assessment['organisation'].get('name', '?')}, {assessment['as_of']}"
    for framework in assessment["frameworks"]:
        yield from ("", f"{framework['id']}@{framework['edition']}: {_score(framework['score'])}")
        for control in sorted(framework["controls"], key=lambda entry: entry["id"]):
            said = "/".join(filter(None, (control["status"], control.get("basis"), control.get("preanswer"))))
            waived = " (waived)" if control.get("waived") else ""
            yield f"  {said:24} {control['id']:26} {english.text(control['reason'])}{waived}"
    yield from _section("Contradictions outside any check", (_loose(entry) for entry in assessment["contradictions"]))
    yield from _section("Findings", (line for entry in assessment["findings"] for line in _finding(entry, english)))
    groups = sorted(_group(entry, english) for entry in assessment["groups"])
    yield from _section("Groups", (line for group in groups for line in group))
    yield from _section("Open questions", (_question(entry, english) for entry in assessment["questions"]))
    yield from _section("Waivers", (_waiver(entry) for entry in assessment["waivers"]))
    yield from _section("Exhibits", (_exhibit(entry) for entry in assessment["exhibits"]))
    yield from _section("Problems", (f"{entry['kind']} {entry['name']}" for entry in assessment["problems"]))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", title)
    yield from (f"  {line}" for line in lines)


def _score(score: Any) -> str:
    if score is None:
        return "nothing applies"
    parts = ", ".join(f"{name} {score[name]}" for name in ("met", "undecided", "gaps", "applicable", "critical_gaps"))
    bases = ", ".join(f"{basis} {weight}" for basis, weight in sorted(score["by_basis"].items()))
    return f"{score['low']:.4f} to {score['high']:.4f} ({parts}; {bases})"


def _loose(entry: Any) -> str:
    return f"{entry['subject']} shown by {', '.join(entry['shown_by'])}"


def _finding(entry: Any, english: Renderer) -> Iterator[str]:
    marks = [mark for mark in ("contradiction", "waived") if mark in entry]
    name = f"{entry['framework']}/{entry['control']}"
    yield " ".join([entry["status"], entry["severity"], name, entry["subject"], _by(entry), entry["id"], *marks])
    yield f"    {_said(entry, english)}"


def _group(entry: Any, english: Renderer) -> tuple[str, ...]:
    said = "/".join(filter(None, (entry["status"], entry.get("basis"))))
    name = f"{entry['framework']}/{entry['control']}"
    return (
        f"{name} {said} {_by(entry)} {_ranges(entry['subjects'])}",
        f"    {_said(entry, english)}",
    )


def _by(entry: Any) -> str:
    return str(entry["by"]["id"]) or "whom it concerns"


def _said(entry: Any, english: Renderer) -> str:
    seen = f"{entry['examined']} of {entry['expected']} {entry.get('unit', '')}".strip() if "examined" in entry else ""
    note = english.text(entry["note"]) if "note" in entry else ""
    return " · ".join(filter(None, (english.text(entry["message"]), note, seen)))


def _question(entry: Any, english: Renderer) -> str:
    return f"{entry['id']} ({entry['type']}) {_ranges(entry['subjects']) or 'once'}: {english.text(entry['why'])}"


def _ranges(ranges: Iterable[Range]) -> str:
    return " ".join(f"{kind}[{first}]" if first == last else f"{kind}[{first}:{last}]" for kind, first, last in ranges)


def _waiver(entry: Any) -> str:
    subject = entry.get("subject", "all")
    return f"{entry['framework']}/{entry['control']} {subject}: {entry['state']}, covers {entry['covers']}"


def _exhibit(entry: Any) -> str:
    return f"{entry['id']}: {len(entry.get('rows', ()))} rows"


def main() -> None:
    """Write the expected assessments."""
    for name in EXAMPLES:
        place = HERE / name / EXPECTED
        place.parent.mkdir(exist_ok=True)
        place.write_text(reduced(assess(HERE / name, as_of=AS_OF)), encoding="utf-8", newline="\n")
        sys.stdout.write(f"wrote {place.relative_to(HERE.parent)}\n")


if __name__ == "__main__":
    main()
