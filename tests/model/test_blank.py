"""Blank evidence: files that show nothing, however they are written, and those that a person has to look at."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

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


def pdf(drawn: bytes = b"", *, page: bytes = b"", stream: bytes = b"", more: bytes = b"", packs: bool = False) -> bytes:
    """Return a PDF of one page; `packs`: with the page within a stream of objects."""
    object_ = b"<</Type /Page /Parent 3 0 R " + (page or b"/Contents 5 0 R") + b">>"
    inside = zlib.compress(b"4 0 " + object_)
    head = b"<</Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode] /Length %d>>stream\n" % len(inside)
    objects = (
        (1, b"<</Title (Minutes)>>"),
        (2, b"<</Type /Catalog /Pages 3 0 R>>"),
        (3, b"<</Type /Pages /Count 1 /Kids [4 0 R]>>"),
        (6, head + inside + b"\nendstream") if packs else (4, object_),
        (5, b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(drawn), stream, drawn)),
    )
    written = b"".join(b"%d 0 obj\n%s\nendobj\n" % entry for entry in objects)
    return b"%PDF-1.7\n%\xe2\xe3\n" + written + more + b"trailer\n<</Root 2 0 R>>\nstartxref\n0\n%%EOF\n"


DEFLATED = b"/Filter /FlateDecode"
EMPTY_LINE = b"/P <</MCID 0>> BDC q\nBT /F1 11 Tf 1 0 0 1 72 709 Tm 0 g [( )] TJ ET Q EMC"
A_LINE = b"BT /F1 11 Tf (Minutes of \\(3\\) March) Tj ET"


def png(*lines: bytes, width: int = 4, depth: int = 8, colour: int = 2, woven: int = 0, more: bytes = b"") -> bytes:
    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + bytes(4)

    head = struct.pack(">IIBBBBB", width, len(lines), depth, colour, 0, 0, woven)
    packed = zlib.compress(b"".join(lines))
    held = chunk(b"IDAT", packed[:5]) + chunk(b"IDAT", packed[5:])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + held + chunk(b"IEND", b"")


BEIGE = b"\xf5\xf5\xdc"
EVEN = (
    b"\0" + BEIGE * 4,
    b"\1" + BEIGE + bytes(9),
    b"\2" + bytes(12),
    b"\3" + b"\x7b\x7b\x6e" + bytes(9),
    b"\4" + bytes(12),
)
"""Lines of one colour, in each way of telling them."""

FIRST = (EVEN[0], EVEN[1], b"\2" + BEIGE * 4, b"\3" + BEIGE + b"\x7b\x7b\x6e" * 3, b"\4" + BEIGE + bytes(9))
"""The same where there is no line before."""

BLANK = {
    "a PDF without contents": pdf(page=b"/MediaBox [0 0 595 842]"),
    "a PDF of nothing drawn": pdf(),
    "a PDF that only clips": pdf(b"0.1 w\nq 0 0.028 595.275 841.861 re\nW* n\nQ % nothing"),
    "a PDF of an empty line": pdf(EMPTY_LINE),
    "a deflated PDF of an empty line": pdf(zlib.compress(EMPTY_LINE), stream=DEFLATED),
    "a PDF whose page is packed": pdf(zlib.compress(EMPTY_LINE), stream=DEFLATED, packs=True),
    "a PDF of several parts": pdf(page=b"/Contents [5 0 R 5 0 R]"),
    "a PDF of no object": b"%PDF-1.4\n%%EOF",
    "an archive with a blank PDF": zipped(**{"minutes.pdf": pdf(EMPTY_LINE)}),
    "a picture of one colour": png(*EVEN),
    **{
        f"a picture of one colour, beginning otherwise {first[0]}": png(first, *EVEN[2:])
        for first in (
            EVEN[0],
            EVEN[1],
            b"\2" + BEIGE * 4,
            b"\3" + BEIGE + b"\x7b\x7b\x6e" * 3,
            b"\4" + BEIGE + bytes(9),
        )
    },
    "a picture of one shade": png(b"\0\xff\xff", b"\0\xff\xff", width=2, colour=0),
    "a picture of one transparent shade": png(b"\0" + b"\xff\0" * 2, width=2, colour=4),
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
    "a PDF": pdf(A_LINE),
    "a deflated PDF": pdf(zlib.compress(A_LINE), stream=DEFLATED),
    "a PDF whose page and object are packed": pdf(zlib.compress(A_LINE), stream=DEFLATED, packs=True),
    "a PDF that writes glyphs": pdf(b"BT /F1 11 Tf <0030> Tj ET"),
    "a PDF that draws": pdf(b"0 0 m 10 10 l S"),
    "a PDF with a picture": pdf(b"q 100 0 0 100 0 0 cm /Im1 Do Q"),
    "a PDF with a picture in its midst": pdf(b"BI /W 1 /H 1 ID \xff EI"),
    "a PDF with an unknown sign": pdf(b"q } Q"),
    "a PDF with a note": pdf(page=b"/Annots [7 0 R]"),
    "a PDF with a form": pdf(more=b"7 0 obj <</AcroForm 8 0 R>> endobj\n"),
    "a PDF with a file": pdf(more=b"7 0 obj <</Type /Filespec>> endobj\n"),
    "an encrypted PDF": pdf(more=b"7 0 obj <</Encrypt 8 0 R>> endobj\n"),
    "a PDF packed otherwise": pdf(b"x", stream=b"/Filter /LZWDecode"),
    "a PDF packed twice": pdf(b"x", stream=b"/Filter [/ASCII85Decode /FlateDecode]"),
    "a PDF packed with a prediction": pdf(zlib.compress(b""), stream=DEFLATED + b"/DecodeParms <</Predictor 12>>"),
    "a PDF packed badly": pdf(b"x", stream=DEFLATED),
    "a PDF packed in part": pdf(zlib.compress(A_LINE)[:9], stream=DEFLATED),
    "a PDF that unpacks to a lot": pdf(zlib.compress(b" " * (1 << 20)), stream=DEFLATED),
    "a PDF that draws what is elsewhere": pdf(page=b"/Contents 9 0 R"),
    "a PDF that draws what is no stream": pdf(page=b"/Contents 2 0 R"),
    "a PDF that draws in a way of its own": pdf(page=b"/Contents (a)"),
    "a PDF that goes on in the next part": pdf(b"BT (Minutes)", page=b"/Contents [5 0 R]"),
    "a PDF whose page was blank once": pdf(more=b"5 0 obj <</Length 9>> stream\n" + A_LINE + b"\nendstream endobj\n"),
    "a PDF without a page": b"%PDF-1.7\n2 0 obj\n<</Type /Catalog>>\nendobj\n%%EOF",
    "a PDF whose objects have no end": b"%PDF-1.7\n2 0 obj\n<</Type /Page>>\n%%EOF",
    "a PDF whose objects are out of order": pdf(
        more=b"6 0 obj <</Type /ObjStm /First 8>> stream\n7 1 8 0 null\nendstream endobj\n"
    ),
    "a PDF that is cut off": pdf()[:-9],
    "a picture": png(*EVEN, b"\0" + BEIGE * 3 + b"\0\0\0"),
    "a picture of two lines": png(EVEN[0], b"\0" + b"\0\0\0" * 4),
    "a picture of few bits": png(b"\0\xff", width=8, depth=1, colour=0),
    "a picture that is woven": png(*EVEN, woven=1),
    "a picture that moves": png(*EVEN, more=struct.pack(">I", 0) + b"acTL" + bytes(4)),
    "a picture of fewer lines than it says": png(*EVEN, width=5),
    "a picture too large to look at": png(*EVEN, width=1 << 30),
    "a picture of a colour of its own": png(*EVEN, colour=5),
    "a picture that is cut off": png(*EVEN)[:60],
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
