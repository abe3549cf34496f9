"""Blank evidence: files that show nothing, however they are written, and those that a person has to look at."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from govkit.model.placeholder.blank import MOST, shows_nothing

MINUTES = "On 3 March the board looked over the register and found two systems without an owner."
THAI = "คณะกรรมการตรวจสอบทะเบียนเมื่อวันที่ 3 มีนาคม และพบสองระบบที่ไม่มีผู้รับผิดชอบ"


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, MINUTES)
    return made.getvalue()


BLANK = {
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
    "an empty archive": archive(),
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
    "minutes": MINUTES.encode(),
    "the same minutes many times": f"{MINUTES}\n".encode() * 100,
    "minutes in UTF-16": MINUTES.encode("utf-16"),
    "Thai minutes": THAI.encode(),
    "Thai minutes in UTF-16": THAI.encode("utf-16"),
    "Thai minutes before Unicode": THAI.encode("cp874"),
    "minutes among spaces": b"\n" * 5_000 + MINUTES.encode() + b" " * 5_000,
    "a form with one line filled in": b"TBD\n" * 700 + MINUTES.encode(),
    "an archive": archive("minutes.txt"),
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
