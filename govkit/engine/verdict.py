"""From facts to the assessment: a pure function of the facts document, the checklists and the date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from govkit.engine.assemble import contradictions, framework_entry, mark_waived_controls, summary, waive
from govkit.engine.checklists import Chosen, Library
from govkit.engine.conditions import World
from govkit.engine.exhibits import make_exhibits
from govkit.engine.facts import checklists_of, facts_digest, inventory_of
from govkit.engine.findings import Entries, in_order
from govkit.engine.judge.checks import Surroundings
from govkit.engine.judge.controls import Bench, Judged
from govkit.engine.judge.questions import Answers
from govkit.engine.loose_ends import loose_ends, stand_ins
from govkit.engine.normalise import on_date
from govkit.engine.observe import choose
from govkit.engine.plan import Plan, make_plan
from govkit.engine.provenance import provenance
from govkit.engine.references import Loaded, load_references
from govkit.engine.roles import with_known_roles
from govkit.engine.translations import translations
from govkit.model.answers import Answer, Rejection, Review, Waiver
from govkit.model.assessment import Assessment, ProblemEntry, RunEntry, WaiverEntry
from govkit.model.config import Config
from govkit.model.entities import ENTITIES, Entity, Field, Organisation
from govkit.model.errors import PluginError
from govkit.model.fact import Fact
from govkit.model.facts import Facts
from govkit.model.inventory import Inventory
from govkit.model.mask import mask
from govkit.plugin.manager import Plugins

NOT_RUN = RunEntry(started="", seconds=0.0, python="", platform="")
"""What `run` says until whoever runs the judging fills it in."""


def judge(facts: Facts, *, as_of: date, plugins: Plugins, library: Library, digest: str | None = None) -> Assessment:
    """Return the assessment. The same facts, checklists, plugins and date give the same document, but for `run`.

    `digest` is that of the facts, where it is known already.
    """
    config = Config.model_validate(facts["config"])
    given = checklists_of(facts)
    stated = inventory_of(facts)
    chosen = choose(config.frameworks, given, library, as_of, stated)
    plan = make_plan(chosen, plugins)
    seen = frozenset(entry.rpartition(" ")[2] for fact in facts["facts"] for entry in fact.get("inputs", ()))
    dated_claims = facts["inventory"]["dated_claims"]
    inventory = with_known_roles(on_date(stated, as_of, dated_claims=dated_claims, digests=seen))
    subjects = _subjects(inventory)
    size = sum(map(len, subjects.values()))
    plugins.notify("assessment_started", frameworks=tuple(entry.checklist.key for entry in chosen), subjects=size)
    bench, references, problems = _bench(facts, plan, plugins, inventory, config, as_of)
    judged = [bench.judge(planned) for planned in plan.controls]
    entries, waivers = _entries(judged, inventory, _many(Waiver, facts["waivers"]), as_of)
    frameworks = [framework_entry(entry, _of(judged, entry), as_of) for entry in chosen]
    mark_waived_controls(frameworks, entries)
    exhibits, faults = make_exhibits(plan.namespaces(), plugins, bench.around)
    loose = (*stand_ins(given, library), *loose_ends(facts, plan, bench.answers, stated, as_of))
    locales = [folder for name in plan.namespaces() if (folder := plugins.locales(name)) is not None]
    assessment = Assessment(
        govkit="assessment/1",
        organisation=_organisation(inventory, config),
        scope=mask(config.scope),
        as_of=as_of.isoformat(),
        languages=list(config.languages),
        subjects=subjects,
        summary=summary(frameworks, entries, subjects),
        frameworks=frameworks,
        contradictions=contradictions(inventory),
        findings=in_order(entries.findings),
        groups=entries.groups,
        questions=entries.questions,
        waivers=waivers,
        exhibits=exhibits,
        problems=[*problems, *faults, *loose],
        translations=translations(chosen, locales),
        provenance=provenance(facts, digest or facts_digest(facts), chosen, plugins, references),
        run=NOT_RUN,
    )
    former = dict(sorted(_former(inventory)))
    if former:
        assessment["former"] = former
    return assessment


def _bench(
    facts: Facts, plan: Plan, plugins: Plugins, inventory: Inventory, config: Config, as_of: date
) -> tuple[Bench, Mapping[str, Loaded], list[ProblemEntry]]:
    makers = [*(check.reads for check in plan.checks()), *(m.reads for m in plugins.exhibits(plan.namespaces()))]
    wanted = {reference.id: reference for reads in makers for reference in reads}
    references: dict[str, Loaded] = {}
    problems: list[ProblemEntry] = []
    for id_ in sorted(wanted):
        try:
            references |= load_references([wanted[id_]])
        except PluginError as fault:
            problems.append(ProblemEntry(kind="reference", name=id_, message={"text": str(fault)}))
    around = Surroundings(
        inventory=inventory,
        as_of=as_of,
        facts={(fact.probe, fact.subject): fact for fact in map(Fact.from_json, facts["facts"])},
        references={id_: loaded.value for id_, loaded in references.items()},
        rejections=[entry for entry in _many(Rejection, facts["rejections"]) if entry.date <= as_of],
    )
    answers = Answers(
        entries=_many(Answer, facts["answers"]),
        as_of=as_of,
        digests={entry["path"]: entry.get("sha256") for entry in facts["evidence"]},
        blank=frozenset(entry["path"] for entry in facts["evidence"] if entry.get("blank")),
        statements=frozenset(
            entry["sha256"] for entry in (*facts["inputs"], *facts["checklists"]) if "sha256" in entry
        ),
        organisation=f"organisation:{_organisation(inventory, config).get('id', '')}",
    )
    bench = Bench(World(inventory, as_of), around, answers, _many(Review, facts["reviews"]))
    problems += [
        ProblemEntry(kind="plugin", name=state.name, message=state.reason.to_json())  # type: ignore[typeddict-item]
        for state in plugins.states()
        if state.reason is not None
    ]
    return bench, references, problems


def _entries(
    judged: Sequence[Judged], inventory: Inventory, waivers: Sequence[Waiver], as_of: date
) -> tuple[Entries, list[WaiverEntry]]:
    """Return what was found, waived where somebody did, and the waivers with what came of them."""
    named = frozenset((w.framework, w.control, w.subject) for w in waivers if w.subject is not None)
    entries = Entries(inventory, named)
    for verdict in judged:
        entries.add(verdict)
    return entries, waive(entries, waivers, as_of)


def _many(model: Any, entries: Sequence[Any]) -> list[Any]:
    return [model.model_validate(entry) for entry in entries]


def _of(judged: Sequence[Judged], chosen: Chosen) -> list[Judged]:
    return [verdict for verdict in judged if verdict.planned.chosen is chosen]


def _subjects(inventory: Inventory) -> dict[str, list[str]]:
    """Return the ids of all subjects by type, sorted."""
    found = {kind.type: _ids(inventory, kind) for kind in ENTITIES}
    return {kind: ids for kind, ids in found.items() if ids}


def _former(inventory: Inventory) -> Iterator[tuple[str, str]]:
    """Yield the former names of subjects with their names now; a name that is in use again is no former one."""
    for kind, records in inventory.records.items():
        for record in records:
            if isinstance(record.get("formerly"), list):
                now = f"{kind}:{record['id']}"
                then = ((f"{kind}:{name}", inventory.get(f"{kind}:{name}")) for name in record["formerly"])
                yield from ((name, now) for name, found in then if found is not None and found.subject == now)


def _ids(inventory: Inventory, kind: type[Entity]) -> list[str]:
    if kind is Field:
        return inventory.field_ids()
    return [str(record["id"]) for record in inventory.records_of(kind.type)]


def _organisation(inventory: Inventory, config: Config) -> dict[str, str]:
    """Return what is stated of the assessed organisation: the one that is named, or the first that is part of none."""
    records = inventory.records_of(Organisation.type)
    named = [record for record in records if record["id"] == config.organisation]
    roots = [record for record in records if not record.get("part_of")]
    for record in (*named, *roots, *records):
        texts = {key: record.get(key) for key in ("id", "name", "country")}
        return {key: mask(text) for key, text in texts.items() if isinstance(text, str)}
    return {"id": config.organisation} if config.organisation is not None else {}
