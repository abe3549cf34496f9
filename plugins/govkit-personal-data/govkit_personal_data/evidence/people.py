"""Whether the values are names of people: known names, forms of address, patronymics, and the look of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from govkit_personal_data.evidence.column import ColumnEvidence, Signal
from govkit_personal_data.evidence.profile import Profile, profile
from govkit_personal_data.evidence.words import words

NAME = "person-name"
_LOOK = re.compile(
    r"[^\W\d_][^\d_@#$%&*+=<>|\[\]{};:!?/\\^~]{0,70}[0-9]{0,3}"
    r"(?: [^\W\d_][^\d_@#$%&*+=<>|\[\]{};:!?/\\^~]{0,40}[0-9]{0,3})?"
)
_CAPITAL = re.compile(
    r"(?:(?:[A-ZÀ-ÞĐĀ-Ž][\w'’.-]*"
    r"|de|del|dela|da|dos|do|la|van|von|der|bin|binti|bt|al|y|e|thi|Ñ\w+|[A-ZÀ-Þ]\.)[, ]*){1,6}(?:\([^)]*\))?"
)
_INITIAL = re.compile(r"(?:^|\s)[A-Z]\.?(?:\s|$)")
_COMMA = re.compile(r"[^\W\d_][\w'’ .-]{1,30}, [^\W\d_][\w'’ .()\"-]{1,60}")
_TONED = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
TWO_WORDS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{2,24} +[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{2,24}"
)
"""Two words in a script that puts no blanks between words: given and family name."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_FIRM = re.compile(r"[^\W\d_]+(?:, [^\W\d_]+)? (?:and|&|és|und|et|y) [^\W\d_]+|[^\W\d_]+-[^\W\d_]+")
_SEVERAL = re.compile(r"[/;|,\n]")
_SOME_LISTS, _LONGEST_LIST = 0.1, 400
_MOST_WORDS = 6
_FEW = 6
"""Distinct values below which many rows of a column are more likely to be labels than names."""
_MANY = 30
"""Rows a value from which even a longer list of them is more likely to be one of labels."""


def signals(seen: Profile) -> Iterator[Signal]:
    """Yield what speaks for and against names of people."""
    if not seen.values:
        return
    if seen.lettered < 0.3:
        yield Signal(NAME, "people.unlike", 1.0)
        return
    seen = _first_of_several(seen)
    firms, areas = _organised(seen), _areal(seen)
    known, given, family, full, rarer, ordinary = _known(seen, firms, areas)
    labels = _labels(seen)
    look = sum(_looks(value, tokens) for value, tokens in zip(seen.values, seen.tokens, strict=True)) / seen.size
    capital = seen.share(_CAPITAL) if look > 0.5 else 0.0
    yield Signal(NAME, "people.known-names", known**2, known)
    yield Signal(NAME, "people.given-names", _above(given, 0.35) * (1 - labels), given)
    yield Signal(NAME, "people.family-names", _above(family, 0.35) * (1 - labels), family)
    yield Signal(NAME, "people.full-names", _above(full, 0.2), full)
    yield Signal(NAME, "people.rarer-names", _above(rarer, 0.45) * (1 - labels), rarer)
    yield Signal(NAME, "people.look", capital * look)
    yield Signal(NAME, "people.two-to-four-words", sum(2 <= len(t) <= 4 for t in seen.tokens) / seen.size * look)
    yield Signal(NAME, "people.unlike", 1 - look)
    yield Signal(NAME, "people.ordinary-words", ordinary)
    honoured = _honoured(seen)
    yield Signal(NAME, "people.form-of-address", min(1.0, honoured * 2), honoured)
    yield Signal(NAME, "people.patronymic", _patronymic(seen))
    yield Signal(NAME, "people.surname-first", min(1.0, seen.share(_COMMA) * 1.5) if known > 0.4 else 0.0)
    yield Signal(NAME, "people.initial", min(1.0, 3 * seen.holding(_INITIAL)) if full > 0.3 else 0.0)
    yield Signal(NAME, "people.organisations", min(1.0, 2 * sum(firms) / seen.size))
    yield Signal(NAME, "people.places", _places(seen, areas))
    yield Signal(NAME, "people.flags", float(seen.flags))
    yield Signal(NAME, "people.few-values", labels)
    yield Signal(NAME, "people.constant", float(seen.column.distinct == 1 and seen.column.filled >= _FEW))
    yield Signal(NAME, "people.vietnamese", seen.holding(_TONED) * full)
    yield Signal(NAME, "people.two-words-unspaced-script", seen.share(TWO_WORDS) * seen.uniqueness)
    han = seen.share(_HAN)
    yield Signal(NAME, "people.chinese", han * (sum(value[:1] in words().family for value in seen.values) / seen.size))


def named_rows(column: ColumnEvidence) -> int:
    """Return how many rows hold a known given name beside a known family name, and no word of a firm or an area.

    All values that are known are looked at, so that one person among thousands of other things is seen.
    """
    seen = profile(column, most=len(column.sample))
    repeats = dict(zip(column.sample, column.repeats or (1,) * len(column.sample), strict=True))
    lists = words()
    return sum(
        repeats[value]
        for value, tokens, firm, area in zip(seen.values, seen.tokens, _organised(seen), _areal(seen), strict=True)
        if 2 <= len(tokens) <= _MOST_WORDS
        and not (firm or area)
        and any(token in lists.given and token not in lists.ordinary for token in tokens)
        and any(token in lists.family and token not in lists.ordinary for token in tokens)
        and (not value.isascii() or _CAPITAL.fullmatch(value))
    )


