"""Choose the reader of a file by its suffix."""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from govkit.engine.read.document import Document
from govkit.engine.read.json_places import JsonPlaces
from govkit.engine.read.json_reader import is_whole, load_json, load_json_lines, load_unsettled
from govkit.engine.read.limits import MAX_CONTAINERS, MAX_JSON_BYTES, MAX_YAML_BYTES
from govkit.engine.read.text import Source, decode, escaped, read_bytes, without_mark
from govkit.engine.read.yaml_places import YamlPlaces
from govkit.engine.read.yaml_reader import load_yaml
from govkit.model.errors import InputError
from govkit.model.worded import worded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from govkit.engine.read.census import Census
    from govkit.engine.read.document import JsonValue

_YAML: Final = (".yaml", ".yml")
_LEVELS_OF_RECORDS: Final = 24
"""More levels than the records of an inventory have: so deep may lie what a census says the depth of."""
_JSON: Final = ".json"
_JSON_LINES: Final = ".jsonl"
_YAML_LIMIT: Final = (MAX_YAML_BYTES, worded("write large inventories as .json or .jsonl"))
_JSON_LIMIT: Final = (MAX_JSON_BYTES, worded("split it into several files"))


def read_document(
    path: Path, *, shown_as: str | None = None, settled: bool = True, containers: int = MAX_CONTAINERS
) -> Document:
    """Return what a `.yaml`, `.yml`, `.json` or `.jsonl` file says, reported under `shown_as`.

    The value of JSON lines is the list of their records. Raises `InputError`, one line with a place and a mend.
    Whoever looks at every value anyway may take JSON that is not `settled`, and has to call `Document.settle` then.
    Whoever keeps something for every list and mapping of JSON says of how many `containers` that works.
    """
    shown = escaped(str(path) if shown_as is None else shown_as)
    suffix = PurePath(path).suffix.lower()
    if suffix not in (*_YAML, _JSON, _JSON_LINES):
        raise InputError(
            worded("this kind of file is not read"), hint=worded("name it .yaml, .yml, .json or .jsonl"), path=shown
        )
    most, too_large = _YAML_LIMIT if suffix in _YAML else _JSON_LIMIT
    with _enough_memory(shown):
        data = read_bytes(path, shown, most, too_large)
        digest = sha256(data).hexdigest()
        bare = without_mark(data)
        if suffix in _YAML:
            return _yaml(decode(bare, shown), digest)
        _refuse_crowd(bare, shown, containers)
        return _json(bare, shown, digest, lines=suffix == _JSON_LINES, settled=settled)


def parse_yaml(text: str, shown_as: str, first_line: int = 1) -> Document:
    """Return what a piece of YAML says that starts in line `first_line` of the file `shown_as`."""
    source = Source(escaped(shown_as), text, first_line)
    return _yaml(source, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _yaml(source: Source, digest: str) -> Document:
    value = load_yaml(source)
    return Document(source.path, value, digest, lambda: YamlPlaces(source, value))


def _json(data: bytes, shown: str, digest: str, *, lines: bool, settled: bool) -> Document:
    def places() -> JsonPlaces:
        return JsonPlaces(decode(data, shown).text, lines=lines)

    def strictly() -> JsonValue:
        return load_json_lines(data, shown) if lines else load_json(data, shown)

    def settle(census: Census) -> None:
        if not is_whole(census, data, deeper=_LEVELS_OF_RECORDS):
            with _enough_memory(shown):
                strictly()

    unsettled = None if settled else load_unsettled(data, lines=lines)
    if unsettled is None:
        return Document(shown, strictly(), digest, places)
    return Document(shown, unsettled, digest, places, settle)


def _refuse_crowd(data: bytes, shown: str, most: int) -> None:
    """Raise `InputError` for JSON that would take many times its size in memory: it is counted before it is parsed."""
    count = data.count(b"[") + data.count(b"{")
    if count > most:
        what = worded(
            "there are {count} lists and mappings in the file, and at most {most} are read", count=count, most=most
        )
        raise InputError(what, hint=worded("split it into several files"), path=shown)


@contextmanager
def _enough_memory(shown: str) -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise InputError(
            worded("the file needs more memory than there is"), hint=worded("split it"), path=shown
        ) from None
