"""Writes rules as plain sentences, so that a lawyer can confirm them without reading YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govkit_cbpr.transfer_rules.answers import NOT_REVIEWED
from govkit_cbpr.transfer_rules.reviews import is_confirmed, is_refused
from govkit_cbpr.transfer_rules.rules import Duty, Gate, Regime, Route, Rule, Scope, Spec, codes_of, kind_of, kinds_of
from govkit_cbpr.transfer_rules.vocabulary import MECHANISM_KINDS

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.library import RuleSet

_SAID: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "gt": lambda wanted, _all: f"is more than {wanted:,}",
    "gte": lambda wanted, _all: f"is at least {wanted:,}",
    "lt": lambda wanted, _all: f"is less than {wanted:,}",
    "lte": lambda wanted, _all: f"is at most {wanted:,}",
    "in": lambda wanted, _all: f"is {_listed(wanted)}",
    "only": lambda wanted, _all: f"is only {_listed(wanted)}",
    "not_in": lambda wanted, _all: f"is none of {_listed(wanted)}",
    "group": lambda wanted, _all: f"is in the list “{wanted}”",
    "not_group": lambda wanted, _all: f"is not in the list “{wanted}”",
    "authority_of": lambda wanted, _all: f"is an authority of {wanted}",
    "youngest_under": lambda wanted, _all: f"start below {wanted}",
    "stated": lambda wanted, _all: "is stated" if wanted else "is not stated",
    "recorded": lambda _wanted, _all: "is recorded",
    "on_or_after": lambda _wanted, _all: "is not over",
    "on_or_before": lambda _wanted, _all: "has come",
    "within_years": lambda wanted, _all: f"lies at most {wanted} years back",
    "within_days": lambda wanted, about: f"lies within {wanted} days of {_start(about)}",
    "within_working_days": lambda wanted, about: f"lies within {wanted} working days of {_start(about)}",
}
_CLAIMS = {
    "exporter_is_ciio": "the exporter operates critical information infrastructure",
    "important_data": "important data are among the data",
    "intra_group": "the recipient belongs to the exporter's group",
    "third_party_access": "somebody else can read the data",
    "publicly_available": "the data are publicly available",
    "children": "children are among the people",
    "public_scope_operator": "the exporter runs a system of public scope",
    "recipient_covered_person": "the recipient is a covered person",
    "deidentified": "the data are de-identified",
    "security_requirements_met": "the security requirements are met",
    "regulator_stop_order": "the authority ordered the flow to stop",
    "against_national_interest": "the flow is against the national interest",
}
"""What facts claim that are true or false."""
_ANSWERS = {
    "permitted": "the flow is permitted",
    "permitted_with_conditions": "the flow is permitted if the conditions are shown",
    "not_permitted": "the flow is not permitted",
    "unknown": "the answer stays unknown",
    "out_of_scope": "the law sees no transfer",
}


def status_line(law: Regime, rules: RuleSet) -> str:
    """Say how many of a regime's rules were confirmed."""
    confirmed = sum(is_confirmed(law, rule, rules.conditions) for rule in law.rules)
    return NOT_REVIEWED if not confirmed else f"{confirmed} of {len(law.rules)} rules confirmed"


def rule_lines(rule: Rule, law: Regime, rules: RuleSet) -> Iterator[str]:
    """Yield a rule as lines: its name, title, sentence, conditions and source."""
    source = next(entry for entry in law.sources if entry.id == rule.because.source)
    yield f"{law.regime}.{rule.id} — {rule.title}"
    yield f"  {sentence_of(rule)}"
    for meaning in meanings(rule, law):
        yield f"  {meaning}"
    for code in codes_of(rule):
        yield f"  to show: {rules.conditions[code].sentence} [{code}]"
    yield f"  because: {source.title}, {rule.because.at} (grade {source.grade}, {source.read})"
    if source.url:
        yield f"           {source.url}"
    said = "confirmed" if is_confirmed(law, rule, rules.conditions) else "found wrong"
    if said == "confirmed" or is_refused(law, rule, rules.conditions):
        review = law.reviews[rule.id]
        yield f"  {said} by {review.by} on {review.on}{': ' if review.comment else ''}{review.comment}"


