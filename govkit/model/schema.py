"""JSON Schemas (2020-12) of every file that govkit reads or writes, generated from the types that it reads them by."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from govkit.model.claims import CLAIM_KEYS
from govkit.model.duration import Duration
from govkit.model.entities import ENTITIES, Entity, Field
from govkit.model.slots import NONE, Part, Slot, slots_of
from govkit.model.status import Standing
from govkit.model.worded import either, listed, worded

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_IMPORTED = {
    "type": "object",
    "description": worded(
        "Marks what an importer wrote: by what, from where, when. Its subjects join those of the same id."
    ),
}


def inventory_schema() -> Schema:
    """Return the schema of an inventory file, from the slot tables of the entities and their docstrings."""
    parts: dict[str, Schema] = {}
    lists = {kind.plural: _listed(kind, parts) for kind in ENTITIES if kind is not Field}
    return {
        "$schema": DIALECT,
        "title": "govkit inventory",
        "description": worded("What an organisation declares about itself. A value, `none`, or not stated."),
        "type": "object",
        "properties": {"govkit": {"const": "inventory/1"}, "imported": _IMPORTED, **lists},
        "patternProperties": {"^x-": True},
        "required": ["govkit"],
        "additionalProperties": False,
        "$defs": {"unknown": _UNKNOWN, "claims": _CLAIMS, **dict(sorted(parts.items()))},
    }


def _listed(kind: type[Entity], parts: dict[str, Schema]) -> Schema:
    none = {"const": NONE, "description": worded("There are no {things}.", things=f"`{kind.plural}`")}
    return {
        "description": inspect.getdoc(kind) or "",
        "anyOf": [{"type": "array", "items": _part(kind, parts)}, none, {"type": "null"}],
    }


def _part(part: type[Part], parts: dict[str, Schema]) -> Schema:
    name = part.__name__
    if name not in parts:
        parts[name] = {}  # holds the place, so that a part may hold itself
        texts = _attribute_docs(part)
        schema: Schema = {
            "type": "object",
            "description": inspect.getdoc(part) or "",
            "properties": {slot.name: _slot(slot, texts, parts) for slot in slots_of(part).values()},
            "patternProperties": {"^x-": True},
            "additionalProperties": False,
        }
        if issubclass(part, Entity):
            schema["required"] = ["name"] if part is Field else ["id"]
        parts[name] = schema
    return {"$ref": f"#/$defs/{name}"}


def _slot(slot: Slot, texts: Mapping[str, str], parts: dict[str, Schema]) -> Schema:
    one = _value(slot, parts)
    stated = {"type": "array", "items": one} if slot.many else one
    description = texts.get(slot.name, "")
    if slot.ref is not None:
        description = listed([*([worded(description)] if description else []), _named(slot.ref.types)], " ")
    if slot.name in ("id", "formerly"):
        return {"description": description, **stated}
    forms = [stated, {"const": NONE}, {"type": "null"}, {"$ref": "#/$defs/unknown"}, {"$ref": "#/$defs/claims"}]
    return {"description": description, "anyOf": forms} if description else {"anyOf": forms}


def _named(types: Sequence[str]) -> str:
    return worded("Named by id: {kinds}.", kinds=either([f"`{kind}`" for kind in types]))


_UNKNOWN: Schema = {
    "type": "object",
    "description": worded("Not stated, with the reason."),
    "properties": {"unknown": {"type": "string"}},
    "required": ["unknown"],
    "additionalProperties": False,
}
_CLAIM: Schema = {name: {} for name in CLAIM_KEYS} | {"standing": {"enum": [standing.value for standing in Standing]}}
_CLAIMS: Schema = {
    "type": "object",
    "description": worded("Several sources, side by side."),
    "properties": {
        "claims": {"type": "array", "items": {"type": "object", "properties": _CLAIM, "additionalProperties": False}}
    },
    "required": ["claims"],
    "additionalProperties": False,
}
_DATE: Schema = {"type": "string", "format": "date", "description": worded("An ISO date such as 2026-11-21.")}
_INSTANT: Schema = {"type": "string", "format": "date-time"}
_SPAN: Schema = {"type": "string", "pattern": "^P", "description": worded("A duration such as P5Y, P30D or PT72H.")}


def _value(slot: Slot, parts: dict[str, Schema]) -> Schema:
    if slot.is_part:
        return _part(slot.kind, parts)
    if isinstance(slot.kind, tuple):
        return {"enum": list(slot.kind)}
    if slot.code is not None:
        return {"type": "string", "pattern": f"^({slot.code.pattern})$", "description": slot.code.form}
    by_name: dict[str, Schema] = {
        "str": {"type": "string"},
        "bool": {"type": "boolean"},
        "int": {"type": "integer", "minimum": 0},
    }
    by_name |= {"float": {"type": "number"}, "date": _DATE, "datetime": _INSTANT, Duration.__name__: _SPAN}
    return by_name[slot.kind.__name__]


def _attribute_docs(part: type[Part]) -> dict[str, str]:
    """Return slot → the text below its annotation in the source, base classes first."""
    texts: dict[str, str] = {}
    for cls in reversed(part.__mro__):
        if not issubclass(cls, Part):
            continue
        try:
            tree = ast.parse(inspect.getsource(cls))
        except (OSError, SyntaxError):
            continue
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
        for node, after in pairwise(body):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(after, ast.Expr):
                value = after.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    texts[node.target.id] = " ".join(value.value.split())
    return texts


def _of_type(name: str, title: str) -> Schema:
    """Return the schema that pydantic makes of a document's type."""
    from pydantic import TypeAdapter

    from govkit.model import answers, assessment, checklist, config, facts, registry

    for module in (answers, assessment, checklist, config, facts, registry):
        if hasattr(module, name):
            adapter: TypeAdapter[Any] = TypeAdapter(getattr(module, name))
            mode: Any = "serialization" if module in (assessment, facts) else "validation"
            schema = adapter.json_schema(by_alias=True, mode=mode)
            if "Rule" in schema.get("$defs", {}):
                schema["$defs"]["Rule"] = _RULE
            return {"$schema": DIALECT, **schema, "title": f"govkit {title}"}
    raise LookupError(name)


_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_RULES: Schema = {"type": "array", "items": {"$ref": "#/$defs/Rule"}, "minItems": 1}
_RULE: Schema = {
    "type": "object",
    "description": worded("A predicate: conditions by slot path, and combinations of predicates. All must hold."),
    "properties": {"any": _RULES, "all": _RULES, "not": {"$ref": "#/$defs/Rule"}},
    "additionalProperties": {"anyOf": [_SCALAR, {"$ref": "#/$defs/Test"}]},
    "minProperties": 1,
}
"""How a predicate is written, which its reader turns into another form before pydantic sees it."""

SCHEMAS: dict[str, Callable[[], Schema]] = {
    "inventory": inventory_schema,
    "checklist": lambda: _of_type("Checklist", "checklist"),
    "translation": lambda: _of_type("Translation", "translation of a checklist"),
    "registry": lambda: _of_type("Registry", "registry of a framework's ids"),
    "answers": lambda: _of_type("AnswerFile", "answers"),
    "waivers": lambda: _of_type("WaiverFile", "waivers"),
    "reviews": lambda: _of_type("ReviewFile", "reviews"),
    "rejections": lambda: _of_type("RejectionFile", "rejections"),
    "config": lambda: _of_type("Config", "settings (govkit.yaml)"),
    "assessment": lambda: _of_type("Assessment", "assessment"),
    "facts": lambda: _of_type("Facts", "facts"),
}
"""What a file is → its schema."""
