"""The words in which a desk speaks of statuses, bases, severities, outcomes and inspectors' verdicts."""

from __future__ import annotations

from govkit.model.worded import worded

WORDS = {
    "pass": worded("met"),
    "fail": worded("gap"),
    "unknown": worded("needs facts"),
    "review": worded("needs review"),
    "not_applicable": worded("not applicable"),
    "error": worded("error"),
    "": worded("not claimed"),
}

SIDES = {"claimed": worded("claimed"), "found": worded("found")}
BASES_SAID = {
    "declared": worded("declared"),
    "documented": worded("documented"),
    "examined": worded("examined"),
    "confirmed": worded("confirmed"),
}
SEVERITIES_SAID = {
    "critical": worded("critical"),
    "high": worded("high"),
    "medium": worded("medium"),
    "low": worded("low"),
}
OUTCOMES = {"accepted": worded("accepted"), "rejected": worded("rejected"), "known": worded("known")}
"""What became of what was received."""
KINDS = {
    "framework": worded("framework"),
    "control": worded("control"),
    "statement": worded("statement"),
    "verdict": worded("verdict"),
    "basis": worded("basis"),
    "score": worded("score"),
    "section": worded("section"),
}
"""What is claimed otherwise than the facts give it."""
NO_REASON = "none given"
VERDICTS_SAID = {
    "met": worded("met"),
    "gap": worded("gap"),
    "not applicable": worded("not applicable"),
    "cannot tell": worded("cannot tell"),
}
REASONS_SAID = {
    "as stated": worded("as stated"),
    "evidence missing": worded("evidence missing"),
    "evidence does not show it": worded("evidence does not show it"),
    "evidence contradicts it": worded("evidence contradicts it"),
    "out of date": worded("out of date"),
    "words are not its own": worded("words are not its own"),
    "wrong scope": worded("wrong scope"),
    "does not apply after all": worded("does not apply after all"),
    "other": worded("other"),
    NO_REASON: worded("none given"),
}


def side_of(status: str, side: str) -> str:
    """Return the heading of a column: a status as it was claimed, or found."""
    return worded("{status}, {side}", status=WORDS[status], side=SIDES[side])
