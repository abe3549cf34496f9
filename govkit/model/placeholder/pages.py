"""The pages of a PDF: whether anything is written or drawn on them.

Only what is plain is read: pages whose contents are stored as they are, or deflated. What is encrypted, packed
otherwise, attached or noted on a page is not looked into, and there is something for a person to look at.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

BEGINNING = b"%PDF-"
_MOST_BYTES = 1 << 20
"""Of what the pages hold, unpacked. Blank pages hold little."""
_ELSEWHERE = re.compile(
    rb"/(?:Encrypt|Annots|AcroForm|XFA|EmbeddedFiles?|Filespec|Collection|RichMedia|Type0|Type3)(?![A-Za-z0-9])"
)
"""What may show something that does not stand in the contents of a page, or draw something for a space."""
_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}obj(?![A-Za-z])")
_OBJECT_ENDS = re.compile(rb"endobj|(?<=>>)\s{0,9}stream\r?\n")
_PAGE = re.compile(rb"/Type\s{0,9}/Page(?![A-Za-z])")
_CONTENTS = re.compile(rb"/Contents\s{0,9}(\[[^\[\]/]*\]|[0-9]{1,10}\s{1,9}[0-9]{1,5}\s{1,9}R)")
_REFERENCE = re.compile(rb"([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}R")
_PACK = re.compile(rb"/Type\s{0,9}/ObjStm(?![A-Za-z])")
_FIRST = re.compile(rb"/First\s{1,9}([0-9]{1,10})")
_DEFLATED = re.compile(rb"/Filter\s{0,9}(?:/FlateDecode|\[\s{0,9}/FlateDecode\s{0,9}\])\s*(?=/|>>)")
_COMMENT = re.compile(rb"%[^\r\n]*")
_TOKEN = re.compile(
    rb"[\s\0]+|%[^\r\n]*|(?P<text>\((?:[^\\()]|\\.)*+\)|<[0-9A-Fa-f\s]*+>)|<<|>>|[\[\]]|/[^\s\0()<>\[\]{}/%]*|[-+.0-9]+"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)",
    re.DOTALL,
)
_WRITES = frozenset((b"Tj", b"TJ", b"'", b'"'))
_LEAVES_NO_MARK = frozenset(
    b"q Q cm w J j M d ri i gs m l c v y h re n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* CS cs SC SCN sc scn G g RG"
    b" rg K k MP DP BMC BDC EMC BX EX true false null".split()
)
"""Operators that set something, move, clip or mark a place; all others may paint."""


@dataclass(frozen=True, slots=True)
class _Object:
    text: bytes
    stream: bytes | None = None


@dataclass
class _Pdf:
    """The objects of a file by number; one that was written anew has several forms, each of which counts."""

    objects: dict[bytes, list[_Object]] = field(default_factory=lambda: defaultdict(list))
    left: int = _MOST_BYTES

    def read(self, content: bytes) -> None:
        for number, found in _objects(content):
            self.objects[number].append(found)
            if found.stream is not None and _PACK.search(found.text):
                self._unpack(found)

    def _unpack(self, pack: _Object) -> None:
        first = _FIRST.search(pack.text)
        data = self.plain(pack)
        if first is None or _ELSEWHERE.search(data):
            raise ValueError
        start = int(first[1])
        table = data[:start].split()
        places = [start + int(place) for place in table[1::2]]
        if places != sorted(places):
            raise ValueError
        for number, place, end in zip(table[::2], places, [*places[1:], len(data)], strict=True):
            self.objects[number].append(_Object(data[place:end]))

    def plain(self, found: _Object) -> bytes:
        """Return what a stream holds; raise where that is not plain."""
        if found.stream is None or b"/DecodeParms" in found.text:
            raise ValueError
        data = found.stream
        if b"/Filter" in found.text:
            inflate = zlib.decompressobj()
            data = inflate.decompress(data, self.left) if _DEFLATED.search(found.text) else b""
            if not inflate.eof:
                raise ValueError
        self.left -= len(data)
        if self.left <= 0:
            raise ValueError
        return data

    def drawn(self, pages: list[bytes]) -> Iterator[bytes]:
        """Yield what is to be drawn on the pages, each part once."""
        numbers = dict.fromkeys(number for page in pages for number in _contents(page))
        for number in numbers:
            if number not in self.objects:
                raise ValueError
            yield from map(self.plain, self.objects[number])


def only_blank_pages(content: bytes) -> bool:
    """Tell whether no page of a PDF shows a letter, a line or a picture; what is not clear may."""
    if _ELSEWHERE.search(content) or not content.rstrip().endswith(b"%%EOF"):
        return False
    pdf = _Pdf()
    try:
        pdf.read(content)
        if not pdf.objects:
            return not _COMMENT.sub(b"", content).strip()
        pages = [found.text for forms in pdf.objects.values() for found in forms if _PAGE.search(found.text)]
        return bool(pages) and not any(map(_shows, pdf.drawn(pages)))
    except (ValueError, zlib.error):
        return False


def _objects(content: bytes) -> Iterator[tuple[bytes, _Object]]:
    """Yield the objects of a file with their numbers, from first to last; raise where one does not end."""
    at = 0
    while (begins := _OBJECT.search(content, at)) is not None:
        ends = _OBJECT_ENDS.search(content, begins.end())
        if ends is None:
            raise ValueError
        text, stream, at = content[begins.end() : ends.start()], None, ends.end()
        if ends[0] != b"endobj":
            at = content.index(b"endstream", ends.end())
            stream = content[ends.end() : at]
        yield begins[1], _Object(text, stream)


def _contents(page: bytes) -> list[bytes]:
    """Return the numbers of the objects that hold what is to be drawn on a page."""
    found = _CONTENTS.search(page)
    if found is None and b"/Contents" in page:
        raise ValueError
    return _REFERENCE.findall(found[1]) if found else []


def _shows(drawn: bytes) -> bool:
    """Tell whether something is written or painted: anything but spaces, and whatever is not understood.

    What is to be written may stand at the end of one part, and that it is written at the beginning of the next.
    """
    at, written = 0, False
    while at < len(drawn):
        token = _TOKEN.match(drawn, at)
        if token is None:
            return True
        at = token.end()
        if token["text"] is not None:
            written = written or token["text"].strip(b"( )") != b""
        operator = token["operator"]
        if operator is not None:
            if operator not in _LEAVES_NO_MARK and (written or operator not in _WRITES):
                return True
            written = False
    return written
