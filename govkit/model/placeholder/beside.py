"""Words beside the value of an answer: whether they say otherwise than it.

An answer says something of the question, and may add more: how keys are kept, who else was invited, what is next.
What it says of the question counts; what it adds counts where it limits that, puts it off, or denies it.
"""

from __future__ import annotations

import re

from govkit.model.placeholder.clauses import clauses, deny_what_is_asked
from govkit.model.placeholder.retraction import begins, may_be_denied, phrases, plain

_SHARE = re.compile(
    r"(?:only |just |about |around |approx\. )?(\d+(?:[.,]\d+)?) ?(%|percent|(?:of|out of|/) ?(\d+)(?![\d/-]))"
)
_PERCENT_WITHIN = re.compile(r"(?:แค่|เพียง|chỉ|hanya|baru) ?(\d+(?:[.,]\d+)?) ?%")
_YEAR_FIRST = re.compile(r"(?:in |by |from |for |q[1-4] |(?:early|mid|late|end of) )*(20\d\d)(?![\d-])")
_YEAR = re.compile(r"(?<![\d.-])(20\d\d)(?![\d.])")


def unsay_yes(text: str, *, asked: str, advice: str, year: int) -> bool:
    """Tell whether the words beside a yes of some `year` deny it, put it off, or let it hold for a part only."""
    said = clauses(text)
    if not said:
        return False
    has_yes = begins(f"{said[0]}.", "yes")
    main, later = said[has_yes : has_yes + 1], said[has_yes + 1 :]
    if begins(plain(text), "no") or _put_off(said, main, asked, year) or _limit(text, main, asked):
        return True
    if any(phrases("bare").fullmatch(clause) for clause in main):
        return True
    if may_be_denied(asked, advice):
        return False
    if any(phrases("but").match(clause) and phrases("denial").search(clause) for clause in said):
        return True
    if has_yes:
        return any(phrases("not").match(clause) for clause in main)
    first = main[0]
    whole = plain(text)
    opens = phrases("first").match(first)
    denied = opens is not None or whole.endswith(" no") or phrases("denial").search(first) is not None
    return denied or deny_what_is_asked(later, asked)


def unsay_no(text: str, *, asked: str, year: int) -> bool:
    """Tell whether the words beside a no that passes are a yes, or put it off; plans beside "no" are others."""
    said = plain(text)
    return begins(said, "yes") or (not begins(said, "no") and _put_off(clauses(text), (), asked, year))


def unsay_value(text: str, *, asked: str, year: int) -> bool:
    """Tell whether the words beside a number, a day or a choice say that it is not so, or not yet."""
    said, main = clauses(text), clauses(text)[:1]
    denied = begins(plain(text), "no") or any(phrases("undone").match(clause) for clause in main)
    denied = denied or any(phrases("bare").fullmatch(clause) for clause in main)
    return denied or _put_off(said, () if main and phrases("again").search(main[0]) else main, asked, year)


def unsay_confirmation(text: str, *, year: int) -> bool:
    """Tell whether the words of who confirms what a check left open say no, not yet, or not all of it.

    What is found otherwise than the check took it for is said in negative words: "part numbers, not phone numbers".
    """
    said, main = clauses(text), clauses(text)[:1]
    denied = begins(plain(text), "no") or any(phrases("undone").match(clause) for clause in main)
    return denied or _put_off(said, main, "", year) or phrases("limit").search(plain(text)) is not None


def _put_off(said: tuple[str, ...], main: tuple[str, ...], asked: str, year: int) -> bool:
    """Tell whether it is still to come; the next time of what is done is no delay."""
    put = plain(asked)
    for clause in said:
        if clause not in main and _is_about_the_next(clause):
            continue
        if clause.startswith("planned") or any(found[0] not in put for found in phrases("delay").finditer(clause)):
            return True
    return any(_is_to_come(clause, year) for clause in main)


def _is_about_the_next(clause: str) -> bool:
    """Tell whether a clause speaks of a further time: "the next course", and not merely "next year"."""
    return phrases("again").search(re.sub(r"next (?:year|month|quarter)", " ", clause)) is not None


def _is_to_come(clause: str, year: int) -> bool:
    first = _YEAR_FIRST.match(clause)
    if first is not None and int(first[1]) > year:
        return True
    years = [int(found) for found in _YEAR.findall(clause)]
    return bool(years) and min(years) > year and phrases("future").search(clause) is not None


def _limit(text: str, main: tuple[str, ...], asked: str) -> bool:
    """Tell whether it holds for a part only; "only" does not limit where a limit is asked for."""
    said, put = plain(text), plain(asked)
    if any(found[0] not in put for found in phrases("limit").finditer(said)):
        return True
    if phrases("restricted").search(put) is None and any(phrases("only").match(clause) for clause in main):
        return phrases("only").search(put) is None
    return any(phrases("part").match(clause) or _is_a_share(clause) for clause in main)


def _is_a_share(clause: str) -> bool:
    """Tell whether a clause tells a share or a count below the whole: "50 % of staff", "0 of 42"."""
    if _PERCENT_WITHIN.search(clause):
        return True
    share = _SHARE.match(clause)
    if share is None:
        return False
    return float(share[1].replace(",", ".")) < (float(share[3]) if share[3] else 100)
