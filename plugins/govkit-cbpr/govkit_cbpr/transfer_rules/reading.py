"""Reads rule files strictly: every fault is named with file and line, and with what would mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from govkit.model.errors import InputError, nearest
from govkit.model.worded import worded

M = TypeVar("M", bound=BaseModel)
Pointer = tuple[str | int, ...]
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML 1.2's core values only: `NO` and `on` are texts, days stay texts."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?[0-9]+$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(null|~|)$"), ["n", "~", ""])


@dataclass(frozen=True)
class Written:
    """A file as plain data, with the line of everything in it."""

    path: str
    data: Any
    lines: dict[Pointer, int]

    def line(self, pointer: Pointer) -> int:
        """Return the line of what the pointer leads to, or of its nearest ancestor."""
        while pointer and pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines.get(pointer, 1)

    def fault(self, pointer: Pointer, what: str, hint: str = "") -> InputError:
        """Return an error about the value at the pointer."""
        return InputError(what, hint=hint, path=self.path, line=self.line(pointer))


def written(path: str, content: bytes) -> Written:
    """Parse a YAML file; raise `InputError` where it is none, or holds a key twice."""
    try:
        text = content.decode("utf-8")
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except UnicodeDecodeError:
        raise InputError(worded("the file is not UTF-8"), hint=worded("save it as UTF-8"), path=path, line=1) from None
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark is not None else 1
        raise InputError(
            worded("not YAML: {problem}", problem=fault.problem),
            hint=worded("mend the indentation"),
            path=path,
            line=line,
        ) from None
    except yaml.YAMLError as fault:
        raise InputError(
            worded("not YAML: {fault}", fault=fault), hint=worded("mend the characters"), path=path, line=1
        ) from None
    lines: dict[Pointer, int] = {}
    return Written(path, _plain(node, (), lines, path), lines)


def _plain(node: Any, pointer: Pointer, lines: dict[Pointer, int], path: str) -> Any:
    if node is None:
        return None
    lines.setdefault(pointer, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            line = key_node.start_mark.line + 1
            if key in found:
                raise InputError(
                    worded("`{key}` stands twice", key=key),
                    hint=worded("join the two or rename one"),
                    path=path,
                    line=line,
                )
            lines[(*pointer, key)] = line
            found[key] = _plain(value_node, (*pointer, key), lines, path)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*pointer, number), lines, path) for number, item in enumerate(node.value)]
    value: str = node.value
    tag = node.tag.rpartition(":")[2]
    if tag == "bool":
        return value == "true"
    if tag == "int":
        return int(value)
    return None if tag == "null" else value


def validated(model: type[M], document: Written) -> M:
    """Return the file as `model`; raise `InputError` at the first line that does not fit."""
    try:
        return model.model_validate(document.data)
    except ValidationError as errors:
        fault = errors.errors()[0]
        pointer = tuple(part for part in fault["loc"] if not _is_type_name(part, document.data))
        what = f"`{'.'.join(str(part) for part in pointer) or model.__name__}`: {_said(fault)}"
        raise document.fault(pointer, what, _mend(fault, model)) from None


def _is_type_name(part: str | int, data: Any) -> bool:
    """Tell whether pydantic put the name of a union's member into a place."""
    return isinstance(part, str) and part in ("str", "dict[str,any]", "constrained-str") and data is not None


def _said(fault: Any) -> str:
    if fault["type"] == "extra_forbidden":
        return worded("there is no such key")
    if fault["type"] == "missing":
        return worded("is missing")
    return str(fault["msg"])[0].lower() + str(fault["msg"])[1:]


def _mend(fault: Any, model: type[BaseModel]) -> str:
    if fault["type"] != "extra_forbidden":
        return worded("see docs/transfers.md for the form")
    return nearest(str(fault["loc"][-1]), _keys(model)) or worded("remove it")


def _keys(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> set[str]:
    """Return every key that a file of this form can hold."""
    found: set[str] = set()
    for name, info in model.model_fields.items():
        found.add(info.alias or name)
        for inner in _models_in(info.annotation):
            if inner not in seen:
                found |= _keys(inner, seen | {inner})
    return found


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]
