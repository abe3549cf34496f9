"""Writes rules as plain sentences, so that a lawyer can confirm them without reading YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govkit.model.worded import both, either, listed, worded
from govkit_cbpr.transfer_rules.answers import NOT_REVIEWED
from govkit_cbpr.transfer_rules.reviews import is_confirmed, is_refused
from govkit_cbpr.transfer_rules.rules import Duty, Gate, Regime, Route, Rule, Scope, Spec, codes_of, kind_of, kinds_of
from govkit_cbpr.transfer_rules.vocabulary import MECHANISM_KINDS

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.library import RuleSet

_SAID: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "gt": lambda wanted, _all: worded("is more than {number}", number=f"{wanted:,}"),
    "gte": lambda wanted, _all: worded("is at least {number}", number=f"{wanted:,}"),
    "lt": lambda wanted, _all: worded("is less than {number}", number=f"{wanted:,}"),
    "lte": lambda wanted, _all: worded("is at most {number}", number=f"{wanted:,}"),
    "in": lambda wanted, _all: worded("is {values}", values=_listed(wanted)),
    "only": lambda wanted, _all: worded("is only {values}", values=_listed(wanted)),
    "not_in": lambda wanted, _all: worded("is none of {values}", values=_listed(wanted)),
    "group": lambda wanted, _all: worded("is in the list “{name}”", name=wanted),
    "not_group": lambda wanted, _all: worded("is not in the list “{name}”", name=wanted),
    "authority_of": lambda wanted, _all: worded("is an authority of {place}", place=wanted),
    "youngest_under": lambda wanted, _all: worded("start below {age}", age=wanted),
    "stated": lambda wanted, _all: worded("is stated") if wanted else worded("is not stated"),
    "covers_data": lambda _wanted, _all: worded("covers every category of the data"),
    "recorded": lambda _wanted, _all: worded("is recorded"),
    "on_or_after": lambda _wanted, _all: worded("is not over"),
    "on_or_before": lambda _wanted, _all: worded("has come"),
    "within_years": lambda wanted, _all: worded("lies at most {n} years back", n=wanted),
    "within_days": lambda wanted, about: worded("lies within {n} days of {start}", n=wanted, start=_start(about)),
    "within_working_days": lambda wanted, about: worded(
        "lies within {n} working days of {start}", n=wanted, start=_start(about)
    ),
}
_CLAIMS = {
    "exporter_is_ciio": worded("the exporter operates critical information infrastructure"),
    "important_data": worded("important data are among the data"),
    "intra_group": worded("the recipient belongs to the exporter's group"),
    "third_party_access": worded("somebody else can read the data"),
    "publicly_available": worded("the data are publicly available"),
    "children": worded("children are among the people"),
    "public_scope_operator": worded("the exporter runs a system of public scope"),
    "recipient_covered_person": worded("the recipient is a covered person"),
    "deidentified": worded("the data are de-identified"),
    "security_requirements_met": worded("the security requirements are met"),
    "regulator_stop_order": worded("the authority ordered the flow to stop"),
    "against_national_interest": worded("the flow is against the national interest"),
}
"""What facts claim that are true or false."""
_ANSWERS = {
    "permitted": worded("the flow is permitted"),
    "permitted_with_conditions": worded("the flow is permitted if the conditions are shown"),
    "not_permitted": worded("the flow is not permitted"),
    "unknown": worded("the answer stays unknown"),
    "out_of_scope": worded("the law sees no transfer"),
}


def status_line(law: Regime, rules: RuleSet) -> str:
    """Say how many of a regime's rules were confirmed."""
    confirmed = sum(is_confirmed(law, rule, rules.conditions) for rule in law.rules)
    if not confirmed:
        return NOT_REVIEWED
    return worded("{n} of {whole} rules confirmed", n=confirmed, whole=len(law.rules))


def rule_lines(rule: Rule, law: Regime, rules: RuleSet) -> Iterator[str]:
    """Yield a rule as lines: its name, title, sentence, conditions and source."""
    source = next(entry for entry in law.sources if entry.id == rule.because.source)
    yield worded("{rule} — {title}", rule=f"{law.regime}.{rule.id}", title=worded(rule.title))
    for told in (sentence_of(rule), *meanings(rule, law)):
        yield worded("  {told}", told=told)
    for code in codes_of(rule):
        yield worded("  to show: {sentence} [{code}]", sentence=worded(rules.conditions[code].sentence), code=code)
    yield worded(
        "  because: {title}, {at} (grade {grade}, {read})",
        title=source.title,
        at=rule.because.at,
        grade=source.grade,
        read=source.read,
    )
    if source.url:
        yield f"           {source.url}"
    confirmed = is_confirmed(law, rule, rules.conditions)
    if confirmed or is_refused(law, rule, rules.conditions):
        review = law.reviews[rule.id]
        said = (
            worded("  confirmed by {by} on {day}", by=review.by, day=review.on)
            if confirmed
            else worded("  found wrong by {by} on {day}", by=review.by, day=review.on)
        )
        yield worded("{said}: {comment}", said=said, comment=review.comment) if review.comment else said


