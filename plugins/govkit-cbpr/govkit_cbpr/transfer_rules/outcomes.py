"""What a recorded decision or conclusion comes to: in favour, against, or not to be told from its words."""

from __future__ import annotations

import re
from functools import lru_cache

from govkit_cbpr.transfer_rules.logic import Truth, open_for

_AGAINST = frozenset(
    (
        *("refused", "refuse", "refusal", "rejected", "reject", "rejection", "denied", "denial", "declined"),
        *("disapproved", "failed", "fails", "fail", "failure", "negative", "prohibited", "forbidden", "withheld"),
        *("withdrawn", "revoked", "suspended", "cancelled", "canceled", "annulled", "terminated", "stopped", "stop"),
        *("invalid", "expired", "lapsed", "pending", "awaiting", "postponed", "deferred", "returned", "incomplete"),
        *("undecided", "inadequate", "insufficient", "unacceptable", "unfavourable", "unfavorable", "unlawful"),
        *("unsatisfactory", "objection", "objections", "inactive", "unapproved", "false"),
        *("不通过", "未通过", "不批准", "不同意", "驳回", "拒绝", "却下", "不承認", "불승인", "거부", "반려", "취소"),
        *("보류", "안됨", "ไม่อนุมัติ", "ไม่ผ่าน", "ยังไม่อนุมัติ", "ยังไม่ผ่าน", "ปฏิเสธ", "ditolak"),
    )
)
_FOR_ALONE = frozenset(
    (
        *("通过", "批准", "已批准", "同意", "承認", "승인", "적합"),
        *("อนุมัติ", "อนุมัติแล้ว", "ผ่าน", "disetujui", "diluluskan"),
    )
)
"""Words of languages in which no sentence is read: they grant where nothing else is said."""
_FOR = _FOR_ALONE | frozenset(
    (
        *("passed", "pass", "passes", "approved", "granted", "permitted", "allowed", "cleared", "authorised"),
        *("authorized", "positive", "adequate", "sufficient", "acceptable", "equivalent", "satisfactory"),
        *("favourable", "favorable", "confirmed", "certified", "valid", "active", "proceed", "ok", "yes", "true"),
    )
)
"""What grants; that something was received, filed, complete or recorded tells nothing of what was decided."""
_DENYING = frozenset(
    (
        *("not", "no", "non", "never", "cannot", "nor", "neither", "without", "none", "nobody", "dont", "didnt"),
        *("doesnt", "isnt", "wasnt", "wont", "lack", "lacks", "lacking", "less", "hardly", "barely", "scarcely"),
        *("tidak", "belum", "bukan", "ไม่", "ยังไม่"),
    )
)
_BETWEEN = frozenset(
    (
        *("yet", "been", "be", "being", "to", "a", "an", "the", "as", "than", "is", "it", "so", "considered", "deemed"),
        *("found", "longer", "fully", "sufficiently", "essentially", "currently"),
        *("provide", "offer", "ensure", "afford"),
    )
)
"""Words that may stand between a denial and what it denies."""
HEDGING = frozenset(
    (
        *("if", "unless", "subject", "provided", "partly", "partially", "partial", "conditional", "conditionally"),
        *("draft", "expected", "likely", "except", "until", "requested", "applied", "application", "may", "might"),
        *("should", "would", "could", "will", "whether", "once", "outstanding", "appeal", "appealed", "doubt"),
        *("doubts", "doubtful", "far", "short", "anything"),
        *("provisional", "provisionally", "preliminary", "tentatively", "interim", "principle", "?"),
    )
)
_MOVING = frozenset(("transfer", "transfers", "transferred", "export", "exported", "send", "sent", "move"))
_ORDERING = frozenset(("do", "must", "shall", "data", "the", "is", "are", "please", "therefore"))
"""What stands before the denial in an order not to move data; elsewhere the same words describe something."""
_CITING = frozenset(("decision", "nr", "number", "ref", "reference", "eu", "ec", "eea", "of", "order", "letter"))
_TROUBLE = "(conditions?|issues?|concerns?|problems?|reservations?|high risks?)"
_PHRASES = (
    (r"\bno[ -](objections?|impediments?|obstacles?)( (is|are|was|were) (raised|found))?(?=$|[(]| to\b)", "approved"),
    (r"\b(may|can) (be used|be transferred|proceed|go ahead|take place)\b", "approved"),
    (r"\b(under (review|examination|assessment)|in progress|on hold|high risks?)\b", "pending"),
    (r"\bpassed (on )?(to|for)\b", ""),
    (r"\b(to be|for being) (?=[a-z]+ed\b)", "expected "),
)
"""Turns of phrase in a clause whose words, taken one by one, would say something else."""
_UNTROUBLED = re.compile(
    r"^(there (is|are|was|were) )?no ((additional|further|supplementary) (measures?|safeguards?)|"
    rf"(further )?{_TROUBLE})( (is|are|was|were))?( (needed|required|necessary|found|identified|raised))?$"
    rf"|\bwithout (any )?(further )?({_TROUBLE}|objections?)$"
)
"""That nothing stands in the way: no denial of what is granted next to it."""
_CLAUSE = re.compile(r"[.;:,!\n]")
_WORD = re.compile(r"[?]|[^\s\d.,;:!?()\[\]/\"'’–—-]+")
_Told = bool | str | None
"""What a clause says: yes, no, `None` for nothing, or `_UNCLEAR`."""
_UNCLEAR = "unclear"


