"""Vagueness: texts that could stand in any field of any inventory, and so say nothing of this one."""

from __future__ import annotations

import re

from govkit.model.placeholder.assurance import bare

_LONGEST = 60
"""Letters of a vague text with what may stand around it."""
_HELD_DOWN = re.compile(r"([^\W\d_A-Z])\1{2,}")
"""One key, three times or more: `aaa`; capitals may be somebody's initials."""
_ANY_TERM = ("any", "anything", "all", "everything", "various", "several", "whatever", "etc")
_NO_GROUND = ("other", "others", "general", "misc", "miscellaneous")
_WHO_KNOWS = (
    "legal",
    "it",
    "hr",
    "compliance",
    "the dpo",
    "dpo",
    "counsel",
    "management",
    "head office",
    "hq",
    "vendor",
)
_VAGUE = frozenset(
    bare(phrase)
    for line in (
        "any | anything | any purpose | some | something | various | several | etc | and so on | whatever",
        "as needed | as necessary | if needed | if necessary | when needed | when required | on demand",
        "case by case | on a case by case basis | depends | it depends | depending on the case",
        "standard | standards | default | normal | usual | as usual | industry standard | industry standards",
        "best practice | best practices | state of the art | good | very good | appropriate | adequate | sufficient",
        "appropriate measures | adequate measures | reasonable measures | suitable measures | sufficient measures",
        "we do it | we do this | we do that | ok we do it | we do everything | we do everything required",
        "we do what is required | we do everything that is required | we do our best | we take it seriously",
        "we take this seriously | we take privacy seriously | we take security seriously | we are committed to privacy",
        "privacy is important to us | your privacy is important to us | security is important to us",
        "confidential | strictly confidential | secret | trade secret | classified",
        "planned | soon | draft | will do | we will do it | abc | abcd | xyz | qwe | hello | hi",
        "string | link | url | hyperlink | description | http:// | https:// | www. | mailto: | %s | nan | n/k",
        " | ".join(f"ask {who} | ask the {who} team | {who} knows | check with {who}" for who in _WHO_KNOWS),
        "แล้วแต่กรณี | แล้วแต่ | ตามความเหมาะสม | ตามความจำเป็น | ตามมาตรฐาน | มาตรฐาน | ความลับ | จะดำเนินการ | ถามฝ่ายกฎหมาย",
        "สอบถามฝ่ายกฎหมาย | ถามฝ่ายไอที",
        "tùy trường hợp | tuỳ trường hợp | theo nhu cầu | khi cần | khi cần thiết | phù hợp | tiêu chuẩn | sẽ làm",
        "hỏi phòng pháp chế | bí mật | đang làm",
        "tergantung | bergantung | sesuai kebutuhan | bila perlu | jika perlu | mengikut keperluan | standar | piawai",
        "nanti | tanya bagian hukum | tanya bahagian undang-undang | rahasia | rahsia",
        "depende | kung kailangan | 按需 | 视情况而定 | 酌情 | 机密 | 请问法务 | 问法务 | 標準 | 标准",
    )
    for phrase in line.split("|")
)


def is_vague(text: str) -> bool:
    """Tell whether a text fits everywhere: "as needed", "industry standard", "ask legal", "aaa".

    This is for free text of an inventory that has to say who, what or how, and not for what a thing is called.
    """
    return len(text) <= _LONGEST and (_HELD_DOWN.fullmatch(text.strip()) is not None or bare(text) in _VAGUE)


def is_any_term(text: str) -> bool:
    """Tell whether a term is met by everything: who processes for "any" purpose has named none."""
    return text.casefold() in _ANY_TERM or _HELD_DOWN.fullmatch(text) is not None


def is_no_ground(text: str) -> bool:
    """Tell whether a term names no legal ground where one belongs: `other`, `0`."""
    return text.casefold() in _NO_GROUND or not any(map(str.isalpha, text))
