"""Personal data in sentences of eleven countries: what is found, what stays quiet, and that nothing is lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sentences import Sentence, sentences
from govkit_personal_data.identifiers import normalise_digits
from govkit_personal_data.text import engine as module
from govkit_personal_data.text.engine import shipped_engine
from govkit_personal_data.text.labels import lowered
from govkit_personal_data.text.language import countries
from govkit_personal_data.text.spans import Span, without_overlaps
from govkit_personal_data.text.utf8 import Encoded

ENGINE = shipped_engine()


def found(text):
    return [(text[span.start : span.end], span.label) for span in ENGINE.read(text).spans]


SENTENCES = {
    "เลขบัตรประชาชน1101700207030ครับ": [("1101700207030", "NATIONAL_ID")],
    "โทร ๐๘๑-๒๓๔-๕๖๗๘ ด่วน": [("๐๘๑-๒๓๔-๕๖๗๘", "PHONE")],
    "Số CCCD của tôi là 038094139455.": [("038094139455", "NATIONAL_ID")],
    "မှတ်ပုံတင်အမှတ် ၁၂/မရက(နိုင်)၁၂၃၄၅၆ ပါ": [("၁၂/မရက(နိုင်)၁၂၃၄၅၆", "NATIONAL_ID")],
    "Paspornya A6766450, terbit di Jakarta": [("A6766450", "PASSPORT")],
    "My NRIC is T6829550A": [("T6829550A", "NATIONAL_ID")],
    "PhilHealth 01-881152055-4": [("01-881152055-4", "HEALTH_ID")],
    "write to ann@shop.example or call +66 81 234 5678": [("ann@shop.example", "EMAIL"), ("+66 81 234 5678", "PHONE")],
    "card 4111 1111 1111 1111": [("4111 1111 1111 1111", "CREDIT_CARD")],
    "from 10.1.2.3": [("10.1.2.3", "IP_ADDRESS")],
    "passport no. XY-99 120": [("XY-99 120", "PASSPORT")],
    "Nguyễn Văn An đã ký": [("Nguyễn Văn An", "PERSON_NAME")],
    "Ahmad bin Abdullah datang": [("Ahmad bin Abdullah", "PERSON_NAME")],
    "พบนายสมชาย ใจดี ที่ร้าน": [("นายสมชาย ใจดี", "PERSON_NAME")],
    "her date of birth: 12 March 1985": [("12 March 1985", "DATE_OF_BIRTH")],
    "lahir tanggal 12-03-1985": [("12-03-1985", "DATE_OF_BIRTH")],
    "lives at 12 Orchard Road, Singapore 238841": [("12 Orchard Road, Singapore 238841", "ADDRESS")],
    "see https://shop.example/help": [("https://shop.example/help", "URL")],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_personal_data_is_found_in_sentences(text):
    assert found(text) == SENTENCES[text]


QUIET = (
    "Order 3171011708450001 was shipped, tracking 0808-9070-7001-2780",
    "UUID 550e8400-e29b-41d4-a716-446655440000 and build 1.2.3.4",
    "ราคา 0812345678 บาท",
    "Harga Rp 1.311.085.502",
    "meter reading 82345678 kWh",
    "timestamp 2024-01-31 10:20:30, epoch 1700000000",
    "GPS 13.756331,100.501765",
    "mã đơn hàng 038094139455",
    "invoice INV-91234567 for SKU 8851959132012",
    "ขอบคุณครับ คุณภาพดีมาก",
    "The team met on 12 March 1985 in room 12",
    "version 10.1.2.3",
    "Room 812, flight TG123, 95% of 1234567 units",
)


@pytest.mark.parametrize("text", QUIET)
def test_look_alikes_stay_quiet(text):
    assert found(text) == []


def test_sentences_of_eleven_countries_are_read_right():
    right = wrong = missed = 0
    for part in ("seen", "held"):
        for sentence in sentences(part, 330, seed=5):
            hits = set(_of_identifiers(sentence)) & set(sentence.spans)
            right += len(hits)
            wrong += len(set(_of_identifiers(sentence)) - set(sentence.spans))
            missed += len(set(sentence.spans) - hits)
    assert right / (right + wrong) > 0.95
    assert right / (right + missed) > 0.95


def _of_identifiers(sentence: Sentence):
    skipped = {"PERSON_NAME", "ADDRESS", "DATE_OF_BIRTH", "URL"}
    spans = ENGINE.read(sentence.text).spans
    return [(span.start, span.end, span.label) for span in spans if span.label not in skipped]


def test_the_filter_of_all_patterns_misses_nothing():
    every = ENGINE.finder
    for sentence in sentences("held", 150, seed=9):
        encoded = Encoded.of(normalise_digits(sentence.text))
        passed = set(every.filter.Match(encoded.raw) or ())
        matching = {index for index, exact in enumerate(every.exact) if exact.search(encoded.raw)}
        assert matching <= passed


def test_a_long_text_is_read_in_windows_and_to_its_end(monkeypatch):
    filler = "nothing to see in this sentence. " * 700
    text = f"{filler}NRIC T6829550A {filler} {filler}mail ann@shop.example"
    reading = ENGINE.read(text)
    assert [text[span.start : span.end] for span in reading.spans] == ["T6829550A", "ann@shop.example"]
    assert (reading.examined, reading.cut) == (len(text), 0)
    monkeypatch.setattr(module, "LONGEST", 1000)
    reading = ENGINE.read(text)
    assert (reading.spans, reading.examined, reading.cut) == ((), 1000, len(text) - 1000)


@pytest.mark.parametrize("shift", range(0, 240, 23))
def test_what_lies_on_the_border_of_two_windows_is_found_once(shift):
    text = "x " * (module.WINDOW // 2 - shift) + "NRIC T6829550A " + "y " * 3000
    assert found(text) == [("T6829550A", "NATIONAL_ID")]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_and_spans_lie_in_it_and_apart(text):
    reading = ENGINE.read(text)
    ends = 0
    for span in reading.spans:
        assert ends <= span.start < span.end <= len(text)
        assert 0 < span.score <= 1
        ends = span.end


def test_a_lone_surrogate_does_not_end_the_reading():
    assert found("\ud800 ann@shop.example") == [("ann@shop.example", "EMAIL")]


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_bytes_are_told_in_characters(text):
    encoded = Encoded.of(text)
    at = 0
    for index, char in enumerate(text):
        assert encoded.character(at) == index
        at += len(char.encode("utf-8", "replace"))
    assert len(lowered(text)) == len(text)


def test_the_better_of_two_spans_that_share_characters_stays():
    low, high, apart = Span(0, 9, "phone", 0.5, "a"), Span(4, 6, "email", 0.9, "b"), Span(9, 12, "phone", 0.4, "c")
    assert without_overlaps([low, high, apart]) == (high, apart)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("สวัสดีครับทุกคน", "TH"),
        ("ສະບາຍດີທຸກຄົນ", "LA"),
        ("សួស្តីអ្នកទាំងអស់គ្នា", "KH"),
        ("မင်္ဂလာပါ ခင်ဗျာ", "MM"),
        ("Số điện thoại của khách hàng đã được cập nhật", "VN"),
        ("Mohon data yang tidak sesuai untuk saya", "ID"),
        ("Tawagan mo po ako sa opisina ng mga kaibigan ko", "PH"),
    ],
)
def test_the_language_points_to_a_country(text, country):
    assert country in countries(text)
    assert countries("Please call me back tomorrow") == frozenset()


def test_every_label_is_lower_case_and_found_where_it_stands_alone():
    known = ENGINE.labels
    rnd = random.Random(3)
    for word in rnd.sample(sorted(known.words), 150):
        assert lowered(word) == word
        assert any(label.start <= 2 and label.end >= 2 + len(word) for label in known.find(f". {word} .")), word
