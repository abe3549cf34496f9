"""Short values taken from a card: its dates, its claim about personal data, and the datasets that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from govkit_genai.card.claims import of_release
from govkit_genai.card.document import CardDocument
from govkit_genai.card.judge import Judgement
from govkit_genai.card.states import State
from govkit_genai.card.tags import licence_tags, texts_under

_MAX_LISTED = 20
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?\b")
_WORDED = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)?[ .]{1,2})?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[ .,]{1,3}"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,? )?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def dates(card: CardDocument, said: Judgement) -> tuple[date, ...]:
    """Return the dates of release or update; where there is no day, the first of the month.

    A day that is only planned, or that of a dataset in a model's card, is none.
    """
    if said.items["release_or_update_date"].state is not State.STATED:
        return ()
    spoken = [one for one in said.support["release_or_update_date"] if one.speaks]
    sources = [of_release(one.text, card.about, one.passage.label) for one in spoken]
    for key in ("date", "release_date", "last_updated", "updated"):
        sources += [of_release(text, card.about) for text in texts_under(card.tags, key)]
    found: set[date] = set()
    for text in sources:
        for year, month, day in _ISO.findall(text):
            found |= _day(int(year), int(month), int(day or 1))
        for before, month, after, year in _WORDED.findall(text):
            number = next(n for n, name in enumerate(_MONTHS, 1) if month.lower() == name)
            found |= _day(int(year), number, int(before or after or 1))
    return tuple(sorted(found))[-_MAX_LISTED:]


def _day(year: int, month: int, day: int) -> set[date]:
    try:
        return {date(year, month, day)}
    except ValueError:
        return set()


_PERSONAL = (
    r"(?:personal(?:ly)?[\w -]{0,20}(?:data|information|identif\w+)|sensitive (?:data|information)|\bpii\b"
    r"|ข้อมูลส่วนบุคคล|names|e-?mail addresses|phone numbers)"
)
_HANDLED = re.compile(
    r"remov|anonymi|mask|redact|pseudonymi|de-?identif|scrub|stripp|filtered|hashed|ลบ|ปิดบัง|นิรนาม", re.IGNORECASE
)
_NONE = re.compile(
    r"^\W*(?:no|none|ไม่มี)\b"
    rf"|(?:\bno\b|\bnot?\b|n't|\bwithout\b|\bfree of\b|\bnever\b|\bneither\b|ไม่มี|ไม่ได้).{{0,60}}{_PERSONAL}",
    re.IGNORECASE,
)
_SOME = re.compile(rf"(?:contain|includ|may have|has|have|with|hold|มี).{{0,80}}{_PERSONAL}|^\W*yes\b", re.IGNORECASE)


def personal_data(said: Judgement) -> Literal["", "none", "some", "handled"]:
    """Return what the card claims of personal data in its training data. The most that it admits counts."""
    claims: set[Literal["none", "some", "handled"]] = set()
    for sentence in said.support["training_data_personal_data"]:
        if not sentence.speaks:
            continue
        if _HANDLED.search(sentence.text):
            claims.add("handled")
        elif _NONE.search(sentence.text):
            claims.add("none")
        elif _SOME.search(sentence.text):
            claims.add("some")
    for claim in ("none", "some", "handled"):
        if claim in claims:
            return claim
    return ""


_FORM_TAGS = {"licence": "license", "languages": "language", "base_model": "base_model"}


def tags_of(card: CardDocument) -> Mapping[str, tuple[Any, int]]:
    """Return the front matter; of a form, what its certain fields say, under the same keys."""
    if card.form == "markdown":
        return card.tags
    found: dict[str, list[str]] = {}
    for passage in card.passages:
        if passage.certain and passage.item in _FORM_TAGS:
            found.setdefault(_FORM_TAGS[passage.item], []).append(passage.text.rstrip("/").rpartition("/")[2].strip())
    return {key: (listed[:1] if key == "license" else listed, 0) for key, listed in found.items()}


_RESEARCH = re.compile(
    r"research(?: purposes?)?(?: use)? only|(?:only|solely|exclusively) (?:\w+ ){0,4}research"
    r"|not (?:\w+ )?(?:intended )?(?:to be |for )(?:commercially deployed|deployment)|เพื่อการวิจัยเท่านั้น",
    re.IGNORECASE,
)
_NOT_FOR_MONEY = re.compile(
    r"non-?commercial|cannot be used commercially|\bcc-by-nc|\bnc[- ]\d|ห้ามใช้เพื่อการค้า|ไม่ใช่เชิงพาณิชย์", re.IGNORECASE
)


def only(card: CardDocument, said: Judgement) -> Literal["", "research", "non-commercial"]:
    """Return what the card limits the use to: by the name of its licence, or where it speaks of licence and use."""
    spoken = [licence_tags(tags_of(card))]
    for item in ("licence", "intended_use", "out_of_scope_use", "acceptable_use_policy"):
        spoken.append([sentence.text for sentence in said.support[item] if sentence.at_most is not State.PLACEHOLDER])
    whole = " ".join(text for group in spoken for text in group)
    if _RESEARCH.search(whole):
        return "research"
    return "non-commercial" if _NOT_FOR_MONEY.search(whole) else ""


_WORDS = re.compile(r"[\w.-]{2,200}")
_ABOUT_TRAINING = re.compile(r"train|tun(?:e|ed|ing)\b|data ?sets?|corpus|ฝึก|สอน|ชุดข้อมูล")


def named(card: CardDocument, datasets: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return the subjects whose id or name stands in the tags, or in the text where that can only mean the dataset.

    `support-chats` does anywhere; `Export of chats` where training or data are spoken of; `customers`, a word that any
    card may use, only as `dataset customers` or `customers dataset`.
    """
    tags = {
        tag.casefold().rpartition("/")[2]
        for key in ("datasets", "source_datasets")
        for tag in texts_under(card.tags, key)
    }
    passages = [passage.text.casefold() for passage in card.passages]
    spoken = " ".join(passages)
    words = {form for word in _WORDS.findall(spoken) for form in (word, word.rstrip("."))}
    training = " ".join(text for text in passages if _ABOUT_TRAINING.search(text))

    def stands(name: str) -> bool:
        if name in tags:
            return True
        if " " in name:
            return name in training
        if not name.isalpha():
            return name in words
        return re.search(rf"data ?set[ :\"']+{name}\b|\b{name}[\"']? data ?set", training) is not None

    return tuple(sorted(subject for subject, names in datasets if any(stands(name.casefold()) for name in names)))
