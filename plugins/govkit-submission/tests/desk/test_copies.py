from __future__ import annotations

import random
from itertools import combinations

import pytest

from benchmarks.words import LANGUAGES, essay
from govkit_submission.desk.copies import find_echoes
from govkit_submission.desk.shingles import alike, bare, shingles, similarity


def record(number: int, words: str, question: str = "f/c#q", organisation: str = "") -> dict[str, object]:
    name = organisation or f"org-{number}"
    return {
        "sha256": f"{number:064}",
        "organisation": {"id": name, "name": name},
        "texts": [[question, "organisation:x", words]],
    }


def text(language: str, number: int = 0) -> str:
    return essay(random.Random(f"{language} {number}"), language, 4, 6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_is_found_in_every_script(language: str) -> None:
    words = text(language)
    changed = f"\u200b{words[: len(words) // 2]} !! {words[len(words) // 2 :]}".upper().replace(".", ";")
    echoes = find_echoes([record(1, words), record(2, changed), record(3, text(language, 1))])
    assert [(copy.first[-1], copy.second[-1]) for copy in echoes.copies] == [("1", "2")]
    assert echoes.copies[0].similarity > 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_many_give_is_boilerplate_and_nobodys_copy(language: str) -> None:
    words = text(language)
    echoes = find_echoes([record(number, words if number < 6 else text(language, number)) for number in range(12)])
    assert echoes.copies == ()
    assert [(found.submissions, found.why) for found in echoes.boilerplate] == [(6, "many")]


def test_what_many_give_with_small_changes_is_boilerplate_too() -> None:
    words = text("th")
    echoes = find_echoes([record(number, f"{words[:60]}{number}{words[60:]}") for number in range(7)])
    assert echoes.copies == ()
    assert len(echoes.boilerplate) >= 5


def test_a_short_yes_is_no_copy() -> None:
    echoes = find_echoes([record(1, "Yes, we do."), record(2, "Yes, we do.")])
    assert (echoes.copies, echoes.short, echoes.compared) == ((), 2, 0)


def test_a_known_text_may_be_quoted() -> None:
    law = text("my")
    records = [record(1, law), record(2, law)]
    assert len(find_echoes(records).copies) == 1
    quoted = find_echoes(records, known=[f"{text('my', 5)}{law}{text('my', 6)}"])
    assert quoted.copies == ()
    assert [found.why for found in quoted.boilerplate] == ["quoted"]


def test_one_organisation_may_repeat_itself_and_questions_are_kept_apart() -> None:
    words = text("en")
    same = [record(1, words, organisation="one"), record(2, words, organisation="one")]
    assert find_echoes(same).copies == ()
    assert find_echoes([record(1, words, "f/c#q"), record(2, words, "f/c#other")]).copies == ()


def test_the_id_of_another_organisation_hides_no_copy() -> None:
    words = text("en")
    one, other = record(1, words), record(2, words)
    other["organisation"] = {"id": "org-1", "name": "Quite another"}
    assert len(find_echoes([one, other]).copies) == 1


def test_the_join_finds_exactly_what_comparing_all_with_all_finds() -> None:
    chance = random.Random(4)
    texts = [essay(chance, "en", 2, 4) for _ in range(60)]
    texts += [t[: chance.randrange(20, len(t))] + essay(chance, "en", 1, 1) for t in texts[:30]]
    sets = [shingles(bare(t)) for t in texts]
    for least in (0.3, 0.6, 0.9):
        found = {(one, other) for one, other, _ in alike(sets, least, 1_000)}
        every = {(a, b) for a, b in combinations(range(len(sets)), 2) if similarity(sets[a], sets[b]) >= least}
        assert found == every
        assert every or least == 0.9


def test_spaces_marks_and_case_are_left_aside_and_marks_of_letters_are_kept() -> None:
    assert bare("ＡＢ c\u200b-D!") == "abcd"
    assert bare("ข้อมูล ส่วน\u200bบุคคล") == bare("ข้อมูลส่วนบุคคล")
    assert bare("កម្ពុជា") == "កម្ពុជា"
    assert shingles("我们保存") == {"我们保", "们保存"}


@pytest.mark.parametrize("unseen", ["\u034f", "\ufe0f", "\u200b", "\u3164", "\u17b4", "\u180b", "\U000e0100", "\u115f"])
@pytest.mark.parametrize("language", ["en", "th", "zh"])
def test_what_nobody_sees_hides_no_copy(language: str, unseen: str) -> None:
    words = text(language)
    (copy,) = find_echoes([record(1, words), record(2, unseen.join(words))]).copies
    assert copy.similarity == 1.0


@pytest.mark.parametrize(
    "lookalikes", ["aeopc \u0430\u0435\u043e\u0440\u0441", "aiov \u03b1\u03b9\u03bf\u03bd", "onu \u0585\u0578\u057d"]
)
def test_letters_that_look_the_same_hide_no_copy(lookalikes: str) -> None:
    words, (plain, other) = text("en"), lookalikes.split()
    assert len(find_echoes([record(1, words), record(2, words.translate(str.maketrans(plain, other)))]).copies) == 1


def test_words_of_another_script_are_compared_as_before() -> None:
    russian = (
        "\u041c\u044b \u0445\u0440\u0430\u043d\u0438\u043c \u0434\u0430\u043d\u043d\u044b\u0435 "
        "\u0442\u0440\u0438 \u0433\u043e\u0434\u0430"
    )
    assert bare(russian.upper()) == bare(russian)
    assert similarity(shingles(bare(russian)), shingles(bare(text("en")))) == 0.0
