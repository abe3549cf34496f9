"""Answers as people write them about one matter, some of them taken over and worked on: who is named for it.

The thresholds of the desk were chosen on another set (`benchmarks.mailbag`); nothing may be chosen on this one.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from benchmarks.runner import Entry, Suite
from govkit_submission.desk.copies import find_echoes

_DATA = Path(__file__).parent / "data" / "answers.yaml"
_QUESTIONS, _COMPANIES, _COPIED = 10, 300, 12
Sentences = list[str]


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """Return by language the sentences that there are (`said`), and who and when they may tell of."""
    return dict(yaml.safe_load(_DATA.read_text("utf-8")))


def _sentence(chance: random.Random, language: str) -> str:
    """Return a sentence with somebody and some time of its own."""
    said, who, when = (chance.choice(words()[language][part]) for part in ("said", "who", "when"))
    return said.format(who=who, when=when)


def _answer(chance: random.Random, language: str) -> Sentences:
    return [_sentence(chance, language) for _ in range(chance.randint(3, 5))]


def _reordered(text: Sentences, chance: random.Random, language: str) -> Sentences:
    return chance.sample(text, len(text))


def _shortened(text: Sentences, chance: random.Random, language: str) -> Sentences:
    return [sentence for number, sentence in enumerate(text) if number != chance.randrange(len(text))] or text


def _lengthened(text: Sentences, chance: random.Random, language: str) -> Sentences:
    return [*text, _sentence(chance, language)]


def _renamed(text: Sentences, chance: random.Random, language: str) -> Sentences:
    """Put other people into one sentence of it."""
    old, new = chance.sample(words()[language]["who"], 2)
    return [sentence.replace(old, new) for sentence in text]


def _respaced(text: Sentences, chance: random.Random, language: str) -> Sentences:
    return [f"- {sentence.upper()}  " for sentence in text]


WORKED = {
    "in another order": _reordered,
    "sentences less": _shortened,
    "a sentence more": _lengthened,
    "people renamed": _renamed,
    "other case and marks": _respaced,
}


def records(seed: int) -> tuple[list[dict[str, Any]], dict[tuple[str, str, str], str]]:
    """Return records of submissions, and the planted copies (two digests, question) with how they were worked on."""
    chance = random.Random(seed)
    planted: dict[tuple[str, str, str], str] = {}
    made: list[dict[str, Any]] = []
    answers: list[list[Sentences]] = []
    ways: list[tuple[str, Callable[[Sentences, random.Random, str], Sentences]]] = list(WORKED.items())
    for number in range(_COMPANIES):
        language = tuple(words())[number % len(words())]
        mine = [_answer(chance, language) for _ in range(_QUESTIONS)]
        digest = sha256(f"{seed} {number}".encode()).hexdigest()
        if number >= _COMPANIES - _COPIED * len(ways):
            name, work = ways[number % len(ways)]
            victim = number % len(words()) + len(words()) * chance.randrange(40)
            for question in chance.sample(range(_QUESTIONS), 2):
                mine[question] = work(answers[victim][question], chance, language)
                first, second = sorted((digest, made[victim]["sha256"]))
                planted[first, second, f"q{question}"] = name
        answers.append(mine)
        texts = [(f"q{question}", "", ". ".join(text)) for question, text in enumerate(mine)]
        made.append({"sha256": digest, "organisation": {"id": f"o{number}"}, "texts": texts})
    return made, planted


def suites(size: str) -> Iterator[Suite]:
    """Yield a suite that compares; what it finds of what was planted is printed, by how it was worked on."""
    made, planted = records(20261122)
    found = {(copy.first, copy.second, copy.question) for copy in find_echoes(made).copies}
    for name in WORKED:
        ours = {key for key, way in planted.items() if way == name}
        print(f"  {name:22} {len(ours & found)} of {len(ours)} found", flush=True)
    pairs = Counter((first, second) for first, second, _ in planted)
    named = sum((first, second) in pairs for first, second, _ in found)
    print(f"  named {len(found)}, of which {len(found & planted.keys())} planted, {len(found) - named} of strangers")
    entry = Entry(f"{_COMPANIES} submissions, {_QUESTIONS} answers each", lambda: find_echoes(made))
    yield Suite("copied answers, a set that nothing was chosen on", entry.name, (entry,))
