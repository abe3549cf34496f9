"""Turns a regime's rules into tests, and picks those that are law on a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from govkit.model.errors import InputError, nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.flows import Flow, Mechanism
from govkit_cbpr.transfer_rules.lists import Condition
from govkit_cbpr.transfer_rules.logic import Truth, both, either, open_for
from govkit_cbpr.transfer_rules.places import is_place
from govkit_cbpr.transfer_rules.predicates import SpecFault, Terms, Test, compiled
from govkit_cbpr.transfer_rules.reading import Written
from govkit_cbpr.transfer_rules.reviews import is_confirmed, is_refused
from govkit_cbpr.transfer_rules.rules import (
    Otherwise,
    Regime,
    Rule,
    Source,
    Spec,
    codes_of,
    kind_of,
    kinds_of,
)
from govkit_cbpr.transfer_rules.standing import stands
from govkit_cbpr.transfer_rules.vocabulary import MECHANISM_KINDS

Pointer = tuple[str | int, ...]


@dataclass(frozen=True)
class Need:
    """A mechanism that a route or gate accepts, and what has to be recorded of it."""

    kinds: frozenset[str]
    test: Test


@dataclass(frozen=True)
class Shown:
    """A condition, ready to be tested."""

    code: str
    test: Test | None
    removes: bool


@dataclass(frozen=True)
class Ready:
    """A rule, ready to be judged by."""

    rule: Rule
    when: Test
    any_of: tuple[Need, ...] = ()
    and_also: tuple[Need, ...] = ()
    conditions: tuple[Shown, ...] = ()
    kinds: frozenset[str] = frozenset()
    """The kinds of mechanism that `any_of` accepts."""
    weak: bool = False
    """Whether it rests on memory alone, or somebody found it wrong, so that it does not decide."""
    confirmed: bool = False
    """Whether a named person confirmed it as it stands."""


@dataclass(frozen=True)
class Edition:
    """The rules of a regime that are law on the same days."""

    scope: tuple[Ready, ...]
    gates: tuple[Ready, ...]
    routes: tuple[Ready, ...]
    duties: tuple[Ready, ...]
    otherwise: Otherwise | None
    otherwise_weak: bool


@dataclass
class Compiled:
    """A regime whose conditions are understood."""

    regime: Regime
    home: Test
    ready: Mapping[str, tuple[Ready, ...]]
    sources: Mapping[str, Source]
    starts: tuple[date, ...]
    """Days from which other rules hold than on the day before."""
    editions: dict[int, Edition] = field(default_factory=dict)

    def at(self, day: date) -> Edition:
        """Return the rules in force on a day."""
        number = bisect_right(self.starts, day)
        if number not in self.editions:
            parts = {
                name: tuple(entry for entry in entries if entry.rule.effective.holds(day))
                for name, entries in self.ready.items()
            }
            last = next((entry for entry in self.regime.otherwise if entry.effective.holds(day)), None)
            weak = last is not None and not self.sources[last.because.source].decides
            self.editions[number] = Edition(**parts, otherwise=last, otherwise_weak=weak)
        return self.editions[number]


def compile_regime(
    regime: Regime, terms: Terms, conditions: Mapping[str, Condition], document: Written | None = None
) -> Compiled:
    """Compile a regime; raise `InputError` at the line of a condition that can't be understood."""
    terms = replace(terms, definitions={}, holds=lambda flow, entry: stands(flow, entry, regime.regime))
    known: dict[str, Test] = {}
    for name, spec in regime.definitions.items():
        scoped = replace(terms, definitions=dict(known))
        known[name] = _understood(spec, scoped, ("definitions", name), document)
    terms = replace(terms, definitions=known)
    sources = {source.id: source for source in regime.sources}
    builder = _Builder(regime, terms, conditions, sources, document)
    ready = {
        part: tuple(builder.ready(rule, (part, number)) for number, rule in enumerate(getattr(regime, part)))
        for part in ("scope", "gates", "routes", "duties")
    }
    for number, last in enumerate(regime.otherwise):
        builder.source(last.because.source, ("otherwise", number, "because", "source"))
    home = builder.home(regime.home)
    return Compiled(regime, home, ready, sources, _starts(regime))


def understand_conditions(conditions: Mapping[str, Condition], terms: Terms, document: Written) -> None:
    """Raise `InputError` at the line of what shows a condition and can't be understood."""
    for code, condition in conditions.items():
        _understood(condition.shown_by, terms, ("conditions", code, "shown_by"), document)


def _understood(spec: Spec, terms: Terms, pointer: Pointer, document: Written | None) -> Test:
    try:
        return compiled(spec, terms)
    except SpecFault as fault:
        place = (*pointer, *fault.pointer)
        what = f"`{'.'.join(map(str, place))}`: {fault}"
        raise _error(document, place, what, fault.hint) from None


