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
_TRAILING_COMMA: Final = ("a comma stands before a closing bracket", "delete the comma")
_BY_MESSAGE: Final = (
    ("Unterminated string", "a text is opened here and not closed", 'add the missing `"`'),
    ("Invalid control", "a line break, tab or control character stands inside a text", r"write \n, \t or \u0001"),
    ("Invalid \\u", "this escape is incomplete", r"write four hexadecimal digits, as in \u00e9"),
    ("Invalid \\", "this escape is unknown", r"write a backslash as \\"),
    ("Illegal trailing comma", *_TRAILING_COMMA),
)
_BY_TEXT: Final = (
    (("//", "/*", "#"), "JSON has no comments", "delete the comment, or use YAML"),
    (("'", "‘", "’", "“", "”"), "these are not JSON's quotation marks", 'put texts in `"`'),
    (("True", "False", "None"), "this word is Python's, not JSON's", "write true, false or null"),
    (("+", "."), "this number is not written as in JSON", "write 0.5, 17 or 2e3, or quote it"),
)
_EXPECTED: Final = (
    (
        "Extra data",
        "there is more after the end of the value",
        "keep one value; many go into a .jsonl file, one a line",
    ),
    ("Expecting property", "a key in quotation marks is expected here", 'put the key in `"`'),
    ("Expecting ':'", "a colon is expected here", "put `:` between key and value"),
    ("Expecting ','", "a comma or a closing bracket is expected here", "put `,` between members"),
    ("Expecting value", "a value is expected here", "write a text in quotation marks, a number, true, false or null"),
)
_UNKNOWN: Final = ("this is not valid JSON", "look at the quotes, commas and brackets around this place")


def load_exactly(source: Source) -> JsonValue:
    """Return the value of strict JSON text. Raises `InputError` for a syntax error, or else a value that is refused."""
    start = after_blanks(source.text, 0)
    if start == len(source.text):
        raise source.error(0, "the file is empty", "write a value, for example `{}`")
    try:
        value: JsonValue
        value, end = _DECODER.raw_decode(source.text, start)
    except json.JSONDecodeError as error:
        raise _syntax_error(source, error.pos, error.msg) from None
    except (Refused, RecursionError) as error:
        _refuse_first(source, _narrowed(source.text, start) if isinstance(error, Refused) else start)
        raise source.error(start, "the value is nested too deep to be read", "flatten the structure") from None
    rest = after_blanks(source.text, end)
    if rest < len(source.text):
        raise _syntax_error(source, rest, "Extra data")
    _refuse_first(source, start)
    return value


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused("a key is given twice", "keep one of the two")
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
                what = f"more than {MAX_DEPTH} brackets are open at once"
                raise source.error(token.start(), what, "flatten the structure")
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
            what = "this escape is half of a character (a lone surrogate)"
            raise source.error(token.start() + escape.start(), what, "write the character itself")


def _refuse_duplicate(source: Source, token: re.Match[str], keys: dict[str, int]) -> None:
    name = json.loads(token["text"])
    if name in keys:
        first = source.position(keys[name]).line
        what = f"the key {shown_key(name)} is given twice"
        raise source.error(token.start(), what, f"the first one is in line {first}; keep one of the two")
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
        return source.error(offset, "the text ends too early", "close every bracket that was opened")
    if _NUMBER_GOES_ON.match(text, max(offset - 1, 0)):
        return source.error(offset, "the number before is not written as in JSON", "write 0.5, 17 or 2e3, or quote it")
    by_text = ((what, hint) for starts, what, hint in _BY_TEXT if text.startswith(starts, offset))
    expected = ((what, hint) for wrong, what, hint in _EXPECTED if message.startswith(wrong))
    return source.error(offset, *next(chain(by_text, expected), _UNKNOWN))
