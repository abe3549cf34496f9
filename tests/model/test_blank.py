"""Blank evidence: files that show nothing, however they are written, and those that a person has to look at."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from govkit.model.placeholder.blank import MOST, shows_nothing

MINUTES = "On 3 March the board looked over the register and found two systems without an owner."
THAI = "คณะกรรมการตรวจสอบทะเบียนเมื่อวันที่ 3 มีนาคม และพบสองระบบที่ไม่มีผู้รับผิดชอบ"


def zipped(**files: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return made.getvalue()


def office(**parts: str) -> bytes:
    """Return an office document; `_` and `__` stand for the dot and the slash in the names of its parts."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return zipped(**{"docProps/core.xml": f"<t>{MINUTES}</t>"}, **named)


def word(*paragraphs: str, prefix: str = "w", **parts: str) -> bytes:
    told = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{text[:3]}</w:t></w:r><w:r><w:t>{text[3:]}</w:t></w:r></w:p>"
        for text in paragraphs
    )
    body = f"<w:document><w:body>{told}<w:sectPr/></w:body></w:document>".replace("w:", f"{prefix}:")
    return office(word__document_xml=body, word__styles_xml=f"<w:t>{MINUTES}</w:t>", **parts)


def sheet(cells: str, **parts: str) -> bytes:
    return office(
        xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=f"<sheetData><row>{cells}</row></sheetData>", **parts
    )


def slides(text: str) -> bytes:
    return office(
        ppt__presentation_xml="<presentation/>", ppt__slides__slide1_xml=f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
    )


def open_document(text: str) -> bytes:
    told = f"<office:body><office:text><text:p>{text}</text:p></office:text></office:body>"
    return office(mimetype="application/vnd.oasis.opendocument.text", content_xml=told)


BLANK = {
    "an empty document": word(),
    "a document of one placeholder": word("TBD"),
    "a document of placeholders": word("TBD", "to be done", ""),
    "a document whose header alone speaks": word("", word__header1_xml=f"<w:t>{MINUTES}</w:t>"),
    "an empty sheet": sheet(""),
    "a sheet of one placeholder": sheet(
        '<c t="s"><v>0</v></c>', xl__sharedStrings_xml="<sst><si><t>TBD</t></si></sst>"
    ),
    "empty slides": slides(""),
    "an empty open document": open_document(""),
    "an open document of one placeholder": open_document("TBD"),
    "an archive of blanks": zipped(**{"a.txt": b"TBD", "b.docx": word("TBD"), "c.zip": zipped(**{"d.txt": b""})}),
    "nothing": b"",
    "a placeholder": b"TBD",
    "lines": b"\n\n  \n",
    "spaces": b" " * 3_000,
    "many spaces": b" \t\r\n" * 100_000,
    "zeros": bytes(3_000),
    "a placeholder among spaces": b" " * 5_000 + b"TBD" + b"\n" * 5_000,
    "a placeholder in many lines": b"TBD\n" * 700,
    "a placeholder in many words": b"TBD " * 700,
    "a placeholder again and again": b"TBD" * 700,
    "two placeholders in turn": b"TBD\n\n  to do\n" * 700,
    "an assurance in many lines": b"Yes.\r\n" * 700,
    "signs": "✅\n".encode() * 700,
    "an empty archive": zipped(),
    "a byte order mark": "\ufeff".encode(),
    **{
        f"a placeholder in {encoding}": "TBD".encode(encoding)
        for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    },
    "a Thai placeholder in UTF-16": "รอดำเนินการ".encode("utf-16"),
    "a Thai placeholder before Unicode": "รอดำเนินการ".encode("cp874"),
    "spaces in UTF-16": (" " * 3_000).encode("utf-16"),
}
SHOWS = {
    "a document": word("TBD", MINUTES),
    "a document with a picture": word("", word__media__image1_png="picture"),
    "a document in an older form": word("", word__afchunk_mht=MINUTES),
    "a sheet": sheet('<c t="s"><v>0</v></c>', xl__sharedStrings_xml=f"<sst><si><t>{MINUTES}</t></si></sst>"),
    "a document with prefixes of its own": word(MINUTES, prefix="ns0"),
    "a sheet with prefixes": sheet("<x:c><x:v>12</x:v></x:c>"),
    "a sheet of figures": sheet("<c><v>12</v></c>"),
    "a sheet of sums": sheet('<c r="A1" s="2"><f>SUM(B1:B9)</f><v>0</v></c>'),
    "slides": slides(MINUTES),
    "an open document": open_document(MINUTES),
    "an archive with one that shows": zipped(**{"a.txt": b"TBD", "b.docx": word(MINUTES)}),
    "a broken archive": word()[:200],
    "archives beyond the depth": zipped(a=zipped(a=zipped(a=zipped(a=b"")))),
    "minutes": MINUTES.encode(),
    "the same minutes many times": f"{MINUTES}\n".encode() * 100,
    "minutes in UTF-16": MINUTES.encode("utf-16"),
    "Thai minutes": THAI.encode(),
    "Thai minutes in UTF-16": THAI.encode("utf-16"),
    "Thai minutes before Unicode": THAI.encode("cp874"),
    "minutes among spaces": b"\n" * 5_000 + MINUTES.encode() + b" " * 5_000,
    "a form with one line filled in": b"TBD\n" * 700 + MINUTES.encode(),
    "an archive": zipped(**{"minutes.txt": MINUTES}),
    "what is no text": gzip.compress(MINUTES.encode()),
    "a short picture": b"\x89PNG\r\n\x1a\n" + bytes(range(128, 255)),
    "what is large": b" " * (MOST + 1),
}


@pytest.mark.parametrize("what", BLANK)
def test_files_that_show_nothing(what) -> None:
    assert shows_nothing(BLANK[what])


@pytest.mark.parametrize("what", SHOWS)
def test_files_that_show_something(what) -> None:
    assert not shows_nothing(SHOWS[what])
