"""The members that a submission may have: a closed list of plain names, so that none can be hostile."""

from __future__ import annotations

import re
from typing import Final

from govkit.model.worded import worded

SUFFIX: Final = ".govkit"
"""What the names of submissions end in."""
ASSESSMENT: Final = "assessment.json"
FACTS: Final = "facts.json"
REDACTED: Final = "redacted.json"
"""What was left out before sealing."""
ENVELOPE: Final = "seal.json"
"""The statement and its signatures."""
STAMPS: Final = "stamps.json"
"""Time-stamps of signatures."""
EVIDENCE: Final = "evidence/"
"""The folder of evidence files, each named by its SHA-256."""

UNLISTED: Final = frozenset({ENVELOPE, STAMPS})
"""Members that the statement can't list: they are about the statement itself."""
REQUIRED: Final = frozenset({ASSESSMENT, FACTS, ENVELOPE})

KNOWN = re.compile(r"(?:assessment|facts|redacted|seal|stamps)\.json|evidence/[0-9a-f]{64}")


def is_known(name: str) -> bool:
    """Tell whether a member of this name may stand in a submission."""
    return KNOWN.fullmatch(name) is not None


def fault_of(name: str) -> tuple[str, str] | None:
    """Return the code and the words of what is wrong with a name, or `None` for one that is known."""
    if is_known(name):
        return None
    if any(ord(letter) < 0x20 or ord(letter) > 0x7E for letter in name):
        return "hostile-name", worded("a member's name holds characters beyond plain ASCII")
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or name.endswith("/"):
        return "hostile-name", worded("a member's name leads out of the submission, or to a folder")
    if is_known(name.lower()):
        return "hostile-name", worded("a member's name differs from a known one in upper and lower case")
    return "unknown-member", worded("there is a member that no submission has")
