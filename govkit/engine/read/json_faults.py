"""Read JSON text exactly, and say in one line what is wrong with it and where."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from govkit.engine.read.json_places import after_blanks, members
from govkit.engine.read.limits import MAX_DEPTH
from govkit.engine.read.scalars import Refused, decimal, integer, not_finite
from govkit.engine.read.text import shown_key
from govkit.model.worded import worded

if TYPE_CHECKING:
    from govkit.engine.read.document import JsonValue
    from govkit.engine.read.text import Source
    from govkit.model.errors import InputError

_TOKEN: Final = re.compile(
    r"""(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+")(?P<colon>[ \t\r\n]*+:)?"""
    r"""|(?P<open>[\[{])|(?P<close>[\]}])|(?P<word>[^\[\]{},:" \t\r\n]++)"""
)
_ESCAPE: Final = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>u[dD][89a-fA-F]..)|.)")
_PYTHON_WORD: Final = re.compile(r"True|False|None")
_STEPS: Final = 4
"""Levels to go down before single tokens are looked at: each may read the text once more."""
_NUMBER_GOES_ON: Final = re.compile(r"[0-9][0-9A-Za-z_.:+-]")
_TRAILING_COMMA: Final = (worded("a comma stands before a closing bracket"), worded("delete the comma"))
_BY_MESSAGE: Final = (
    ("Unterminated string", worded("a text is opened here and not closed"), worded('add the missing `"`')),
    (
        "Invalid control",
        worded("a line break, tab or control character stands inside a text"),
        worded("write \\n, \\t or \\u0001"),
    ),
    ("Invalid \\u", worded("this escape is incomplete"), worded("write four hexadecimal digits, as in \\u00e9")),
    ("Invalid \\", worded("this escape is unknown"), worded("write a backslash as \\\\")),
    ("Illegal trailing comma", *_TRAILING_COMMA),
)
_BY_TEXT: Final = (
    (("//", "/*", "#"), worded("JSON has no comments"), worded("delete the comment, or use YAML")),
    (("'", "‘", "’", "“", "”"), worded("these are not JSON's quotation marks"), worded('put texts in `"`')),
    (("True", "False", "None"), worded("this word is Python's, not JSON's"), worded("write true, false or null")),
    (("+", "."), worded("this number is not written as in JSON"), worded("write 0.5, 17 or 2e3, or quote it")),
)
_EXPECTED: Final = (
    (
        "Extra data",
        worded("there is more after the end of the value"),
        worded("keep one value; many go into a .jsonl file, one a line"),
    ),
    ("Expecting property", worded("a key in quotation marks is expected here"), worded('put the key in `"`')),
    ("Expecting ':'", worded("a colon is expected here"), worded("put `:` between key and value")),
    ("Expecting ','", worded("a comma or a closing bracket is expected here"), worded("put `,` between members")),
    (
        "Expecting value",
        worded("a value is expected here"),
        worded("write a text in quotation marks, a number, true, false or null"),
    ),
)
_UNKNOWN: Final = (
    worded("this is not valid JSON"),
    worded("look at the quotes, commas and brackets around this place"),
)


def load_exactly(source: Source) -> JsonValue:
    """Return the value of strict JSON text. Raises `InputError` for a syntax error, or else a value that is refused."""
    start = after_blanks(source.text, 0)
    if start == len(source.text):
        raise source.error(0, worded("the file is empty"), worded("write a value, for example `{}`"))
    try:
        value: JsonValue
        value, end = _DECODER.raw_decode(source.text, start)
    except json.JSONDecodeError as error:
        raise _syntax_error(source, error.pos, error.msg) from None
    except (Refused, RecursionError) as error:
        _refuse_first(source, _narrowed(source.text, start) if isinstance(error, Refused) else start)
        raise source.error(
            start, worded("the value is nested too deep to be read"), worded("flatten the structure")
        ) from None
    rest = after_blanks(source.text, end)
    if rest < len(source.text):
        raise _syntax_error(source, rest, "Extra data")
    _refuse_first(source, start)
    return value


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused(worded("a key is given twice"), worded("keep one of the two"))
    return found


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=integer, parse_float=decimal, parse_constant=not_finite
)


def _narrowed(text: str, start: int) -> int:
    """Return the offset of a smaller value that holds what is refused, a few steps down at the speed of C."""
    for _ in range(_STEPS):
        inner = start
        try:
            for _name, _key, value_at in members(text, start, _DECODER.raw_decode):
                inner = value_at
        except Refused:
            start = inner
        else:
            break
    return start


def _refuse_first(source: Source, start: int) -> None:
    """Raise the error of the first thing from `start` on that is refused; each token is looked at once."""
    keys_of_open: list[dict[str, int]] = []
    for token in _TOKEN.finditer(source.text, start):
        kind = token.lastgroup
        if kind == "open":
            if len(keys_of_open) == MAX_DEPTH:
                what = worded("more than {max_depth} brackets are open at once", max_depth=MAX_DEPTH)
                raise source.error(token.start(), what, worded("flatten the structure"))
            keys_of_open.append({})
        elif kind == "close":
            keys_of_open.pop()
        elif kind == "word":
            _refuse_number(source, token)
        else:
            _refuse_half_character(source, token)
            if kind == "colon":
                _refuse_duplicate(source, token, keys_of_open[-1])


def _refuse_number(source: Source, token: re.Match[str]) -> None:
    try:
        _DECODER.decode(token[0])
    except Refused as refused:
        raise source.error(token.start(), refused.what, refused.hint) from None


def _refuse_half_character(source: Source, token: re.Match[str]) -> None:
    if "\\u" not in token["text"]:
        return
    for escape in _ESCAPE.finditer(token["text"]):
        if escape["lone"]:
            what = worded("this escape is half of a character (a lone surrogate)")
            raise source.error(token.start() + escape.start(), what, worded("write the character itself"))


def _refuse_duplicate(source: Source, token: re.Match[str], keys: dict[str, int]) -> None:
    name = json.loads(token["text"])
    if name in keys:
        first = source.position(keys[name]).line
        what = worded("the key {name} is given twice", name=shown_key(name))
        raise source.error(
            token.start(), what, worded("the first one is in line {first}; keep one of the two", first=first)
        )
    keys[name] = token.start()


def _syntax_error(source: Source, offset: int, message: str) -> InputError:
    """Return the error in our words, from the text around the place: a parser's words change with its version."""
    text = source.text
    for wrong, what, hint in _BY_MESSAGE:
        if message.startswith(wrong):
            return source.error(offset, what, hint)
    before = text[:offset].rstrip(" \t\r\n")
    if text.startswith(("]", "}"), offset) and before.endswith(","):
        return source.error(len(before) - 1, *_TRAILING_COMMA)
    if offset == len(text):
        return source.error(offset, worded("the text ends too early"), worded("close every bracket that was opened"))
    if _NUMBER_GOES_ON.match(text, max(offset - 1, 0)):
        return source.error(
            offset, worded("the number before is not written as in JSON"), worded("write 0.5, 17 or 2e3, or quote it")
        )
    by_text = ((what, hint) for starts, what, hint in _BY_TEXT if text.startswith(starts, offset))
    expected = ((what, hint) for wrong, what, hint in _EXPECTED if message.startswith(wrong))
    return source.error(offset, *next(chain(by_text, expected), _UNKNOWN))
