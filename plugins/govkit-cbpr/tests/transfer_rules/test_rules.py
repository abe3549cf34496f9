"""The rule files are sound, and every example in them comes out as it says."""

from __future__ import annotations

import pytest

from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.facts import exporter_total
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.linting import lint
from govkit_cbpr.transfer_rules.rules import Example

RULES = installed_rules()
REGIMES = {
    "sg.pdpa", "th.pdpa", "my.pdpa", "ph.dpa", "id.pdp", "vn.pdpl", "bn.pdpo", "kh.draft", "la.edp", "mm.etl",
    "tl.none", "jp.appi", "kr.pipa", "tw.pdpa", "cn.pipl", "in.dpdp", "au.app8", "ca.pipeda", "ca-qc.law25",
    "mx.lfpdppp", "us.28cfr202", "eu.gdpr", "uk.gdpr",
}  # fmt: skip
JUDGES = {mode: Assessor(RULES, assume_reviewed=mode) for mode in (False, True)}
EXAMPLES = [
    pytest.param(name, example, mode, id=f"{name}-{example.id}{'-assumed' if mode else ''}")
    for name, law in RULES.regimes.items()
    for example in law.regime.examples
    for mode in {"both": (False, True), "only": (True,), "never": (False,)}[example.assume_reviewed]
]


def test_all_regimes_are_there() -> None:
    assert set(RULES.regimes) == REGIMES


def test_no_file_has_a_fault() -> None:
    assert [str(fault) for fault in lint(RULES)] == []


def test_there_are_many_examples() -> None:
    assert sum(len(law.regime.examples) for law in RULES.regimes.values()) >= 400


@pytest.mark.parametrize(("name", "example", "mode"), EXAMPLES)
def test_example(name: str, example: Example, mode: bool) -> None:
    ignored: list[str] = []
    law = RULES.regimes[name].regime
    flow = read_flow({**example.facts, "law": name}, law.as_of, example.id, ignored)
    verdict = JUDGES[mode].under(name, flow)
    assert ignored == []
    assert verdict.answer == example.answer, verdict
    if example.missing is not None:
        assert sorted(verdict.missing) == sorted(example.missing)
    if example.scope is not None:
        assert verdict.scope == example.scope
    if verdict.answer == "unknown":
        assert verdict.missing
    if verdict.answer == "permitted_with_conditions":
        assert verdict.conditions


@pytest.mark.parametrize(
    ("flow", "year", "total"),
    [(60, 60, (60, 60)), (20, 90, (90, 110)), (90, 20, (90, 110)), (60, None, (60, 60)), (None, 60, (60, 60))],
)
def test_the_total_of_an_exporter_is_known_as_far_as_the_counts_tell(
    flow: int | None, year: int | None, total: tuple[int, int]
) -> None:
    counts = {"subjects_per_year": flow, "exporter_subjects_year_to_date": year}
    assert exporter_total({key: count for key, count in counts.items() if count is not None}) == total
    assert exporter_total({}) is None
