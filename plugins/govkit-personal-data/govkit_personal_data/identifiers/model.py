"""What an identifier is: how it looks, how it is checked, and how much is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Boundary = Literal["digit", "alnum", "none"]
Mark = Literal["verified", "derived", "recalled"]
_BEFORE = {"digit": r"(?<![0-9])", "alnum": r"(?<![0-9A-Za-z])", "none": ""}
_AFTER = {"digit": r"(?![0-9])", "alnum": r"(?![0-9A-Za-z])", "none": ""}


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of identifier of one country, or of none."""

    id: str
    """`th.national-id`: country, or `int`, and kind."""
    title: str
    category: str
    """A category of personal data (see `categories.toml`)."""
    country: str | None
    """ISO 3166-1 alpha-2, none where it is international."""
    patterns: tuple[str, ...]
    """Printed forms, in the syntax of RE2, case-sensitive, without boundaries, over text with normalised digits."""
    left: Boundary
    """What may not stand before a match: an ASCII digit, an ASCII letter or digit, or anything may."""
    right: Boundary
    """What may not stand after a match."""
    whole_cell: bool
    """Whether the form says so little that a match counts for nothing inside a text unless a word names it."""
    validator: str | None
    """Name in `check_digits.VALIDATORS`; none where nothing in the number can be checked."""
    random_pass_rate: float
    """The share of random strings of these forms that the validator lets pass; 1 where there is none."""
    context: tuple[str, ...]
    """Words that stand near it, lower case, in English and the languages of the country."""
    mark: Mark
    """`verified`: read in the issuer's own publication; `derived`: from a maintained library or published
    descriptions; `recalled`: neither."""
    weight: float
    """How sure a valid match is without any context, from 0 to 1."""
    source: str


def bounded(identifier: Identifier) -> str:
    """Return one regular expression for Python with the boundaries as ASCII look-arounds.

    Never the Unicode word edge: Thai, Lao, Khmer and Burmese are written without blanks, and it misses what is glued to
    their letters.
    """
    body = "|".join(f"(?:{pattern})" for pattern in identifier.patterns)
    return f"{_BEFORE[identifier.left]}(?:{body}){_AFTER[identifier.right]}"