def _first_of_several(seen: Profile) -> Profile:
    """Return the profile with the first of the names where a value lists several people, as authors are listed."""
    firsts = [_first(value) for value in seen.values]
    if sum(first is not None for first in firsts) < _SOME_LISTS * seen.size:
        return seen
    values = tuple(first or value for first, value in zip(firsts, seen.values, strict=True))
    return profile(replace(seen.column, sample=values), most=len(values))


def _first(value: str) -> str | None:
    """Return the first of several names of two to four words each, none where the value is no such list."""
    parts = [part.strip() for part in _SEVERAL.split(value)] if len(value) < _LONGEST_LIST else []
    listed = len(parts) > 1 and all(1 < len(part.split()) <= 4 and _CAPITAL.fullmatch(part) for part in parts)
    return parts[0] if listed else None


def _known(
    seen: Profile, firms: Sequence[bool], areas: Sequence[bool]
) -> tuple[float, float, float, float, float, float]:
    """Return the shares of values with a known name, given, family, two known, a rarer one, and with none at all.

    Names inside those of organisations and areas are nobody's.
    """
    lists = words()
    some = given = family = full = rarer = unknown = 0
    for tokens, firm, area in zip(seen.tokens, firms, areas, strict=True):
        names = [] if firm or area else [token for token in tokens if token in lists.given or token in lists.family]
        known = len(names) + sum(token in lists.ordinary for token in tokens)
        first = any(token in lists.given for token in names)
        last = any(token in lists.family for token in names)
        named = bool(names) or (not (firm or area) and any(token in lists.rarer for token in tokens))
        some += bool(names)
        given += first and len(tokens) <= 3
        family += last and len(tokens) <= 3
        full += known >= 2 and bool(names) and len(tokens) <= _MOST_WORDS
        rarer += named and len(tokens) <= _MOST_WORDS
        unknown += bool(tokens) and not named and tokens[0].isascii()
    return tuple(count / seen.size for count in (some, given, family, full, rarer, unknown))  # type: ignore[return-value]


def _looks(value: str, tokens: tuple[str, ...]) -> bool:
    if not 1 <= len(tokens) <= _MOST_WORDS + 1 or len(value) > 80 or (len(tokens) > 3 and value[0].islower()):
        return False
    return _LOOK.fullmatch(value) is not None


@lru_cache(maxsize=1)
def _openings() -> tuple[str, ...]:
    return words().lists["begins"]


def _honoured(seen: Profile) -> float:
    """Return the share of values that begin with a form of address, which several different values have to follow."""
    opened = sum(
        (low.startswith(_openings()) and len(low) >= 6) or " mr. " in low or " mrs. " in low or " miss. " in low
        for low in seen.lowered
    )
    return opened / seen.size


def _patronymic(seen: Profile) -> float:
    between = frozenset(words().lists["between"])
    return min(
        1.0,
        3
        * sum(
            bool(between.intersection(tokens[1:-1])) or " a/l " in low or " a/p " in low
            for tokens, low in zip(seen.tokens, seen.lowered, strict=True)
        )
        / seen.size,
    )


@lru_cache(maxsize=1)
def _business() -> tuple[frozenset[str], tuple[str, ...]]:
    every = words().lists["business"]
    return frozenset(word for word in every if word.isascii()), tuple(word for word in every if not word.isascii())


def _organised(seen: Profile) -> list[bool]:
    """Return for each value whether it is the name of an organisation."""
    single, glued = _business()
    return [
        not single.isdisjoint(tokens)
        or _FIRM.fullmatch(low) is not None
        or (not low.isascii() and any(word in low for word in glued))
        for tokens, low in zip(seen.tokens, seen.lowered, strict=True)
    ]


def _areal(seen: Profile) -> list[bool]:
    """Return for each value whether a word says that it is the name of an area: `Grayson County`."""
    single, glued = _areas()
    return [
        (len(tokens) > 1 and not single.isdisjoint((tokens[0], tokens[-1])))
        or (not low.isascii() and low.startswith(glued))
        for tokens, low in zip(seen.tokens, seen.lowered, strict=True)
    ]


def _places(seen: Profile, areas: Sequence[bool]) -> float:
    places, codes = words().places, words().place_codes
    named = (low in places or (", " in low and low.rsplit(", ", 1)[1] in codes) for low in seen.lowered)
    return sum(area or place for area, place in zip(areas, named, strict=True)) / seen.size


@lru_cache(maxsize=1)
def _areas() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words with which names of areas begin or end, and those that are written onto the name."""
    every = words().lists["area"]
    return frozenset(word for word in every if word.isascii()), tuple(word for word in every if not word.isascii())


def _labels(seen: Profile) -> float:
    """Return 1 where few values fill many rows: labels of something, and no person's own."""
    distinct, filled = seen.column.distinct, seen.column.filled
    return float((distinct <= _FEW and filled >= 5 * distinct) or filled >= _MANY * distinct)


def _above(share: float, least: float) -> float:
    return max(0.0, (share - least) / (1 - least))
