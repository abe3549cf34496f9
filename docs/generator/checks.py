"""The page of every check, probe and exhibit of the first-party plugins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from docs.generator import installed
from docs.generator.markdown import anchor, literal, page, prose, table
from govkit.plugin.check import Check
from govkit.plugin.exhibit import ExhibitMaker
from govkit.plugin.probe import Probe

_INTRO = """What govkit's own plugins look at. `govkit explain ID` prints the same. A check of grade *full* may pass; a
*partial* one can refute or pre-fill, and its pass waits for a person: see [verdicts.md](../verdicts.md)."""


def render() -> str:
    """Return the page."""
    return page("Checks", _INTRO, _lines())


def _lines() -> Iterator[str]:
    for name, distribution in installed.plugins().items():
        found = installed.checks(name)
        yield from (f"## {name}", "", f"From the distribution `{distribution}`.", "")
        rows = [(f"[{check.id}](#{check.id})", _subject(check.on), check.grade.value, check.title) for check in found]
        yield from table(("Check", "On", "Grade", "What holds when it passes"), rows)
        for check in found:
            yield from _check(check)
        for probe in installed.probes(name):
            yield from _probe(probe, name)
        for maker in installed.exhibits(name):
            yield from _exhibit(maker)


def _check(check: Check[Any]) -> Iterator[str]:
    yield from (anchor(check.id), "", f"### {check.id}", "", f"**{check.title}.** On: {_subject(check.on)}.", "")
    yield from (prose(check.why), "", f"*Fix:* {prose(check.fix)}", "")
    needs = ", ".join(f"[{probe.id}](#{probe.id})" for probe in check.needs)
    reads = ", ".join(literal(reference.id) for reference in check.reads)
    used = ", ".join(_control(name) for name in installed.lookup().used_by(check.id) if _is_ours(name))
    for label, text in (
        ("Grade", "full: it may pass" if check.grade.value == "full" else "partial: its pass waits for a person"),
        ("Looks through", needs),
        ("Reference data", reads),
        ("Used by", used or "no checklist that ships here"),
        ("Since", check.since),
    ):
        yield from [f"- {label}: {text}"] if text else []
    yield ""
    yield from _options(check.options)


def _options(options: type[BaseModel] | None, below: str = "") -> list[str]:
    if options is None:
        return []
    properties = options.model_json_schema().get("properties", {})
    rows = [
        (literal(below + name), _default(field), _form(properties[name]), field.description or "")
        for name, field in options.model_fields.items()
    ]
    return table(("Option", "Default", "Value", "Meaning"), rows)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "has to be given"
    return literal(json.dumps(field.get_default(call_default_factory=True), ensure_ascii=False, default=str))


def _form(schema: dict[str, Any]) -> str:
    if "enum" in schema or "const" in schema:
        return ", ".join(literal(str(value)) for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of: {_form(schema.get('items', {}))}"
    if "anyOf" in schema:
        return " or ".join(_form(option) for option in schema["anyOf"])
    words = {"integer": "whole number", "string": "text", "boolean": "true or false", "null": "nothing"}
    kind = str(schema.get("type", "value"))
    bounds = {"minimum": "at least", "exclusiveMinimum": "more than", "maximum": "at most"}
    return ", ".join([words.get(kind, kind), *(f"{bounds[key]} {schema[key]}" for key in bounds if key in schema)])


def _probe(probe: Probe[Any, Any], plugin: str) -> Iterator[str]:
    title = f"### {probe.id} (probe)"
    yield from (anchor(probe.id), "", title, "", prose(probe.doc), "")
    users = [check.id for check in installed.checks(plugin) if probe in check.needs]
    yield f"- On: {_subject(probe.on)}, version {probe.version} of its facts"
    yield f"- Network: {'needed; allow it with `--network`' if probe.network else 'not used'}"
    yield f"- Time: at most {probe.seconds} seconds a {probe.on.type}"
    yield from [f"- Visits only what states `{probe.looks_at}`"] if probe.looks_at else []
    yield f"- Used by: {', '.join(f'[{name}](#{name})' for name in users) or 'exhibits'}"
    yield ""
    yield from _options(probe.options, f"probes.{plugin}.")


def _exhibit(maker: ExhibitMaker) -> Iterator[str]:
    yield from (anchor(maker.id), "", f"### {maker.id} (exhibit)", "", prose(maker.doc), "")


def _subject(kind: Any) -> str:
    return f"[{kind.type}](inventory.md#{kind.type})"


def _control(name: str) -> str:
    key, _, control = name.partition("/")
    return f"[{key.partition('@')[0]}/{control}](checklists/{key.replace('@', '-')}.md#{control})"


def _is_ours(name: str) -> bool:
    return name.partition("/")[0] in {chosen.checklist.key for chosen in installed.checklists()}
