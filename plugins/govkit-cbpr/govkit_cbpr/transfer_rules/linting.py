"""Finds what is wrong with rule files beyond their form, and runs their examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.compiling import compile_regime
from govkit_cbpr.transfer_rules.condition_lint import behind_conditions, condition_faults
from govkit_cbpr.transfer_rules.facts import TOTAL_OF
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.form_lint import group_faults, regime_faults
from govkit_cbpr.transfer_rules.judging import Bench, Verdict
from govkit_cbpr.transfer_rules.lists import Condition, Group
from govkit_cbpr.transfer_rules.predicates import TOTAL
from govkit_cbpr.transfer_rules.reviews import digest_of
from govkit_cbpr.transfer_rules.rules import Example, Gate, Regime, Route, kind_of, kinds_of

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.compiling import Compiled
    from govkit_cbpr.transfer_rules.library import RuleSet
    from govkit_cbpr.transfer_rules.reading import Pointer

Faults = Iterator[tuple["Pointer", str, str]]
"""Where in the file, what is wrong, and what would mend it."""


def lint(rules: RuleSet) -> list[InputError]:
    """Return every fault of the rule files, with file and line; those that others may follow from come first."""
    document = rules.documents["conditions"]
    found = [document.fault(pointer, what, hint) for pointer, what, hint in condition_faults(rules)]
    for name, group in rules.groups.items():
        document = rules.documents[f"group-{name}"]
        found += [document.fault(pointer, what, hint) for pointer, what, hint in _rows(group)]
    for name, law in rules.regimes.items():
        document = rules.documents[name]
        found += [document.fault(pointer, what, hint) for pointer, what, hint in _faults(law, rules)]
    return found


def _rows(group: Group) -> Faults:
    """Ask of every row of a country list what is asked of a rule: a row decides whether a flow is free."""
    yield from group_faults(group)
    sources = {source.id: source for source in group.sources}
    for number, row in enumerate(group.members):
        source = sources.get(row.because.source)
        if source is None:
            yield (
                ("members", number),
                worded("there is no source `{source}`", source=row.because.source),
                worded("name one of `sources`, or add it"),
            )
        elif not source.decides:
            what = worded("`{place}` rests on a source that decides nothing", place=row.place)
            yield ("members", number), what, worded("find a source of grade A or B that was read, or take the row out")
        if row.to is not None and row.to < row.since:
            yield (
                ("members", number),
                worded("`{place}` ends before it begins", place=row.place),
                worded("mend `from` or `to`"),
            )


def _faults(law: Compiled, rules: RuleSet) -> Faults:
    regime, groups = law.regime, rules.groups
    yield from regime_faults(regime, groups, rules.words)
    yield from _names(regime, behind_conditions(rules, regime.regime))
    yield from _poor_sources(law)
    yield from _gates_without_routes(regime)
    yield from _reviews(regime, rules.conditions)
    bare = _unreviewed(law, rules)
    results = [_judged(bare, example) for example in regime.examples]
    for number, (example, verdicts) in enumerate(zip(regime.examples, results, strict=True)):
        yield from _wrong(number, example, verdicts)
    yield from _untried(regime, [verdict for verdicts in results for verdict in verdicts], groups)
    yield from _unbounded(regime)


def _names(regime: Regime, used: set[str]) -> Faults:
    seen: set[str] = set()
    for part in ("scope", "gates", "routes", "duties", "examples"):
        for number, entry in enumerate(getattr(regime, part)):
            name = worded("example {id}", id=entry.id) if part == "examples" else entry.id
            if name in seen:
                yield (part, number, "id"), worded("`{id}` is used twice", id=entry.id), worded("give each its own id")
            seen.add(name)
    used = used | {rule.because.source for rule in regime.rules} | {last.because.source for last in regime.otherwise}
    for number, source in enumerate(regime.sources):
        if source.id not in used:
            yield (
                ("sources", number),
                worded("no rule rests on the source `{id}`", id=source.id),
                worded("remove it, or name it in a rule"),
            )


def _poor_sources(law: Compiled) -> Faults:
    poor = {name for name, source in law.sources.items() if source.grade in ("C", "X")}
    for part in ("scope", "gates", "routes", "duties"):
        for number, rule in enumerate(getattr(law.regime, part)):
            if rule.because.source in poor and getattr(rule, "then", "") != "unknown":
                what = worded(
                    "`{id}` decides on a source of grade {grade}",
                    id=rule.id,
                    grade=law.sources[rule.because.source].grade,
                )
                yield (
                    (part, number),
                    what,
                    worded("give it `then: unknown` and a `topic`, or find a source of grade A or B"),
                )
    for number, last in enumerate(law.regime.otherwise):
        if last.because.source in poor and last.answer != "unknown":
            yield (
                ("otherwise", number),
                worded("`otherwise` decides on a poor source"),
                worded("make it `unknown` with a `topic`"),
            )


def _gates_without_routes(regime: Regime) -> Faults:
    ways = {kind for route in regime.routes for need in route.any_of for kind in kinds_of(kind_of(need))}
    for number, gate in enumerate(regime.gates):
        for kind in (kind for need in gate.passed_by for kind in kinds_of(kind_of(need))):
            if kind not in ways:
                what = worded("`{kind}` passes the gate `{id}`, but no route accepts it", kind=kind, id=gate.id)
                yield ("gates", number), what, worded("add a route, or write the gate with `has_not`")


def _reviews(regime: Regime, conditions: Mapping[str, Condition]) -> Faults:
    by_id = {rule.id: rule for rule in regime.rules}
    for name, review in regime.reviews.items():
        if name not in by_id:
            yield (
                ("reviews", name),
                worded("there is no rule `{name}`", name=name),
                worded("remove the review, or mend its name"),
            )
        elif review.state != "draft" and review.digest != digest_of(regime, by_id[name], conditions):
            yield (
                ("reviews", name),
                worded("`{name}` was changed after it was confirmed", name=name),
                worded("set it to draft, or confirm it again"),
            )


def _unreviewed(law: Compiled, rules: RuleSet) -> Compiled:
    """Return a regime as its rules stand: examples try the rules, and hold whatever reviewers have said of them."""
    if not law.regime.reviews:
        return law
    return compile_regime(law.regime.model_copy(update={"reviews": {}}), rules.terms, rules.conditions)


def _judged(law: Compiled, example: Example) -> list[Verdict]:
    flow = read_flow(example.facts, law.regime.as_of, example.id)
    modes = {"both": (False, True), "only": (True,), "never": (False,)}[example.assume_reviewed]
    return [Bench(law, mode).judge(flow) for mode in modes]


def _wrong(number: int, example: Example, verdicts: list[Verdict]) -> Faults:
    for verdict in verdicts:
        said: list[tuple[str, Any, Any]] = [("answer", example.answer, verdict.answer)]
        if example.missing is not None:
            said.append(("missing", sorted(example.missing), list(verdict.missing)))
        if example.scope is not None:
            said.append(("scope", example.scope, verdict.scope))
        if example.conditions is not None:
            said.append(("conditions", sorted(example.conditions), sorted(code for code, _e in verdict.conditions)))
        for what, wanted, found in said:
            if wanted != found:
                mode = worded(" with --assume-reviewed") if verdict.hypothetical else ""
                text = worded(
                    "example `{id}`{mode}: {what} is {found}, not {wanted}",
                    id=example.id,
                    mode=mode,
                    what=what,
                    found=found,
                    wanted=wanted,
                )
                yield ("examples", number), text, worded("mend the example, or the rule")
                break


def _untried(regime: Regime, verdicts: list[Verdict], groups: Mapping[str, Group]) -> Faults:
    tried = {name.removeprefix(f"{regime.regime}.") for verdict in verdicts for name in verdict.rules}
    passing = [
        verdict for verdict in verdicts if verdict.answer.startswith("permitted") and verdict.scope == "in_scope"
    ]
    ways = {verdict.rules[0].removeprefix(f"{regime.regime}.") for verdict in passing if verdict.rules}
    for part in ("gates", "routes"):
        for number, rule in enumerate(getattr(regime, part)):
            if isinstance(rule, Route) and rule.then != "unknown" and not _waits_for_a_list(rule, groups):
                if rule.id not in ways:
                    yield (
                        (part, number),
                        worded("no example passes by the route `{id}`", id=rule.id),
                        worded("add one under `examples`"),
                    )
            elif isinstance(rule, Gate) and rule.id not in tried and not _waits_for_a_list(rule, groups):
                yield (
                    (part, number),
                    worded("no example meets the gate `{id}`", id=rule.id),
                    worded("add one under `examples`"),
                )
    answers = {verdict.answer for verdict in verdicts}
    if any(last.answer == "not_permitted" for last in regime.otherwise) and "not_permitted" not in answers:
        yield ("examples",), worded("no example is not permitted"), worded("add a flow without any route")
    if regime.routes and not any(verdict.missing for verdict in verdicts):
        yield ("examples",), worded("no example lacks a fact"), worded("leave out a fact that matters")


def _waits_for_a_list(rule: Route | Gate, groups: Mapping[str, Group]) -> bool:
    """Tell whether a rule speaks of a country list that is empty so far."""
    named = rule.when.get("destination")
    group = groups.get(str(named.get("group"))) if isinstance(named, Mapping) else None
    return group is not None and not group.members


def _unbounded(regime: Regime) -> Faults:
    """Ask for examples on both sides of every number."""
    values: dict[str, set[Any]] = {}
    for example in regime.examples:
        for key, value in example.facts.items():
            if isinstance(value, int) and not isinstance(value, bool):
                values.setdefault(key, set()).add(value)
    for pointer, key, name, limit in _limits(regime):
        other = limit - 1 if name in ("gte", "lt") else limit + 1
        keys = TOTAL_OF if key == TOTAL else (key,)
        seen = set().union(*(values.get(each, set()) for each in keys))
        if not {limit, other} <= seen:
            yield (
                pointer,
                worded("no examples at {limit} and {other} for `{key}`", limit=limit, other=other, key=key),
                worded("add one on each side of the number"),
            )


def _limits(regime: Regime) -> Iterator[tuple[Pointer, str, str, int]]:
    for name, spec in regime.definitions.items():
        yield from _in_spec(spec, ("definitions", name))
    for part in ("scope", "gates", "routes", "duties"):
        for number, rule in enumerate(getattr(regime, part)):
            yield from _in_spec(rule.when, (part, number, "when"))


def _in_spec(spec: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str, str, int]]:
    if isinstance(spec, list):
        for number, part in enumerate(spec):
            yield from _in_spec(part, (*pointer, number))
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if isinstance(value, Mapping) and any(name in value for name in ("gt", "gte", "lt", "lte")):
                for name in ("gt", "gte", "lt", "lte"):
                    if name in value:
                        yield (*pointer, key), key, name, value[name]
            else:
                yield from _in_spec(value, (*pointer, key))
