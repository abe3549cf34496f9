"""The probe of notices' documents, on real files."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from govkit.plugin import Declined, Notice, NotStated
from govkit_cbpr.notice_text import NoticeDocument, notice_document

if TYPE_CHECKING:
    from govkit.engine.world import FolderWorld
    from govkit.plugin import Observed

ENGLISH = """# Privacy notice

Last updated: 1 March 2026

## Who we are
Shop Company Limited is the controller of the data.
## What we collect
We collect your name and the address that you give to us, and we use cookies.
## Purposes
We use your data for orders and delivery.
## Who gets it
We share it with service providers.
## Your rights
You may access your data or ask us to correct it. Contact us by e-mail.
"""
THAI = """ประกาศความเป็นส่วนตัว ปรับปรุงล่าสุด ๑ มีนาคม พ.ศ. ๒๕๖๙
บริษัท ร้านค้าตัวอย่าง จำกัด เป็นผู้ควบคุมข้อมูลส่วนบุคคล เราเก็บรวบรวมข้อมูลที่ท่านให้ไว้
วัตถุประสงค์ในการใช้ข้อมูล ได้แก่ การจัดส่งสินค้า เราอาจเปิดเผยข้อมูลแก่ผู้ให้บริการขนส่ง
สิทธิของเจ้าของข้อมูล ท่านสามารถขอเข้าถึงข้อมูล โปรดติดต่อเราทางอีเมล
"""
ALL = ("collection_method", "purposes", "recipients", "identity", "contact", "access")


def look(world: FolderWorld, name: str, content: str | bytes) -> Observed[NoticeDocument]:
    data = content.encode() if isinstance(content, str) else content
    (world.folder / name).write_bytes(data)
    return notice_document(Notice({"id": "web", "path": name}, "notice:web"), world)


def test_an_english_notice_shows_its_topics_and_its_date(world: FolderWorld) -> None:
    seen = look(world, "notice.md", ENGLISH)
    assert seen.value.topics == ALL
    assert seen.value.languages == ("en",)
    assert seen.value.scripts == ("latin",)
    assert seen.value.changed_on == date(2026, 3, 1)
    assert seen.examined == seen.expected == seen.value.characters > 300


def test_a_thai_notice_shows_its_topics_and_its_buddhist_date(world: FolderWorld) -> None:
    seen = look(world, "notice.txt", THAI).value
    assert seen.topics == ALL
    assert seen.languages == ("th",)
    assert seen.changed_on == date(2026, 3, 1)


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad"])
def test_invisible_signs_do_not_hide_a_word(world: FolderWorld, hidden: str) -> None:
    assert "purposes" in look(world, "notice.txt", THAI.replace("วัตถุประสงค์", f"วัตถุ{hidden}ประสงค์")).value.topics


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Last updated 2026-03-01", date(2026, 3, 1)),
        ("Last revised on March 1st, 2026", date(2026, 3, 1)),
        ("LAST MODIFIED: 1 MAR 2026", date(2026, 3, 1)),
        ("แก้ไขล่าสุดเมื่อ 31 ธ.ค. 2568", date(2025, 12, 31)),
        ("ประกาศ ณ วันที่ 5 เดือนมกราคม พ.ศ. 2569", date(2026, 1, 5)),
        ("Last updated: 31 February 2026", None),
        ("Last updated: 01/02/2026", None),
        ("Copyright 2026", None),
        ("Last updated 2025-01-01, last updated 2026-01-01", date(2026, 1, 1)),
    ],
)
def test_the_day_of_the_last_change(world: FolderWorld, line: str, day: date | None) -> None:
    assert look(world, "notice.txt", line).value.changed_on == day


@pytest.mark.parametrize(
    "invisible",
    [
        "<script>var purposes = 'recipients';</script>",
        "<STYLE>.purposes { }</STYLE >",
        "<!-- purposes and recipients -->",
        "<!-- a > b: purposes and recipients -->",
        '<p title="purposes" data-recipients="x">nothing of the kind for you and the rest of us</p>',
        "<template>purposes recipients</template>",
        "<script>purposes recipients",
        "<!-- purposes recipients",
        "<p recipients purposes",
    ],
)
@pytest.mark.parametrize("suffix", ["html", "md", "HTM", "markdown"])
def test_what_no_reader_sees_is_no_topic(world: FolderWorld, invisible: str, suffix: str) -> None:
    seen = look(world, f"notice.{suffix}", f"<p>To you and the rest of us, for the day.</p>{invisible}").value
    assert seen.languages == ("en",)
    assert seen.topics == ()


def test_signs_that_are_no_markup_stay(world: FolderWorld) -> None:
    seen = look(
        world, "notice.md", "For ages < 13 and 3 <5 we ask you &amp; your parents: purposes & <b>recipients</b>"
    )
    assert {"purposes", "recipients"} <= set(seen.value.topics)


def test_words_inside_words_are_no_topic(world: FolderWorld) -> None:
    text = "You and the rest of us are for the multipurposes of incontactable phonebooths and rights."
    assert look(world, "notice.txt", text).value.topics == ()


@pytest.mark.parametrize(
    ("text", "scripts", "languages"),
    [
        ("Kami mengumpulkan data pribadi Anda untuk tujuan pengiriman barang kepada penerima.", ("latin",), ()),
        ("គោលការណ៍ឯកជនភាព", ("khmer",), ()),
        (ENGLISH + THAI, ("latin", "thai"), ("en", "th")),
        ("", (), ()),
        ("  \n\t ", (), ()),
        ("123 456", (), ()),
    ],
)
def test_a_language_without_phrases_is_said_to_be_one(
    world: FolderWorld, text: str, scripts: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    seen = look(world, "notice.txt", text)
    assert (seen.value.scripts, seen.value.languages) == (scripts, languages)
    if not languages:
        assert seen.value.topics == ()


def test_an_empty_document_has_nothing_examined(world: FolderWorld) -> None:
    seen = look(world, "notice.html", "<html><head></head><body></body></html>")
    assert (seen.examined, seen.expected, seen.value.characters) == (0, 0, 0)


def test_a_byte_order_mark_and_utf_16_are_read(world: FolderWorld) -> None:
    assert look(world, "a.md", b"\xef\xbb\xbf" + ENGLISH.encode()).value.topics == ALL
    assert look(world, "b.md", ENGLISH.encode("utf-16")).value.topics == ALL


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("latin.txt", "Données à caractère personnel".encode("latin-1")),
        ("thai.txt", THAI.encode("cp874", "ignore")),
        ("zeros.txt", b"purposes\0recipients"),
        ("picture.md", bytes(range(256)) * 10),
        ("half.txt", "\ud800".encode("utf-8", "surrogatepass")),
        ("big.html", b"<p>purposes</p>" * 1_400_000),
        ("notice.pdf", b"%PDF-1.7 purposes recipients"),
        ("notice.docx", b"PK"),
        ("notice", b"purposes"),
    ],
)
def test_what_cannot_be_read_is_declined_and_never_clean(world: FolderWorld, name: str, content: bytes) -> None:
    with pytest.raises(Declined):
        look(world, name, content)


def test_the_largest_document_that_is_read(world: FolderWorld) -> None:
    assert look(world, "fits.txt", b"a" * 1_000_000).examined == 1_000_000
    with pytest.raises(Declined):
        look(world, "too-big.txt", b"a" * 1_000_001)


@pytest.mark.parametrize("path", ["gone.md", "../notice.md", "/etc/hostname", "a\0.md", "folder.md"])
def test_a_document_that_is_not_there_is_declined(world: FolderWorld, path: str) -> None:
    (world.folder / "folder.md").mkdir()
    (world.folder.parent / "notice.md").write_text(ENGLISH)
    with pytest.raises(Declined):
        notice_document(Notice({"id": "web", "path": path}, "notice:web"), world)


def test_a_notice_without_a_document_is_not_stated_or_declined(world: FolderWorld) -> None:
    with pytest.raises(NotStated):
        notice_document(Notice({"id": "web", "url": "https://shop.example"}, "notice:web"), world)
    with pytest.raises(Declined):
        notice_document(Notice({"id": "web", "path": "none"}, "notice:web"), world)


def test_no_sentence_of_the_text_is_kept(world: FolderWorld) -> None:
    seen = look(world, "notice.md", ENGLISH + "\nWrite to Somchai Canary, 081-234-5678.").value
    stored = notice_document.adapter.dump_python(seen, mode="json")
    assert "canary" not in json.dumps(stored).lower()
    assert notice_document.adapter.validate_python(stored) == seen


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<script>", "<p ", "</", "<a <", "&lt;", "last updated ", "last updated 1 ", "< a>", "<!--<script>"],
)
def test_endless_markup_and_markers_are_read_to_the_end(world: FolderWorld, piece: str) -> None:
    content = piece * (200_000 // len(piece))
    seen = look(world, "notice.html", content).value
    assert (seen.topics, seen.changed_on) == ((), None)