def _error(document: Written | None, pointer: Pointer, what: str, hint: str) -> InputError:
    return InputError(what, hint=hint) if document is None else document.fault(pointer, what, hint)


@dataclass(frozen=True)
class _Builder:
    regime: Regime
    terms: Terms
    conditions: Mapping[str, Condition]
    sources: Mapping[str, Source]
    document: Written | None

    def ready(self, rule: Rule, pointer: Pointer) -> Ready:
        source = self.source(rule.because.source, (*pointer, "because", "source"))
        any_of = self.needs(getattr(rule, "any_of", getattr(rule, "passed_by", ())), (*pointer, "any_of"))
        conditions = tuple(self.shown(code, (*pointer, "conditions")) for code in codes_of(rule))
        confirmed = is_confirmed(self.regime, rule, self.conditions)
        return Ready(
            rule,
            _understood(rule.when, self.terms, (*pointer, "when"), self.document),
            any_of,
            self.needs(getattr(rule, "and_also", ()), (*pointer, "and_also")),
            conditions,
            kinds=frozenset(kind for need in any_of for kind in need.kinds),
            weak=(not source.decides and not confirmed) or is_refused(self.regime, rule, self.conditions),
            confirmed=confirmed,
        )

    def source(self, name: str, pointer: Pointer) -> Source:
        if name not in self.sources:
            raise _error(
                self.document,
                pointer,
                worded("there is no source `{name}`", name=name),
                worded("name one of `sources`, or add it"),
            )
        return self.sources[name]

    def needs(self, entries: Sequence[str | Spec], pointer: Pointer) -> tuple[Need, ...]:
        return tuple(self.need(entry, (*pointer, number)) for number, entry in enumerate(entries))

    def need(self, entry: str | Spec, pointer: Pointer) -> Need:
        kinds = frozenset(kinds_of(kind_of(entry)))
        if not kinds:
            what = worded("`{entry}` is not a kind of mechanism", entry=kind_of(entry))
            hint = nearest(kind_of(entry), MECHANISM_KINDS) or worded("see the kinds in docs/transfers.md")
            raise _error(self.document, pointer, what, hint)
        spec = {} if isinstance(entry, str) else {key: value for key, value in entry.items() if key != "kind"}
        attributes = {key if key in ("any", "all", "not") else f"mechanism.{key}": spec[key] for key in spec}
        return Need(kinds, _understood(attributes, self.terms, pointer, self.document))

    def shown(self, code: str, pointer: Pointer) -> Shown:
        if code not in self.conditions:
            what = worded("there is no condition `{code}`", code=code)
            hint = nearest(code, self.conditions) or worded("add it to conditions.yaml with its sentence")
            raise _error(self.document, pointer, what, hint)
        found = self.conditions[code]
        test = compiled(found.shown_by, self.terms) if found.shown_by else None
        return Shown(code, test, found.removes)

    def home(self, places: Sequence[str]) -> Test:
        groups = [self.terms.groups[name] for name in places if name in self.terms.groups]
        codes = [name for name in places if name not in self.terms.groups]
        for name in codes:
            if not is_place(name):
                what = worded("`{name}` is neither an ISO 3166 code nor a country group", name=name)
                hint = nearest(name, self.terms.groups) or worded("write a code such as SG, or add the group")
                raise _error(self.document, ("home", places.index(name)), what, hint)
        is_code = compiled({"destination": list(codes)}, self.terms)

        def at_home(flow: Flow, mechanism: Mechanism | None) -> Truth:
            place = flow.values.get("destination")
            if place is not None and any(group.holds(place, flow.date) for group in groups):
                return True
            return is_code(flow, mechanism)

        return at_home


def _starts(regime: Regime) -> tuple[date, ...]:
    days: set[date] = set()
    spans = [rule.effective for rule in regime.rules] + [last.effective for last in regime.otherwise]
    for span in spans:
        if span.since is not None:
            days.add(span.since)
        if span.to is not None:
            days.add(span.to + timedelta(days=1))
    return tuple(sorted(days))


def in_place(
    needs: Sequence[Need],
    flow: Flow,
    holds: Callable[[Flow, Mechanism], Truth],
    conditions: Sequence[Shown] = (),
) -> tuple[Truth, Mechanism | None]:
    """Tell whether one of the accepted mechanisms is recorded and stands, and which.

    A mechanism of which a condition that removes it is known not to hold counts as absent.
    """
    if flow.mechanisms is None:
        return open_for("mechanisms"), None
    removing = [condition.test for condition in conditions if condition.removes and condition.test is not None]
    truths: list[Truth] = []
    for need in needs:
        for entry in flow.mechanisms:
            if entry.kind in need.kinds and all(test(flow, entry) is not False for test in removing):
                truth = both((holds(flow, entry), need.test(flow, entry)))
                if truth is True:
                    return True, entry
                truths.append(truth)
    return either(truths), None
