"""Put pseudonyms into a facts document: ids, names, texts, people and paths, each wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from govkit.model.entities import BY_TYPE
from govkit.model.facts import Facts
from govkit.model.slots import NAME, NONE, TERM, Part, Slot, slots_of
from govkit_submission.redact.pseudonyms import Pseudonyms

IDS, PEOPLE, TABLES, CONTACTS = "ids", "people", "tables and columns", "contacts and addresses"
WORDS, SETTINGS = "free words", "settings"
_KEPT_TYPES = frozenset({"organisation"})
"""Who is assessed stays known."""
_KEPT_SLOTS = frozenset({"organisation.name", "organisation.legal_name"})
_PLACES_IN_FACTS = frozenset({"name", "table", "column", "tables", "columns"})
_FILES_IN_FACTS = frozenset({"path", "file", "files", "paths"})
_PEOPLE = frozenset({"author", "approver", "owner", "approved_by", "reviewer", "by"})
_WORDS = frozenset({"text", "reason", "note"})
_CONTACT_SLOTS = frozenset({"email", "phone", "address", "url", "urls"})
_PATH_SLOTS = frozenset({"path", "card", "file", "output_samples"})


def redacted_facts(facts: Facts, names: Pseudonyms) -> Facts:
    """Return a copy of the facts with pseudonyms; every group that it meets is named in `names.replaced`."""
    copy: Facts = from_json(to_json(facts))
    _Redaction(names).facts(copy)
    return copy


@dataclass
class _Redaction:
    names: Pseudonyms

    def facts(self, doc: Facts) -> None:
        """Replace in place, in an order in which ids and names are known before they are looked up."""
        self._learn(doc)
        records = doc["inventory"]["records"]
        for kind, entries in records.items():
            for record in entries:
                self._record(record, BY_TYPE[kind], kind)
            entries.sort(key=lambda record: str(record["id"]))
        inventory = doc["inventory"]
        for ghost in inventory["ghosts"]:
            ghost.update(
                subject=self.subject(ghost["subject"]), shown_by=[self.line(text) for text in ghost["shown_by"]]
            )
        places = {
            self.subject(name): (self.file(file), line, lines)
            for name, (file, line, lines) in inventory["places"].items()
        }
        inventory["places"] = dict(sorted(places.items()))
        for part in ("answers", "waivers", "reviews", "rejections"):
            for said in doc[part]:
                self._said(said, part)
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

    def subject(self, text: str) -> str:
        """Replace `type:id`, or the id of a field, `field:dataset/collection/field`."""
        kind, colon, name = text.partition(":")
        if not colon or kind in _KEPT_TYPES:
            return text
        if kind == "field" and name.count("/"):
            dataset, *rest = name.split("/")
            return "field:" + "/".join([self._id("dataset", dataset), *(self._table(part) for part in rest)])
        return f"{kind}:{self._id(kind, name)}"

    def file(self, path: str) -> str:
        """Replace a path."""
        if path in ("", NONE):
            return path
        self.names.known("file", [path])
        return self.names.put(f"path of {self.names.name_of('file', path)}", "file", path)

    def line(self, text: str) -> str:
        """Replace what a line is about: a subject, or else all of it."""
        if text.partition(":")[0] in BY_TYPE:
            return self.subject(text)
        return self.names.put(WORDS, "source", text) if not text.startswith("the assessment of ") else text

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
            if kind not in _KEPT_TYPES and kind != "field":
                self.names.known(kind, found)
        self.names.known("file", (entry["path"] for entry in (*doc["evidence"], *doc["inputs"])))

    def _id(self, kind: str, name: str) -> str:
        return self.names.put(IDS, kind, name) if self.names.has(kind, name) else name

    def _table(self, name: str) -> str:
        self.names.known("column", [name])
        return self.names.put(TABLES, "column", name)

    def _record(self, record: dict[str, Any], part: type[Part], path: str) -> None:
        slots = slots_of(part)
        for key in list(record):
            slot = slots.get(key)
            if key == "id":
                record[key] = self._id(path, record[key]) if path not in _KEPT_TYPES else record[key]
            elif key == "formerly" and isinstance(record[key], list):
                record[key] = [self._id(path, name) for name in record[key]]
            elif slot is not None:
                record[key] = self._value(record[key], slot, f"{path}.{key}")
            elif key.startswith("x-"):
                record[key] = self._words(record[key], key)

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
            return self._table(value)
        if value in ("", NONE) or path in _KEPT_SLOTS:
            return value
        if slot.ref is not None:
            return self._reference(value, slot.ref.types)
        if slot.code is TERM and self.names.has("party", value):
            return self._id("party", value)
        if not slot.is_text or not isinstance(slot.kind, type):
            return value
        if name in _PATH_SLOTS:
            return self.file(value)
        if name in _CONTACT_SLOTS:
            return self.names.put(CONTACTS, name, value)
        return self.names.put(path, name, value)

    def _reference(self, value: str, types: tuple[str, ...]) -> str:
        if value.partition(":")[0] in BY_TYPE:
            return self.subject(value)
        for kind in types:
            if kind not in _KEPT_TYPES and self.names.has(kind, value):
                return self._id(kind, value)
        return value

    def _claim(self, claim: dict[str, Any], slot: Slot, path: str) -> None:
        if "value" in claim:
            claim["value"] = self._value(claim["value"], slot, path)
        if isinstance(claim.get("by"), str):
            claim["by"] = self.names.put(PEOPLE, "role-holder", claim["by"])
        for key in ("reason", "origin"):
            if key in claim:
                claim[key] = self._words(claim[key], WORDS)

    def _words(self, value: Any, group: str) -> Any:
        """Replace every text below, whatever its meaning."""
        if isinstance(value, str):
            return value if value in ("", NONE) else self.names.put(group, "text", value)
        if isinstance(value, list):
            return [self._words(item, group) for item in value]
        return {key: self._words(item, group) for key, item in value.items()} if isinstance(value, dict) else value

    def _said(self, entry: dict[str, Any], part: str) -> None:
        for key, value in list(entry.items()):
            if key == "subject" and isinstance(value, str):
                entry[key] = self.subject(value)
            elif key in _PEOPLE and isinstance(value, str):
                entry[key] = self.names.put(PEOPLE, "role-holder", value)
            elif key in _WORDS and isinstance(value, str) and value:
                entry[key] = self.names.put(f"{part}.{key}", key, value)
            elif key == "value" and isinstance(value, str) and " " in value:
                entry[key] = self.names.put(f"{part}.{key}", "answer", value)
            elif key == "what" and isinstance(value, str):
                entry[key] = self._composite(value)
            elif key == "evidence" and isinstance(value, list):
                for file in value:
                    file["path"] = self.file(file["path"])
            elif key == "qualification" and isinstance(value, dict):
                self._said(value, f"{part}.{key}")

    def _composite(self, text: str) -> str:
        """Replace the tables and columns in `table/column:kind`."""
        head, colon, kind = text.rpartition(":")
        place = head if colon else kind
        return "/".join(self._table(step) for step in place.split("/")) + (f":{kind}" if colon else "")

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
        return self._table(value) if self.names.has("column", value) else self.names.put(group, "column", value)

    def _rest(self, doc: Facts) -> None:
        config = doc["config"]
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
