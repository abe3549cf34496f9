"""The stream of YAML events that values and places are built from, with the parser's complaints in our words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import yaml

from govkit.engine.read.text import Position, error_at
from govkit.model.worded import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govkit.engine.read.text import Source
    from govkit.model.errors import InputError

PARSER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YamlEvent: TypeAlias = Any
"""An event of PyYAML, whose stubs say that marks and anchors may be missing where a parser always gives them."""
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def events(source: Source) -> Iterator[YamlEvent]:
    """Yield the events of the text as the parser reads on; it does not recurse, however deep the text nests.

    Raises `InputError` where the text is no YAML.
    """
    if unprintable := _UNPRINTABLE.search(source.text):
        what = worded("there is a control character in the text")
        raise source.error(unprintable.start(), what, worded('delete it, or write it in quotation marks as "\\x07"'))
    parser = PARSER(source.text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        raise _complaint(source, error) from None
    finally:
        parser.dispose()


def start_of(event: YamlEvent, source: Source) -> Position:
    """Return the place in the file where an event begins."""
    return Position(event.start_mark.line + source.first_line, event.start_mark.column + 1)


class _Complaint(NamedTuple):
    """What the parser says (a part that its two implementations share), and what we say instead."""

    theirs: str
    what: str
    hint: str
    at_start: bool = False
    """Point to where the unfinished thing begins, not to where the parser gave up."""


_QUOTE: Final = (
    worded("a quotation mark is opened here and not closed"),
    worded("close it, or write '' for one inside"),
    True,
)
_ESCAPE_HINT: Final = worded("write a backslash as \\\\, or use single quotation marks")
_NO_START: Final = (worded("a text can't begin with this character"), worded("put the text in quotation marks"))
_TAB: Final = (worded("a tab is used to indent"), worded("indent with spaces"))
_COMPLAINTS: Final = (
    _Complaint("quoted scalar: found unexpected", *_QUOTE),
    _Complaint("found unknown escape", worded("this escape is unknown"), _ESCAPE_HINT),
    _Complaint(
        "invalid Unicode character", worded("this escape is no character"), worded("write the character itself")
    ),
    _Complaint(
        "block scalar",
        worded("this block text is malformed"),
        worded("write `|` or `>` alone, and indent its lines with spaces"),
    ),
    _Complaint("scalar: ", worded("this escape is incomplete"), _ESCAPE_HINT),
    _Complaint(
        "mapping values", worded("a colon is not expected here"), worded("quote the text, or check the indentation")
    ),
    _Complaint(
        "sequence entries",
        worded("a list can't begin in the line of its key"),
        worded("put each `- ` on a line of its own"),
    ),
    _Complaint("mapping keys", worded("`? ` is not expected here"), worded("put the text in quotation marks")),
    _Complaint(
        "could not find expected ':'",
        worded("a key has no colon"),
        worded("put `: ` after it, or indent it as text"),
        True,
    ),
    _Complaint("cannot start any token", *_NO_START),
    _Complaint(
        "flow node", worded("a value is missing before this"), worded("delete the comma or bracket, or write the value")
    ),
    _Complaint(
        "parsing a flow",
        worded("a comma or a closing bracket is missing before this"),
        worded("put `,` between members"),
    ),
    _Complaint("block node", *_NO_START),
    _Complaint(
        "block collection",
        worded("this does not continue the list above"),
        worded("begin with `- `, or check the indentation"),
    ),
    _Complaint(
        "block mapping",
        worded("a key is expected here"),
        worded("check the indentation, and quotation marks inside texts"),
    ),
    _Complaint(
        "document start",
        worded("there is more after the end"),
        worded("keep one document a file, and a space after `:`"),
    ),
    _Complaint(
        "scanning an a", worded("a text can't begin with `*` or `&`"), worded("put the text in quotation marks"), True
    ),
    _Complaint(
        "tag", worded("tags (`!…`) are not read"), worded("delete the tag, or put the text in quotation marks"), True
    ),
    _Complaint("directive", worded("this directive is not read"), worded("delete the line that begins with `%`")),
    _Complaint(
        "incompatible", worded("this version of YAML is not read"), worded("delete the line that begins with `%`")
    ),
)
_UNKNOWN: Final = _Complaint(
    "", worded("this is not valid YAML"), worded("check quotation marks, brackets and indentation around here")
)


def _complaint(source: Source, error: Any) -> InputError:
    theirs = f"{error.context}: {error.problem}"
    ours = next((complaint for complaint in _COMPLAINTS if complaint.theirs in theirs), _UNKNOWN)
    begin, end = error.context_mark or error.problem_mark, error.problem_mark or error.context_mark
    mark = begin if ours.at_start else end
    what, hint = ours.what, ours.hint
    if "parsing a flow" in theirs and not source.text[end.index :].strip():
        if begin.index == end.index:
            return source.error(
                len(source.text.rstrip()), worded("the text ends inside a bracket"), worded("close every bracket")
            )
        mark, what, hint = begin, worded("a bracket is opened here and not closed"), worded("close it")
    if ours.what == _NO_START[0] and source.text[mark.index : mark.index + 1] == "\t":
        what, hint = _TAB
    return error_at(source.path, Position(mark.line + source.first_line, mark.column + 1), what, hint)
