"""Say what the verdicts rest on, so that they can be verified and derived again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from govkit.engine.checklists import Chosen
from govkit.engine.references import Loaded
from govkit.model.assessment import (
    ChecklistEntry,
    DigestEntry,
    PluginEntry,
    ProbeEntry,
    Provenance,
    ReferenceEntry,
)
from govkit.model.facts import Facts
from govkit.model.mask import mask
from govkit.plugin.manager import Plugins


def provenance(
    facts: Facts, digest: str, chosen: Sequence[Chosen], plugins: Plugins, references: Mapping[str, Loaded]
) -> Provenance:
    """Return digests of inputs, checklists and reference data, and the versions of engine and plugins."""
    inputs = [
        DigestEntry(path=mask(entry["path"]), sha256=entry.get("sha256", ""))
        for entry in (*facts["inputs"], *facts["evidence"])
    ]
    return Provenance(
        engine=version("govkit"),
        facts_sha256=digest,
        inputs=inputs,
        checklists=[_checklist(entry) for entry in chosen],
        plugins=[
            PluginEntry(name=state.name, distribution=state.distribution, version=state.version, state=state.state)
            for state in plugins.states()
        ],
        probes=_probes(facts["facts"]),
        references=[
            ReferenceEntry(id=id_, edition=loaded.edition, sha256=loaded.sha256)
            for id_, loaded in sorted(references.items())
        ],
    )


def _checklist(entry: Chosen) -> ChecklistEntry:
    framework = entry.checklist.framework
    return ChecklistEntry(
        id=framework.id,
        edition=framework.edition,
        revision=framework.revision,
        sha256=entry.sha256,
        origin=mask(entry.origin),
    )


def _probes(facts: Sequence[Mapping[str, Any]]) -> list[ProbeEntry]:
    counts: dict[tuple[str, int], Counter[str]] = {}
    for fact in facts:
        counts.setdefault((fact["probe"], fact["version"]), Counter())[fact["status"]] += 1
    return [
        ProbeEntry(id=probe, version=number, counts=dict(sorted(seen.items())))  # type: ignore[typeddict-item]
        for (probe, number), seen in sorted(counts.items())
    ]
