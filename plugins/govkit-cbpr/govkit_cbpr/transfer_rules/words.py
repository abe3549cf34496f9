"""The words of open vocabularies: which term a word of a record stands for, and which words stand for none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from govkit_cbpr.transfer_rules.vocabulary import ATTRIBUTES, FLOW_KEYS, NONE, term

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.flows import Flow

Listed = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Key of a flow, or `mechanism.` and an attribute → term → other words for it."""


class Words:
    """Knows the terms by which rules judge; a word that is not listed may mean anything, and so decides nothing."""

    def __init__(self, listed: Listed, ambiguous: Listed | None = None) -> None:
        """Take the terms, and words with the terms between which a person has to choose.

        Raise `ValueError` for a key that holds no terms, a word with two meanings, and a choice that is none.
        """
        self._terms: dict[str, dict[str, str]] = {}
        self._tables: dict[str, list[tuple[str, str, dict[str, str]]]] = {"": [], "mechanism": []}
        for key, terms in listed.items():
            table, _, name = key.rpartition(".")
            if {"": FLOW_KEYS, "mechanism": ATTRIBUTES}.get(table, {}).get(name) not in ("term", "terms"):
                raise ValueError(f"`{key}` holds no terms")
            self._terms[key] = {NONE: NONE, **_by_word(key, terms)}
            self._tables[table].append((name, key, self._terms[key]))
        self._choices = {
            (key, spelled): meanings
            for key, words in (ambiguous or {}).items()
            for word, meanings in words.items()
            for spelled in _spellings([term(word)])
        }
        for (key, word), meanings in self._choices.items():
            known = self._terms.get(key, {})
            if word in known or not known.keys() >= set(map(term, meanings)):
                raise ValueError(f"`{word}` of `{key}` is no choice between terms")

    def lists(self, key: str) -> bool:
        """Tell whether the words of a key are listed."""
        return key in self._terms

    def term_of(self, key: str, word: str) -> str | None:
        """Return the term that a word stands for; `None` for a word that is not listed."""
        return self._terms[key].get(word)

    def choices(self, key: str, word: str) -> tuple[str, ...]:
        """Return the terms one of which a word means, where only a person can say which."""
        return self._choices.get((key, word), ())

    def words_of(self, key: str) -> tuple[str, ...]:
        """Return the words that are listed for a key."""
        return tuple(self._terms[key])

    def unlisted(self, flow: Flow) -> list[tuple[str, str]]:
        """Return the keys of a flow and of its mechanisms with each word that is not listed, legs left out."""
        found = self._unlisted("", flow.values)
        for mechanism in flow.mechanisms or ():
            found += self._unlisted("mechanism", mechanism.attributes)
        return found

    def _unlisted(self, table: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        found = []
        for name, key, terms in self._tables[table]:
            value = values.get(name)
            if isinstance(value, tuple):
                found += [(key, word) for word in value if word not in terms]
            elif value is not None and value not in terms:
                found.append((key, value))
        return found


def _by_word(key: str, terms: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, others in terms.items():
        words = [term(word) for word in (name, *others)]
        for word in _spellings(words):
            if found.setdefault(word, term(name)) != term(name):
                raise ValueError(f"`{word}` of `{key}` stands for two terms")
    return found


def _spellings(words: list[str]) -> list[str]:
    return [*words, *[f"dpv_{word}" for word in words if word.startswith("pd:")]]
