"""The statement: an in-toto Statement that names each member by its SHA-256, and says what was sealed and how."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Literal

from govkit.model.assessment import Assessment
from govkit.model.worded import worded
from govkit_submission.seal.refusal import Refused

TYPE: Final = "https://in-toto.io/Statement/v1"
PREDICATE: Final = "urn:govkit:submission:1"
EvidenceMode = Literal["files", "digests"]


def make_statement(
    digests: Mapping[str, str], assessment: Assessment, *, evidence: EvidenceMode, call: str
) -> dict[str, Any]:
    """Return the statement on members by name: all that it says of the assessment follows from the assessment.

    `evidence` says whether the evidence files are members or only their digests are known; `call` is what the
    receiver asked to be sealed with it, so that a file made for another occasion can't stand in.
    """
    provenance = assessment["provenance"]
    return {
        "_type": TYPE,
        "subject": [{"name": name, "digest": {"sha256": digests[name]}} for name in sorted(digests)],
        "predicateType": PREDICATE,
        "predicate": {
            "as_of": assessment["as_of"],
            "call": call,
            "checklists": [dict(entry) for entry in provenance["checklists"]],
            "engine": provenance["engine"],
            "evidence": evidence,
            "facts_sha256": provenance["facts_sha256"],
            "frameworks": [f"{entry['id']}@{entry['edition']}" for entry in assessment["frameworks"]],
            "organisation": dict(assessment["organisation"]),
            "plugins": [dict(entry) for entry in provenance["plugins"]],
            "references": [dict(entry) for entry in provenance["references"]],
        },
    }


def statement_bytes(statement: Mapping[str, Any]) -> bytes:
    """Return the statement as it is signed."""
    return json.dumps(statement, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def read_statement(payload: bytes) -> dict[str, Any]:
    """Return the statement that `statement_bytes` has written; raise `Refused` for anything else."""
    try:
        statement = json.loads(payload)
        whole = statement_bytes(statement) == payload
        form = _has_form(statement)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        whole = form = False
    if not whole or not form:
        raise Refused("statement", worded("the statement is broken"))
    found: dict[str, Any] = statement
    if found["predicateType"] != PREDICATE:
        raise Refused("statement-type", worded("the statement is about something else than a submission"))
    return found


def listed(statement: Mapping[str, Any]) -> dict[str, str]:
    """Return the members that a statement names, with their digests."""
    return {entry["name"]: entry["digest"]["sha256"] for entry in statement["subject"]}


def _has_form(statement: Any) -> bool:
    predicate = statement["predicate"]
    names = [entry["name"] for entry in statement["subject"]]
    return (
        statement.keys() == {"_type", "subject", "predicateType", "predicate"}
        and statement["_type"] == TYPE
        and all(type(entry["digest"]["sha256"]) is str for entry in statement["subject"])
        and all(type(name) is str for name in names)
        and names == sorted(set(names))
        and isinstance(predicate, dict)
        and predicate["evidence"] in ("files", "digests")
        and isinstance(predicate["call"], str)
        and isinstance(predicate["as_of"], str)
        and isinstance(predicate["organisation"], dict)
        and all(isinstance(value, str) for value in predicate["organisation"].values())
    )
