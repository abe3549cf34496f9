"""Where in a text stands what has the form of an identifier: one filter for all patterns, then each that may match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govkit_personal_data.check_digits import VALIDATORS
from govkit_personal_data.identifiers import Identifier
from govkit_personal_data.text.utf8 import Encoded, compiled

_BEFORE = {"digit": "(?:^|[^0-9])", "alnum": "(?:^|[^0-9A-Za-z])", "none": ""}
_AFTER = {"digit": "(?:$|[^0-9])", "alnum": "(?:$|[^0-9A-Za-z])", "none": ""}
_MEMORY = 256 << 20
_SEPARATORS = " .-"
_TRIMS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in a text that has the form of an identifier."""

    start: int
    end: int
    identifier: Identifier
    valid: bool
    """Whether its check digits and dates are right; true where it has none."""


@dataclass(frozen=True)
class Finder:
    """All patterns, compiled for linear time."""

    identifiers: tuple[Identifier, ...]
    filter: Any
    exact: tuple[Any, ...]

    def find(self, text: str, encoded: Encoded) -> Iterator[Candidate]:
        """Yield every place of every form; `text` has normalised digits."""
        for index in self.filter.Match(encoded.raw) or ():
            identifier = self.identifiers[index]
            for start, end in encoded.matches(self.exact[index], overlapping=identifier.left != "alnum"):
                yield _held(text, start, end, identifier)


def _held(text: str, start: int, end: int, identifier: Identifier) -> Candidate:
    """Hold a match against its validator; a telephone number may have swallowed the numbers after it."""
    if identifier.validator is None:
        return Candidate(start, end, identifier, True)
    valid = VALIDATORS[identifier.validator]
    shorter = end
    for _ in range(_TRIMS if identifier.category == "phone" else 1):
        if valid(text[start:shorter]):
            return Candidate(start, shorter, identifier, True)
        shorter = max(text.rfind(separator, start, shorter) for separator in _SEPARATORS)
        if shorter <= start:
            break
    return Candidate(start, end, identifier, False)


def finder(identifiers: tuple[Identifier, ...]) -> Finder:
    """Compile a finder of identifiers."""
    import re2

    options = re2.Options()
    options.max_mem = _MEMORY
    options.never_capture = True
    options.log_errors = False
    every = re2.Set.SearchSet(options)
    exact = []
    for identifier in identifiers:
        body = "|".join(f"(?:{pattern})" for pattern in identifier.patterns)
        every.Add(f"(?:{body})".encode())
        exact.append(compiled(f"{_BEFORE[identifier.left]}({body}){_AFTER[identifier.right]}"))
    every.Compile()
    return Finder(identifiers, every, tuple(exact))
