"""The pages that `govkit explain` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from govkit.engine.checklists import Chosen
from govkit.engine.lookup import Lookup
from govkit.model.checklist import All, AnyOf, CheckUse, Control, Node, Question, Require, Source
from govkit.model.page import fix_of, paragraphs, why_of
from govkit.model.worded import listed, worded
from govkit.plugin.check import Check
from govkit.plugin.probe import Probe

Lines = Iterator[str]

WORDS = {
    "pass": worded(
        "Met: positive evidence. Something was examined, all that was expected was, and nothing was swallowed. "
        "Its basis says what it rests on. Nobody has to act."
    ),
    "fail": worded("Gap: positive evidence that the requirement is not met. The owner of the control acts."),
    "unknown": worded("Needs facts: what the verdict depends on is not stated. Whoever keeps the inventory acts."),
    "review": worded(
        "Needs review: a person has to judge. An open question, a check that can refute but not confirm, a "
        "sample, or a requirement that nobody has confirmed against its source. The assessor acts."
    ),
    "not_applicable": worded("Not applicable: it concerns nothing here, with the reason. Nobody has to act."),
    "error": worded(
        "A check, probe or plugin could not do its work, timed out or is not installed. It counts as undecided, "
        "never as met. Whoever runs govkit acts."
    ),
    "declared": worded("A basis: the inventory says so, and nobody has verified it. The weakest one."),
    "documented": worded("A basis: an evidence file says so."),
    "examined": worded("A basis: a probe looked."),
    "confirmed": worded("A basis: a person confirmed it, with name, date and evidence."),
    "waived": worded("A gap that somebody has accepted for a time. It stays a gap and is scored, without exit code 1."),
    "contradiction": worded(
        "Two sources that disagree, such as an answer and a check. It comes first in every report."
    ),
}
CODES = {
    "0": worded("Exit code 0: no gap at or above --fail-on that is not waived, and nothing is incomplete."),
    "1": worded("Exit code 1: gaps or contradictions at or above --fail-on that no waiver covers."),
    "2": worded(
        "Exit code 2: an input is wrong, or the command line asks for what does not exist. Nothing was assessed."
    ),
    "3": worded(
        "Exit code 3: incomplete. Something needed gave an error, or less than --min-decided percent is decided."
    ),
    "4": worded("Exit code 4: another govkit is writing to the same folder."),
    "5": worded("Exit code 5: verification failed. An assessment does not fit what it claims to rest on."),
    "130": worded("Exit code 130: interrupted."),
}

_FORMS = {
    "yes_no": worded("yes or no"),
    "choice": worded("one of several"),
    "number": worded("a number"),
    "date": worded("a day"),
    "text": worded("a text"),
}
"""Type of a question → how it is answered."""


def control_page(lookup: Lookup, chosen: Chosen, control: Control) -> Lines:
    """Yield the page of a control: what, why, how it is decided, citation, fix."""
    framework = chosen.checklist.framework
    yield f"{framework.id}/{control.id}" + (f" · {control.number}" if control.number else "")
    yield worded(control.title)
    yield ""
    yield worded("Why: {why}", why=worded(control.why))
    on, where = control.applies.on, control.applies.where
    if where is None:
        yield worded("Concerns: every {on}", on=on)
    else:
        yield worded("Concerns: every {on} where {rule}", on=on, rule=_rule(where))
    yield worded("Severity: {severity}, weight {weight}", severity=control.severity.value, weight=control.weight)
    if control.fix:
        yield worded("Fix: {fix}", fix=worded(control.fix))
    yield ""
    yield worded("Decided by:")
    yield from decided_by(lookup, control.tree)
    yield ""
    source = control.source.over(framework.source)
    title = worded(framework.title)
    if source.section:
        edition, section = framework.edition, source.section
        yield worded("Source: {title}, edition {edition}, {section}", title=title, edition=edition, section=section)
    else:
        yield worded("Source: {title}, edition {edition}", title=title, edition=framework.edition)
    yield from _source(source)
    for link in control.related:
        target = f"{link.framework}/{link.control}"
        yield worded("Related: {control} ({relation})", control=target, relation=link.relation)


def _source(source: Source) -> Lines:
    parts = [source.publisher, source.document, str(source.date) if source.date else None, source.url]
    yield f"  {', '.join(part for part in parts if part)}"
    known = [
        worded("grade {grade}", grade=source.grade.value) if source.grade else "",
        worded("read as {read}", read=source.read.value) if source.read else "",
        source.mark or "",
        worded("true on {day}", day=source.as_of) if source.as_of else "",
    ]
    yield worded("  {parts}", parts=listed([part for part in known if part]))
    if not source.decides:
        yield worded("  It decides nothing until a named person has confirmed it: govkit checklist review export")


def decided_by(lookup: Lookup, node: Node, depth: int = 1) -> Lines:
    """Yield what decides a control, in words, a line a member."""
    indent = "  " * depth
    if isinstance(node, (All, AnyOf)):
        kind = worded("all of") if isinstance(node, All) else worded("any of")
        yield worded("{indent}{kind}", indent=indent, kind=kind)
        for member in node.all_ if isinstance(node, All) else node.any_:
            yield from decided_by(lookup, member, depth + 1)
    elif isinstance(node, Question):
        asked = {"indent": indent, "ask": node.ask, "text": worded(node.text), "form": _FORMS[node.type]}
        if node.evidence == "required":
            yield worded("{indent}question {ask}: {text} ({form}, with evidence)", **asked)
        else:
            yield worded("{indent}question {ask}: {text} ({form})", **asked)
    elif isinstance(node, Require):
        yield worded("{indent}requires {rule}", indent=indent, rule=_rule(node.require))
    else:
        use = CheckUse(check=node) if isinstance(node, str) else node
        found = lookup.check(use.check)
        title = worded(found.title) if found is not None else worded("not installed")
        if use.with_:
            options = json.dumps(use.with_, ensure_ascii=False)
            used = {"indent": indent, "check": use.check, "options": options, "title": title}
            yield worded("{indent}check {check} with {options}: {title}", **used)
        else:
            yield worded("{indent}check {check}: {title}", indent=indent, check=use.check, title=title)


def _rule(rule: Any) -> str:
    return json.dumps(rule.model_dump(mode="json", by_alias=True, exclude_defaults=True), ensure_ascii=False)


def check_page(lookup: Lookup, check: Check[Any]) -> Lines:
    """Yield the page of a check: its docstring, what it needs, who uses it."""
    yield worded("{id} · check on {type}", id=check.id, type=check.on.type)
    yield worded(check.title)
    yield ""
    yield worded(why_of(check.doc))
    yield ""
    if fix := fix_of(check.doc):
        yield worded("Fix: {fix}", fix=worded(fix))
        yield ""
    if check.grade.value == "partial":
        yield worded("Grade: partial: it can refute; its pass needs a person's confirmation")
    else:
        yield worded("Grade: full: it may pass")
    for probe in check.needs:
        yield worded("Needs: {id}", id=probe.id)
    for reference in check.reads:
        yield worded("Reads: {id}", id=reference.id)
    yield from _options(check.options)
    for control in lookup.used_by(check.id):
        yield worded("Used by: {id}", id=control)


def _options(options: type[BaseModel] | None, below: str = "") -> Lines:
    for name, info in options.model_fields.items() if options is not None else ():
        if info.is_required():
            option = worded("Option: {name} (has to be given)", name=below + name)
        elif info.default is None:
            option = worded("Option: {name} (may be left out)", name=below + name)
        else:
            default = json.dumps(info.default, ensure_ascii=False, default=str)
            option = worded("Option: {name} (default {default})", name=below + name, default=default)
        about = " ".join((info.description or "").split())
        yield worded("{option}: {about}", option=option, about=worded(about)) if about else option


def probe_page(lookup: Lookup, probe: Probe[Any, Any]) -> Lines:
    """Yield the page of a probe."""
    yield worded("{id} · probe of {type}, version {version}", id=probe.id, type=probe.on.type, version=probe.version)
    for paragraph in paragraphs(probe.doc):
        yield worded(paragraph)
        yield ""
    yield worded("Network: needed; allow it with --network") if probe.network else worded("Network: not used")
    yield worded("Time: at most {seconds} seconds a {type}", seconds=probe.seconds, type=probe.on.type)
    yield from _options(probe.options, f"probes.{probe.id.partition('.')[0]}.")
    for check in lookup.checks():
        if probe.id in {needed.id for needed in check.needs}:
            yield worded("Used by: {id}", id=check.id)


def framework_page(editions: Sequence[Chosen]) -> Lines:
    """Yield the page of a framework: each edition with its controls."""
    for chosen in editions:
        framework = chosen.checklist.framework
        yield worded("{key} · {title}", key=chosen.checklist.key, title=worded(framework.title))
        yield from ([worded(framework.note)] if framework.note else [])
        yield from _source(framework.source)
        if framework.effective.from_ is not None:
            yield worded("  in force from {day}", day=framework.effective.from_)
        yield ""
        for control in chosen.checklist.controls:
            number = f" [{control.number}]" if control.number else ""
            id_ = f"{framework.id}/{control.id}{number}"
            yield worded("  {id}: {title}", id=id_, title=worded(control.title))
        yield ""
