"""Finds answers that one company has in another's words, and tells them from words that many use."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govkit_submission.desk.shingles import FEWEST, alike, bare, contained, shingles

LEAST = 0.7
"""The similarity from which two answers count as copied."""
AGAIN = 0.5
"""The similarity from which they do between two submissions of which another answer is copied already."""
QUOTED = 0.8
"""The share of an answer that has to stand in a known text for it to count as a quotation."""
FEWEST_USERS = 5
USERS_SHARE = 0.01
"""A text that so many submissions give, and so large a share of them, is boiler-plate."""


@dataclass(frozen=True)
class Copy:
    """Two submissions of different organisations that answer a question in nearly the same words."""

    question: str
    first: str
    """The digest of a submission; the smaller of the two."""
    second: str
    similarity: float
    """Shared runs of characters ÷ all of them."""
    words: str
    """The answer in the first."""


@dataclass(frozen=True)
class Boilerplate:
    """Words that many submissions answer a question with, or that quote a known text."""

    question: str
    words: str
    submissions: int
    why: str
    """`many` or `quoted`."""


@dataclass(frozen=True)
class Echoes:
    """What was found in all answers together."""

    copies: tuple[Copy, ...]
    """The most alike first."""
    boilerplate: tuple[Boilerplate, ...]
    """The most used first."""
    compared: int
    """Answers that are long enough to be compared."""
    short: int


@dataclass(frozen=True)
class _Given:
    submission: str
    organisation: str
    words: str
    bare: str


def find_echoes(records: Iterable[Mapping[str, Any]], known: Sequence[str] = (), least: float = LEAST) -> Echoes:
    """Compare the answers to each question across organisations.

    `known` are texts that everybody may quote: a law, a checklist, a template that was handed out.
    """
    by_question: dict[str, list[_Given]] = defaultdict(list)
    users: dict[str, set[str]] = defaultdict(set)
    submissions = 0
    for record in records:
        submissions += 1
        for question, _, words in record.get("texts", ()):
            given = _Given(record["sha256"], organisation_of(record), words, bare(words))
            by_question[question].append(given)
            users[given.bare].add(given.organisation)
    many = max(FEWEST_USERS, math.ceil(USERS_SHARE * submissions))
    quotable = frozenset(run for text in known for run in shingles(bare(text)))
    search = _Search(many, {words for words, orgs in users.items() if len(orgs) >= many}, quotable, least)
    for question in sorted(by_question):
        search.look(question, by_question[question])
    return search.result()


def organisation_of(record: Mapping[str, Any]) -> str:
    """Return what tells organisations apart: id and name, as anybody may choose another's id."""
    organisation = record["organisation"]
    return f"{organisation.get('id', '')}\n{organisation.get('name', '')}"


class _Search:
    def __init__(self, many: int, common: set[str], quotable: frozenset[str], least: float) -> None:
        self._many, self._common, self._quotable, self._least = many, common, quotable, least
        self._copies: list[Copy] = []
        self._resembling: list[Copy] = []
        """Too little alike to say so of themselves."""
        self._boilerplate: list[Boilerplate] = []
        self._compared = self._short = 0

    def look(self, question: str, answers: Sequence[_Given]) -> None:
        """Compare the answers to one question."""
        texts: dict[str, list[_Given]] = defaultdict(list)
        for given in answers:
            texts[given.bare].append(given)
        long: list[tuple[list[_Given], frozenset[str]]] = []
        for words in sorted(texts):
            runs = shingles(words)
            if len(runs) < FEWEST:
                self._short += len(texts[words])
                self._note(question, texts[words], "many", len(texts[words]) >= self._many)
                continue
            self._compared += len(texts[words])
            quoted = bool(self._quotable) and contained(runs, self._quotable) >= QUOTED
            if not self._note(question, texts[words], "quoted" if quoted else "many", quoted or words in self._common):
                long.append((texts[words], runs))
        self._compare(question, long)

    def _note(self, question: str, givers: Sequence[_Given], why: str, applies: bool) -> bool:
        if applies:
            self._boilerplate.append(Boilerplate(question, givers[0].words, len(givers), why))
        return applies

    def _compare(self, question: str, long: Sequence[tuple[list[_Given], frozenset[str]]]) -> None:
        runs = [runs for _, runs in long]
        pairs = list(alike(runs, self._least, self._many))
        resembling = [pair for pair in alike(runs, AGAIN, self._many) if pair[2] < self._least]
        near: Counter[int] = Counter()
        for one, other, _ in pairs:
            near[one] += len(long[other][0])
            near[other] += len(long[one][0])
        common = {number for number, (givers, _) in enumerate(long) if near[number] + len(givers) >= self._many}
        for number in sorted(common):
            givers = long[number][0]
            self._boilerplate.append(Boilerplate(question, givers[0].words, near[number] + len(givers), "many"))
        same = ((number, number, 1.0) for number, (givers, _) in enumerate(long) if len(givers) > 1)
        for one, other, share in (*same, *pairs, *resembling):
            if one not in common and other not in common:
                found = self._copies if share >= self._least else self._resembling
                found += _copies(question, long[one][0], long[other][0], share, same=one == other)

    def result(self) -> Echoes:
        """Return everything found so far, in the order in which it is read."""
        copiers = {(copy.first, copy.second) for copy in self._copies}
        again = (copy for copy in self._resembling if (copy.first, copy.second) in copiers)
        copies = sorted(
            (*self._copies, *again), key=lambda c: (-c.similarity, -len(c.words), c.question, c.first, c.second)
        )
        boilerplate = sorted(self._boilerplate, key=lambda b: (-b.submissions, b.question, b.words))
        return Echoes(tuple(copies), tuple(boilerplate), self._compared, self._short)


def _copies(
    question: str, ones: Sequence[_Given], others: Sequence[_Given], share: float, *, same: bool
) -> Iterator[Copy]:
    for position, one in enumerate(ones):
        for other in others[position + 1 :] if same else others:
            if one.organisation != other.organisation:
                first, second = sorted((one, other), key=lambda given: given.submission)
                yield Copy(question, first.submission, second.submission, round(share, 3), first.words)
