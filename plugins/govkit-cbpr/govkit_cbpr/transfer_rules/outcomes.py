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
        *("不通过", "未通过", "不批准", "不同意", "驳回", "拒绝", "却下", "不承認", "불승인", "거부", "반려"),
        *("ไม่อนุมัติ", "ไม่ผ่าน", "ปฏิเสธ", "ditolak"),
    )
)
_FOR = frozenset(
    (
        *("passed", "pass", "passes", "approved", "granted", "accepted", "permitted", "allowed", "cleared"),
        *("authorised", "authorized", "positive", "adequate", "sufficient", "acceptable", "equivalent", "satisfactory"),
        *("favourable", "favorable", "confirmed", "recorded", "registered", "filed", "complete", "completed"),
        *(
            "certified",
            "valid",
            "active",
            "proceed",
            "ok",
            "yes",
            "true",
            "通过",
            "批准",
            "已批准",
            "同意",
            "承認",
            "승인",
            "적합",
        ),
        *("อนุมัติ", "อนุมัติแล้ว", "ผ่าน", "disetujui", "diluluskan"),
    )
)
_DENYING = frozenset(
    (
        "not",
        "no",
        "never",
        "cannot",
        "nor",
        "neither",
        "without",
        "none",
        "nobody",
        "dont",
        "didnt",
        "isnt",
        "wasnt",
        "wont",
    )
)
_HEDGING = frozenset(
    (
        *("if", "unless", "subject", "provided", "partly", "partially", "partial", "conditional", "conditionally"),
        *("draft", "expected", "likely", "except", "until", "requested", "applied", "application", "may", "might"),
        *("should", "would", "could", "whether"),
    )
)
_MOVING = frozenset(("transfer", "transfers", "transferred", "export", "exported", "send", "sent", "move"))
_CITING = frozenset(("decision", "no", "nr", "number", "ref", "reference", "eu", "ec", "eea", "of", "order", "letter"))
_PHRASES = (
    (r"\bno objections?\b", "approved"),
    (r"\bno (impediments?|obstacles?)\b", "approved"),
    (r"\b(may|can) (be used|be transferred|proceed|go ahead|take place)\b", "approved"),
    (r"\b(under (review|examination|assessment)|in progress|on hold|high risks?)\b", "pending"),
    (r"\bno\.? ?(?=\d)", ""),
    (r"(?<=\w)['’](?=t\b)", ""),
)
"""Turns of phrase whose words, taken one by one, would say something else."""
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]/\"'’–—-]+")


@lru_cache(maxsize=4096)
def outcome(text: str) -> bool | None:
    """Tell whether a text says yes or no; `None` where its words do not tell, or tell both."""
    told = text.lower().replace("_", " ")
    for phrase, plain in _PHRASES:
        told = re.sub(phrase, plain, told)
    words = _WORD.findall(told)
    against, granting, denying = (_places(words, known) for known in (_AGAINST, _FOR, _DENYING))
    if against:
        is_denied = any(number - 1 in denying for number in against)
        return None if granting or is_denied else False
    if not granting:
        return False if denying and not _MOVING.isdisjoint(words) else None
    if denying:
        return False if denying[0] < granting[0] else None
    return True if _HEDGING.isdisjoint(words) else None


def _places(words: list[str], known: frozenset[str]) -> list[int]:
    return [number for number, word in enumerate(words) if word in known]


def granted(text: str | None, name: str) -> Truth:
    """Tell whether a decision granted what it decided on; open, under a fact's name, where its words do not tell.

    A bare number or citation says which decision it is, and nothing of what was decided.
    """
    if text is None:
        return open_for(name)
    if any(map(str.isdigit, text)) and set(_WORD.findall(text.lower())) <= _CITING:
        return True
    told = outcome(text)
    return open_for(name) if told is None else told
