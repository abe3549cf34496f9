"""Reads what people send back: a workbook, or answers files and folders of a colleague."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit_importers.answers.filled import Filled, Refused, Returned
from govkit_importers.answers.workbook_in import read_workbook

if TYPE_CHECKING:
    from govkit.plugin.host import Host, Located

_PLAIN = (".json", ".yaml", ".yml")


def read_returned(path: Path, host: Host) -> Returned:
    """Return what one file holds; raise `InputError` for one that can't be read or is no form."""
    if path.suffix.lower() not in _PLAIN:
        return read_workbook(path)
    document = host.document(path)
    content = document.value
    if not isinstance(content, dict) or content.get("govkit") != "answers/1":
        raise document.error(
            (), worded("this is no file of answers"), worded("give a workbook, or a file of `answers/`")
        )
    answers = content.get("answers") or []
    if not isinstance(answers, list):
        what = worded("`{key}` has to be a list of mappings", key="answers")
        raise document.error(("answers",), what, worded("give a workbook, or a file of `answers/`"))
    filled, refused = [], []
    for index, entry in enumerate(answers):
        place = document.locate(("answers", index))
        if isinstance(entry, dict):
            filled.append(Filled(_plain(entry), path, _Places(document, index)))
        else:
            refused.append(
                Refused(f"{path.name}:{place.line}", worded("this is no answer"), worded("an answer is a mapping"))
            )
    return Returned(tuple(filled), tuple(refused), organisation=str(content.get("x-organisation", "")))


def files_of(sources: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that are named, and those in `answers/` of each folder that is named."""
    for source in sources:
        if not source.exists():
            raise UsageError(worded("there is no such file or folder"), hint=worded("check the path"), path=str(source))
        if not source.is_dir():
            yield source
            continue
        inner = source / "answers" if (source / "answers").is_dir() else source
        found = [path for path in sorted(inner.iterdir()) if path.suffix.lower() in (*_PLAIN, ".xlsx")]
        if not found:
            raise UsageError(
                worded("there is no file of answers in this folder"), hint=worded("check the path"), path=str(source)
            )
        yield from found


class _Places(dict[str, str]):
    """Where each part of an entry stands, looked up when it is asked for."""

    def __init__(self, document: Located, index: int) -> None:
        super().__init__()
        self._document, self._index = document, index

    def get(self, part: str, default: Any = None) -> Any:
        """Return the line of a part."""
        place = self._document.locate(("answers", self._index, part))
        return f"line {place.line}"


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry as plain data with days as texts."""
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in entry.items()}
