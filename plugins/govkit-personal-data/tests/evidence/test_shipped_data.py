"""The data of the evidence: words, weights, names, categories and lists of sensitive data fit each other."""

from __future__ import annotations

import json
from importlib.resources import files

import yaml

from govkit_personal_data import categories, lexicon
from govkit_personal_data.evidence.words import words
from govkit_personal_data.sensitive import sensitive_in, sensitive_lists

DATA = files("govkit_personal_data").joinpath("data")


def test_every_language_names_categories_that_exist():
    known = set(categories.shipped().by_id) | {"words"}
    for file in DATA.joinpath("lexicon").iterdir():
        if file.name != "abbreviations.yaml":
            assert set(yaml.load(file.read_text("utf-8"), yaml.BaseLoader)) <= known, file.name


def test_every_weight_is_of_a_signal_that_is_there_or_of_a_category():
    weights = json.loads(DATA.joinpath("weights.json").read_text("utf-8"))
    assert "command" in weights["about"]
    assert {*weights["calibration"]} == {"named", "unnamed"}
    for curve in weights["calibration"].values():
        assert curve == sorted(curve)
        assert [right for _, right in curve] == sorted(right for _, right in curve)
    priors = {name.partition("@")[2] for name in weights["weights"] if name.startswith("prior@")}
    assert priors == set(categories.shipped().by_id)


def test_name_lists_are_small_folded_and_apart():
    lists = words()
    assert sum(file.stat().st_size for file in DATA.joinpath("names").iterdir()) < 750_000
    assert not lists.ordinary & (lists.given | lists.family)
    assert not lists.rarer & (lists.given | lists.family | lists.ordinary | lists.places)
    assert all(name == lexicon.fold(name).lower() for name in lists.given | lists.family)


def test_lists_of_sensitive_data_name_law_mark_and_categories():
    known = set(categories.shipped().by_id)
    assert {"TH", "SG", "MY", "PH", "ID", "VN", "EU"} <= set(sensitive_lists())
    for entry in sensitive_lists().values():
        assert entry.law
        assert entry.mark in ("verified", "derived", "recalled")
        assert entry.categories <= known
    assert "TH" in sensitive_in("religion")
    assert sensitive_in("phone") == ()


def test_categories_have_counterparts():
    for category in categories.shipped().by_id.values():
        assert category.fides.startswith("user.")
        assert category.dpv.startswith("pd:")
    assert categories.shipped().by_id["person-name"].code == "PERSON_NAME"
