"""Reads security.txt as RFC 9116 has it, and says what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from govkit_genai.live.stand_in import is_stand_in

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]*(\S.*)")
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_CONTACT = re.compile(r"(https://\S+|mailto:\S+@\S+|tel:\+?[\d()./ -]+)", re.IGNORECASE)
_MOST_CONTACTS = 20
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
"""RFC 3339, which is narrower than ISO 8601."""
_TAG = re.compile(r"\s*<[A-Za-z!/?]")
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class SecurityTxt:
    """What a security.txt says, without the addresses of people in it."""

    faults: tuple[str, ...]
    """no_contact, bad_contact, template_contact, no_expiry, many_expiries, bad_expiry, expired, many_languages,
    other_place, other_type, a_page."""
    expires: date | None = None
    far: bool = False
    """Whether it expires more than a year from the assessment, which the RFC advises against."""
    contacts: int = 0
    policy: bool = False
    signed: bool = False
    """Whether it is in the form of a signed message; the signature is not verified."""
    canonical: bool = False
    """Whether it names the address at which it was found among its own."""


def parse(text: str, address: str, as_of: date, kind: str = "") -> SecurityTxt:
    """Return what a file at `address` says on a day; `kind` is the type that its server gives, if it gives one."""
    if "<html" in text.lower() or any(map(_TAG.match, text.splitlines())):
        return SecurityTxt(("a_page",))
    lines, signed = _content(text.lstrip("\ufeff"))
    fields: dict[str, list[str]] = {}
    for line in lines:
        match = _FIELD.fullmatch(line.strip())
        if match and not line.startswith("#"):
            fields.setdefault(match[1].lower(), []).append(match[2].strip())
    contacts, expiry = fields.get("contact", [])[:_MOST_CONTACTS], fields.get("expires", [])
    day, faults = _expiry(expiry, as_of)
    if not contacts:
        faults.append("no_contact")
    elif not all(_CONTACT.fullmatch(each) for each in contacts):
        faults.append("bad_contact")
    elif any(map(is_stand_in, contacts)):
        faults.append("template_contact")
    if len(fields.get("preferred-languages", [])) > 1:
        faults.append("many_languages")
    places = fields.get("canonical", [])
    if places and address not in places:
        faults.append("other_place")
    if kind and kind.partition(";")[0].strip().lower() != "text/plain":
        faults.append("other_type")
    return SecurityTxt(
        faults=tuple(sorted(faults)),
        expires=day,
        far=day is not None and day > as_of + YEAR,
        contacts=len(contacts),
        policy="policy" in fields,
        signed=signed,
        canonical=address in places,
    )


def _content(text: str) -> tuple[list[str], bool]:
    """Return the lines that count: within a signed message, those between its head and its signature."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != _SIGNED:
        return lines, False
    start = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    ends = [number for number, line in enumerate(lines) if line.strip() == _SIGNATURE]
    body = lines[start : ends[0] if ends else len(lines)]
    return [line.removeprefix("- ") for line in body], bool(ends)


def _expiry(values: list[str], as_of: date) -> tuple[date | None, list[str]]:
    if len(values) != 1:
        return None, ["many_expiries" if values else "no_expiry"]
    said = values[0].upper()
    try:
        instant = datetime.fromisoformat(said) if _INSTANT.fullmatch(said) else None
    except ValueError:
        instant = None
    if instant is None:
        return None, ["bad_expiry"]
    ends = instant.astimezone(UTC)
    return ends.date(), ["expired"] if ends <= datetime.combine(as_of, time(), UTC) else []
