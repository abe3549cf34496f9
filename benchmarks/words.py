"""Seeded answers in the languages of the region, and passages of law that many companies quote."""

from __future__ import annotations

import random

LANGUAGES = ("en", "th", "lo", "km", "my", "zh", "vi", "id")

_LETTERS = {
    "en": ("bcdfghlmnprstv", ("a", "e", "i", "o", "u", "ai", "ea"), " "),
    "vi": (("b", "c", "đ", "g", "h", "l", "m", "n", "ph", "th", "tr", "v", "kh"), "áàạêếôơưúíẹ", " "),
    "id": ("bdghjklmnprst", "aeiou", " "),
    "th": ("กขคงจชดตทนบปผพมยรลวสหอ", ("า", "ี", "ู", "ิ", "ุ", "ะ", "ั"), ""),
    "lo": ("ກຂຄງຈຊຍດຕທນບປຜພມຣລວສຫ", ("າ", "ີ", "ູ", "ິ", "ຸ", "ະ"), ""),
    "km": ("កខគងចឆជញដតថទនបផពមយរលវសហអ", ("ា", "ី", "ូ", "ិ", "ុ", "េ", "ំ"), ""),
    "my": ("ကခဂငစဆညတထဒနပဖဗမယရလဝသဟအ", ("ာ", "ီ", "ူ", "ိ", "ု", "ေ", "ံ"), ""),
}
_HAN = "我们保存记录并每年审查一次个人数据处理活动由专门小组负责通知用户目的期限删除更正请求安全措施培训员工合同监督"
_WORDS = 900
"""Words of a language: as many as make two texts on one matter alike in part, and no more than that."""


def _vocabulary(language: str) -> list[str]:
    chance = random.Random(language)
    if language == "zh":
        return ["".join(chance.choices(_HAN, k=chance.randint(2, 3))) for _ in range(_WORDS)]
    onsets, rhymes, _ = _LETTERS[language]
    return [
        "".join(chance.choice(onsets) + chance.choice(rhymes) for _ in range(chance.randint(1, 4)))
        for _ in range(_WORDS)
    ]


_VOCABULARIES = {language: _vocabulary(language) for language in LANGUAGES}
_COMMON = {language: words[:40] for language, words in _VOCABULARIES.items()}


def essay(chance: random.Random, language: str, least: int = 3, most: int = 6) -> str:
    """Return a text of so many sentences, of which a third are turns of phrase that others use as well."""
    space = "" if language == "zh" else _LETTERS[language][2]
    own = (_sentence(chance, language) for _ in iter(int, 1))
    return f"{space}. ".join(
        chance.choice(_TURNS[language]) if chance.random() < 1 / 3 else next(own)
        for _ in range(chance.randint(least, most))
    )


def _sentence(chance: random.Random, language: str) -> str:
    words = [
        chance.choice(_COMMON[language] if chance.random() < 0.5 else _VOCABULARIES[language])
        for _ in range(chance.randint(5, 11))
    ]
    return ("" if language == "zh" else _LETTERS[language][2]).join(words)


_TURNS = {
    language: [_sentence(random.Random(f"turn {language} {n}"), language) for n in range(40)] for language in LANGUAGES
}
LAW = {language: [essay(random.Random(f"law {language} {n}"), language) for n in range(6)] for language in LANGUAGES}
"""Passages that many companies quote as they stand."""
