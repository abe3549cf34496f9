"""The identifiers in the three forms in which the kernel needs them: images, trees and regular expressions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from govkit_personal_data.check_digits import VECTOR
from govkit_personal_data.identifiers import Identifier, bounded
from govkit_personal_data.kernel.alignment import FORBIDDEN, Alignment, Needs, alignments
from govkit_personal_data.kernel.gate import Gate
from govkit_personal_data.kernel.shapes import BLANKS, COARSE, FINE, HIGH, MERGED, Alphabet, Symbols
from govkit_personal_data.kernel.syntax import Choice, Node, image, is_confined, is_even, may_run, parse, shrunk_image

_MEMORY = 256 << 20
"""What the filter may take for its states, in bytes; beyond it would get slow, not wrong."""
_REMEMBERED = 50_000
_HIGH = 0x80
_SPACE = "[" + "".join(f"\\x{blank:02x}" for blank in sorted(BLANKS)) + "]*"
_BEFORE = {"digit": "(?:^|[^0-9])", "alnum": "(?:^|[^0-9A-Za-z])", "none": ""}
_AFTER = {"digit": "(?:$|[^0-9])", "alnum": "(?:$|[^0-9A-Za-z])", "none": ""}


@dataclass(frozen=True)
class Form:
    """One identifier, compiled."""

    identifier: Identifier
    tree: Node = field(repr=False)
    search: re.Pattern[str] = field(repr=False)
    """For Python, with look-arounds: what a match is."""
    full: re.Pattern[str] = field(repr=False)
    """For Python: a text that is a match from end to end, the match as group 1."""
    inside: str = field(repr=False)
    """For RE2: finds a match with what stands beside it; the match as the group `match`."""
    whole: str = field(repr=False)
    """For RE2: what `full` is for Python."""
    twice: str = field(repr=False)
    """For RE2: matches at least the texts that hold two matches which do not overlap."""

    @classmethod
    def of(cls, identifier: Identifier) -> Form:
        """Compile an identifier. Raises `ValueError` for a pattern that is not portable."""
        body = "|".join(f"(?:{pattern})" for pattern in identifier.patterns)
        options = tuple(parse(pattern) for pattern in identifier.patterns)
        return cls(
            identifier,
            tree=options[0] if len(options) == 1 else Choice(options),
            search=re.compile(bounded(identifier), re.ASCII),
            full=re.compile(f"{_SPACE}({body}){_SPACE}", re.ASCII),
            inside=f"(?s){_BEFORE[identifier.left]}(?P<match>{body}){_AFTER[identifier.right]}",
            whole=f"^{_SPACE}(?P<match>{body}){_SPACE}$",
            twice=f"(?s)(?:{body}).*(?:{body})",
        )


class Filter:
    """A sound filter: it names every form that may match a text of a given shape, and some that do not."""

    def __init__(self, images: Sequence[str]) -> None:
        """Compile the images of all forms into one automaton."""
        import re2

        options = re2.Options()
        options.max_mem, options.log_errors, options.never_capture = _MEMORY, False, True
        options.encoding = re2.Options.Encoding.LATIN1
        self._set: Any = re2.Set.SearchSet(options)
        for pattern in images:
            self._set.Add(pattern)
        self._set.Compile()
        self._seen: dict[bytes, tuple[int, ...]] = {}

    def __call__(self, shape: bytes) -> tuple[int, ...]:
        """Return the numbers of the forms that may match a text of this shape, ascending."""
        found = self._seen.get(shape)
        if found is None:
            found = tuple(sorted(self._set.Match(shape) or ()))
            if len(self._seen) < _REMEMBERED:
                self._seen[shape] = found
        return found


@dataclass(frozen=True, slots=True)
class Said:
    """What a shape says of the texts that have it."""

    sure: tuple[tuple[int, bool], ...]
    """Forms that all of them match, and whether from end to end."""
    open: tuple[int, ...]
    """Forms that some of them may match."""


class Shaped:
    """All forms as one alphabet of shapes shows them."""

    def __init__(self, forms: Sequence[Form], alphabet: Alphabet) -> None:
        """Take the forms; their images are compiled when the first shape is asked for."""
        self.alphabet = alphabet
        self._forms = forms
        self._needs: Needs = {}
        self._aligned: dict[tuple[int, bytes], tuple[Alignment, ...] | None] = {}
        self._said: dict[bytes, Said] = {}

    @cached_property
    def images(self) -> list[str]:
        """Return the image of each form."""
        return [_plain(form, self.alphabet.symbols) for form in self._forms]

    @cached_property
    def candidates(self) -> Filter:
        """Return what names the forms that may match a text of a shape."""
        return Filter(self.images)

    def says(self, shape: bytes) -> Said:
        """Return what texts of a shape surely match, and what they may."""
        said = self._said.get(shape)
        if said is None:
            said = self._read(shape)
            if len(self._said) < _REMEMBERED:
                self._said[shape] = said
        return said

    def _read(self, shape: bytes) -> Said:
        candidates = self.candidates(shape)
        if HIGH in shape:
            return Said((), candidates)
        sure, text = [], shape.translate(self._example).decode()
        for number in self._even.intersection(candidates):
            form = self._forms[number]
            whole = form.full.fullmatch(text) is not None
            if whole or (not form.identifier.whole_cell and form.search.search(text)):
                sure.append((number, whole))
        return Said(tuple(sure), tuple(number for number in candidates if number not in self._even))

    @cached_property
    def _even(self) -> frozenset[int]:
        """Return the forms to which one byte of a symbol is as good as another; a text of a shape shows what all do."""
        classes = [frozenset(byte for byte in members if byte < _HIGH) for members in self.alphabet.members.values()]
        return frozenset(
            number
            for number, form in enumerate(self._forms)
            if form.identifier.validator not in VECTOR and is_even(form.tree, classes)
        )

    @cached_property
    def _example(self) -> bytes:
        """Return symbol → a byte that it stands for."""
        members = self.alphabet.members
        return bytes(max(members.get(symbol, ()), default=symbol) for symbol in range(256))

    def any_but(self, numbers: Collection[int]) -> str:
        """Return an image of all forms together, save these."""
        return "|".join(dict.fromkeys(f"(?:{made})" for at, made in enumerate(self.images) if at not in numbers))

    def alignments(self, number: int, shape: bytes) -> tuple[Alignment, ...] | None:
        """Return the ways in which a form can match texts of a shape, or `None` if that can't be said."""
        key = number, shape
        if key not in self._aligned:
            if len(self._aligned) >= _REMEMBERED:
                self._aligned.clear()
                self._needs.clear()
            form = self._forms[number]
            left, right = form.identifier.left, form.identifier.right
            found = alignments(form.tree, shape, left, right, self.alphabet, self._needs)
            if found is not None and form.identifier.whole_cell:
                found = tuple(way for way in found if way.covers(shape))
            self._aligned[key] = found
        return self._aligned[key]


