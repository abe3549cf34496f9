"""What headings, answers and terms are called in the languages of the region: the data of `words/`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from govkit_importers.own_data import own_data
from govkit_importers.templates import names, template

LANGUAGES = ("en", "th", "vi", "id", "ms", "fr")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-z]\))\s*(?=\S)")
_NOISE = re.compile(r"[\s_*:?!,\"“”«»\u200b\ufeff]+")
_DASHES = re.compile("[-‐‑–—]+")
_OF = re.compile(r"\s(?:of|of the|du|de|de la)\s*$")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Lexicon:
    """Phrases, folded by `fold`, and what they stand for."""

    headers: Mapping[str, str]
    """Heading → column of a record, see `columns`."""
    people: Mapping[str, str]
    """Heading → controller, dpo or representative."""
    attributes: Mapping[str, str]
    """Heading → name, address, email or phone."""
    yes: frozenset[str]
    no: frozenset[str]
    none: frozenset[str]
    ticks: Mapping[str, str]
    """Sign below a heading of a kind of data → yes or no; one that has several meanings is none of them."""
    units: Mapping[str, str]
    """Unit of time → letter of an ISO 8601 duration."""
    numbers: Mapping[str, str]
    """Number in words → in digits."""
    leads: frozenset[str]
    """Words before a period that add nothing to it: "kept for"."""
    months: Mapping[str, int]
    joiners: frozenset[str]
    after: frozenset[str]
    by_law: frozenset[str]
    reference: frozenset[str]
    """What the number of a passage of a law stands behind: "section"."""
    open_ended: frozenset[str]
    on_top: frozenset[str]
    """Words between what has to end first and the period that follows it: "contract + 5 years"."""
    never: frozenset[str]
    """Words for an event that does not come."""
    doubt: frozenset[str]
    """Words of a condition, a guess or a wish beside a period: "if feasible", "proposed"."""
    forever: frozenset[str]
    totals: frozenset[str]
    others: frozenset[str]
    """Words that end a list which is not all: "etc."."""
    examples: frozenset[str]
    """Words that begin one: "such as"."""
    denied_first: re.Pattern[str]
    """How an element of a list begins that says what is not there: "no encryption"."""
    denied_anywhere: re.Pattern[str]
    denied_last: re.Pattern[str]
    """How one ends that says what is still to come: "encryption (planned)"."""
    not_in_force: re.Pattern[str]
    """What a contract is called that binds nobody: not any more, not yet, or never."""
    past_contract: re.Pattern[str]
    """What one is called that may have ended, or been replaced by another: "old"."""
    of_contract: re.Pattern[str]
    """Words by which a sentence may speak of a contract: "agreement", "signed", "it"."""
    other_topics: frozenset[str]
    """What else a remark beside a contract may begin with: "training"."""
    terms: Mapping[str, Mapping[str, str]]
    """Kind of term → phrase → govkit's term."""
    countries: Mapping[str, str]
    """Name → code of ISO 3166-1."""

    def person(self, text: str) -> str | None:
        """Return controller, dpo or representative, where a text names one of them and nothing else."""
        return next((self.people[one] for one in readings(text) if one in self.people), None)

    def contact(self, group: str, label: str) -> tuple[str, str] | None:
        """Return (person, attribute) of a label such as "DPO e-mail", or of "e-mail" below the heading "DPO"."""
        person, attribute = self.person(group), self.attributes.get(fold(label))
        if person and attribute:
            return person, attribute
        found = {one for reading in readings(label) if (one := self._contact(reading)) is not None}
        return found.pop() if len(found) == 1 else None

    def _contact(self, words: str) -> tuple[str, str] | None:
        """Read "DPO email" and "email of the DPO"."""
        for phrase, person in self.people.items():
            for rest in (words.removeprefix(phrase), _OF.sub("", words.removesuffix(phrase))):
                if rest != words and rest.strip() in self.attributes:
                    return person, self.attributes[rest.strip()]
        return None


