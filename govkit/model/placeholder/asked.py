"""What was asked, prepared for comparison with what was answered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from govkit.model.placeholder.folding import SEPARATORS, fold

_NEARLY_AT_LEAST = 6  # words: shorter answers may share nearly all their words with the question and still answer it
_NEARLY = 0.85
_PROMPT = re.compile(
    r"(?:please )?(?:(?:what|which|who) (?:is|are) |describe |state |specify |list |explain |provide )?"
    r"(?:the |an? |your |our )?"
)
_YES_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|apakah|adakah|liệu) "
    r"|.*(?:หรือไม่|หรือเปล่า|ไหม|มั้ย|không|吗|嗎|是否)[?\s]*$",
    re.DOTALL,
)
_SPEAKER = frozenset(
    (
        *("i", "we", "our", "us", "my", "yes", "no", "not", "none", "never"),
        *("kami", "kita", "namin", "tidak", "không", "hindi"),
    )
)


@dataclass(frozen=True)
class Asked:
    """The questions, titles or slot descriptions that a text answers.

    `whole` are the folded questions, `keys` what identifies each of them, `words` their words. `yes_no` are the words
    of those that can be answered by yes or no: "X is not documented" answers "is X documented?".
    """

    whole: tuple[str, ...]
    keys: frozenset[str]
    words: frozenset[str]
    yes_no: frozenset[str]

    def is_repeated_by(self, text: str) -> bool:
        """Whether folded `text` is one of the questions again, or nearly."""
        if not self.whole:
            return False
        return key_of(text) in self.keys or any(_nearly_same(text, question) for question in self.whole)


NOTHING_ASKED = Asked((), frozenset(), frozenset(), frozenset())


@lru_cache(maxsize=4096)
def asked_of(questions: tuple[str, ...]) -> Asked:
    """Prepare `questions`; kept, because one question is put to many subjects."""
    whole = tuple(folded for question in questions if (folded := fold(question).strip("".join(SEPARATORS))))
    return Asked(
        whole=tuple(sorted(whole, key=len, reverse=True)),
        keys=frozenset(key_of(question) for question in whole) - {""},
        words=frozenset(word for question in whole for word in words_of(question)),
        yes_no=frozenset(word for question in whole if _YES_NO.match(question) for word in words_of(question)),
    )


def key_of(text: str) -> str:
    """Give what is left of folded `text` without prompt words in front, spaces and punctuation."""
    bare = text.strip("".join(SEPARATORS))
    prompt = _PROMPT.match(bare)
    rest = bare[prompt.end() :] if prompt else bare
    return re.sub(r"[\s\"'`()\[\]{}<>|#*_~\-.?!=,;:/]+", "", rest or bare)


def words_of(text: str) -> list[str]:
    """Give the words of folded `text`, numbers left out."""
    return re.findall(r"[^\W\d_]+", text)


def _nearly_same(text: str, question: str) -> bool:
    """Whether both share nearly all words, and `text` has no word by which somebody speaks for himself or answers."""
    if not len(question) // 2 < len(text) < len(question) * 2:
        return False
    said, put = Counter(words_of(text)), Counter(words_of(question))
    most = max(said.total(), put.total())
    if most < _NEARLY_AT_LEAST or (_SPEAKER & said.keys()) - put.keys():
        return False
    return (said & put).total() >= _NEARLY * most
