"""How the words of a card go with what the inventory states of the model, and what they take back again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from govkit_genai.card.document import CardDocument
from govkit_genai.card.judge import Judgement
from govkit_genai.card.sentences import Sentence
from govkit_genai.card.states import Accord, State, Subject
from govkit_genai.card.whole import own_names
from govkit_genai.own_data import own_data

COMPARED = {"licence": "licence", "version": "version", "base_models": "base_model"}
"""Slot of the model → the item of the card that is held against it."""
_ASIDE = re.compile(r"[();]")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_FILLER = frozenset({"v", "version", "license", "licence", "the"})
_NUMBER = re.compile(r"(?<![\w.])v?(\d+(?:\.\d+){0,3})(?![\d.]*\w)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARENT = re.compile(
    r"(?:\b(?:from|of|and|plus|(?:based|built) (?:up)?on|on top of)\b|[:,;&+]|^)\W{0,3}(?:(?:the|an?|our)\b\W{0,3})?"
    r"([A-Za-z][\w.]*(?:[/-][\w.]+)*)",
    re.IGNORECASE,
)
"""What stands where the name of a parent stands."""
_LEAST = 3
"""So many letters has a part of a name that tells one family of models from another."""
_COMMON = frozenset(
    {"base", "chat", "instruct", "model", "small", "large", "tiny", "mini", "hugging", "face", "huggingface"}
)
_CLAUSE = re.compile(r"[.;:!?\n。；]|\bbut\b|\bwhile\b|แต่|\bnhưng\b|\btetapi\b|\bngunit\b|但")


def accords(card: CardDocument, said: Judgement, stated: Mapping[str, Any]) -> dict[str, Accord]:
    """Return how the words in which the card states licence, version and base models go with the inventory.

    `stated` holds of these slots those that the inventory states. What the card does not state has no accord.
    """
    return {
        slot: _JUDGES[slot](card, said, stated[slot])
        for slot, item in COMPARED.items()
        if slot in stated and said.items[item].state is State.STATED
    }


def narrowed(said: Judgement, licence: str, *, tagged: bool) -> bool:
    """Tell whether the words of a card narrow an open licence, or put it off; `tagged` where a tag names it."""
    if not _words("open_licences").search(licence.strip()):
        return False
    if any(map(_is_reserved, said.support["licence"])) and not tagged:
        return True
    return any(
        _words("narrowed").search(text)
        for text in _spoken(said, "licence")
        if _words("of_the_model").search(text) or not _words("of_other_things").search(text)
    )


def _is_reserved(one: Sentence) -> bool:
    """Tell whether a sentence reserves all rights, and not in the header that stands in every copy of a licence."""
    if one.at_most is State.PLACEHOLDER or not _words("reserved").search(_text(one)):
        return False
    clauses = (clause.strip() for clause in _CLAUSE.split(one.passage.text))
    granted = any(_words("open_licences").search(re.sub(r"^the ", "", each, flags=re.IGNORECASE)) for each in clauses)
    return not (granted and _words("copyright").search(one.passage.text))


def denied(said: Judgement, tags: Iterable[str]) -> tuple[str, ...]:
    """Return the language tags that the card's own words take back: "English only", "Thai is not supported"."""
    passages = dict.fromkeys(_labelled(one.passage.label, one.passage.text) for one in said.support["languages"])
    clauses = [clause for text in passages for clause in _CLAUSE.split(text) if not _words("beside").search(clause)]
    return tuple(sorted({tag for tag in tags if any(_takes_back(clause, tag) for clause in clauses)}))


def of_release(text: str, about: Subject, label: str = "") -> str:
    """Return what of a text with dates may tell of a release: not of one to come, nor of a model's datasets.

    An aside with a day of its own speaks for itself ("2026-11-01 (the next is planned for 2027-06)"), one without for
    the day before it ("2026-11-20 (expected)").
    """
    asides = _ASIDE.split(text)
    kept = " ".join(each for each in asides if not (_YEAR.search(each) and _words("no_release").search(each)))
    whole = _labelled(label, kept)
    other = _words("no_release").search(whole) or (about == "model" and _words("of_data").search(whole))
    return "" if other else kept


def _takes_back(clause: str, tag: str) -> bool:
    own = _tongues().get(tag.partition("-")[0].lower())
    spoken = own is not None and own.search(clause) is not None
    if _words("unserved").search(clause):
        return spoken
    named = any(pattern.search(clause) for pattern in _tongues().values())
    return _words("sole").search(clause) is not None and named and own is not None and not spoken


