"""What carries a mark of origin, by container: manifests, the type of source in XMP, and the object AIGC."""

from __future__ import annotations

import json
import struct
import zlib
from importlib import import_module

# the folder has a dash in its name, so that no import statement can name it
m = import_module("plugins.govkit-genai.tests.media_files")
AIGC = {"Label": "1", "ContentProducer": "a", "ProduceID": "b", "ReservedCode1": "", "PropagateID": "c"}
OBJECT = json.dumps({"AIGC": AIGC}).encode()
LABEL = json.dumps(AIGC).encode()
STORE, BROKEN = m.store(), b"\0\0\0\x20jumb nothing of the kind"
GEOB = b"\0application/x-c2pa-manifest-store\0c2pa\0manifest\0"
WIDE_GEOB = (
    b"\1application/x-c2pa-manifest-store\0" + "c2pa".encode("utf-16") + b"\0\0" + "m".encode("utf-16") + b"\0\0"
)
SOURCE = m.xmp(f'i:DigitalSourceType="{m.AI}"')


def hidden(manifest: bytes) -> str:
    content = b"C2PATXT\0\1" + struct.pack(">I", len(manifest)) + manifest
    return "\ufeff" + "".join(chr(0xFE00 + b if b < 16 else 0xE0100 + b - 16) for b in content)


HOLDERS = {
    "jpeg": lambda store: m.jpeg(*m.app11(store, 1)),
    "jpeg in pieces": lambda store: m.jpeg(*reversed(m.app11(store, 3))),
    "png": lambda store: m.png(m.chunk(b"caBX", store)),
    "webp": lambda store: m.webp((b"C2PA", store)),
    "wav": lambda store: m.wav((b"C2PA", store)),
    "avi": lambda store: m.avi((b"C2PA", store)),
    "tiff": lambda store: m.tiff((52545, store)),
    "tiff of Motorola": lambda store: m.tiff((52545, store), order=">"),
    "tiff with wide numbers": lambda store: m.big_tiff((52545, store)),
    "tiff of Motorola with wide numbers": lambda store: m.big_tiff((270, b"short"), (52545, store), order=">"),
    "gif": lambda store: m.gif((b"C2PA_GIF\1\0\0", store)),
    "svg": lambda store: m.svg(m.svg_manifest(store)),
    "mp4": lambda store: m.mp4(m.c2pa_box(store)),
    "m4a": lambda store: m.mp4(m.c2pa_box(store), brand=b"M4A "),
    "heif": lambda store: m.mp4(m.c2pa_box(store), brand=b"heic"),
    "mp3": lambda store: m.mp3((b"GEOB", GEOB + store)),
    "mp3 with wide names": lambda store: m.mp3((b"GEOB", WIDE_GEOB + store)),
    "text": lambda store: ("A poem." + hidden(store)).encode(),
}
PACKETS = {
    "jpeg": m.jpeg(m.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SOURCE)),
    "png": m.png(m.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SOURCE)),
    "png packed": m.png(m.chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(SOURCE))),
    "webp": m.webp((b"XMP ", SOURCE)),
    "wav": m.wav((b"_PMX", SOURCE)),
    "tiff": m.tiff((700, SOURCE)),
    "tiff with wide numbers": m.big_tiff((700, SOURCE)),
    "gif": m.gif((b"XMP DataXMP", SOURCE)),
    "svg": m.svg(f"<metadata>{SOURCE.decode()}</metadata>"),
    "mp4": m.mp4(m.box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), SOURCE)),
    "mp3": m.mp3((b"PRIV", b"XMP\0" + SOURCE)),
    "heif": m.heif(SOURCE),
    "heif with methods": m.heif(SOURCE, 1),
}
LABELLED = {
    "png text": m.png(m.chunk(b"tEXt", b"AIGC\0" + LABEL)),
    "png packed text": m.png(m.chunk(b"zTXt", b"AIGC\0\0" + zlib.compress(LABEL))),
    "xmp": m.webp((b"XMP ", m.xmp(inside=f"<t:AIGC>{LABEL.decode()}</t:AIGC>"))),
    "xmp attribute": m.webp((b"XMP ", m.xmp("t:AIGC='" + LABEL.decode() + "'"))),
    "exif": m.jpeg(m.segment(0xE1, b"Exif\0\0II*\0ASCII\0\0\0" + OBJECT)),
    "exif in UTF-16": m.jpeg(m.segment(0xE1, b"Exif\0\0II*\0UNICODE\0" + OBJECT.decode().encode("utf-16-le"))),
    "tiff": m.tiff((37510, b"ASCII\0\0\0" + OBJECT)),
    "mp4": m.mp4(moov=m.box(b"udta", m.box(b"meta", b"mdtaAIGC" + bytes(16) + LABEL))),
    "mp3": m.mp3((b"TXXX", b"\0AIGC\0" + LABEL)),
    "wav": m.wav((b"AIGC", LABEL)),
    "json": b'{"text": "hello", "AIGC": ' + LABEL + b"}",
    "json in a text of json": json.dumps({"AIGC": LABEL.decode()}).encode(),
    "text": b"Once upon a time. AIGC=" + LABEL,
}
