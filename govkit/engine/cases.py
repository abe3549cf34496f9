"""Test cases of checks as data: a subject, what surrounds it, and the finding to expect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, JsonValue, ValidationError

from govkit.engine.decide import decide
from govkit.engine.located import validated
from govkit.engine.normalise import inventory_from
from govkit.engine.read import read_document
from govkit.engine.references import load_references
from govkit.model.answers import Document, Rejection
from govkit.model.errors import InputError
from govkit.model.fact import Fact, FactStatus
from govkit.model.finding import Finding
from govkit.model.inventory import Inventory
from govkit.plugin.check import Check
from govkit.plugin.context import Context
from govkit.plugin.manager import Plugins, Unavailable

AS_OF = date(2026, 1, 1)
"""The date of a case that names none."""


class GivenFact(Document):
    """A fact of a probe, about the subject of the case or another one."""

    about: str | None = None
    status: FactStatus = FactStatus.OBSERVED
    version: int | None = None
    """The version of the form; the probe's own where it is left out."""
    value: JsonValue = None
    examined: int = 1
    expected: int | None = None
    """The population; as many as were examined where it is left out."""
    unit: str = ""


class Expected(Document):
    """What a finding has to say; what is left out may be anything."""

    status: Literal["pass", "fail", "unknown", "review", "not_applicable", "error"]
    message: str | None = None
    params: dict[str, JsonValue] | None = None
    at: str | list[str] | None = None
    basis: Literal["declared", "documented", "examined", "confirmed"] | None = None
    contradiction: bool | None = None
    examined: int | None = None
    expected: int | None = None


def _listed(raw: Any) -> Any:
    return raw if isinstance(raw, list) else [raw]


def _named(raw: Any) -> Any:
    return {"status": raw} if isinstance(raw, str) else raw


class Case(Document):
    """One case."""

    model_config = ConfigDict(populate_by_name=True)

    subject: dict[str, JsonValue]
    """The subject in the native format, with its id."""
    inventory: dict[str, list[dict[str, JsonValue]] | Literal["none"]] = Field(default_factory=dict)
    """Further subjects."""
    facts: dict[str, Annotated[list[GivenFact], BeforeValidator(_listed)]] = Field(default_factory=dict)
    """Probe → what it saw."""
    rejections: tuple[Rejection, ...] = ()
    as_of: date = AS_OF
    with_: dict[str, JsonValue] = Field(default_factory=dict, alias="with")
    """Options of the check, over those of the file."""
    expect: Annotated[Expected, BeforeValidator(_named)]
    """The finding, or its status alone."""


class Cases(Document):
    """A file of cases for one check."""

    model_config = ConfigDict(populate_by_name=True)

    check: str
    with_: dict[str, JsonValue] = Field(default_factory=dict, alias="with")
    cases: dict[str, Case] = Field(min_length=1)


class CaseFailed(Exception):
    """A case can't be run, or did not end as it expects."""


def read_cases(path: Path) -> Cases:
    """Read a file of cases; raise `InputErrors` with places."""
    return validated(Cases, read_document(path))


def run_case(check_id: str, options: dict[str, Any], case: Case) -> None:
    """Decide a case twice and compare; raise `CaseFailed` where it does not end as it expects."""
    check = Plugins().check(check_id)
    if isinstance(check, Unavailable):
        raise CaseFailed(f"{check_id} can't be had: {check.reason.text.format(**check.reason.params)}")
    finding = _decide(check, {**options, **case.with_}, case)
    if finding != _decide(check, {**options, **case.with_}, case):
        raise CaseFailed("the check says two different things about the same facts")
    _compare(finding, case.expect)


def _decide(check: Check[Any], options: dict[str, Any], case: Case) -> Finding:
    try:
        inventory = _inventory(check, case)
        given = check.options.model_validate(options) if check.options is not None else None
    except (InputError, ValidationError) as fault:
        raise CaseFailed(str(fault)) from None
    subject = inventory.get(f"{check.on.type}:{case.subject.get('id')}")
    if subject is None:
        raise CaseFailed("the subject of the case is not in its inventory: it needs an `id`")
    facts = {(fact.probe, fact.subject): fact for fact in _facts(check, case, subject.subject)}
    ctx: Context[Any] = Context(
        inventory=inventory,
        as_of=case.as_of,
        options=given,
        subject=subject.subject,
        needs=check.needs,
        fact_of=lambda probe, about: facts.get((probe, about)),
        references={name: loaded.value for name, loaded in load_references(check.reads).items()},
        rejections=case.rejections,
    )
    return decide(check, subject, ctx)


def _inventory(check: Check[Any], case: Case) -> Inventory:
    content: dict[str, Any] = {key: value if value == "none" else list(value) for key, value in case.inventory.items()}
    record = dict(case.subject)
    plural = check.on.plural
    if check.on.type == "field":
        dataset, collection, record["name"] = str(record.pop("id", "//")).split("/")
        record = {"id": dataset, "collections": [{"name": collection, "fields": [record]}]}
        plural = "datasets"
    content[plural] = [*(content.get(plural) or ()), record]
    return inventory_from(content, "the case")


def _facts(check: Check[Any], case: Case, subject: str) -> Iterator[Fact]:
    probes = {probe.id: probe for probe in check.needs}
    for id_, given in case.facts.items():
        if id_ not in probes:
            raise CaseFailed(f"{check.id} does not need the probe {id_}")
        for entry in given:
            yield Fact(
                probe=id_,
                version=probes[id_].version if entry.version is None else entry.version,
                subject=entry.about or subject,
                status=entry.status,
                value=entry.value,
                examined=entry.examined,
                expected=entry.examined if entry.expected is None else entry.expected,
                unit=entry.unit,
            )


def _compare(finding: Finding, expect: Expected) -> None:
    seen = {
        "status": finding.status.value,
        "message": finding.message.text,
        "params": finding.message.to_json().get("params", {}),
        "at": finding.at[0] if len(finding.at) == 1 else list(finding.at),
        "basis": finding.basis.value if finding.basis is not None else None,
        "contradiction": finding.contradiction,
        "examined": finding.examined,
        "expected": finding.expected,
    }
    for key, value in expect.model_dump(exclude_none=True).items():
        if seen[key] != value:
            raise CaseFailed(f"{key}: expected {value!r}, got {seen[key]!r} ({seen['status']}: {seen['message']})")
