"""Read JSON text exactly, and say in one line what is wrong with it and where."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from govkit.engine.read.census import census
from govkit.engine.read.json_places import after_blanks, members
from govkit.engine.read.limits import MAX_DEPTH
from govkit.engine.read.scalars import Refused, decimal, integer, not_finite
from govkit.engine.read.text import shown_key

if TYPE_CHECKING:
    from govkit.engine.read.document import JsonValue
    from govkit.engine.read.text import Source
    from govkit.model.errors import InputError

_STRING_OR_BRACKET: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>u[dD][89a-fA-F]..)|.)")
_PYTHON_WORD: Final = re.compile(r"True|False|None")
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
_TOO_DEEP: Final = f"more than {MAX_DEPTH} brackets are open at once"


def load_exactly(source: Source) -> JsonValue:
    """Return the value of strict JSON text. Raises `InputError` at the first thing that is wrong with it."""
    start = after_blanks(source.text, 0)
    if start == len(source.text):
        raise source.error(0, "the file is empty", "write a value, for example `{}`")
    try:
        value: JsonValue
        value, end = _STRICT.raw_decode(source.text, start)
    except json.JSONDecodeError as error:
        raise _syntax_error(source, error.pos, error.msg) from None
    except Refused as refused:
        raise _refusal(source, start, refused) from None
    except RecursionError:
        raise _too_deep(source) from None
    rest = after_blanks(source.text, end)
    if rest < len(source.text):
        raise _syntax_error(source, rest, "Extra data")
    if census(value).depth > MAX_DEPTH:
        raise _too_deep(source)
    for escape in _ESCAPE.finditer(source.text):
        if escape["lone"]:
            what = "this escape is half of a character (a lone surrogate)"
            raise source.error(escape.start(), what, "write the character itself")
    return value


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused("a key is given twice", "keep one of the two")
    return found


_STRICT: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=integer, parse_float=decimal, parse_constant=not_finite
)


def _refusal(source: Source, start: int, refused: Refused) -> InputError:
    """Return the located error of the first value that is refused: go down to where no member is."""
    at = start
    while True:
        inner = at
        try:
            for _name, _key, value_at in members(source.text, at, _STRICT.raw_decode):
                inner = value_at
        except Refused as deeper:
            at, refused = inner, deeper
            continue
        return _duplicate(source, at) or source.error(at, refused.what, refused.hint)


def _duplicate(source: Source, start: int) -> InputError | None:
    seen: dict[str | int, int] = {}
    for name, key, _value in members(source.text, start, _STRICT.raw_decode):
        if name in seen:
            first = source.position(seen[name]).line
            what = f"the key {shown_key(str(name))} is given twice"
            return source.error(key, what, f"the first one is in line {first}; keep one of the two")
        seen[name] = key
    return None


def _too_deep(source: Source) -> InputError:
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(source.text):
        depth += (found[0] in ("[", "{")) - (found[0] in ("]", "}"))
        if depth > MAX_DEPTH:
            return source.error(found.start(), _TOO_DEEP, "flatten the structure")
    return source.error(0, _TOO_DEEP, "flatten the structure")


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
    if offset and text[offset - 1].isdigit() and len(before) == offset:
        return source.error(offset, "the number before is not written as in JSON", "write 0.5, 17 or 2e3, or quote it")
    by_text = ((what, hint) for starts, what, hint in _BY_TEXT if text.startswith(starts, offset))
    expected = ((what, hint) for wrong, what, hint in _EXPECTED if message.startswith(wrong))
    return source.error(offset, *next(chain(by_text, expected), _UNKNOWN))
