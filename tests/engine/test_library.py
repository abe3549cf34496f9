"""Choosing among installed checklists: by name, by default, by the day, without reading those that are not chosen."""

from __future__ import annotations

from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from govkit.engine.checklists import Library, read_head
from govkit.engine.editions import renewals_of
from govkit.engine.normalise import InMemory, normalise
from govkit.model.errors import InputError, UsageError

HEAD = """\
govkit: checklist/1
framework:
  id: own
  edition: "{edition}"
  title: Own rules
  default: {default}
  effective: {{from: {begins}}}
  source: {{publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}}
"""
CONTROLS = """\
controls:
  - {id: one, title: One, why: Because., severity: low, applies: {on: dataset}, all: [{require: {retention: stated}}]}
"""
BROKEN = "controls: [{]\n"


@pytest.fixture
def library(tmp_path, monkeypatch):
    """Return a function that installs editions (name, begin, default, controls) of one framework."""

    def install(*editions, head=""):
        folder = tmp_path / "own_rules" / "us" / "own"
        folder.mkdir(parents=True)
        for edition, begins, default, controls in editions:
            text = HEAD.format(edition=edition, begins=begins, default=default) + head + controls
            (folder / f"{edition}.yaml").write_text(text)
        monkeypatch.syspath_prepend(tmp_path)
        Path(tmp_path / "own_rules/__init__.py").touch()
        return Library([EntryPoint("own", "own_rules", "govkit.checklists")])

    return install


OLD, NEW = ("1", "2025-01-01", "true", CONTROLS), ("2", "2026-06-01", "true", CONTROLS)


@pytest.mark.parametrize(
    ("day", "edition"),
    [(date(2024, 1, 1), "1"), (date(2026, 5, 31), "1"), (date(2026, 6, 1), "2"), (date(2027, 1, 1), "2")],
)
def test_the_edition_in_force_on_the_day(library, day, edition):
    (chosen,) = library(OLD, NEW).choose(["own"], day)
    assert chosen.checklist.framework.edition == edition


@pytest.mark.parametrize(("name", "edition"), [("own@2026-05-31", "1"), ("own@2026-06-01", "2"), ("own@1", "1")])
def test_a_day_in_an_editions_place_takes_the_edition_in_force_then(library, name, edition):
    (chosen,) = library(OLD, NEW).choose([name], date(2024, 1, 1))
    assert chosen.checklist.framework.edition == edition


def test_what_is_not_chosen_is_not_read_beyond_its_head(library):
    found = library(OLD, ("2", "2026-06-01", "true", BROKEN))
    assert [chosen.checklist.key for chosen in found.choose(None, date(2026, 1, 1))] == ["own@1"]
    assert [read_head(entry).edition for entry in found.installed] == ["1", "2"]
    with pytest.raises(InputError):
        found.choose(["own@2"], date(2026, 1, 1))


def test_reference_data_beside_checklists_are_none(library, tmp_path):
    found = library(OLD)
    (tmp_path / "own_rules/us/own/countries.yaml").write_text("govkit: country-group/1\nmembers: []\n")
    assert [entry.key for entry in found.installed] == ["own@1"]


def test_what_is_not_assessed_by_default_has_to_be_named(library):
    found = library(("1", "2025-01-01", "false", CONTROLS))
    assert found.choose(None, date(2026, 1, 1)) == []
    assert len(found.choose(["own"], date(2026, 1, 1))) == 1


def test_a_head_that_stands_behind_the_controls_is_found(library):
    (entry,) = library(("1", "2025-01-01", "true", "")).installed
    head, framework = entry.path.read_text().split("\n", 1)
    entry.path.write_text(f"{head}\n{CONTROLS}{framework}")
    assert read_head(entry).title == "Own rules"


@pytest.mark.parametrize(("name", "hint"), [("owm", "own"), ("own@3", "installed editions: 1")])
def test_an_unknown_name_is_told_with_what_there_is(library, name, hint):
    with pytest.raises(UsageError) as raised:
        library(OLD).choose([name], date(2026, 1, 1))
    assert hint in str(raised.value)


CERTIFIED = "  certified_as: [global-cbpr]\n"


def _inventory(**certificate):
    record = {"id": "own", "scheme": "global-cbpr", "valid_to": "2026-05-31", **certificate}
    parties = [{"id": "vendor", "certificates": ["theirs"]}]
    organisations = [{"id": "us", "name": "Us"}]
    stated = {"organisations": organisations, "parties": parties, "certificates": [record]}
    return normalise([InMemory("inventory.yaml", {"govkit": "inventory/1", **stated})]).inventory


@pytest.mark.parametrize(
    ("certificate", "edition", "why"),
    [
        ({}, "2", "needs: {certificate} is valid to"),
        ({"valid_to": "2026-05-30"}, "1", "a renewal on"),
        ({"holder": "us"}, "2", "a renewal on"),
        ({"holder": "vendor"}, "1", "no certificate with a last day"),
        ({"id": "theirs"}, "1", "no certificate with a last day"),
        ({"scheme": "iso27001"}, "1", "no certificate with a last day"),
        ({"valid_to": "none"}, "1", "no certificate with a last day"),
        ({"valid_to": None}, "1", "no certificate with a last day"),
        ({"valid_to": "2025-12-31"}, "1", "lapsed on"),
    ],
)
def test_the_edition_follows_the_next_renewal_of_the_organisations_own_certificate(library, certificate, edition, why):
    (chosen,) = library(OLD, NEW, head=CERTIFIED).choose(
        ["own"], date(2026, 2, 1), renewals_of(_inventory(**certificate))
    )
    assert chosen.checklist.framework.edition == edition
    assert chosen.why is not None
    assert why in chosen.why.text


def test_a_certificate_chooses_only_among_editions_to_which_it_certifies(library):
    found = library(OLD, NEW)
    (chosen,) = found.choose(["own"], date(2026, 2, 1), renewals_of(_inventory()))
    assert chosen.checklist.framework.edition == "1"
    (named,) = found.choose(["own@2"], date(2026, 2, 1), renewals_of(_inventory()))
    assert (named.checklist.framework.edition, named.why.text) == ("2", "the edition that was asked for")


def test_of_one_edition_alone_nothing_is_said(library):
    (chosen,) = library(OLD).choose(["own"], date(2026, 2, 1))
    assert chosen.why is None