def sentence_of(rule: Rule) -> str:
    """Return what a rule does, as one sentence made from its data."""
    days, when = _days(rule), condition(rule.when)
    parts = [days] if days else []
    if when:
        parts.append(worded("if {condition}", condition=when) if parts else worded("If {condition}", condition=when))
    parts += list(_mechanisms(rule, first=not parts))
    parts += [effect] if (effect := _effect(rule)) else []
    return worded("{sentence}.", sentence=listed(parts))


def meanings(rule: Rule, law: Regime) -> Iterator[str]:
    """Yield what each defined term that a rule uses means, also those that other terms use."""
    told: list[str] = []
    left = [rule.when, *_told_needs(rule)]
    while left:
        for name in _terms(left.pop(0)):
            if name not in told:
                told.append(name)
                left.append(law.definitions[name])
    for name in told:
        spec = law.definitions[name]
        text = _alternatives(spec["any"]) if set(spec) == {"any"} else condition(spec)
        yield worded("“{name}” means: {text}.", name=name, text=text)


def _told_needs(rule: Rule) -> Iterator[Any]:
    for part in ("any_of", "and_also", "passed_by"):
        yield list(getattr(rule, part, ()))


def _terms(spec: Any) -> Iterator[str]:
    """Yield the defined terms that a condition names."""
    if isinstance(spec, list):
        for part in spec:
            yield from _terms(part)
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if key == "is":
                yield value
            else:
                yield from _terms(value)


def _days(rule: Rule) -> str:
    span = rule.effective
    if span.since and span.to:
        return worded("From {since} to {to}", since=span.since, to=span.to)
    if span.since:
        return worded("From {since} on", since=span.since)
    return worded("Until {to}", to=span.to) if span.to else ""


def _mechanisms(rule: Rule, first: bool) -> Iterator[str]:
    if isinstance(rule, Gate) and rule.passed_by:
        ways = _one_of(rule.passed_by)
        yield worded("Unless there is {ways}", ways=ways) if first else worded("unless there is {ways}", ways=ways)
    if isinstance(rule, Route) and rule.any_of:
        ways = _one_of(rule.any_of)
        yield worded("With {ways}", ways=ways) if first else worded("with {ways}", ways=ways)
    if isinstance(rule, Route) and rule.and_also:
        yield worded("and besides with {ways}", ways=_one_of(rule.and_also))


def _effect(rule: Rule) -> str:
    if isinstance(rule, Duty):
        return worded("the duties have to be shown")
    if isinstance(rule, Scope | Gate | Route):
        return _ANSWERS[rule.then]
    return ""


def _one_of(needs: tuple[str | Spec, ...]) -> str:
    return either([_need(need) for need in needs])


def _need(need: str | Spec) -> str:
    kinds = either([MECHANISM_KINDS[kind] for kind in kinds_of(kind_of(need))])
    if isinstance(need, str):
        return kinds
    about = {key: value for key, value in need.items() if key != "kind"}
    return worded("{kinds} ({condition})", kinds=kinds, condition=condition(about))


def condition(spec: Mapping[str, Any]) -> str:
    """Return a condition as words."""
    return both([_entry(key, value) for key, value in spec.items()])


def _entry(key: str, value: Any) -> str:
    if key in ("any", "all"):
        inner = _alternatives(value) if key == "any" else both([_grouped(part) for part in value])
        return worded("({condition})", condition=inner) if len(value) > 1 else inner
    if key == "not":
        denied = condition(value)
        bare = denied.startswith("(") and len(value) == 1
        return worded("not {condition}", condition=denied) if bare else worded("not ({condition})", condition=denied)
    if key == "is":
        return worded("“{name}” as defined", name=value)
    if key in ("has", "has_not"):
        named = either([_need(need) for need in (value if isinstance(value, list) else [value])])
        return (
            worded("{kinds} is recorded", kinds=named)
            if key == "has"
            else worded("{kinds} is not recorded", kinds=named)
        )
    name = key.rpartition(".")[2].replace("_", " ")
    claim = _CLAIMS.get(key)
    wanted = value.get("in") if isinstance(value, Mapping) else value
    if claim and isinstance(wanted, bool):
        claimed = claim if wanted else worded("it is not so that {claim}", claim=claim)
        return listed([claimed, *_silence(value)], " ")
    return worded("{fact} {compared}", fact=name, compared=_compared(value))


def _alternatives(specs: Sequence[Mapping[str, Any]]) -> str:
    return either([_grouped(part) for part in specs])


def _grouped(spec: Mapping[str, Any]) -> str:
    """Return a condition that is part of a list, in brackets where it has parts of its own."""
    return worded("({condition})", condition=condition(spec)) if len(spec) > 1 else condition(spec)


def _compared(value: Any) -> str:
    if not isinstance(value, Mapping):
        return worded("is {values}", values=_listed(value))
    said = [_SAID[name](wanted, value) for name, wanted in value.items() if name in _SAID]
    return listed([*said, *_silence(value)], " ")


def _silence(value: Any) -> Iterator[str]:
    """Say what a fact that is not stated comes to, where it leaves nothing open."""
    about = value if isinstance(value, Mapping) else {}
    if about.get("if_stated") is True:
        yield worded("(where stated)")
    if about.get("assumed") is True:
        yield worded("(taken to hold where not stated)")


def _listed(value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    return either([str(item).lower() if isinstance(item, bool) else str(item) for item in items])


def _start(about: Mapping[str, Any]) -> str:
    return str(about.get("of", "date")).rpartition(".")[2].replace("_", " ")
