"""What files beside a card say of its items: the licence's text, the model's configuration, results of evaluations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from govkit_genai.card.document import CardDocument
from govkit_genai.card.tags import licence
from govkit_genai.card.values import tags_of

_LICENCE_FILES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING")
_RESULTS = ".eval_results"
_MOST_FILES = 20
_MOST_BYTES = 64 * 1024
_TITLE_CHARACTERS = 1_500
_MODEL_FILES = (
    "config.json", "adapter_config.json", "model.safetensors", "model.safetensors.index.json",
    "adapter_model.safetensors", "pytorch_model.bin", "model.onnx", "tf_model.h5", "flax_model.msgpack",
)  # fmt: skip
_OF_CODE = re.compile(r"\bcode\w*\b.{0,200}\blicen[cs]|\blicen[cs].{0,200}\bcode\w*\b", re.IGNORECASE)
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96}")
_TITLES = (
    (re.compile(r"\bApache License\s+Version 2\.0", re.IGNORECASE), "Apache-2.0"),
    (re.compile(r"\bMIT License\b|Permission is hereby granted, free of charge", re.IGNORECASE), "MIT"),
    (re.compile(r"\bGNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3", re.IGNORECASE), "AGPL-3.0"),
    (re.compile(r"\bGNU LESSER GENERAL PUBLIC LICENSE\s+Version 3", re.IGNORECASE), "LGPL-3.0"),
    (re.compile(r"\bGNU GENERAL PUBLIC LICENSE\s+Version 3", re.IGNORECASE), "GPL-3.0"),
    (re.compile(r"\bGNU GENERAL PUBLIC LICENSE\s+Version 2", re.IGNORECASE), "GPL-2.0"),
    (re.compile(r"\bMozilla Public License\W+Version 2\.0", re.IGNORECASE), "MPL-2.0"),
    (re.compile(r"\bBSD 3-Clause\b", re.IGNORECASE), "BSD-3-Clause"),
    (re.compile(r"\bBSD 2-Clause\b", re.IGNORECASE), "BSD-2-Clause"),
    (re.compile(r"\bCC0 1\.0 Universal", re.IGNORECASE), "CC0-1.0"),
    (re.compile(r"\bAttribution-NonCommercial-ShareAlike 4\.0", re.IGNORECASE), "CC-BY-NC-SA-4.0"),
    (re.compile(r"\bAttribution-NonCommercial 4\.0", re.IGNORECASE), "CC-BY-NC-4.0"),
    (re.compile(r"\bAttribution-ShareAlike 4\.0", re.IGNORECASE), "CC-BY-SA-4.0"),
    (re.compile(r"\bAttribution 4\.0 International", re.IGNORECASE), "CC-BY-4.0"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that a file beside the card says. It never changes what the card itself is found to say."""

    item: str
    value: str
    file: str
    """The file's name, relative to the card's folder."""
    line: int | None = None
    differs: bool = False
    """Whether the card says something else."""


def beside(card: CardDocument, path: Path) -> tuple[Beside, ...]:
    """Read the known files in the card's folder; what can't be read says nothing."""
    folder = path.parent
    return (*_licence(card, folder), *_parent(folder), *_results(folder))


def other_licence(card: CardDocument, path: Path) -> str:
    """Return the place, as `file:line`, of a licence file that contradicts the card, or an empty text.

    It does where the card's folder holds the model itself, each licence in it is another than the card's tag names, and
    the card tells no licence of code. Elsewhere such a file may be about the code around a model.
    """
    found = list(_licence(card, path.parent))
    known = _key(licence(tags_of(card))) in {_key(name) for _, name in _TITLES}
    if not found or not known or not all(one.differs for one in found):
        return ""
    holds_model = any((path.parent / name).is_file() for name in _MODEL_FILES)
    if not holds_model or any(_OF_CODE.search(passage.text) for passage in card.passages):
        return ""
    return f"{found[0].file}:{found[0].line}"


def _text(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        return content.decode("utf-8") if len(content) <= _MOST_BYTES else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _licence(card: CardDocument, folder: Path) -> Iterator[Beside]:
    for name in _LICENCE_FILES:
        start = _text(folder / name)[:_TITLE_CHARACTERS]
        for title, spdx in _TITLES:
            if match := title.search(start):
                said = licence(tags_of(card))
                line = start.count("\n", 0, match.start()) + 1
                yield Beside("licence", spdx, name, line, bool(said) and _key(said) != _key(spdx))
                break


def _key(name: str) -> str:
    return re.sub(r"-(?:only|or-later)$|[^a-z0-9-]", "", name.lower())


def _parent(folder: Path) -> Iterator[Beside]:
    """Yield the checkpoint that the weights were loaded from, where the configuration names it by a hub's name."""
    source = _text(folder / "config.json")
    try:
        data = json.loads(source) if source else None
    except (ValueError, RecursionError):
        return
    name = data.get("_name_or_path") if isinstance(data, dict) else None
    if isinstance(name, str) and _HUB_NAME.fullmatch(name):
        line = source[: source.find('"_name_or_path"')].count("\n") + 1
        yield Beside("base_model", name, "config.json", line)


def _results(folder: Path) -> Iterator[Beside]:
    """Yield the results in Hugging Face's format: a list of values, each with its dataset and task."""
    results = folder / _RESULTS
    if results.is_symlink() or not results.is_dir():
        return
    for path in sorted(results.glob("*.yaml"))[:_MOST_FILES]:
        try:
            root = yaml.compose(_text(path), Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError):
            continue
        for entry in root.value if isinstance(root, yaml.SequenceNode) else ():
            yield from _result(entry, f"{_RESULTS}/{path.name}")


def _result(entry: yaml.Node, file: str) -> Iterator[Beside]:
    fields = _fields(entry)
    value, dataset = fields.get("value"), _fields(fields.get("dataset"))
    named = [node.value for key in ("id", "task_id") if isinstance(node := dataset.get(key), yaml.ScalarNode)]
    if not isinstance(value, yaml.ScalarNode) or not re.fullmatch(r"-?\d{1,12}(?:\.\d{1,12})?", value.value):
        return
    line = value.start_mark.line + 1
    yield Beside("evaluation_results", value.value, file, line)
    if named:
        yield Beside("evaluation_data", " ".join(named), file, line)


def _fields(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
