"""Denials: the ways in which people write `none` in free text, in the languages of the region."""

from __future__ import annotations

import re

from govkit.model.placeholder.folding import DASHES_AND_DOTS, WRAPPERS, fold

_AROUND = WRAPPERS + DASHES_AND_DOTS + ",;:"
_DENIALS = frozenset(
    phrase.strip()
    for line in (
        "no | none | nope | nothing | nobody | no one | none at all | nothing at all | not any | not at all",
        "there is none | there are none | there is nothing | there is nobody | we have none | it has none",
        "ไม่มี | ไม่ | ไม่มีเลย | ไม่มีใคร | ไม่มีอะไร | ไม่มีผู้ใด | ไม่ใช่",
        "không | không có | không có ai | không có gì cả | khong | khong co",
        "tidak | tidak ada | tak ada | tidak ada satu pun | nihil | tiada | tiada langsung | tiada sesiapa",
        "wala | walang sinuman | 无 | 没有 | 無 | 沒有 | 否 | គ្មាន | ບໍ່ມີ | မရှိပါ",
    )
    for phrase in fold(line).split("|")
)
_LONGEST = max(map(len, _DENIALS)) + 12
"""Letters of a denial with what may stand around it."""
_POLITE = re.compile("(?:ครับ|ค่ะ|คะ|นะ)+$")


def says_none(text: str) -> bool:
    """Tell whether a text says that there is none, and no more: "None.", "ไม่มีครับ", "tidak ada".

    Such a text is a statement, and says the same as `none`; taken for a value it would be an owner called "None".
    """
    if len(text) > _LONGEST:
        return False
    core = fold(text).strip(_AROUND)
    return core in _DENIALS or _POLITE.sub("", core) in _DENIALS
