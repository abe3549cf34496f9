"""Whether a pattern that somebody brings can be run over data: in linear time, and not matching just anything."""

from __future__ import annotations

import re

LONGEST = 2_000
LARGEST = 20_000
"""Instructions of RE2 that a pattern may compile to; about what a form with two hundred alternatives takes."""
_UNICODE_EDGES = re.compile(r"(?<!\\)(?:\\\\)*\\[bB]")


def check_pattern(pattern: str) -> None:
    """Raise `ValueError`, which says why, for a pattern that must not be loaded."""
    import re2

    from govkit_personal_data.kernel.syntax import parse

    if len(pattern) > LONGEST:
        raise ValueError(f"the pattern is longer than {LONGEST:,} characters")
    if _UNICODE_EDGES.search(pattern):
        raise ValueError(
            r"`\b` does not see what is glued to Thai or Burmese letters; state `left` and `right` instead"
        )
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(pattern, options)
    except re2.error:
        raise ValueError(
            "the pattern can't be run in linear time: no look-arounds, back-references or counts above 1,000"
        ) from None
    if compiled.programsize > LARGEST:
        raise ValueError(f"the pattern compiles to {compiled.programsize:,} instructions; {LARGEST:,} are allowed")
    if compiled.search("") is not None:
        raise ValueError("the pattern matches the empty text, and so every text")
    try:
        re.compile(pattern)
    except re.error:
        raise ValueError("the pattern has to be valid for Python as well; RE2's own classes are not") from None
    parse(pattern)
