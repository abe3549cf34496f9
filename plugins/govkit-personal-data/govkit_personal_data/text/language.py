"""Which country's language a text is in, as far as script, diacritics and little words tell."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("\u0e00", "\u0e7f", ("TH",)),
    ("\u0e80", "\u0eff", ("LA",)),
    ("\u1780", "\u17ff", ("KH",)),
    ("\u1000", "\u109f", ("MM",)),
    ("\u0b80", "\u0bff", ("SG", "MY", "IN")),
    ("\u4e00", "\u9fff", ("SG", "MY", "CN", "TW", "HK")),
    ("\u1ea0", "\u1ef9", ("VN",)),
)
_LITTLE_WORDS: dict[tuple[str, ...], str] = {
    ("ID",): "yang dengan untuk dari adalah saya anda pada tidak telah sudah bisa nomor silakan atas karena kami bapak",
    (
        "MY",
        "BN",
        "SG",
    ): "yang dengan untuk adalah saya anda pada tidak telah boleh nombor sila ialah kerana kami encik puan",
    ("PH",): "ang ng mga sa ay na po ako ko siya nang para kay ni niya namin aking kanyang",
    ("TL",): "ho iha ne'e husi nia mak hau ba nian ida sira número senhor não uma para com dos",
    ("VN",): "cua va la toi co cho khong ngay anh chi",
}
_WORDS = re.compile(r"[a-zà-ÿ']+")
_ENOUGH = 2


def countries(text: str) -> frozenset[str]:
    """Return the countries whose language this seems to be; none for English and for what does not tell."""
    votes: Counter[tuple[str, ...]] = Counter()
    for low, high, natives in _SCRIPTS:
        votes[natives] = sum(low <= char <= high for char in text) if not text.isascii() else 0
    votes[("VN",)] *= 3
    words = _WORDS.findall(text.lower())
    for places, little in _LITTLE_WORDS.items():
        known = set(little.split())
        votes[places] += 3 * sum(word in known for word in words)
    most = max(votes.values(), default=0)
    if most < 3 * _ENOUGH:
        return frozenset()
    return frozenset(country for places, count in votes.items() if count >= 0.7 * most for country in places)
