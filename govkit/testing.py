"""A pytest plugin for authors of checks: collects `*.cases.yaml` and runs each case through the engine's own rules.

check: acme.retention-period
cases:
  stated: {subject: {id: a, retention: P5Y}, expect: pass}
  missing: {subject: {id: a}, expect: unknown}
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govkit.model.fact import Fact
    from govkit.model.finding import Finding
    from govkit.model.inventory import Inventory
    from govkit.plugin import Check

SUFFIX = ".cases.yaml"
AS_OF = date(2026, 1, 1)
"""The date of a case that names none."""
_CASE_KEYS = {"subject", "inventory", "facts", "rejections", "as_of", "with", "expect"}


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> CasesFile | None:
    """Collect case files."""
    return CasesFile.from_parent(parent, path=file_path) if file_path.name.endswith(SUFFIX) else None


class CaseFailed(Exception):
    """A case did not end as it expects."""


class CasesFile(pytest.File):
    """One file of cases for one check."""

    def collect(self) -> Iterator[Case]:
        """Yield a test for each case."""
        from govkit.engine.read import read_document

        document = read_document(self.path).value
        for name, case in document["cases"].items():
            yield Case.from_parent(self, name=name, check=document["check"], common=document.get("with", {}), case=case)


class Case(pytest.Item):
    """One case: a subject, what surrounds it, and the finding to expect."""

    def __init__(self, *, check: str, common: dict[str, Any], case: dict[str, Any], **rest: Any) -> None:
        """Take the check's id, the options of the whole file, and the case."""
        super().__init__(**rest)
        self.check_id = check
        self.common = common
        self.case = case

    def runtest(self) -> None:
        """Decide, twice, and compare with what is expected."""
        unknown = self.case.keys() - _CASE_KEYS
        if unknown:
            raise CaseFailed(f"a case has no key {sorted(unknown)}; possible are {sorted(_CASE_KEYS)}")
        check = _check(self.check_id)
        finding = _decide(check, self.case, {**self.common, **self.case.get("with", {})})
        if finding != _decide(check, self.case, {**self.common, **self.case.get("with", {})}):
            raise CaseFailed(f"{self.check_id} says two different things about the same facts")
        _compare(finding, self.case["expect"])

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show a failed case without a traceback into the engine."""
        if isinstance(excinfo.value, CaseFailed):
            return f"{self.check_id}, case `{self.name}`: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the case."""
        return self.path, None, f"{self.check_id}::{self.name}"


def _check(id_: str) -> Check[Any]:
    from govkit.plugin.manager import Plugins, Unavailable

    check = Plugins().check(id_)
    if isinstance(check, Unavailable):
        raise CaseFailed(f"{id_} can't be had: {check.reason.text} {check.reason.params}")
    return check


def _decide(check: Check[Any], case: dict[str, Any], options: dict[str, Any]) -> Finding:
    from govkit.engine.decide import decide
    from govkit.engine.references import load_references
    from govkit.model.answers import Rejection
    from govkit.plugin import Context

    as_of = date.fromisoformat(case["as_of"]) if "as_of" in case else AS_OF
    inventory = _inventory(check, case)
    subject = inventory.get(f"{check.on.type}:{case['subject']['id']}")
    if subject is None:
        raise CaseFailed("the subject of the case is not in its inventory")
    facts = {(fact.probe, fact.subject): fact for fact in _facts(check, case, subject.subject)}
    ctx: Context[Any] = Context(
        inventory=inventory,
        as_of=as_of,
        options=check.options.model_validate(options) if check.options is not None else None,
        subject=subject.subject,
        needs=check.needs,
        fact_of=lambda probe, about: facts.get((probe, about)),
        references={name: loaded.value for name, loaded in load_references(check.reads).items()},
        rejections=[Rejection.model_validate(entry) for entry in case.get("rejections", ())],
    )
    return decide(check, subject, ctx)


def _inventory(check: Check[Any], case: dict[str, Any]) -> Inventory:
    from govkit.engine.normalise import inventory_from

    given = case.get("inventory", {})
    content: dict[str, Any] = {key: value if isinstance(value, str) else list(value) for key, value in given.items()}
    if check.on.type == "field":
        dataset, collection, name = case["subject"]["id"].split("/")
        field = {**case["subject"], "name": name}
        del field["id"]
        content.setdefault("datasets", []).append(
            {"id": dataset, "collections": [{"name": collection, "fields": [field]}]}
        )
    else:
        content.setdefault(check.on.plural, []).append(case["subject"])
    return inventory_from(content)


def _facts(check: Check[Any], case: dict[str, Any], subject: str) -> Iterator[Fact]:
    from govkit.model.fact import Fact, FactStatus

    probes = {probe.id: probe for probe in check.needs}
    for id_, given in case.get("facts", {}).items():
        if id_ not in probes:
            raise CaseFailed(f"{check.id} does not need the probe {id_}")
        for entry in given if isinstance(given, list) else [given]:
            yield Fact(
                probe=id_,
                version=entry.get("version", probes[id_].version),
                subject=entry.get("about", subject),
                status=FactStatus(entry.get("status", "observed")),
                value=entry.get("value"),
                examined=entry.get("examined", 1),
                expected=entry.get("expected", entry.get("examined", 1)),
                unit=entry.get("unit", ""),
            )


def _compare(finding: Finding, expect: str | dict[str, Any]) -> None:
    wanted = {"status": expect} if isinstance(expect, str) else expect
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
    for key, value in wanted.items():
        if key not in seen:
            raise CaseFailed(f"`expect` has no key `{key}`; possible are {sorted(seen)}")
        if seen[key] != value:
            raise CaseFailed(f"{key}: expected {value!r}, got {seen[key]!r} ({seen['status']}: {seen['message']})")