class Forms:
    """All identifiers, compiled once a process; nothing is kept of what is scanned but shapes."""

    def __init__(self, identifiers: Sequence[Identifier]) -> None:
        """Compile them."""
        self.all = tuple(map(Form.of, identifiers))
        self.fine = Shaped(self.all, FINE)
        self.coarse = tuple(Shaped(self.all, alphabet) for alphabet in COARSE)
        self.by_shrunk = Filter([_shrunk(form) for form in self.all])
        self.gate = Gate([form.tree for form in self.all])
        self.confined = frozenset(number for number, form in enumerate(self.all) if is_confined(form.tree))
        """Forms whose matches lie within a segment (see `segments`)."""


def _plain(form: Form, symbols: Symbols) -> str:
    body = f"(?:{image(form.tree, symbols)})"
    identifier = form.identifier
    if identifier.whole_cell:
        return f"^ *{body} *$"
    return _beside(identifier.left, "^", symbols) + body + _beside(identifier.right, "$", symbols)


def _beside(boundary: str, edge: str, symbols: Symbols) -> str:
    """Return the image of a boundary: a symbol that stands for what may be beside a match as well may be there."""
    allowed = {symbols[byte] for byte in range(256) if byte not in FORBIDDEN[boundary]}
    forbidden = "".join(map(chr, sorted(set(symbols) - allowed)))
    return f"(?:{edge}|[^{forbidden}])" if forbidden else ""


def _shrunk(form: Form) -> str:
    tree, identifier = form.tree, form.identifier
    body = f"(?:{shrunk_image(tree)})"
    if identifier.whole_cell:
        return f"^ ?{body} ?$"
    before = "" if may_run(tree) else _beside(identifier.left, "^", MERGED)
    after = "" if may_run(tree, last=True) else _beside(identifier.right, "$", MERGED)
    return before + body + after