def sentence_of(rule: Rule) -> str:
    """Return what a rule does, as one sentence made from its data."""
    parts = [_days(rule)]
    when = condition(rule.when)
    if when:
        parts.append(f"if {when}")
    parts += list(_mechanisms(rule))
    parts.append(_effect(rule))
    text = ", ".join(part for part in parts if part)
    return text[0].upper() + text[1:] + "."


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
        text = condition(spec)
        yield f"“{name}” means: {text[1:-1] if len(spec) == 1 and text.startswith('(') else text}."


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
        return f"from {span.since} to {span.to}"
    return f"from {span.since} on" if span.since else f"until {span.to}" if span.to else ""


def _mechanisms(rule: Rule) -> Iterator[str]:
    if isinstance(rule, Gate) and rule.passed_by:
        yield f"unless there is {_one_of(rule.passed_by)}"
    if isinstance(rule, Route) and rule.any_of:
        yield f"with {_one_of(rule.any_of)}"
    if isinstance(rule, Route) and rule.and_also:
        yield f"and besides with {_one_of(rule.and_also)}"


def _effect(rule: Rule) -> str:
    if isinstance(rule, Duty):
        return "the duties have to be shown"
    if isinstance(rule, Scope | Gate | Route):
        return _ANSWERS[rule.then]
    return ""


def _one_of(needs: tuple[str | Spec, ...]) -> str:
    return " or ".join(_need(need) for need in needs)


def _need(need: str | Spec) -> str:
    kinds = " or ".join(MECHANISM_KINDS[kind] for kind in kinds_of(kind_of(need)))
    if isinstance(need, str):
        return kinds
    about = {key: value for key, value in need.items() if key != "kind"}
    return f"{kinds} ({condition(about)})"


def condition(spec: Mapping[str, Any]) -> str:
    """Return a condition as words."""
    return " and ".join(_entry(key, value) for key, value in spec.items())


def _entry(key: str, value: Any) -> str:
    if key in ("any", "all"):
        inner = (" or " if key == "any" else " and ").join(map(_grouped, value))
        return f"({inner})" if len(value) > 1 else inner
    if key == "not":
        denied = condition(value)
        return f"not {denied}" if denied.startswith("(") and len(value) == 1 else f"not ({denied})"
    if key == "is":
        return f"“{value}” as defined"
    if key in ("has", "has_not"):
        kinds = [kind for pattern in (value if isinstance(value, list) else [value]) for kind in kinds_of(pattern)]
        return f"{' or '.join(map(MECHANISM_KINDS.__getitem__, kinds))} is {'' if key == 'has' else 'not '}recorded"
    name = key.rpartition(".")[2].replace("_", " ")
    claim = _CLAIMS.get(key)
    wanted = value.get("in") if isinstance(value, Mapping) else value
    if claim and isinstance(wanted, bool):
        claimed = claim if wanted else f"it is not so that {claim}"
        return f"{claimed}{_silence(value)}"
    return f"{name} {_compared(value)}"


def _grouped(spec: Mapping[str, Any]) -> str:
    """Return a condition that is part of a list, in brackets where it has parts of its own."""
    return f"({condition(spec)})" if len(spec) > 1 else condition(spec)


def _compared(value: Any) -> str:
    if not isinstance(value, Mapping):
        return f"is {_listed(value)}"
    return " ".join(_SAID[name](wanted, value) for name, wanted in value.items() if name in _SAID) + _silence(value)


def _silence(value: Any) -> str:
    """Say what a fact that is not stated comes to, where it leaves nothing open."""
    about = value if isinstance(value, Mapping) else {}
    where = " (where stated)" if about.get("if_stated") is True else ""
    return where + (" (taken to hold where not stated)" if about.get("assumed") is True else "")


def _listed(value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    return " or ".join(str(item).lower() if isinstance(item, bool) else str(item) for item in items)


def _start(about: Mapping[str, Any]) -> str:
    return str(about.get("of", "date")).rpartition(".")[2].replace("_", " ")
