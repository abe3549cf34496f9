"""Digits of other scripts, and the dashes and blanks between them, as ASCII: in a whole buffer at once.

What nobody sees between them is left out, in the few cells that hold such a thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from govkit_personal_data.identifiers.digits import FOLD, INVISIBLE, as_read, hidden, normalise_digits
from govkit_personal_data.kernel.text import Bytes, Places, Text

_BYTES, _HIGH = 256, 128
_FOLDED = tuple(FOLD)
_FIRST_OF_INVISIBLE = np.unique([chr(code).encode()[0] for code in INVISIBLE]).astype(np.uint8)


@lru_cache(maxsize=1)
def _folds() -> dict[int, dict[bytes, bytes]]:
    """Return first byte → character → what it folds to."""
    folds: dict[int, dict[bytes, bytes]] = {}
    for before, after in FOLD.items():
        code = chr(before).encode()
        folds.setdefault(code[0], {})[code] = after.encode()
    return folds


@lru_cache(maxsize=2)
def _any_of(characters: Sequence[int]) -> Any:
    """Return an expression over bytes that finds the first of some characters."""
    import re2

    options = re2.Options()
    options.encoding, options.never_capture = re2.Options.Encoding.LATIN1, True
    codes = (chr(character).encode() for character in characters)
    return re2.compile("|".join("".join(f"\\x{byte:02x}" for byte in code) for code in codes).encode(), options)


def folded(text: Text) -> Text:
    """Return the cells with digits folded, the same object where there is nothing to fold.

    Agrees with `as_read` on every cell of valid UTF-8.
    """
    if not len(text.data) or text.data.max() < _HIGH:
        return text
    blocks = list(text.blocks())
    done = [_folded(block) for block in blocks]
    return text if all(new is old for new, old in zip(done, blocks, strict=True)) else Text.joined(done)


def _folded(text: Text) -> Text:
    high = text.data[text.data >= _HIGH].tobytes()
    if not high or not _any_of(_FOLDED + INVISIBLE).search(high):
        return text
    return _with_digits(_uncovered(text) if _any_of(INVISIBLE).search(high) else text)


def _uncovered(text: Text) -> Text:
    """Leave out what `as_read` leaves out."""
    places = np.flatnonzero(np.isin(text.data, _FIRST_OF_INVISIBLE))
    rows = text.rows_at(places)
    values = text.values(rows)
    hiding = [place for place, value in enumerate(values) if hidden(normalise_digits(value))]
    if not hiding:
        return text
    return text.replaced(rows[hiding], [as_read(values[place]).encode() for place in hiding])


def _with_digits(text: Text) -> Text:
    data, drop = text.data, []
    for first, characters in _folds().items():
        places, values = _found(text.data, first, characters)
        if len(places):
            if data is text.data:
                data = text.data.copy()
            data[places] = values
            drop += [places + step for step in range(1, len(next(iter(characters))))]
    if not drop:
        return text
    dropped = np.sort(np.concatenate(drop))
    kept = np.ones(len(data), np.bool_)
    kept[dropped] = False
    return Text(data[kept], text.offsets - np.searchsorted(dropped, text.offsets))


def _found(data: Bytes, first: int, characters: dict[bytes, bytes]) -> tuple[Places, Bytes]:
    """Return where characters that begin with the byte `first` stand, and what each folds to."""
    size = len(next(iter(characters)))
    places = np.flatnonzero(data[: len(data) - size + 1] == first)
    second = np.zeros(_BYTES, np.bool_)
    second[[code[1] for code in characters]] = True
    places = places[second[data[places + 1]]]
    code = np.zeros(len(places), np.int64)
    for step in range(1, size):
        code = code * _BYTES + data[places + step]
    table = sorted((int.from_bytes(character[1:], "big"), target[0]) for character, target in characters.items())
    codes, targets = np.array([key for key, _ in table]), np.array([target for _, target in table], np.uint8)
    at = np.minimum(np.searchsorted(codes, code), len(codes) - 1)
    hit = codes[at] == code
    return places[hit], targets[at][hit]
