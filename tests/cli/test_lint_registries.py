"""`govkit lint` of a registry: what maps to it, and what it maps to, is there."""

import pytest

REGISTRY = """\
govkit: registry/1
framework: own-norms
title: Own norms
source: {publisher: Us, document: Own norms, grade: O, read: text, as_of: 2026-11-21}
groups: {a: Openness}
ids:
  a.1: Notices
"""


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("a.1", []),
        ("a", []),
        (
            "a.11",
            ["error: own.yaml:15:47: own-norms has no control `a.11` (did you mean `a.1`?)"],
        ),
    ],
)
def test_a_mapping_leads_to_an_id_of_a_registry(lint, tmp_path, target, said):
    (tmp_path / "norms.yaml").write_text(REGISTRY)
    rest = (
        "    all: [{require: {personal: true}}]\n"
        "    source: {section: One}\n"
        f"    related: [{{framework: own-norms, control: {target}, relation: intersects}}]\n"
    )
    code, out = lint(rest, "norms.yaml")
    assert (code, out) == (2 if said else 0, said)


def test_the_mappings_of_a_registry_lead_somewhere(lint, tmp_path):
    mapped = REGISTRY + "  a.2: {related: [{framework: own, control: on, relation: intersects}]}\n"
    (tmp_path / "norms.yaml").write_text(mapped)
    _, out = lint("    all: [{require: {personal: true}}]\n", "norms.yaml")
    assert out == ["error: norms.yaml:8:45: own has no control `on` (did you mean `one`?)"]


def test_a_registry_has_ids(lint, tmp_path):
    (tmp_path / "norms.yaml").write_text(REGISTRY.partition("ids:")[0])
    code, out = lint("    all: [{require: {personal: true}}]\n", "norms.yaml")
    assert code == 2
    assert any("norms.yaml" in line and "ids" in line for line in out)