@cache
def lexicon() -> Lexicon:
    """Return the words of all languages together."""
    words = [_data(language) for language in LANGUAGES]
    asked = [question for name in names() for question in template(name).columns]
    countries = {fold(name): code for code, names in _data("countries").items() for name in names}
    kinds = dict.fromkeys(kind for one in words for kind in one["terms"])
    return Lexicon(
        headers={fold(one.shown): one.slot for one in asked} | _index(words, "headers"),
        people=_index(words, "people"),
        attributes=_index(words, "attributes"),
        yes=_set(words, "yes"),
        no=_set(words, "no"),
        none=_set(words, "none"),
        ticks=_index(words, "ticks"),
        units=_index(words, "units"),
        numbers=_index(words, "numbers"),
        leads=_set(words, "leads"),
        months={fold(name): n for one in words for n, names in enumerate(one["months"], 1) for name in names},
        joiners=_set(words, "and"),
        after=_set(words, "after"),
        by_law=_set(words, "by_law"),
        reference=_set(words, "reference"),
        open_ended=_set(words, "open"),
        on_top=_set(words, "on_top") | {"+"},
        never=_set(words, "never"),
        doubt=_set(words, "doubt"),
        forever=_set(words, "forever"),
        totals=_set(words, "totals"),
        others=_set(words, "others"),
        examples=_set(words, "examples"),
        denied_first=re.compile(rf"^{_either(words, 'first')}(?! \d)"),
        denied_anywhere=re.compile(_either(words, "anywhere")),
        denied_last=re.compile(rf"{_either(words, 'last')}\)?$"),
        not_in_force=re.compile(f"^{_either(words, 'ended')}|{_either(words, 'not_in_force')}"),
        past_contract=re.compile(_any_of(_set(words, "past_contract"))),
        of_contract=re.compile(_any_of(_set(words, "of_contract"))),
        other_topics=_set(words, "other_topics"),
        terms={kind: _index([one["terms"] for one in words], kind) for kind in kinds},
        countries=countries,
    )


def phrases(language: str, kind: str) -> tuple[str, ...]:
    """Return the first phrase of a language for each term of a kind, in English where the language has none."""
    own, english = (_data(one)["terms"].get(kind, {}) for one in (language, "en"))
    return tuple(str((own.get(term) or english[term])[0]).capitalize() for term in dict.fromkeys((*english, *own)))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a phrase without case, numbering, marks and width; Thai without spaces, which nobody sets alike."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    plain = _NUMBERING.sub("", plain)
    plain = _NOISE.sub(" ", _DASHES.sub(" ", plain)).strip(" .,;/")
    return plain.replace(" ", "") if _THAI.search(plain) else plain


def is_thai(phrase: str) -> bool:
    """Tell whether a phrase is written in Thai letters, so that words stand in it without spaces."""
    return _THAI.search(phrase) is not None


def readings(text: str) -> Iterator[str]:
    """Yield the ways to read a heading: whole, without brackets, what is in them, and each part of a bilingual one."""
    yield fold(text)
    yield fold(_IN_BRACKETS.sub(" ", text))
    parts = re.split(r"\n|/|\||;", _IN_BRACKETS.sub(r"\n\1\n", text))
    for part in parts:
        if part.strip():
            yield fold(part)


def _data(name: str) -> dict[str, Any]:
    return own_data("govkit_importers.ropa", f"words/{name}")


def _index(words: Sequence[Mapping[str, Any]], key: str) -> dict[str, str]:
    return {fold(phrase): str(name) for one in words for name, found in one.get(key, {}).items() for phrase in found}


def _set(words: Sequence[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(fold(phrase) for one in words for phrase in one.get(key, ()))


def _either(words: Sequence[Mapping[str, Any]], place: str) -> str:
    """Return a pattern for the words that deny at a place of a text; Thai ones stand without spaces around them."""
    phrases = sorted({fold(phrase) for one in words for phrase in one.get("denied", {}).get(place, ())}, key=len)
    ends = {phrase: "" if is_thai(phrase) or phrase.endswith("'") else r"(?![\w.])" for phrase in phrases}
    starts = {phrase: "" if is_thai(phrase) else r"(?<!\w)" for phrase in phrases}
    return f"(?:{'|'.join(starts[phrase] + re.escape(phrase) + ends[phrase] for phrase in reversed(phrases))})"


def _any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for any of some phrases, as whole words where words are parted by spaces."""
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(one) if is_thai(one) else rf"(?<!\w){re.escape(one)}(?!\w)" for one in longest)


def starts_with(text: str, phrases: frozenset[str]) -> bool:
    """Tell whether a text begins with one of the phrases, as whole words: "per" does not begin "perhaps"."""
    folded = fold(text)
    return any(
        folded.startswith(phrase) and (is_thai(phrase) or not folded[len(phrase) :][:1].isalpha()) for phrase in phrases
    )


def is_total(text: str) -> bool:
    """Tell the first cell of a row that holds totals."""
    return fold(text) in lexicon().totals
