"""Words beside a yes: those that take it back, and those that only look like it."""

from __future__ import annotations

import pytest

from govkit.model.placeholder.retraction import puts_off, says_yes, takes_back

ASKED = "Are all staff trained?"
AGENTS = "Do agents who collect data on your behalf give the same notice?"


@pytest.mark.parametrize(
    "text",
    [
        *("No.", "No, nobody was trained", "N", "False", "Nobody was trained.", "Staff have never been trained"),
        *("We don't train staff", "no training took place", "The answer is no", "Non, pas encore", "Tidak, belum"),
        *("ไม่ครับ", "ไม่มีการอบรม", "Không ai được đào tạo", "Kami tidak melatih staf", "没有培训", "Walang pagsasanay"),
        *("Not yet", "planned for next year", "Yes, next year", "in progress", "Prévu pour mars, en cours"),
        *("ยังไม่ได้อบรม", "Chưa đào tạo", "Belum dilatih", "Hindi pa", "明年"),
        *("only 10 % of them", "Only managers", "except temporary staff", "Partly", "Yes, but not all", "I guess"),
        *("บางส่วน", "ยกเว้นพนักงานชั่วคราว", "Kecuali staf sementara", "Một phần", "En partie"),
    ],
)
def test_what_denies_puts_off_or_limits_takes_a_yes_back(text):
    assert takes_back(text, asked=ASKED)


@pytest.mark.parametrize(
    "text",
    [
        *("Yes: data are never sold", "Yes.", "All staff, in March; the log is with HR.", "As planned, in March"),
        *("No later than 72 hours after joining", "Within no more than 30 days", "Each joiner, as soon as they start"),
        *("See training log no. 5", "They will be told by mail.", "Northern office included", "Notice sent to all"),
        *(
            "ใช่ อบรมทุกปี",
            "อบรมแล้วทุกคน",
            "ไม่เกิน 30 วัน หลังเริ่มงาน",
            "Có, tháng 3",
            "Không quá 30 ngày",
            "Ya, semua",
            "Oui, tous",
        ),
    ],
)
def test_a_yes_in_other_words_stands(text):
    assert not takes_back(text, asked=ASKED)


@pytest.mark.parametrize(
    ("asked", "advice", "text", "back"),
    [
        ("Is it shown that no biometrics are used?", "", "We have not collected any.", False),
        ("Can people refuse, or is it never used for that?", "", "It is never used for that.", False),
        (AGENTS, "Answer yes where nobody collects on your behalf.", "Nobody collects for us.", False),
        (AGENTS, "A slide that was not sent does not count.", "Nobody does.", True),
        ("Is it shown that no biometrics are used?", "", "No, they are used.", True),
        ("Is it shown that no biometrics are used?", "", "Not yet.", True),
        ("Do tools tell what was only edited, or in part?", "", "They tell what was edited in part.", False),
    ],
)
def test_a_question_in_negative_words_may_be_denied(asked, advice, text, back):
    assert takes_back(text, asked=asked, advice=advice) is back


def test_what_is_still_to_come_is_told_from_what_is_done():
    assert puts_off("Planned: 12 tests")
    assert not puts_off("12 tests, as planned")
    assert not puts_off("They are in progress", asked="How many audits are in progress?")


def test_a_yes_that_stands_for_itself():
    assert [says_yes(text) for text in ("Yes, we do", "ใช่", "Yes-men left", "Yesterday", "No")] == [
        *(True, True, True, False, False)
    ]
