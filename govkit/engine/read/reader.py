"""Choose the reader of a file by its suffix."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from govkit.engine.read.document import Document
from govkit.engine.read.json_places import JsonPlaces
from govkit.engine.read.json_reader import load_json, load_json_lines
from govkit.engine.read.limits import MAX_JSON_BYTES, MAX_YAML_BYTES
from govkit.engine.read.text import Source, decode, escaped, read_bytes, without_mark
from govkit.engine.read.yaml_places import YamlPlaces
from govkit.engine.read.yaml_reader import load_yaml
from govkit.model.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from govkit.engine.read.document import JsonValue

_YAML: Final = (".yaml", ".yml")
_JSON: Final = ".json"
_JSON_LINES: Final = ".jsonl"
_YAML_LIMIT: Final = (MAX_YAML_BYTES, "write large inventories as .json or .jsonl")
_JSON_LIMIT: Final = (MAX_JSON_BYTES, "split it into several files")


def read_document(path: Path, *, shown_as: str | None = None) -> Document:
    """Return what a `.yaml`, `.yml`, `.json` or `.jsonl` file says, reported under `shown_as`.

    The value of JSON lines is the list of their records. Raises `InputError`, one line with a place and a mend.
    """
    shown = escaped(str(path) if shown_as is None else shown_as)
    suffix = PurePath(path).suffix.lower()
    if suffix not in (*_YAML, _JSON, _JSON_LINES):
        raise InputError("this kind of file is not read", hint="name it .yaml, .yml, .json or .jsonl", path=shown)
    most, too_large = _YAML_LIMIT if suffix in _YAML else _JSON_LIMIT
    try:
        data = read_bytes(path, shown, most, too_large)
        digest = sha256(data).hexdigest()
        bare = without_mark(data)
        if suffix in _YAML:
            return _yaml(decode(bare, shown), digest)
        return _json(bare, shown, digest, lines=suffix == _JSON_LINES)
    except MemoryError:
        raise InputError("the file needs more memory than there is", hint="split it", path=shown) from None


def parse_yaml(text: str, shown_as: str, first_line: int = 1) -> Document:
    """Return what a piece of YAML says that starts in line `first_line` of the file `shown_as`."""
    source = Source(escaped(shown_as), text, first_line)
    return _yaml(source, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _yaml(source: Source, digest: str) -> Document:
    value = load_yaml(source)
    return Document(source.path, value, digest, lambda: YamlPlaces(source, value))


def _json(data: bytes, shown: str, digest: str, *, lines: bool) -> Document:
    value: JsonValue = load_json_lines(data, shown) if lines else load_json(data, shown)
    return Document(shown, value, digest, lambda: JsonPlaces(decode(data, shown).text, lines=lines))
