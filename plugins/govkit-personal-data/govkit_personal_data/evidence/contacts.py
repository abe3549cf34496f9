"""E-mail, telephone, postal address, and the names and numbers of people on networks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from govkit_personal_data.evidence.column import Signal
from govkit_personal_data.evidence.numbers import NUMBERED
from govkit_personal_data.evidence.profile import Profile
from govkit_personal_data.evidence.words import words

_EMAIL = re.compile(
    r"[^@\s,;<>()/]{1,64}@[^@\s,;<>()/]{1,190}\.(?!(?:png|jpe?g|gif|svg|webp|pdf|css|js)$)[A-Za-z]{2,24}"
)
_PHONE = re.compile(r"\+?[0-9(][0-9 ().\-/]{5,20}[0-9](?: ?(?:x|ext\.?|#) ?[0-9]{1,6})?")
_PLUS = re.compile(r"(?:\+|00)[1-9][0-9 ().\-]{6,18}[0-9](?:x[0-9]+)?")
_GROUPED = re.compile(
    r"(?:\+?[0-9]{1,3}[ .\-])?(?:\([0-9]{1,5}\) ?|[0-9]{2,5}[ .\-/])[0-9]{2,5}(?:[ .\-/]?[0-9]{2,5}){0,3}"
    r"(?: ?(?:x|ext\.?) ?[0-9]{1,6})?"
)
_NOT_DIALLED = re.compile(
    r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{4}[- ][0-9]{4}[- ][0-9]{4}(?:[- ][0-9]{4})?"
    r"|[0-9]{2}-[0-9]{7}-[0-9]|[0-9]{5}-[0-9]{4,5}|[0-9]{6}-[0-9]{2}-[0-9]{4}"
    r"|[0-9]-[0-9]{4}-[0-9]{5}-[0-9]{2}-[0-9]|[0-9]{3}-[0-9]-[0-9]{5}-[0-9]|(?:00|30|31|50|51)-[0-9]{6}"
    r"|[0-9]{3}-[0-9]{3}-[0-9]{3}-[0-9]{3,5}|[0-9]{3}-[0-9]{5}-[0-9]"
)
_TRUNK = re.compile(r"0[1-9][0-9]{7,9}")
_BARE = re.compile(r"[2-9][0-9]{9}|[3689][0-9]{7}|(?:1|7|84|62|60|63|65|66|95|855|856|673|670)[0-9]{8,11}")
_EXTENSION = re.compile(r"[0-9] ?(?:x|ext\.?) ?[0-9]{1,6}$")
_PARENTHESES = re.compile(r"^(?:\+?[0-9]{1,3} ?)?\([0-9]{1,5}\) ?[0-9]")
_IP4 = re.compile(
    r"(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:/[0-9]{1,2}|:[0-9]{2,5})?"
)
_IP6 = re.compile(r"(?=.*[0-9A-Fa-f]{3}|.*::)(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}")
_MAC = re.compile(
    r"[0-9A-Fa-f]{2}([-:])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}"
)
_UUID = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_URL = re.compile(r"(?i)(?:https?://|www\.)\S+|\S+\.(?:com|org|net|html?|jpg|png)(?:/\S*)?")
_HANDLE = re.compile(r"@[A-Za-z0-9_.]{2,40}|[A-Za-z][A-Za-z0-9.-]{1,30}\\[A-Za-z][A-Za-z0-9_-]{1,30}")
"""A name behind an at sign, or behind the domain of a network: `acme\\jtan`."""
_LOGIN = re.compile(r"[a-z][a-z]{0,20}[._-]?[a-z0-9]{1,24}")
_LETTERS_DIGITS = re.compile(r"[a-zA-Z]{3,}[._-]?[0-9]{1,4}|[a-z]{2,}[._][a-z]{2,}[0-9]{0,4}")
_HASH = re.compile(
    r"\$2[aby]?\$[0-9]{2}\$.{53}|[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}"
    r"|\$(?:argon2|scrypt|pbkdf2|[156])[^$]*\$.+|pbkdf2_\S+|\$P\$.{31}|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{27}="
)
_CRYPT = re.compile(r"\$2[aby]?\$.*|\$(?:argon2|scrypt|pbkdf2|[156])[^$]*\$.+|pbkdf2_\S+|\$P\$.{31}|\{SSHA\}.+")
_TOKENISED = re.compile(r"[a-z]{2,8}_[A-Za-z0-9]*[0-9][A-Za-z0-9]{7,63}")
_KEY = re.compile(r"(?:sk|pk|ghp|AKIA|xox[bp]|eyJ)[-_A-Za-z0-9.]{16,}")
_FEW_ROWS = 8
"""Rows below which a few values say nothing of how dull a column is."""
_NO_DIGIT = re.compile(r"[^0-9]+")
_SOME = 0.3
"""Share of the values with a letter, or a digit, below which forms that are made of them are not looked for."""
_NUMBERED = re.compile(
    r"(?:^|\s|,|#)[#]?[0-9]{1,5}(?:[-/][0-9A-Za-z]{1,4})*,?\s+(?:[^\W\d_]|[0-9]{1,3}(?:st|nd|rd|th))"
)
_HOUSE_LAST = re.compile(r"^[^\W\d_][^\d]{3,40}\s[0-9]{1,4}[a-zA-Z]?(?:,|$|\s)")
_MARKERS = re.compile(
    r"(?i)p\.? ?o\.? box|#[0-9]{1,3}-[0-9]{1,4}|\bapt\.? |\bsuite |\bunit |\brt\.? ?[0-9]+"
    r"|(?:ถนน|ซอย|หมู่).*(?:แขวง|เขต|ตำบล|อำเภอ)"
    r"|หมู่ ?[0-9]|ซ\.|ถ\.|ต\.|อ\.|[0-9]+/[0-9]+ ?(?:ม\.|หมู่|ถนน|ซอย)|[0-9]+号|\bblk "
)

_SIX_PAIRS = re.compile(r"(?:[0-9]{2}[:-]){5}[0-9]{2}")
_MOST_PLAIN = 0.5
"""Share of decimal pairs above which they are draws or times: one in three hundred hardware addresses has no letter."""


def signals(seen: Profile) -> Iterator[Signal]:
    """Yield what speaks for and against each kind of contact and online identity."""
    if not seen.values:
        return
    letters, digits = seen.lettered, seen.digited
    mail, url = (seen.share(_EMAIL), seen.share(_URL)) if letters else (0.0, 0.0)
    yield Signal("email", "contact.email-form", mail, mail)
    yield Signal("email", "contact.no-email-form", float(mail < 0.2))
    if digits < _SOME:
        yield Signal("phone", "contact.no-phone-form", 1.0)
    else:
        yield from _phone(seen)
    if letters < _SOME:
        yield Signal("address", "contact.unlike-address", 1.0)
    else:
        yield from _address(seen, letters, digits, url + mail)
    ip = 0.0 if seen.versioned else seen.share(_IP4) or seen.share(_IP6)
    yield Signal("ip-address", "online.ip-form", ip, ip)
    yield Signal("ip-address", "online.no-ip-form", float(ip < 0.2))
    plain = seen.share(_SIX_PAIRS) >= _MOST_PLAIN
    mac = 0.0 if plain else seen.share(_MAC)
    yield Signal("device-id", "online.mac-form", mac, mac)
    yield Signal("device-id", "online.uuid-form", seen.share(_UUID))
    few = float(seen.uniqueness < 0.02 and seen.column.distinct < 8)
    yield Signal("device-id", "online.not-an-id", 1 - digits if digits < 0.5 else max(few, float(plain)))
    yield from _accounts(seen, letters, mail, url)


def _phone(seen: Profile) -> Iterator[Signal]:
    form = seen.share(_PHONE)
    counts = [len(_NO_DIGIT.sub("", value.split("x")[0])) for value in seen.values]
    enough = sum(7 <= count <= 15 for count in counts) / seen.size
    plausible = max(0.0, form * enough - seen.dated)
    decimals = (
        sum(
            "." in value and value.count(".") == 1 and value.replace(".", "").replace("-", "").isdigit()
            for value in seen.values
        )
        / seen.size
    )
    plausible = max(0.0, plausible - decimals)
    grouped = max(0.0, seen.share(_GROUPED) - seen.share(_NOT_DIALLED)) * plausible
    yield Signal("phone", "contact.phone-plus", seen.share(_PLUS) * plausible, seen.share(_PLUS))
    yield Signal(
        "phone", "contact.phone-groups", grouped * float(len(seen.shapes) < 0.9 * seen.size or seen.size < 12), form
    )
    yield Signal("phone", "contact.phone-parentheses", seen.holding(_PARENTHESES) * plausible)
    yield Signal("phone", "contact.phone-extension", min(1.0, 3 * seen.holding(_EXTENSION)) * plausible)
    yield Signal("phone", "contact.phone-trunk-zero", seen.share(_TRUNK) * plausible * seen.uniqueness, form)
    bare = seen.share(_BARE)
    yield Signal("phone", "contact.phone-bare", bare * plausible * seen.uniqueness * float(not seen.counted))
    yield Signal("phone", "contact.phone-form", plausible, form)
    yield Signal("phone", "contact.no-phone-form", max(1 - form * enough, seen.classed))
    yield Signal("phone", "contact.phone-runs-on", float(seen.counted))
    yield Signal("phone", "contact.phone-is-date", seen.dated)


@lru_cache(maxsize=1)
def _street() -> tuple[frozenset[str], tuple[str, ...]]:
    every = words().lists["street"]
    plain = frozenset(word.strip(".") for word in every if word.isascii())
    return plain, tuple(word for word in every if not word.isascii())


def _address(seen: Profile, letters: float, digits: float, links: float) -> Iterator[Signal]:
    plain, glued = _street()
    named = (
        sum(
            not plain.isdisjoint(tokens[1:] or tokens) or (not low.isascii() and any(word in low for word in glued))
            for tokens, low in zip(seen.tokens, seen.lowered, strict=True)
        )
        / seen.size
    )
    wordy = (
        sum(len(value.split()) >= 3 or (not value.isascii() and len(value) >= 10) for value in seen.values) / seen.size
    )
    numbered = seen.holding(_NUMBERED)
    yield Signal("address", "contact.street-and-number", named * min(1.0, digits * 1.2) * min(1.0, wordy * 1.3), named)
    yield Signal("address", "contact.street-words", named, named)
    yield Signal("address", "contact.house-number", numbered * wordy, numbered)
    yield Signal(
        "address",
        "contact.house-number-last",
        seen.share(re.compile(_HOUSE_LAST.pattern + ".*")) if letters > 0.8 else 0.0,
    )
    yield Signal("address", "contact.address-markers", min(1.0, 2 * seen.holding(_MARKERS)))
    parts = sum(_in_parts(value) for value in seen.values) / seen.size
    yield Signal("address", "contact.address-parts", parts * digits)
    long = sum(len(value) > 160 for value in seen.values) / seen.size
    yield Signal(
        "address",
        "contact.unlike-address",
        max(1 - letters, links, long, seen.dated, float(wordy < 0.15 and digits < 0.15), seen.classed),
    )


def _in_parts(value: str) -> bool:
    """Tell whether a text has the parts of an address: three of them, or two where it begins with a number."""
    cuts = value.count(",") + value.count("\n")
    return cuts >= 2 or (cuts == 1 and value[:1].isdigit() and _NUMBERED.match(value) is not None)


def _accounts(seen: Profile, letters: float, mail: float, url: float) -> Iterator[Signal]:
    handle, login = seen.share(_HANDLE), seen.share(_LOGIN)
    single = sum(len(value.split()) == 1 and 2 <= len(value) <= 40 for value in seen.values) / seen.size
    mixed = seen.share(_LETTERS_DIGITS)
    lists = words()
    inside = (
        sum(any(token in lists.given or token in lists.family for token in tokens) for tokens in seen.tokens)
        / seen.size
    )
    yield Signal("username", "online.handle-form", handle, handle)
    yield Signal(
        "username", "online.login-form", login * seen.uniqueness * float(len(seen.shapes) > 0.15 * seen.size), login
    )
    yield Signal(
        "username",
        "online.login-with-digits",
        mixed * seen.uniqueness * float(len(seen.shapes) > 0.3 * seen.size),
        mixed,
    )
    yield Signal("username", "online.login-names", inside * single * login)
    yield Signal(
        "username",
        "online.not-a-login",
        max(1 - single, 1 - letters, 0.5 * url, seen.dated, float(seen.uniqueness < 0.02), float(seen.flags)),
    )
    hashed = seen.share(_HASH)
    yield Signal("credential", "online.hash-form", hashed, hashed)
    for category in ("address", "username", *NUMBERED):
        yield Signal(category, "values.hashed", hashed + seen.share(_TOKENISED))
    yield Signal("credential", "online.password-hash", seen.share(_CRYPT) or seen.share(_KEY))
    dull = float(seen.uniqueness < 0.05 or (seen.column.distinct <= 3 and seen.column.filled >= _FEW_ROWS))
    yield Signal(
        "credential",
        "online.not-a-secret",
        max(
            dull,
            seen.dated,
            float(sum(len(v) < 4 for v in seen.values) > 0.5 * seen.size),
            float(sum(" " in v for v in seen.values) > 0.5 * seen.size),
        ),
    )
