"""Names of people, by what stands before them and by how names of the region are built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from govkit_personal_data import strict_yaml
from govkit_personal_data.text.labels import Label
from govkit_personal_data.text.spans import Span
from govkit_personal_data.text.utf8 import Encoded, compiled

CATEGORY = "person-name"
_UPPER, _LETTER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠ-Ỹ", "A-Za-zÀ-ÖØ-öø-ɏẠ-ỹ"
"""Latin letters; all of Unicode's would make the automata a hundred times as large."""
_LATIN = rf"[{_UPPER}][{_LETTER}'’-]+"
_LINKS = "bin|binti|bte|bt|bt\\.|ibni|a/l|a/p|s/o|d/o|de|da|dos|dela|del|van|al|el|ap"
"""Small words inside names."""
_NAME = rf"{_LATIN}(?: (?:[{_UPPER}]\.|{_LINKS}|{_LATIN})){{0,4}}"
_SON_OF = "bin|binti|bte|ibni|a/l|a/p|s/o|d/o"


@dataclass(frozen=True, slots=True)
class _Rule:
    """One way in which names stand in texts: the first group is the name."""

    pattern: Any
    score: float
    honorific: bool


@dataclass(frozen=True)
class Names:
    """All ways, and the words that look like names and are none."""

    rules: tuple[_Rule, ...]
    stop: re.Pattern[str]
    not_after: tuple[str, ...]

    def find(self, text: str, encoded: Encoded, labels: Sequence[Label]) -> Iterator[Span]:
        """Yield names; `encoded` is the text. A name ends where a word for the next number begins."""
        for rule in self.rules:
            for start, end in encoded.matches(rule.pattern):
                next_label = min((label.start for label in labels if start < label.start < end), default=end)
                shorter = _trimmed(text, start, next_label if not text[start].isascii() else end)
                if shorter > start and not self._is_none(text, start, shorter):
                    yield Span(start, shorter, CATEGORY, rule.score, "name")

    def _is_none(self, text: str, start: int, end: int) -> bool:
        """Tell whether what looks like a name is a piece of another word, or a word that is no name."""
        return self.stop.match(text[start:end]) is not None or text[:start].endswith(self.not_after)


def _trimmed(text: str, start: int, end: int) -> int:
    """Cut linking words and punctuation off the end."""
    bare = text[start:end].rstrip(" ,.-'’၊")
    while (found := re.search(rf" (?:{_LINKS})$", bare)) is not None:
        bare = bare[: found.start()]
    return start + len(bare)


@lru_cache(maxsize=1)
def shipped() -> Names:
    """Return the ways that ship with the plugin."""
    import re2

    content = strict_yaml.parse(files("govkit_personal_data").joinpath("data/text/names.yaml").read_text("utf-8"))

    def either(words: Sequence[str]) -> str:
        return "|".join(re2.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))

    def rule(pattern: str, score: float, *, honorific: bool = False) -> _Rule:
        return _Rule(compiled(pattern), score, honorific)

    edge = rf"(?:^|[^0-9{_LETTER}])"
    latin = either(content["latin"]["honorifics"])
    bold = either(content["latin"]["short-honorifics"])
    said, headings = either(content["latin"]["introductions"]), either(content["latin"]["headings"])
    family = either(content["latin"]["surnames"])
    rules = [
        rule(rf"{edge}(?:{latin})\.? ({_NAME})", 0.8, honorific=True),
        rule(rf"{edge}(?:{bold})\.? ({_LATIN}(?: {_LATIN}){{1,3}})", 0.65, honorific=True),
        rule(rf"{edge}(?i:{headings}) ?[:=] ?(?:(?:{latin})\.? )?({_NAME})", 0.75),
        rule(rf"{edge}(?i:{said})[ :]{{1,3}}(?:(?:{latin})\.? )?({_NAME})", 0.75),
        rule(
            rf"{edge}({_LATIN}(?: {_LATIN}){{0,3}} (?:{_SON_OF}) {_LATIN}(?: {_LATIN}){{0,2}})",
            0.9,
        ),
        rule(rf"{edge}((?:{family}) {_LATIN}(?: {_LATIN}){{0,3}})", 0.6),
    ]
    for entry in content["scripts"]:
        lead, intro = either(entry["honorifics"]), either(entry["introductions"])
        rules.append(rule(rf"((?:{lead}) ?{entry['name']})", 0.8, honorific=True))
        rules.append(rule(rf"(?:^|[^{entry['letters']}])(?:{intro})[ :]{{0,3}}({entry['name']})", 0.6))
    hanzi = either(content["hanzi-surnames"])
    rules.append(
        rule(
            rf"(?:姓名|名字|我叫|我是|联系人|客户|先生|女士)[:： ]{{0,2}}((?:{hanzi})[\x{{4e00}}-\x{{9fff}}]{{1,2}})",
            0.75,
        )
    )
    rules.append(rule(rf"((?:{hanzi})[\x{{4e00}}-\x{{9fff}}]{{1,2}})(?:先生|女士|小姐|医生|老师|太太|经理)", 0.8))
    stop = "|".join(f"{re.escape(word)}(?![A-Za-z])" if word.isascii() else re.escape(word) for word in content["stop"])
    return Names(tuple(rules), re.compile(f"(?:{stop})"), tuple(content["not-after"]))
