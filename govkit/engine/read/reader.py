"""Choose the reader of a file by its suffix."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from govkit.engine.read.document import Document
from govkit.engine.read.json_places import JsonPlaces
from govkit.engine.read.json_reader import load_json, load_json_lines
from govkit.engine.read.limits import MAX_JSON_BYTES, MAX_YAML_BYTES
from govkit.engine.read.text import Source, decode, escaped, read_bytes
from govkit.engine.read.yaml_places import YamlPlaces
from govkit.engine.read.yaml_reader import load_yaml
from govkit.model.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

_YAML: Final = (".yaml", ".yml")
_JSON: Final = ".json"
_JSON_LINES: Final = ".jsonl"


def read_document(path: Path, *, shown_as: str | None = None) -> Document:
    """Return what a `.yaml`, `.yml`, `.json` or `.jsonl` file says, reported under `shown_as`.

    The value of JSON lines is the list of their records. Raises `InputError`, one line with a place and a mend.
    """
    shown = escaped(str(path) if shown_as is None else shown_as)
    suffix = PurePath(path).suffix.lower()
    try:
        if suffix in _YAML:
            data = read_bytes(path, shown, MAX_YAML_BYTES, "large inventories are read from .json or .jsonl")
            return _yaml(decode(data, shown), sha256(data).hexdigest())
        if suffix in (_JSON, _JSON_LINES):
            data = read_bytes(path, shown, MAX_JSON_BYTES, "split it into several files")
            return _json(data, shown, lines=suffix == _JSON_LINES)
    except MemoryError:
        raise InputError("the file needs more memory than there is", hint="split it", path=shown) from None
    raise InputError("this kind of file is not read", hint="name it .yaml, .yml, .json or .jsonl", path=shown)


def parse_yaml(text: str, shown_as: str, first_line: int = 1) -> Document:
    """Return what a piece of YAML says that starts in line `first_line` of the file `shown_as`."""
    source = Source(escaped(shown_as), text, first_line)
    return _yaml(source, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _yaml(source: Source, digest: str) -> Document:
    value = load_yaml(source)
    return Document(source.path, value, digest, lambda: YamlPlaces(source, value))


def _json(data: bytes, shown: str, *, lines: bool) -> Document:
    value = load_json_lines(data, shown) if lines else load_json(data, shown)
    return Document(shown, value, sha256(data).hexdigest(), lambda: JsonPlaces(decode(data, shown).text, lines=lines))
