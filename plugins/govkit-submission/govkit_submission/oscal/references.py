"""Find what OSCAL's schema can't see: references to nothing, identifiers used twice, methods and versions of nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

METHODS: Final = frozenset({"EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"})
_VERSIONS = re.compile(r"1\.[0-2]\.\d+")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"#([0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27})")


def faults_in(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a document of OSCAL, in the order in which it is met."""
    pairs = list(_pairs(document, ""))
    defined = Counter(str(value) for path, key, value in pairs if key == "uuid")
    faults = [f"{name} is the identifier of {count} things" for name, count in sorted(defined.items()) if count > 1]
    for path, key, value in pairs:
        faults += _fault(path, key, value, defined)
    return [*faults, *_unreviewed(document)]


def _fault(path: str, key: str, value: Any, defined: Counter[str]) -> Iterator[str]:
    named = value if key.endswith("-uuids") else [value] if key.endswith("-uuid") else []
    for name in named:
        if str(name) not in defined:
            yield f"{path} refers to {name}, which is not there"
    if key == "href" and (inner := _UUID.fullmatch(str(value))) and inner[1] not in defined:
        yield f"{path} refers to {value}, which is not there"
    if key == "methods":
        yield from (f"{path} has the method {name}, which OSCAL does not know" for name in value if name not in METHODS)
    if key == "oscal-version" and not _VERSIONS.fullmatch(str(value)):
        yield f"{path} is {value}, which is no known version"
    if key == "hashes":
        for entry in value:
            if entry.get("algorithm") == "SHA-256" and not _DIGEST.fullmatch(str(entry.get("value"))):
                yield f"{path} holds no SHA-256"


def _unreviewed(document: dict[str, Any]) -> Iterator[str]:
    """Yield findings about controls that their result did not select, or has excluded."""
    for result in document.get("assessment-results", {}).get("results", ()):
        selections = result["reviewed-controls"]["control-selections"]
        if any("include-all" in entry for entry in selections):
            continue
        names = {c["control-id"] for entry in selections for c in entry.get("include-controls", ())}
        names -= {c["control-id"] for entry in selections for c in entry.get("exclude-controls", ())}
        for finding in result.get("findings", ()):
            if finding["target"]["target-id"] not in names:
                yield f"a finding is about {finding['target']['target-id']}, which was not reviewed"


def _pairs(value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Yield the path, key and value of every member of every object."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{path}/{key}", key, item
            yield from _pairs(item, f"{path}/{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _pairs(item, f"{path}/{number}")
