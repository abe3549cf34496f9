"""The pages that `govkit explain` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from govkit.engine.checklists import Chosen
from govkit.engine.lookup import Lookup
from govkit.model.checklist import All, AnyOf, CheckUse, Control, Node, Question, Require, Source
from govkit.plugin.check import Check
from govkit.plugin.probe import Probe

Lines = Iterator[str]

WORDS = {
    "pass": "Met: positive evidence. Something was examined, all that was expected was, and nothing was swallowed. "
    "Its basis says what it rests on. Nobody has to act.",
    "fail": "Gap: positive evidence that the requirement is not met. The owner of the control acts.",
    "unknown": "Needs facts: what the verdict depends on is not stated. Whoever keeps the inventory acts.",
    "review": "Needs review: a person has to judge. An open question, a check that can refute but not confirm, a "
    "sample, or a requirement that nobody has confirmed against its source. The assessor acts.",
    "not_applicable": "Not applicable: it concerns nothing here, with the reason. Nobody has to act.",
    "error": "A check, probe or plugin could not do its work, timed out or is not installed. It counts as undecided, "
    "never as met. Whoever runs govkit acts.",
    "declared": "A basis: the inventory says so, and nobody has verified it. The weakest one.",
    "documented": "A basis: an evidence file says so.",
    "examined": "A basis: a probe looked.",
    "confirmed": "A basis: a person confirmed it, with name, date and evidence.",
    "waived": "A gap that somebody has accepted for a time. It stays a gap and is scored, without exit code 1.",
    "contradiction": "Two sources that disagree, such as an answer and a check. It comes first in every report.",
}
CODES = {
    "0": "Exit code 0: no gap at or above --fail-on that is not waived, and nothing is incomplete.",
    "1": "Exit code 1: gaps or contradictions at or above --fail-on that no waiver covers.",
    "2": "Exit code 2: an input is wrong, or the command line asks for what does not exist. Nothing was assessed.",
    "3": "Exit code 3: incomplete. Something needed gave an error, or less than --min-decided percent is decided.",
    "4": "Exit code 4: another govkit is writing to the same folder.",
    "5": "Exit code 5: verification failed. An assessment does not fit what it claims to rest on.",
    "130": "Exit code 130: interrupted.",
}


def control_page(lookup: Lookup, chosen: Chosen, control: Control) -> Lines:
    """Yield the page of a control: what, why, how it is decided, citation, fix."""
    framework = chosen.checklist.framework
    yield f"{framework.id}/{control.id}" + (f" · {control.number}" if control.number else "")
    yield control.title
    yield ""
    yield f"Why: {control.why}"
    applies = f"every {control.applies.on}"
    if control.applies.where is not None:
        applies += f" where {_rule(control.applies.where)}"
    yield f"Concerns: {applies}"
    yield f"Severity: {control.severity.value}, weight {control.weight}"
    if control.fix:
        yield f"Fix: {control.fix}"
    yield ""
    yield "Decided by:"
    yield from decided_by(lookup, control.tree)
    yield ""
    source = control.source.over(framework.source)
    yield f"Source: {framework.title}, edition {framework.edition}" + (f", {source.section}" if source.section else "")
    yield from _source(source)
    for link in control.related:
        yield f"Related: {link.framework}/{link.control} ({link.relation})"


def _source(source: Source) -> Lines:
    parts = [source.publisher, source.document, str(source.date) if source.date else None, source.url]
    yield f"  {', '.join(part for part in parts if part)}"
    known = [
        f"grade {source.grade.value}" if source.grade else "",
        f"read as {source.read.value}" if source.read else "",
    ]
    known += [source.mark or "", f"true on {source.as_of}" if source.as_of else ""]
    yield f"  {', '.join(part for part in known if part)}"
    if not source.decides:
        yield "  It decides nothing until a named person has confirmed it: govkit checklist review export"


def decided_by(lookup: Lookup, node: Node, depth: int = 1) -> Lines:
    """Yield what decides a control, in words, a line a member."""
    indent = "  " * depth
    if isinstance(node, (All, AnyOf)):
        yield f"{indent}{'all of' if isinstance(node, All) else 'any of'}"
        for member in node.all_ if isinstance(node, All) else node.any_:
            yield from decided_by(lookup, member, depth + 1)
    elif isinstance(node, Question):
        needs = ", with evidence" if node.evidence == "required" else ""
        yield f"{indent}question {node.ask}: {node.text} ({node.type.replace('_', ' or ')}{needs})"
    elif isinstance(node, Require):
        yield f"{indent}requires {_rule(node.require)}"
    else:
        use = CheckUse(check=node) if isinstance(node, str) else node
        found = lookup.check(use.check)
        title = found.title if found is not None else "not installed"
        options = f" with {json.dumps(use.with_, ensure_ascii=False)}" if use.with_ else ""
        yield f"{indent}check {use.check}{options}: {title}"


def _rule(rule: Any) -> str:
    return json.dumps(rule.model_dump(mode="json", by_alias=True, exclude_defaults=True), ensure_ascii=False)


def _paragraphs(text: str) -> Lines:
    """Yield each paragraph as one line, with empty lines between them."""
    for index, paragraph in enumerate(text.strip().split("\n\n")):
        yield from [""] if index else []
        yield " ".join(paragraph.split())


def check_page(lookup: Lookup, check: Check[Any]) -> Lines:
    """Yield the page of a check: its docstring, what it needs, who uses it."""
    yield f"{check.id} · check on {check.on.type}"
    yield check.title
    yield ""
    yield from _paragraphs(check.doc)
    yield ""
    partial = "partial: it can refute; its pass needs a person's confirmation"
    yield f"Grade: {partial if check.grade.value == 'partial' else 'full: it may pass'}"
    for probe in check.needs:
        yield f"Needs: {probe.id}"
    for reference in check.reads:
        yield f"Reads: {reference.id}"
    if check.options is not None:
        for name, info in check.options.model_fields.items():
            yield f"Option: {name} (default {info.default!r})" + (f": {info.description}" if info.description else "")
    for control in lookup.used_by(check.id):
        yield f"Used by: {control}"


def probe_page(lookup: Lookup, probe: Probe[Any, Any]) -> Lines:
    """Yield the page of a probe."""
    yield f"{probe.id} · probe of {probe.on.type}, version {probe.version}"
    yield from _paragraphs(probe.doc)
    yield ""
    yield f"Network: {'needed; allow it with --network' if probe.network else 'not used'}"
    yield f"Time: at most {probe.seconds} seconds a {probe.on.type}"
    for check in lookup.checks():
        if probe.id in {needed.id for needed in check.needs}:
            yield f"Used by: {check.id}"


def framework_page(editions: Sequence[Chosen]) -> Lines:
    """Yield the page of a framework: each edition with its controls."""
    for chosen in editions:
        framework = chosen.checklist.framework
        yield f"{chosen.checklist.key} · {framework.title}"
        yield from ([framework.note] if framework.note else [])
        yield from _source(framework.source)
        if framework.effective.from_ is not None:
            yield f"  in force from {framework.effective.from_}"
        yield ""
        for control in chosen.checklist.controls:
            number = f" [{control.number}]" if control.number else ""
            yield f"  {framework.id}/{control.id}{number}: {control.title}"
        yield ""
