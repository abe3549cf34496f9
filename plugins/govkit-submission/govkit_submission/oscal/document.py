"""What the documents of one assessment share: identifiers, metadata, selections of controls, and back matter."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from govkit.model.assessment import Assessment, FrameworkEntry
from govkit_submission.oscal.wording import line, moment, plain, prop, token

VERSION: Final = "1.2.1"
"""Of OSCAL."""
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "urn:govkit:oscal")


@dataclass
class Ids:
    """Identifiers made from what they name, so that the same assessment has the same ones."""

    assessment: Assessment

    def of(self, *parts: str) -> str:
        """Return the identifier of something in this very assessment."""
        provenance = self.assessment["provenance"]
        return self.lasting(provenance["facts_sha256"], self.assessment["as_of"], *parts)

    def lasting(self, *parts: str) -> str:
        """Return the identifier of something that the organisation still has in its next assessment."""
        organisation = self.assessment["organisation"].get("id", "")
        return str(uuid.uuid5(_ROOT, "\x1f".join((organisation, *parts))))


@dataclass
class BackMatter:
    """Resources, each once."""

    ids: Ids
    _found: dict[str, dict[str, Any]] = field(default_factory=dict)

    def file(self, path: str, sha256: str) -> str:
        """Keep a file by its digest, and return its identifier."""
        name = self.ids.of("resource", path, sha256)
        rlink = {"href": quote(path) or "unnamed", "hashes": [{"algorithm": "SHA-256", "value": sha256}]}
        self._found.setdefault(name, {"uuid": name, "title": line(path), "rlinks": [rlink]})
        return name

    def put(self, resource: Mapping[str, Any]) -> str:
        """Keep any resource, and return its identifier."""
        self._found.setdefault(str(resource["uuid"]), dict(resource))
        return str(resource["uuid"])

    def to_json(self) -> dict[str, Any]:
        """Return the back matter, which holds something."""
        return {"resources": [self._found[name] for name in sorted(self._found)]}


def metadata(assessment: Assessment, ids: Ids, title: str) -> dict[str, Any]:
    """Return the head of a document."""
    organisation = assessment["organisation"]
    party = ids.lasting("party")
    name = organisation.get("name") or organisation.get("id") or "an organisation without a name"
    engine = assessment["provenance"]["engine"]
    return {
        "title": line(f"{title}: {name}"),
        "last-modified": moment(assessment["as_of"]),
        "version": assessment["as_of"],
        "oscal-version": VERSION,
        "props": [prop("engine", f"govkit {engine}"), prop("facts-sha256", assessment["provenance"]["facts_sha256"])],
        "roles": [{"id": "assessed", "title": "The organisation that is assessed"}],
        "parties": [{"uuid": party, "type": "organization", "name": plain(name)}],
        "responsible-parties": [{"role-id": "assessed", "party-uuids": [party]}],
    }


def control_id(framework: FrameworkEntry, control: str) -> str:
    """Return the identifier of a control, which no other framework's control has."""
    return token(framework["id"], control)


def selection(framework: FrameworkEntry) -> dict[str, Any]:
    """Return which controls of a framework are looked at; those that do not apply are named as left out."""
    names: dict[str, list[dict[str, str]]] = {"in": [], "out": []}
    for control in framework["controls"]:
        where = "out" if control["status"] == "not_applicable" else "in"
        names[where].append({"control-id": control_id(framework, control["id"])})
    found: dict[str, Any] = {"description": line(f"{framework['title']} ({framework['id']}@{framework['edition']})")}
    every = [*names["in"], *names["out"]]
    found |= {"include-controls": every} if every else {"include-all": dict[str, str]()}
    return found | ({"exclude-controls": names["out"]} if names["out"] else {})
