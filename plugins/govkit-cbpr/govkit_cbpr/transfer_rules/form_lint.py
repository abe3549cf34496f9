"""Finds places, days and names in rule files that can never come to bear."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from govkit.model.errors import nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.flow_reading import read_flow, unlisted_words
from govkit_cbpr.transfer_rules.places import is_place

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.lists import Group
    from govkit_cbpr.transfer_rules.reading import Pointer
    from govkit_cbpr.transfer_rules.rules import Effective, Regime
    from govkit_cbpr.transfer_rules.words import Words

Faults = Iterator[tuple["Pointer", str, str]]
"""Where in the file, what is wrong, and what would mend it."""


def regime_faults(regime: Regime, groups: Collection[str], words: Words) -> Faults:
    """Yield what is amiss in the form of a regime."""
    if regime.review_by < regime.as_of:
        what = worded("`review_by` comes before `as_of`")
        yield ("review_by",), what, worded("write the day by which somebody has to look again")
    for key in ("origin", "establishment", "people"):
        for number, name in enumerate(getattr(regime.reach, key)):
            if name not in groups and not is_place(name):
                what = worded("`{name}` is neither an ISO 3166 code nor a country group", name=name)
                hint = nearest(name, groups) or worded("write a code such as SG, or add the group")
                yield ("reach", key, number), what, hint
    for part in ("scope", "gates", "routes", "duties", "otherwise"):
        for number, rule in enumerate(getattr(regime, part)):
            if _is_empty(rule.effective):
                what = worded("it ends on {to}, before it begins", to=rule.effective.to)
                yield (part, number, "effective"), what, worded("mend `from` or `to`")
    for (_first, one), (second, other) in combinations(enumerate(regime.otherwise), 2):
        if _meet(one.effective, other.effective):
            what = worded("`otherwise` says two things of the same days")
            yield ("otherwise", second), what, worded("let the first end before the second begins")
    yield from _words(regime, words)


def group_faults(group: Group) -> Faults:
    """Yield what is amiss in the form of a country list."""
    for number, row in enumerate(group.members):
        if not is_place(row.place):
            what = worded("`{place}` is no ISO 3166 code such as SG", place=row.place)
            yield ("members", number, "place"), what, worded("write the code")
    for (_first, one), (second, other) in combinations(enumerate(group.members), 2):
        if one.place == other.place and max(one.since, other.since) <= min(one.to or date.max, other.to or date.max):
            what = worded("`{place}` is listed twice for the same days", place=other.place)
            yield ("members", second), what, worded("remove one row, or mend its days")


def _is_empty(span: Effective) -> bool:
    return span.since is not None and span.to is not None and span.to < span.since


def _meet(one: Effective, other: Effective) -> bool:
    start = max(one.since or date.min, other.since or date.min)
    return start <= min(one.to or date.max, other.to or date.max)


def _words(regime: Regime, words: Words) -> Faults:
    """Ask that the facts of examples are facts of the vocabulary: what is not states nothing."""
    for number, example in enumerate(regime.examples):
        ignored: list[str] = []
        name = f"example `{example.id}`"
        flow = read_flow(example.facts, regime.as_of, name, ignored)
        for what in (*ignored, *unlisted_words(flow, words, name)):
            yield ("examples", number), what, worded("write a word of docs/transfers.md, or list it in terms.yaml")
