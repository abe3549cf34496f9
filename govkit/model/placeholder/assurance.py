"""Assurances: texts that say yes, or hold nothing but signs: an answer perhaps, and no person, rule or reason."""

from __future__ import annotations

import unicodedata

from govkit.model.placeholder.folding import fold

_LONGEST = 60
"""Letters of an assurance with what may stand around it."""


def bare(text: str) -> str:
    """Give folded `text` without signs around it; marks that belong to a letter stay."""
    folded = fold(text)
    start, end = 0, len(folded)
    while start < end and unicodedata.category(folded[start])[0] in "PSZC":
        start += 1
    while end > start and unicodedata.category(folded[end - 1])[0] in "PSZC":
        end -= 1
    return folded[start:end]


_ASSURANCES = frozenset(
    bare(phrase)
    for line in (
        "yes | y | yes it is | yes we do | yes there is | there is | there is one | we have | we have one | we have it",
        "x | ok | okay | true | done | all done | complete | completed | finished | checked | good | fine | sure",
        "compliant | fully compliant | in compliance | we comply | we are compliant | we are fully compliant",
        "we comply with the law | we comply with all laws | we comply with all applicable laws | as required by law",
        "according to law | in accordance with the law | in place | it is in place | implemented | fully implemented",
        "exists | it exists | available | applicable | applies | required | as required | as appropriate",
        "ใช่ | ใช่ครับ | ใช่ค่ะ | มี | มีครับ | มีค่ะ | มีแล้ว | ทำแล้ว | ดำเนินการแล้ว | เรียบร้อย | เรียบร้อยแล้ว | ครบถ้วน | ถูกต้อง",
        "เป็นไปตามกฎหมาย",
        "có | đã có | vâng | đúng | đã thực hiện | đã hoàn thành | tuân thủ | theo quy định của pháp luật",
        "ya | iya | sudah | sudah ada | sudah dilakukan | selesai | benar | patuh | telah ada",
        "sesuai peraturan | sesuai ketentuan | sudah dibuat | mematuhi | dipatuhi",
        "oo | opo | meron | mayroon | tapos na | 是 | 是的 | 有 | 已有 | 合规",
        "បាទ | ចាស | មាន | ແມ່ນ | ມີ | ဟုတ်ကဲ့ | ရှိပါသည်",
    )
    for phrase in line.split("|")
)


def only_assures(text: str) -> bool:
    """Tell whether a text says yes and no more: "Yes.", "เรียบร้อยแล้ว", "fully compliant".

    Where a text has to say who, what or how, it states as little as a blank. This is for free text of an inventory,
    and not for what is asked with yes or no.
    """
    return len(text) <= _LONGEST and bare(text) in _ASSURANCES


def has_no_word(text: str) -> bool:
    """Tell whether a text is made of signs alone, without a letter or digit: "✅", "+", "🙂"."""
    return len(text) <= _LONGEST and not bare(text)
