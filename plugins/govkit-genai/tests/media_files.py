"""Small media files made by hand, and manifests signed by a certificate that is made for the test."""

from __future__ import annotations

import base64
import io
import json
import struct
import zlib
from datetime import datetime
from functools import cache

import pytest

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
CAMERA = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
STORE = bytes.fromhex("6332706100110010800000aa00389b71")


def store(extra: bytes = AI.encode()) -> bytes:
    """Return what begins like a manifest store and is signed by nobody."""
    inner = box(b"jumd", STORE + b"\3c2pa\0")
    return box(b"jumb", inner, box(b"cbor", extra))


def xmp(*attributes: str, inside: str = "") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dcterms="http://purl.org/dc/terms/" xmlns:t="http://www.tc260.org.cn/ns/AIGC/1.0/" '
        f'xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" {" ".join(attributes)}>{inside}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg(*segments: bytes) -> bytes:
    jfif = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    tables = segment(0xDB, b"\0" + b"\1" * 64) + segment(0xC0, struct.pack(">BHHBBBB", 8, 1, 1, 1, 1, 0x11, 0))
    scan = segment(0xDA, struct.pack(">BBBBBB", 1, 1, 0, 0, 63, 0)) + b"\x3f"
    return b"\xff\xd8" + jfif + b"".join(segments) + tables + scan + b"\xff\xd9"


