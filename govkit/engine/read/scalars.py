"""What a number or a word without quotation marks means, the same in YAML and in JSON."""

from __future__ import annotations

import re
from math import isinf
from typing import Final, NoReturn

from govkit.engine.read.limits import MAX_DIGITS
from govkit.model.worded import worded

_QUOTE_IT: Final = worded("put it in quotation marks")
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<fraction>\.[0-9]+(?:[eE][-+][0-9]+)?)?")
_NOT_FINITE: Final = re.compile(r"[-+]?(?:\.(?:inf|Inf|INF|nan|NaN|NAN)|NaN|Infinity)")


class Refused(Exception):
    """A value that is not read: what it is, and the hint that mends it. Never its text, which may be personal."""

    def __init__(self, what: str, hint: str) -> None:
        """Take the two halves of the message; whoever knows the place makes an `InputError` of them."""
        super().__init__(what)
        self.what = what
        self.hint = hint


def word(text: str) -> str | int | float | bool | None:
    """Return what a YAML text without quotation marks means.

    A number is what YAML 1.1, YAML 1.2 and JSON all take for one: 017, 1e5, 0x1f, 1_000, +66 and 12:30 stay as written,
    and so do NO, on and dates. Raises `Refused` for numbers that are too large or not finite.
    """
    if text in _WORDS:
        return _WORDS[text]
    if number := _NUMBER.fullmatch(text):
        return decimal(text) if number["fraction"] else integer(text)
    if _NOT_FINITE.fullmatch(text):
        not_finite(text)
    return text


def integer(digits: str) -> int:
    """Return the integer. Raises `Refused` if it has too many digits."""
    if len(digits.removeprefix("-")) > MAX_DIGITS:
        raise Refused(worded("this number has more than {max_digits} digits", max_digits=MAX_DIGITS), _QUOTE_IT)
    return int(digits)


def decimal(digits: str) -> float:
    """Return the floating-point number. Raises `Refused` if it overflows."""
    number = float(digits)
    if isinf(number):
        raise Refused(worded("this number is too large"), _QUOTE_IT)
    return number


def not_finite(_name: str) -> NoReturn:
    """Raise `Refused` for NaN and the infinities, which no comparison can be trusted with."""
    raise Refused(
        worded("this is not a finite number"), worded("leave the value out, or {quote_it}", quote_it=_QUOTE_IT)
    )