def _licence(_card: CardDocument, said: Judgement, declared: str | None) -> Accord:
    if declared is None:
        return "unclear"
    return "same" if _stands(declared, " ".join((said.values["licence"], *_spoken(said, "licence")))) else "unclear"


def _version(card: CardDocument, said: Judgement, declared: str | None) -> Accord:
    """Compare numbers: those on which the item rests decide, one that stands elsewhere leaves it open."""
    told = _words("of_other_version").sub(" ", said.values["version"] or _title(card, said, "version"))
    whole = " ".join((told, *_spoken(said, "version")))
    mine, theirs = _numbers(declared or ""), _numbers(told)
    if declared is None:
        return "unclear"
    if mine & theirs or (not mine and _stands(declared, whole)):
        return "same"
    dated = any(_YEAR.match(number) for number in mine | theirs)
    finer = any(f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.") for a in mine for b in theirs)
    unclear = not mine or not theirs or dated or finer or mine & _numbers(whole) or said.items["version"].in_passing
    return "unclear" if unclear else "other"


def _parents(card: CardDocument, said: Judgement, declared: tuple[str, ...]) -> Accord:
    told = said.values["base_model"]
    whole = " ".join((told, *_spoken(said, "base_model"), *_links(said)))
    found = [_stands(name.rstrip("/").rpartition("/")[2], whole) for name in declared]
    others = [name for name in _names(told, own_names(card)) if not any(_stands(name, each) for each in declared)]
    families = {part for name in declared for part in _family(name)}
    strange = [name for name in others if not families & _family(name)]
    if _words("scratch").search(told) or any(map(_words("scratch").search, _spoken(said, "base_model"))):
        return "unclear" if any(found) or strange else "none"
    if declared and all(found):
        return "unclear" if strange else "same"
    alone = bool(strange) and len(strange) == len(others) and not any(found) and not said.items["base_model"].in_passing
    return "other" if alone else "unclear"


_JUDGES: dict[str, Callable[[CardDocument, Judgement, Any], Accord]] = {
    "licence": _licence,
    "version": _version,
    "base_models": _parents,
}


def _spoken(said: Judgement, item: str) -> list[str]:
    """Return the sentences about an item with their labels, but for those of templates."""
    return [_text(one) for one in said.support[item] if one.at_most is not State.PLACEHOLDER]


def _text(sentence: Sentence) -> str:
    return _labelled(sentence.passage.label, sentence.text)


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


def _links(said: Judgement) -> Iterator[str]:
    for one in said.support["base_model"]:
        yield from one.passage.links


def _title(card: CardDocument, said: Judgement, item: str) -> str:
    """Return the heading in which an item is stated."""
    place = said.items[item]
    return next((each.title for each in card.sections if each.line == place.line and each.level), "")


def _stands(name: str, text: str) -> bool:
    """Tell whether a name stands in a text, however its parts are joined, and not as the beginning of another."""
    parts = [part for part in _TOKEN.findall(name.lower()) if part not in _FILLER]
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    if not parts:
        return False
    joined = r"[\W_]*(?:(?:v|version|licen[cs]e)[\W_]*)*".join(map(re.escape, parts))
    return re.search(rf"(?<![^\W_]){joined}(?![^\W_]|[-_](?!only\b|or\b)\w|\.[1-9])", text.lower()) is not None


def _numbers(text: str) -> set[str]:
    return {re.sub(r"(?:\.0)+$", "", number) for number in _NUMBER.findall(text)}


def _names(text: str, own: frozenset[str]) -> list[str]:
    """Return what looks like names of other models: letters with a number or a path, where a parent stands."""
    found = [match.rstrip(".") for match in _PARENT.findall(text)]
    return [
        name
        for name in found
        if ("/" in name or re.search(r"\d", name)) and not own & set(re.split(r"\W", name.lower()))
    ]


def _family(name: str) -> set[str]:
    return {part for part in re.findall(r"[^\W\d_]+", name.lower()) if len(part) >= _LEAST and part not in _COMMON}


@cache
def _words(key: str) -> re.Pattern[str]:
    said = own_data("govkit_genai.card", "claims")[key]
    return re.compile("|".join(said) if isinstance(said, list) else said, re.IGNORECASE)


@cache
def _tongues() -> dict[str, re.Pattern[str]]:
    said = own_data("govkit_genai.card", "claims")["tongues"]
    return {tag: re.compile(rf"(?<![a-z])(?:{names})(?![a-z])", re.IGNORECASE) for tag, names in said.items()}
