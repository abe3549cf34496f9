"""Replace the names of role-holders in a facts document, on demand: who judges needs to know that somebody is named.

The same name is the same pseudonym throughout, so that verdicts stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json, to_json

from govkit.model.entities import BY_TYPE
from govkit.model.entities.organisation import Contact
from govkit.model.facts import Facts
from govkit.model.slots import Part, slots_of

_PERSONAL = ("name", "email", "phone", "address")
_PEOPLE = ("author", "approver", "owner", "approved_by", "reviewer", "by")
"""Keys of answers, waivers, reviews, rejections and claims that name a person."""
_ORGANISATIONAL = "answers", "waivers", "reviews", "rejections"


def pseudonymised(facts: Facts) -> Facts:
    """Return the facts with every contact, author, owner, approver and reviewer under a pseudonym."""
    copy: Facts = from_json(to_json(facts))
    values = [*_contacts(copy), *_people(copy)]
    names = {value: f"role-holder {number}" for number, value in enumerate(sorted({h[k] for h, k in values}), start=1)}
    for holder, key in values:
        pseudonym = names[holder[key]]
        holder[key] = pseudonym if key != "email" else f"{pseudonym.replace(' ', '-')}@example.invalid"
    return copy


Place = tuple[dict[str, Any], str]
"""A record and the key under which it names somebody."""


def _contacts(facts: Facts) -> Iterator[Place]:
    for kind, records in facts["inventory"]["records"].items():
        for record in records:
            yield from _in_record(record, BY_TYPE[kind])


def _in_record(record: Mapping[str, Any], part: type[Part]) -> Iterator[Place]:
    for name, slot in slots_of(part).items():
        if not slot.is_part:
            continue
        for value in _records_in(record.get(name)):
            if slot.kind is Contact:
                yield from (
                    (value, key) for key in _PERSONAL if isinstance(value.get(key), str) and value[key] != "none"
                )
            yield from _in_record(value, slot.kind)


def _records_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the records of a slot: one, several, or those that are claimed."""
    if isinstance(value, list):
        for item in value:
            yield from _records_in(item)
    elif isinstance(value, dict) and isinstance(value.get("claims"), list):
        yield from (claim["value"] for claim in value["claims"] if isinstance(claim.get("value"), dict))
    elif isinstance(value, dict):
        yield value


def _people(value: Any, key: str = "") -> Iterator[Place]:
    """Yield who said, owns, approved or reviewed something, at any depth of what people wrote and of claims."""
    if not key:
        for part in _ORGANISATIONAL:
            yield from _people(value[part], part)
        yield from _people(value["inventory"]["records"], "records")
    elif isinstance(value, list):
        for item in value:
            yield from _people(item, key)
    elif isinstance(value, dict):
        if key in _ORGANISATIONAL or "standing" in value or "approver" in value:
            yield from ((value, name) for name in _PEOPLE if isinstance(value.get(name), str))
        for name, item in value.items():
            if isinstance(item, (dict, list)):
                yield from _people(item, "records" if key == "records" else name)