def app11(manifest: bytes, pieces: int) -> list[bytes]:
    """Return segments that hold a manifest in pieces, each after the header of its box."""
    header, body = manifest[:8], manifest[8:]
    step = -(-len(body) // pieces)
    return [
        segment(0xEB, b"JP\0\1" + struct.pack(">I", number + 1) + header + body[number * step : (number + 1) * step])
        for number in range(pieces)
    ]


def riff(kind: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    body = kind + b"".join(n + struct.pack("<I", len(d)) + d + b"\0" * (len(d) % 2) for n, d in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def wav(*more: tuple[bytes, bytes]) -> bytes:
    form = (b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8))
    return riff(b"WAVE", form, (b"data", b"\x80" * 16), *more)


def webp(*more: tuple[bytes, bytes]) -> bytes:
    return riff(b"WEBP", (b"VP8L", bytes.fromhex("2f000000008888 08".replace(" ", ""))), *more)


def avi(*more: tuple[bytes, bytes]) -> bytes:
    head = b"hdrl" + b"avih" + struct.pack("<I", 56) + bytes(56)
    return riff(b"AVI ", (b"LIST", head), (b"LIST", b"movi"), *more)


def tiff(*tags: tuple[int, bytes], order: str = "<") -> bytes:
    """Return a picture of one dot; further tags hold bytes."""
    plain = [(256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 1), (279, 1)]
    count = len(plain) + len(tags)
    at = 8 + 2 + 12 * count + 4
    entries = [struct.pack(order + "HHII", tag, 4, 1, value) for tag, value in plain]
    behind = b""
    for tag, body in tags:
        entries.append(struct.pack(order + "HHII", tag, 7, len(body), at + len(behind)))
        behind += body
    lead = b"II*\0" if order == "<" else b"MM\0*"
    start = struct.pack(order + "I", 8)
    return lead + start + struct.pack(order + "H", count) + b"".join(entries) + bytes(4) + behind


def big_tiff(*tags: tuple[int, bytes], order: str = "<") -> bytes:
    """Return what begins like a BigTIFF, with directories of wide numbers."""
    at = 16 + 8 + 20 * len(tags) + 8
    entries, behind = b"", b""
    for tag, body in tags:
        inline = len(body) <= 8
        value = body.ljust(8, b"\0") if inline else struct.pack(order + "Q", at + len(behind))
        entries += struct.pack(order + "HHQ", tag, 7, len(body)) + value
        behind += b"" if inline else body
    lead = b"II+\0" if order == "<" else b"MM\0+"
    head = lead + struct.pack(order + "HHQ", 8, 0, 16)
    return head + struct.pack(order + "Q", len(tags)) + entries + bytes(8) + behind


def gif(*extensions: tuple[bytes, bytes]) -> bytes:
    """Return a picture of one dot; extensions hold bytes, in blocks but for XMP."""
    blocks = b""
    for name, body in extensions:
        if name == b"XMP DataXMP":
            data = body + bytes((1, *range(255, -1, -1), 0))
        else:
            data = (
                b"".join(bytes((len(body[i : i + 255]),)) + body[i : i + 255] for i in range(0, len(body), 255)) + b"\0"
            )
        blocks += b"\x21\xff\x0b" + name.ljust(11, b"\0") + data
    picture = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6) + blocks + picture + b";"


def svg(inside: str = "", head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">{inside}<g/></svg>'.encode()


def svg_manifest(manifest: bytes) -> str:
    text = base64.b64encode(manifest).decode()
    return f'<metadata><c2pa:manifest xmlns:c2pa="http://c2pa.org/manifest">{text}</c2pa:manifest></metadata>'


def box(name: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(*boxes: bytes, brand: bytes = b"isom", moov: bytes = b"") -> bytes:
    times = box(b"mvhd", bytes(12), struct.pack(">II", 1000, 0), bytes(80))
    start = box(b"ftyp", brand, bytes(4), brand + b"mp42")
    return start + b"".join(boxes) + box(b"mdat", b"abcdefgh") + box(b"moov", times, moov)


def heif(packet: bytes, version: int = 0) -> bytes:
    """Return what begins like a HEIF picture with XMP among its items."""
    mime = b"mime" + b"\0" + b"application/rdf+xml\0"
    entry = box(b"infe", b"\2\0\0\0", struct.pack(">HH", 7, 0), mime)
    names = box(b"iinf", bytes(4), struct.pack(">H", 1), entry)

    def places(at: int) -> bytes:
        head = bytes((version, 0, 0, 0)) + struct.pack(">HH", 0x4400, 1) + struct.pack(">H", 7)
        return box(b"iloc", head + (bytes(2) if version else b""), struct.pack(">HHII", 0, 1, at, len(packet)))

    start = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    size = len(start) + len(box(b"meta", bytes(4), names, places(0)))
    return start + box(b"meta", bytes(4), names, places(size + 8)) + box(b"mdat", packet)


def c2pa_box(manifest: bytes) -> bytes:
    who = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
    return box(b"uuid", who, bytes(4), b"manifest\0", bytes(8), manifest)


def mp3(*frames: tuple[bytes, bytes]) -> bytes:
    sound = b"\xff\xfb\x90\x00" + bytes(413)
    body = b"".join(n + struct.pack(">I", len(d)) + bytes(2) + d for n, d in frames)
    size = len(body)
    safe = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return (b"ID3\3\0\0" + safe + body if frames else b"") + sound


PLAIN = {
    "image/jpeg": jpeg(),
    "image/png": png(),
    "image/webp": webp(),
    "image/tiff": tiff((700, xmp())),
    "image/gif": gif(),
    "image/svg+xml": svg(),
    "audio/wav": wav(),
    "audio/mpeg": mp3(),
    "video/avi": avi(),
    "video/mp4": mp4(),
}
"""A file without marks in each container."""


@cache
def _credentials() -> tuple[bytes, bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    def name(text: str) -> x509.Name:
        organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, text)
        return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, text)])

    def usage(**used: bool) -> x509.KeyUsage:
        uses = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
        uses += ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
        return x509.KeyUsage(**{**dict.fromkeys(uses, False), **used})

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    identity = x509.SubjectKeyIdentifier.from_public_key
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    common = x509.CertificateBuilder().issuer_name(name("Test root"))
    common = common.not_valid_before(datetime(2026, 1, 1)).not_valid_after(datetime(2056, 1, 1))
    root = common.subject_name(name("Test root")).public_key(root_key.public_key()).serial_number(1)
    root = root.add_extension(x509.BasicConstraints(True, None), True)
    root = root.add_extension(usage(key_cert_sign=True, crl_sign=True), True)
    root = root.add_extension(identity(root_key.public_key()), False)
    leaf = common.subject_name(name("Test signer")).public_key(key.public_key()).serial_number(2)
    leaf = leaf.add_extension(x509.BasicConstraints(False, None), True)
    leaf = leaf.add_extension(usage(digital_signature=True), True)
    leaf = leaf.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
    leaf = leaf.add_extension(identity(key.public_key()), False).add_extension(issuer, False)
    chain = [builder.sign(root_key, hashes.SHA256()) for builder in (leaf, root)]
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in chain), secret


@cache
def signed(mime: str, source: str = AI, remote: bool = False) -> bytes:
    """Return a file with a signed manifest in it, or with the address of one."""
    c2pa = pytest.importorskip("c2pa", reason="the extra c2pa is not installed")
    pytest.importorskip("cryptography", reason="cryptography is not installed")
    action = {"action": "c2pa.created"} | ({"digitalSourceType": source} if source else {})
    claim = {
        "claim_generator_info": [{"name": "test", "version": "1"}],
        "format": mime,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [action]}}],
    }
    signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", *_credentials(), None))
    builder, made = c2pa.Builder(json.dumps(claim)), io.BytesIO()
    if remote:
        builder.set_no_embed()
        builder.set_remote_url("https://manifests.example/1.c2pa")
    builder.sign(signer, mime, io.BytesIO(PLAIN[mime]), made)
    return made.getvalue()
