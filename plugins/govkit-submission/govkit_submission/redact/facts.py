"""Put pseudonyms into a facts document: ids, names, texts, people and paths, each wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from govkit.model.entities import BY_TYPE
from govkit.model.facts import Facts
from govkit.model.slots import NAME, NONE, TERM, Part, Slot, slots_of
from govkit_submission.redact.naming import WHO, WORDS, Naming
from govkit_submission.redact.pseudonyms import Pseudonyms

PEOPLE, CONTACTS, SETTINGS = "people", "contacts and addresses", "settings"
EXTENSION = "x-"
_KEPT_SLOTS = frozenset({"organisation.name", "organisation.legal_name"})
"""Of the assessed organisation: who is assessed stays known."""
_PLACES_IN_FACTS = frozenset({"name", "table", "column", "tables", "columns"})
_FILES_IN_FACTS = frozenset({"path", "file", "files", "paths"})
_PEOPLE = frozenset({"author", "approver", "owner", "approved_by", "reviewer", "by"})
_STAY = frozenset({"question", "question_hash", "framework", "control", "edition", "verdict", "content_hash"}) | {
    *("date", "expires", "valid_to", "sha256", "document_sha256", "data_sha256")
}
"""Of what people said: what it is about, days and digests. Whatever else is a text is left out."""
_NUMBER = re.compile(r"[-+0-9.,:TZ]+")
"""A number, a day or an instant."""
_CONTACT_SLOTS = frozenset({"email", "phone", "address", "url", "urls"})
_PATH_SLOTS = frozenset({"path", "card", "file", "output_samples"})


def redacted_facts(facts: Facts, names: Pseudonyms, assessed: str) -> Facts:
    """Return a copy of the facts with pseudonyms; every group that it meets is named in `names.replaced`.

    `assessed` is the id of the organisation that stays known, as the assessment names it.
    """
    copy: Facts = from_json(to_json(facts))
    _Redaction(names, assessed).facts(copy)
    return copy


@dataclass
class _Redaction(Naming):
    inside: bool = False
    """Whether it is in the record of the assessed organisation."""

    def facts(self, doc: Facts) -> None:
        """Replace in place, in an order in which ids and names are known before they are looked up."""
        self._learn(doc)
        records = doc["inventory"]["records"]
        for kind, entries in records.items():
            for record in entries:
                self.inside = self.is_assessed(kind, record["id"])
                self._record(record, BY_TYPE[kind], kind)
            entries.sort(key=lambda record: str(record["id"]))
        inventory = doc["inventory"]
        for ghost in inventory["ghosts"]:
            ghost.update(
                subject=self.subject(ghost["subject"]), shown_by=[self.line(text) for text in ghost["shown_by"]]
            )
        places = {
            self.subject(name): (self.file(file), line, {self._extension(key): at for key, at in lines.items()})
            for name, (file, line, lines) in inventory["places"].items()
        }
        inventory["places"] = dict(sorted(places.items()))
        if "kept" in inventory:
            kept = {self.subject(name): list(map(self.file, files)) for name, files in inventory["kept"].items()}
            inventory["kept"] = dict(sorted(kept.items()))
        for part in ("answers", "waivers", "reviews", "rejections"):
            for said in doc[part]:
                self._said(said, part)
        self.inside = False
        doc["answers"].sort(
            key=lambda entry: (entry["question"], entry.get("subject", ""), entry["date"], entry["author"])
        )
        for entry in (*doc["evidence"], *doc["inputs"]):
            entry["path"] = self.file(entry["path"])
        doc["evidence"].sort(key=lambda entry: entry["path"])
        doc["inputs"].sort(key=lambda entry: entry["path"])
        for fact in doc["facts"]:
            self._fact(fact)
        doc["facts"].sort(key=lambda fact: (fact["probe"], fact["subject"]))
        self._rest(doc)

    def _learn(self, doc: Facts) -> None:
        ids: dict[str, set[str]] = {}
        for kind, records in doc["inventory"]["records"].items():
            for record in records:
                former = record.get("formerly")
                ids.setdefault(kind, set()).update([record["id"], *(former if isinstance(former, list) else ())])
        for ghost in doc["inventory"]["ghosts"]:
            kind, _, name = ghost["subject"].partition(":")
            ids.setdefault(kind, set()).add(name)
        for kind, more in (doc["since"] or {}).get("subjects", {}).items():
            ids.setdefault(kind, set()).update(more)
        for kind, found in ids.items():
            if kind != "field":
                self.names.known(kind, (name for name in found if not self.is_assessed(kind, name)))
        self.names.known("file", (entry["path"] for entry in (*doc["evidence"], *doc["inputs"])))

    def _record(self, record: dict[str, Any], part: type[Part], path: str) -> None:
        slots = slots_of(part)
        for key in list(record):
            slot = slots.get(key)
            if key == "id":
                record[key] = self.id_of(path, record[key])
            elif key == "formerly" and isinstance(record[key], list):
                record[key] = [self.id_of(path, name) for name in record[key]]
            elif slot is not None:
                record[key] = self._value(record[key], slot, f"{path}.{key}")
            elif key.startswith(EXTENSION):
                record[self._extension(key)] = self._words(record.pop(key), key, keys=True)

    def _extension(self, key: str) -> str:
        """Replace the key of an entry of the company's own; any other key stays."""
        name = self.names.put(key, "extension", key) if key.startswith(EXTENSION) else key
        return name if name == key else f"{EXTENSION}{name}"

    def _value(self, value: Any, slot: Slot, path: str) -> Any:
        if isinstance(value, list):
            return [self._value(item, slot, path) for item in value]
        if isinstance(value, dict) and isinstance(value.get("claims"), list):
            for claim in value["claims"]:
                self._claim(claim, slot, path)
            return value
        if isinstance(value, dict) and value.keys() == {"unknown"}:
            return {"unknown": self.names.put(WORDS, "reason", value["unknown"])}
        if isinstance(value, dict) and slot.is_part:
            self._record(value, slot.kind, path)
            return value
        return self._text(value, slot, path) if isinstance(value, str) else value

    def _text(self, value: str, slot: Slot, path: str) -> str:
        name = path.rpartition(".")[2]
        if slot.code is NAME or name == "table":
            return self.table(value)
        if value in ("", NONE) or (self.inside and path in _KEPT_SLOTS):
            return value
        if slot.ref is not None:
            return self.reference(value, slot.ref.types)
        if slot.code is TERM and self.names.has("party", value):
            return self.id_of("party", value)
        if not slot.is_text or not isinstance(slot.kind, type):
            return value
        if name in _PATH_SLOTS:
            return self.file(value)
        if name in _CONTACT_SLOTS:
            return self.names.put(CONTACTS, name, value)
        return self.names.put(path, name, value)

    def _claim(self, claim: dict[str, Any], slot: Slot, path: str) -> None:
        if "value" in claim:
            claim["value"] = self._value(claim["value"], slot, path)
        if isinstance(claim.get("by"), str):
            claim["by"] = self.names.put(PEOPLE, "role-holder", claim["by"])
        for key in ("reason", "origin"):
            if key in claim:
                claim[key] = self._words(claim[key], WORDS)

    def _words(self, value: Any, group: str, *, keys: bool = False) -> Any:
        """Replace every text below, whatever its meaning, and the `keys` where they are the company's own, too."""
        if isinstance(value, str):
            return value if value in ("", NONE) else self.names.put(group, "text", value)
        if isinstance(value, list):
            return [self._words(item, group, keys=keys) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            self.names.put(group, "key", key) if keys else key: self._words(item, group, keys=keys)
            for key, item in value.items()
        }

    def _said(self, entry: dict[str, Any], part: str) -> None:
        for key, value in list(entry.items()):
            if key == "subject" and isinstance(value, str):
                entry[key] = self.subject(value)
            elif key in _PEOPLE and isinstance(value, str):
                entry[key] = self.names.put(PEOPLE, "role-holder", value)
            elif key == "value" and isinstance(value, str):
                entry[key] = self._answered(value, f"{part}.{key}")
            elif key == "what" and isinstance(value, str):
                entry[key] = self._composite(value)
            elif key == "path" and isinstance(value, str):
                entry[key] = self.file(value)
            elif isinstance(value, str) and value and key not in _STAY:
                entry[key] = self.names.put(f"{part}.{key}", key, value)
            elif isinstance(value, (list, dict)):
                inner = value if isinstance(value, list) else [value]
                for said in inner:
                    self._said(said, f"{part}.{key}")

    def _answered(self, value: str, group: str) -> str:
        """Replace an answer in words; a day or a number stays, and so does a choice where the verdict rests on it."""
        if not value or _NUMBER.fullmatch(value):
            return value
        return self.names.put(group if " " in value else f"{group} in a word", "answer", value)

    def _composite(self, text: str) -> str:
        """Replace the tables and columns in `table/column:kind`."""
        head, colon, kind = text.rpartition(":")
        place = head if colon else kind
        return "/".join(self.table(step) for step in place.split("/")) + (f":{kind}" if colon else "")

    def _fact(self, fact: dict[str, Any]) -> None:
        fact["subject"] = self.subject(fact["subject"])
        if "inputs" in fact:
            split = [text.rpartition(" ") for text in fact["inputs"]]
            fact["inputs"] = sorted(f"{self.file(path)}{blank}{digest}" for path, blank, digest in split)
        if "value" in fact:
            fact["value"] = self._observed(fact["value"], "", f"facts of {fact['probe']}")
        params = fact.get("reason", {}).get("params", {}) if isinstance(fact.get("reason"), dict) else {}
        for key, value in params.items():
            params[key] = self.names.put(WORDS, "value", value) if isinstance(value, str) else value

    def _observed(self, value: Any, key: str, group: str) -> Any:
        """Replace names of places and files in what a probe brought: by the key under which they stand."""
        if isinstance(value, dict):
            return {name: self._observed(item, name, group) for name, item in value.items()}
        if isinstance(value, list):
            return [self._observed(item, key, group) for item in value]
        if not isinstance(value, str) or not value:
            return value
        if key in _FILES_IN_FACTS:
            return self.file(value) if self.names.has("file", value) else self.names.put(group, "file", value)
        if key not in _PLACES_IN_FACTS:
            return value
        return self.table(value) if self.names.has("column", value) else self.names.put(group, "column", value)

    def _rest(self, doc: Facts) -> None:
        config = doc["config"]
        declared = [record["id"] for record in doc["inventory"]["records"].get(WHO, ())]
        if named := [name for name in declared if self.is_assessed(WHO, name)]:
            config["organisation"] = named[0]  # the first of several may be another one under their new names
        if config.get("scope"):
            config["scope"] = self.names.put(SETTINGS, "scope", config["scope"])
        if config.get("probes"):
            config["probes"] = {} if self.names.is_active(SETTINGS) else config["probes"]
        for given in doc["checklists"]:
            given["origin"] = self.file(given["origin"])
        since = doc["since"]
        if since is not None:
            subjects = {kind: sorted(self._since(kind, names)) for kind, names in since["subjects"].items()}
            since["subjects"] = subjects

    def _since(self, kind: str, names: list[str]) -> Iterator[str]:
        for name in names:
            yield self.subject(f"{kind}:{name}").partition(":")[2]
