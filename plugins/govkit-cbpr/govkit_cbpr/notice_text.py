"""The text of a notice against what the inventory says that it states."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from govkit.plugin import (
    Check,
    Context,
    Declined,
    Finding,
    Notice,
    Observed,
    World,
    check,
    contradicted,
    needs_review,
    not_applicable,
    passed,
    probe,
)
from govkit_cbpr.files import find_file, small_file
from govkit_cbpr.known import listed
from govkit_cbpr.notice_topics import TOPICS, changed_on, languages_in, scripts_in, topics_in
from govkit_cbpr.visible_text import decode, normalised, without_markup

_MOST_BYTES = 1_000_000
_MARKUP = {".html": True, ".htm": True, ".md": True, ".markdown": True, ".txt": False}
"""Suffix of the files that are read → whether they may hold markup."""


@dataclass(frozen=True)
class NoticeDocument:
    """What the text of a notice shows."""

    sha256: str
    characters: int
    """Of the visible text."""
    scripts: tuple[str, ...]
    """`latin`, `thai`, and so on."""
    languages: tuple[str, ...]
    """Those in which topics can be searched: `en`, `th`."""
    topics: tuple[str, ...]
    """Those of which the text has a word."""
    changed_on: date | None
    """The latest day on which the text says that it was changed."""


@probe("cbpr.notice-document", on=Notice, seconds=60)
def notice_document(notice: Notice, world: World) -> Observed[NoticeDocument]:
    """Read the document of a notice below the assessed folder, and see of which topics its text has a word.

    Markdown, HTML and text in UTF-8 are read, up to a million bytes; tags, scripts and comments are left out. Words
    are known in English and Thai. No sentence of the text is kept.
    """
    named = notice.path
    if named is None:
        raise Declined("the notice has no document below the folder")
    path = find_file(named, world)
    if path is None:
        raise Declined("the document is missing")
    markup = _MARKUP.get(PurePosixPath(named).suffix.lower())
    if markup is None:
        raise Declined("only Markdown, HTML and text are read")
    content = small_file(path, _MOST_BYTES)
    plain = decode(content)
    text = normalised(without_markup(plain) if markup else plain)
    languages = languages_in(text)
    seen = NoticeDocument(
        sha256=hashlib.sha256(content).hexdigest(),
        characters=len(text),
        scripts=scripts_in(text),
        languages=languages,
        topics=topics_in(text, languages),
        changed_on=changed_on(text),
    )
    inputs = (f"{named} {seen.sha256}",)
    return Observed(seen, examined=len(text), expected=len(text), unit="characters", inputs=inputs)


@check(
    "cbpr.notice-text",
    on=Notice,
    title="The text of the notice speaks of every topic that it is said to state",
    grade="partial",
    needs=(notice_document,),
)
def notice_text(notice: Notice, ctx: Context) -> Finding:
    """An inventory may say that a notice tells of recipients or rights while its text has no word about them.

    Fix: add the topic to the notice, or take it out of `states`.
    """
    claimed = [topic for topic in notice.states if topic in TOPICS]
    if not claimed:
        return not_applicable("it is not said to state a topic that can be searched for", at="states")
    document = ctx.fact(notice_document)
    if document.characters == 0:
        return contradicted("the notice is said to state topics, and its document is empty", at="states")
    if not document.languages:
        return needs_review("the text is in a language in which topics cannot be searched", at="states")
    unsaid = [topic for topic in claimed if topic not in document.topics]
    if unsaid:
        return contradicted(
            "the text has no word on topics that it is said to state: {topics}", at="states", topics=listed(unsaid)
        )
    changed = document.changed_on
    if changed is not None and changed > ctx.as_of:
        return needs_review("the text says that it was changed after the day of the assessment", at="path")
    if changed is not None and notice.reviewed_on is not None and notice.reviewed_on < changed:
        return contradicted(
            "the text was changed on {changed}, after its last review", at="reviewed_on", changed=changed
        )
    return passed("the text has a word on each topic that it is said to state", at="states")


CHECKS: list[Check[Any]] = [notice_text]
