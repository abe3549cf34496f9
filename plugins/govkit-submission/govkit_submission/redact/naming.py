"""Put pseudonyms in place of what names something: ids, tables, files, and references to them."""

from __future__ import annotations

from dataclasses import dataclass

from govkit.model.entities import BY_TYPE
from govkit.model.mask import mask
from govkit.model.slots import NONE
from govkit_submission.redact.pseudonyms import Pseudonyms

IDS, TABLES, WORDS, REFERENCES = "ids", "tables and columns", "free words", "references to what is not declared"
WHO = "organisation"


@dataclass
class Naming:
    """Replaces names wherever they stand; who is assessed stays known."""

    names: Pseudonyms
    assessed: str
    """The id of the assessed organisation, as the assessment has it."""

    def subject(self, text: str) -> str:
        """Replace `type:id`, or the id of a field, `field:dataset/collection/field`."""
        kind, colon, name = text.partition(":")
        if not colon:
            return text
        if kind == "field" and name.count("/"):
            dataset, *rest = name.split("/")
            return "field:" + "/".join([self.id_of("dataset", dataset), *(self.table(part) for part in rest)])
        return f"{kind}:{self.id_of(kind, name)}"

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

    def is_assessed(self, kind: str, name: str) -> bool:
        """Tell whether an id is that of the organisation that stays known."""
        return kind == WHO and mask(name) == self.assessed

    def id_of(self, kind: str, name: str) -> str:
        """Replace the id of something of a kind."""
        return name if self.is_assessed(kind, name) else self.names.put(IDS, kind, name)

    def table(self, name: str) -> str:
        """Replace the name of a table or column."""
        self.names.known("column", [name])
        return self.names.put(TABLES, "column", name)

    def reference(self, value: str, types: tuple[str, ...]) -> str:
        """Replace the id of something of one of these kinds, or a whole reference `type:id`."""
        if value.partition(":")[0] in BY_TYPE:
            return self.subject(value)
        for kind in types:
            if self.is_assessed(kind, value) or self.names.has(kind, value):
                return self.id_of(kind, value)
        return self.names.put(REFERENCES, types[0] if types else "reference", value)
