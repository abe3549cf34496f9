"""Headings that are personal data themselves: keys of JSON and pivoted columns carry names, addresses and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import log
from typing import Literal, TypeAlias

from govkit_personal_data.evidence.full_name import names_person
from govkit_personal_data.evidence.people import NAME
from govkit_personal_data.evidence.profile import year_of
from govkit_personal_data.judge import detection_of
from govkit_personal_data.mask import PARTS
from govkit_personal_data.observed import Detection, Piece
from govkit_personal_data.prevalence import wilson

_Kind: TypeAlias = Literal["name", "mail", "number"]
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^\W\d_]{2,}")
_NUMBER = re.compile(r"[-+()./ ]*[0-9](?:[-+()./ ]{0,2}[0-9]){5,}[ )]*")
_YEARS = re.compile(r"(?:19|20|25)[0-9]{2} ?[-/–] ?(?:19|20|25)[0-9]{2}")
_NAMED, _MOST_OF_A_NUMBER = 0.79, 0.79
"""Confidence of names of people and the most of numbers: brands, streets and codes are headings, too."""
Judging: TypeAlias = Callable[[Sequence[str]], Detection | None]
"""Says what values hold, as of a column without a heading."""


def detections(names: Sequence[str], rows: int, judging: Judging) -> Mapping[str, Detection]:
    """Return the name of a column → what the name itself shows; headings of one kind are judged together."""
    kinds: dict[_Kind, dict[str, str]] = {}
    for name in names:
        for kind, part in _parts(name):
            kinds.setdefault(kind, {})[name] = part
    found: dict[str, Detection] = {}
    for kind, parts in kinds.items():
        said = _named() if kind == "name" else judging(tuple(dict.fromkeys(parts.values())))
        if said is not None:
            confidence = min(said.confidence, _MOST_OF_A_NUMBER) if kind == "number" else said.confidence
            piece = Piece(f"heading:{kind}", round(log(confidence / (1 - confidence)), 2), len(parts), len(names))
            one = replace(said, confidence=confidence, matched=rows, share=wilson(rows, rows), evidence=(piece,))
            found |= dict.fromkeys(parts, one)
    return found


def _parts(name: str) -> list[tuple[_Kind, str]]:
    """Return the kinds of data that a name may be, and the part of it that may be one."""
    if mail := _MAIL.search(name):
        return [("mail", mail.group())]
    every = [part.strip() for part in (name, *PARTS.split(name))]
    numbers = [part for part in every if _NUMBER.fullmatch(part) and not _YEARS.fullmatch(part) and not year_of(part)]
    people = [part for part in every if names_person(part)]
    return [("name", part) for part in people[:1]] + [("number", part) for part in numbers[:1]]


def _named() -> Detection:
    return detection_of(NAME, _NAMED, 0, (0.0, 1.0), ())
