"""The page of a checklist: each control with its citation, how it was read, and how it is decided."""

from __future__ import annotations

import json
from collections.abc import Iterator

from docs.generator.markdown import anchor, literal, page, prose, table
from govkit.engine.checklists import Chosen
from govkit.model.checklist import All, AnyOf, CheckUse, Control, Node, Question, Require, Source, SourceGrade
from govkit.model.predicate import Rule

_GRADES = {
    SourceGrade.OFFICIAL: "A, official",
    SourceGrade.PROFESSIONAL: "B, a law firm or standards body",
    SourceGrade.PRESS: "C, press",
    SourceGrade.UNRELIABLE: "X, unreliable",
    SourceGrade.OWN: "O, an author's own rule and not law",
}


def render(chosen: Chosen) -> str:
    """Return the page of a checklist."""
    framework = chosen.checklist.framework
    intro = f"`{chosen.checklist.key}`, revision {framework.revision}. {prose(framework.note or '')}".strip()
    return page(f"{framework.title}, edition {framework.edition}", intro, _lines(chosen))


def _lines(chosen: Chosen) -> Iterator[str]:
    framework, controls = chosen.checklist.framework, chosen.checklist.controls
    yield from (_cited(framework.source), "")
    yield from (_effective(framework.effective.from_, framework.effective.until), "")
    deciding = sum(control.source.over(framework.source).decides for control in controls)
    yield f"{len(controls)} controls, of which {deciding} decide before a person has confirmed them."
    yield "How a control is decided stands in [verdicts.md](../../verdicts.md), and what the grades of sources mean in"
    yield "[checklists.md](../../checklists.md)."
    yield from ("", *_translations(chosen))
    rows = [
        (
            control.number or "",
            f"[{control.id}](#{control.id})",
            control.title,
            control.severity.value,
            str(control.weight),
        )
        for control in controls
    ]
    yield from table(("No.", "Control", "What holds when it is met", "Severity", "Weight"), rows)
    for control in controls:
        yield from _control(control, framework.source)


def _translations(chosen: Chosen) -> Iterator[str]:
    for translation in chosen.translations:
        by = f" by {translation.reviewer}" if translation.reviewer else ""
        yield f"Translation: {translation.language}, {translation.status}{by}."
        yield ""


def _control(control: Control, base: Source) -> Iterator[str]:
    source = control.source.over(base)
    number = f"{control.number} · " if control.number else ""
    yield from (
        anchor(control.id),
        "",
        f"## {number}{control.id}",
        "",
        f"**{control.title}.** {prose(control.why)}",
        "",
    )
    concerns = f"every [{control.applies.on}](../inventory.md#{control.applies.on})"
    if control.applies.where is not None:
        concerns += f" with {_rule(control.applies.where)}"
    yield f"- Concerns: {concerns}"
    yield f"- Severity: {control.severity.value}, weight {control.weight}"
    yield from [f"- Fix: {prose(control.fix)}"] if control.fix else []
    yield f"- Source: {source.section or 'no pinpoint'}; {_known(source)}"
    decides = (
        "decides before a person has confirmed it"
        if source.decides
        else "is pre-answered until a named person has confirmed it"
    )
    yield f"- Review: nobody has signed it; it {decides}"
    if control.effective is not None:
        yield f"- {_effective(control.effective.from_, control.effective.until)}"
    yield from (f"- Permitted qualification `{one.id}`: {prose(one.text)}" for one in control.qualifications)
    yield from (f"- Related: {link.framework}/{link.control} ({link.relation})" for link in control.related)
    yield from [f"- Tags: {', '.join(control.tags)}"] if control.tags else []
    yield from ("- Decided by:", *_tree(control.tree, 1), "")


def _tree(node: Node, depth: int) -> Iterator[str]:
    bullet = "  " * depth + "- "
    if isinstance(node, (All, AnyOf)):
        yield f"{bullet}{'all of' if isinstance(node, All) else 'any of'}"
        for member in node.all_ if isinstance(node, All) else node.any_:
            yield from _tree(member, depth + 1)
    elif isinstance(node, Question):
        form = "yes or no" if node.type == "yes_no" else ", ".join(node.choices) or node.type
        evidence = ", with evidence" if node.evidence == "required" else ""
        once = ", once" if node.per == "organisation" else ""
        yield f"{bullet}question `{node.ask}`: {prose(node.text)} ({form}{evidence}{once})"
    elif isinstance(node, Require):
        gap = f"; else: *{prose(node.gap)}*" if node.gap else ""
        yield f"{bullet}requires {_rule(node.require)}{gap}"
    else:
        use = CheckUse(check=node) if isinstance(node, str) else node
        given = f" with {literal(json.dumps(use.with_, ensure_ascii=False))}" if use.with_ else ""
        yield f"{bullet}check [{use.check}](../checks.md#{use.check}){given}"


def _rule(rule: Rule) -> str:
    return literal(json.dumps(rule.model_dump(mode="json", by_alias=True, exclude_defaults=True), ensure_ascii=False))


def _cited(source: Source) -> str:
    parts = [source.publisher, source.document, str(source.date or ""), source.url]
    return f"Source: {', '.join(part for part in parts if part)}; {_known(source)}."


def _known(source: Source) -> str:
    parts = [
        f"grade {_GRADES[source.grade]}" if source.grade else "no grade",
        f"read: {source.read.value}" if source.read else "not said how it was read",
        f"mark: {source.mark}" if source.mark else "",
        f"true on {source.as_of}" if source.as_of else "",
    ]
    return ", ".join(part for part in parts if part)


def _effective(start: object, end: object) -> str:
    parts = [f"from {start}" if start else "", f"until {end}" if end else ""]
    return f"Applies {' '.join(part for part in parts if part)}." if start or end else ""
