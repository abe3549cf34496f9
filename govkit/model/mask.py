"""Masks the personal values that can be recognised in names and free text, and leaves hashes, dates and versions be."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from govkit.model.mask_numbers import is_personal_number, valid_iban

DOT = "•"
_DEPTH = 2
"""How many encodings may lie around a value."""

_SUSPICIOUS = re.compile(r"[@＠%]|\d[\d\s.\-()/]{5,}\d|[A-Za-z]\d{6}|[A-Za-z0-9+/_-]{12}")
"""What every maskable text has: a cheap look that spares most texts the full one."""

_DATE = r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])"
_EMAIL_CHAR = r"[\w.!#$&'*+=?^`{|}~-]"
_EMAIL_START = r"[\w.!#$&*+=?^{|}~-]"
"""No quotation mark: one that stands before an address is no part of it."""
_KEPT = (
    rf"(?<![\d-]){_DATE}"
    r"|(?<![0-9A-Za-z])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z+])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"
    r"|(?<![\d.])(?:0|[1-9]\d?)\.\d+(?![\d.])"
)
_EMAIL = re.compile(
    rf"(?<!{_EMAIL_START}){_EMAIL_START}{_EMAIL_CHAR}*(?:[@＠]|%40)[\w-]+(?:[.．][\w-]+)*[.．][^\W\d_][\w-]+"
)
_TOKEN = re.compile(
    rf"(?P<kept>{_KEPT})"
    r"|(?P<passport>(?i:passport|passeport|paspor|pasport|pasaporte|hộ chiếu|หนังสือเดินทาง)"
    r"[^\w\n]{0,3}(?:(?i:no|number|nr|num|số|nomor|เลขที่)[^\w\n]{0,4})?[A-Za-z]{0,2}\d{6,9}(?!\w))"
    r"|(?P<nric>(?<![A-Za-z0-9])[STFGMstfgm]\d{7}[A-Za-z](?![A-Za-z0-9]))"
    r"|(?P<iban>(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9]))"
    r"|(?P<word>(?<![A-Za-z0-9+/_%-])[A-Za-z0-9+/_%-]{12,}={0,2})"
    rf"|(?P<number>(?<!\d)(?:\+\(?|\(\+?(?=\d{{1,5}}\)))?\d(?:[\s.\-()/–]{{1,3}}(?!{_DATE})\d|\d){{6,}})"
)
_PLAIN_WORD = re.compile(r"[a-z]+(?:[-_/][a-z]+)*-?\d{0,5}|[A-Za-z]{1,40}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){6,}")


@lru_cache(maxsize=16_384)
def mask(text: str) -> str:
    """Return `text` with each recognised personal value turned into dots, the last two digits of a number kept.

    Looks for e-mail addresses, telephone numbers, national identity numbers of South-East Asia, passport numbers beside
    that word, IBANs, payment cards, and runs of nine digits or more; also behind URL, hex and base64 encoding. Keeps
    hashes, ISO dates, versions, durations and grouped numbers. Masking twice changes nothing. The time is linear in
    the length of the text.
    """
    return _mask(text, _DEPTH)


def _mask(text: str, depth: int) -> str:
    if _SUSPICIOUS.search(text) is None:
        return text
    bare = _EMAIL.sub(f"{DOT * 3}@{DOT * 3}", text)  # first, because its parts may look like words
    return _TOKEN.sub(lambda match: _replace(match, depth), bare)


def _replace(match: re.Match[str], depth: int) -> str:
    kind, token = match.lastgroup or "", match.group()
    if kind == "kept":
        return token
    if kind == "word":
        return _masked_word(token, depth)
    if kind == "iban" and not valid_iban(token):
        return _mask_number_parts(token, depth)
    if kind == "number" and not is_personal_number(token):
        return token
    return _dots(token)


def _mask_number_parts(token: str, depth: int) -> str:
    """Look again at what only had the form of an IBAN: its first letters hide no number in the rest."""
    return token[:2] + _mask(token[2:], depth)


def _dots(token: str) -> str:
    """Turn letters and digits into dots, but for the last two digits."""
    last = len(token) - 2
    return "".join(c if not c.isalnum() or (i >= last and c.isdigit()) else DOT for i, c in enumerate(token))


def _masked_word(token: str, depth: int) -> str:
    """Mask a word whole where decoding it shows a personal value; else look at the word as it stands."""
    if _PLAIN_WORD.fullmatch(token):
        return token
    if depth and any(_mask(plain, depth - 1) != plain for plain in _decoded(token)):
        return DOT * 8
    return _NUMBER_IN_WORD.sub(lambda match: _number_in_word(match, token), token)


_NUMBER_IN_WORD = re.compile(
    rf"(?P<date>(?<!\d){_DATE})|(?<![0-9A-Za-z])[STFGMstfgm]\d{{7}}[A-Za-z](?![0-9A-Za-z])|\+?\d(?:[-./]?\d){{6,}}"
)
_HASH = re.compile(r"(?=[0-9]*[a-fA-F])(?:[0-9a-fA-F]{16}|[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})")


def _number_in_word(match: re.Match[str], word: str) -> str:
    token = match.group()
    if match.group("date"):
        return token
    if not token[0].isalpha():
        start, end = match.span()
        inside = word[_word_start(word, start) : _word_end(word, end)]
        if _HASH.fullmatch(inside) or not is_personal_number(token):
            return token
    return _dots(token)


def _word_start(word: str, index: int) -> int:
    while index and word[index - 1].isalnum():
        index -= 1
    return index


def _word_end(word: str, index: int) -> int:
    while index < len(word) and word[index].isalnum():
        index += 1
    return index


def _decoded(token: str) -> list[str]:
    """Return the readable texts that the token may stand for."""
    readers: list[Callable[[str], bytes]] = []
    if "%" in token:
        plain = unquote(token)
        return [plain] if plain != token else []
    if _HEX.fullmatch(token) and not token.isdigit():
        readers.append(bytes.fromhex)
    readers.append(_from_base64)
    texts = []
    for read in readers:
        try:
            texts.append(read(token).decode("utf-8"))
        except (ValueError, binascii.Error):
            continue
    return [text for text in texts if text.isprintable()]


def _from_base64(token: str) -> bytes:
    bare = token.rstrip("=").translate(_URL_SAFE)
    return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)


_URL_SAFE = str.maketrans("-_", "+/")