@lru_cache(maxsize=4096)
def outcome(text: str) -> bool | None:
    """Tell whether a text says yes or no; `None` where its words do not tell, or tell both."""
    clauses = [_WORD.findall(_plain(clause)) for clause in _CLAUSE.split(_tidied(text))]
    words = [word for clause in clauses for word in clause]
    if not _FOR_ALONE.isdisjoint(words) and len(words) == 1:
        return True
    said = {_clause(clause) for clause in clauses} - {None}
    if False in said:
        return None if True in said else False
    is_plain = said == {True} and HEDGING.isdisjoint(words) and _FOR_ALONE.isdisjoint(words)
    return True if is_plain else None


def _tidied(text: str) -> str:
    """Return a text without the "no." of numbers and the apostrophes of denials."""
    return re.sub(r"\bno\.? ?(?=\d)|(?<=\w)['’](?=t\b)", "", text.lower().replace("_", " "))


def _plain(clause: str) -> str:
    told = _UNTROUBLED.sub("", clause.strip())
    for phrase, plain in _PHRASES:
        told = re.sub(phrase, plain, told)
    return told


def _clause(words: list[str]) -> _Told:
    against, granting, denials = (_places(words, known) for known in (_AGAINST, _FOR, _DENYING))
    governed = {number: _governed(words, number) for number in denials}
    denied = {place for place in governed.values() if place in granting}
    is_granting = len(denied) < len(granting)
    if denied:
        return _UNCLEAR if is_granting or _is_denied_twice(words, denials) else False
    if against:
        return _UNCLEAR if granting or denials else False
    if any(words[place] in _MOVING for place in governed.values() if place < len(words)):
        return False if _ORDERING.issuperset(words[: denials[0]]) else _UNCLEAR
    if denials:
        return _UNCLEAR
    return True if granting else None


def _governed(words: list[str], number: int) -> int:
    """Return the place of the word that a denial is about: the next one that says something."""
    return next((place for place in range(number + 1, len(words)) if words[place] not in _BETWEEN), len(words))


def _is_denied_twice(words: list[str], denials: list[int]) -> bool:
    return any(words[number - 1] in {*_DENYING, "nothing"} for number in denials if number)


def _places(words: list[str], known: frozenset[str]) -> list[int]:
    return [number for number, word in enumerate(words) if word in known]


def granted(text: str | None, name: str) -> Truth:
    """Tell whether a decision granted what it decided on; open, under a fact's name, where its words do not tell.

    A bare number or citation says which decision it is, and nothing of what was decided.
    """
    if text is None:
        return open_for(name)
    if any(map(str.isdigit, text)) and set(_WORD.findall(_tidied(text))) <= _CITING:
        return True
    told = outcome(text)
    return open_for(name) if told is None else told
