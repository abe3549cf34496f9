"""Text files as lines of bounded length, decoded so that what does not decode stays visible as a gap."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from govkit_personal_data.sources.survey import Survey
from govkit_personal_data.sources.table import LONGEST_LINE, Unreadable


def encoding_of(seen: Survey, declared: str | None) -> str:
    """Return the encoding to read by: a byte-order mark, else the declared one, else what all bytes fit."""
    marked = seen.encoding in ("utf-8-sig", "utf-16", "utf-32")
    encoding = seen.encoding if declared is None or marked else declared
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise Unreadable("not_supported") from None
    if seen.holds_nul and encoding not in ("utf-16", "utf-32"):
        raise Unreadable("not_text")
    return encoding


def lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield the lines of a file with their ends. Raises `Unreadable` for a line that is no line."""
    try:
        with path.open(encoding=encoding, errors="surrogateescape", newline="") as stream:
            while line := stream.readline(LONGEST_LINE):
                if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
                    raise Unreadable("malformed")
                yield line
    except UnicodeError:
        raise Unreadable("malformed") from None
    except PermissionError:
        raise Unreadable("denied") from None
    except OSError:
        raise Unreadable("missing") from None
