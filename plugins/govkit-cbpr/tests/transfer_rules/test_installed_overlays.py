"""A distribution of its own brings stricter rules as reference data, which can only lower an answer."""

from __future__ import annotations

from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from govkit.engine.references import load_references
from govkit.model.errors import PluginError
from govkit_cbpr.transfer_law import transfer_law
from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.installed_overlays import GROUP, READS, overlay_references
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_table import transfer_exhibit

TODAY = date(2026, 11, 21)
OVERLAY = """\
govkit: transfer-overlay/1
overlay: acme
title: Our own limits
owner: the privacy office
rules:
  - {id: no-us, title: Nothing to the US, because: decision 12, when: {destination: [US]}, answer: ANSWER}
"""
FLOW = {"law": "tw.pdpa", "origin": "TW", "destination": "US"}


def wheel(place: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> EntryPoint:
    package = f"limits_{place.name}"
    folder = place / package / "rules"
    folder.mkdir(parents=True)
    (place / package / "__init__.py").touch()
    (folder / "overlay-acme.yaml").write_text(text)
    monkeypatch.syspath_prepend(place)
    return EntryPoint("acme", f"{package}.rules", GROUP)


@pytest.mark.parametrize("answer", ["permitted_with_conditions", "unknown", "not_permitted"])
def test_an_installed_overlay_lowers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    (entry,) = overlay_references([wheel(tmp_path, monkeypatch, OVERLAY.replace("ANSWER", answer))])
    loaded = load_references([entry])[entry.id]
    assert (loaded.edition, len(loaded.sha256)) == ("acme", 64)
    judge = Assessor(installed_rules(), overlays=loaded.value)
    lowered = judge.assess(read_flow(FLOW, TODAY)).combined
    assert (lowered.answer, lowered.overlays) == (answer, ("overlay.acme.no-us",))
    assert judge.assess(read_flow({**FLOW, "destination": "JP"}, TODAY)).combined.answer == "permitted"


def test_a_rule_that_bars_already_is_named_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (entry,) = overlay_references([wheel(tmp_path, monkeypatch, OVERLAY.replace("ANSWER", "not_permitted"))])
    judge = Assessor(installed_rules(), overlays=load_references([entry])[entry.id].value)
    flow = {"law": "th.pdpa", "origin": "TH", "destination": "US", "kind": "send", "mechanisms": []}
    assert judge.assess(read_flow(flow, TODAY)).combined.overlays == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (OVERLAY.replace("ANSWER", "permitted"), "overlay-acme.yaml:6"),
        (OVERLAY.replace("ANSWER", "unknown").replace("destination:", "destinatio:"), "overlay-acme.yaml:6"),
        (
            OVERLAY.replace("ANSWER", "unknown").replace("id: no-us", "id: no-us, regimes: [tw.pdp]"),
            "did you mean `tw.pdpa`",
        ),
        ("", "overlay-acme.yaml:1"),
    ],
)
def test_an_overlay_that_cannot_be_read_is_a_fault_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, what: str
) -> None:
    (entry,) = overlay_references([wheel(tmp_path, monkeypatch, text)])
    with pytest.raises(PluginError, match=what):
        load_references([entry])


def test_an_overlay_without_its_package_is_a_fault() -> None:
    (entry,) = overlay_references([EntryPoint("gone", "no_such_package_of_overlays", GROUP)])
    with pytest.raises(PluginError, match="no package `no_such_package_of_overlays`"):
        load_references([entry])


def test_what_judges_transfers_declares_the_rules_and_overlays_that_it_reads() -> None:
    assert transfer_law.reads == transfer_exhibit.reads == READS
