"""Look through folders, files and checklists, whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from govkit.engine.checklists import Chosen, Library
from govkit.engine.lint.checklist import Known, lint_checklist, lint_translation, read_for_lint
from govkit.engine.lint.folder import lint_folder
from govkit.engine.located import validated
from govkit.engine.normalise import normalise
from govkit.engine.read import Document, read_document
from govkit.engine.run import today
from govkit.model.answers import AnswerFile, RejectionFile, ReviewFile, WaiverFile
from govkit.model.checklist import Translation
from govkit.model.config import Config
from govkit.model.errors import InputError, InputErrors, UsageError, nearest
from govkit.plugin.manager import Plugins

_MODELS: dict[str, type[BaseModel]] = {
    "answers/1": AnswerFile,
    "waivers/1": WaiverFile,
    "reviews/1": ReviewFile,
    "rejections/1": RejectionFile,
    "config/1": Config,
}
_CHECKLIST, _TRANSLATION, _INVENTORY = "checklist/1", "translation/1", "inventory/1"
_SKIPPED = frozenset({"out", "node_modules", "__pycache__"})


@dataclass
class Linter:
    """Finds faults. With `strict`, translations have to be complete."""

    strict: bool = False
    as_of: date = field(default_factory=today)
    plugins: Plugins = field(default_factory=Plugins)
    library: Library = field(default_factory=Library)
    looked_at: int = 0
    """How many files and folders were looked at: nothing found in nothing is no good news."""

    def lint(self, targets: Sequence[Path], extra: Sequence[Path] = ()) -> list[InputError]:
        """Return the faults of folders and files; `extra` are checklists that the folders are assessed by."""
        files = [path for target in targets for path in self._files(target)]
        folders = [target for target in targets if _is_assessed(target)]
        by_format = [(path, *_format_of(path)) for path in files]
        errors: list[InputError] = []
        checklists: list[Chosen] = []
        for path, format_, faults in by_format:
            errors += faults
            if format_ == _CHECKLIST:
                chosen, faults = read_for_lint(path)
                errors += faults
                checklists += [chosen] if chosen is not None else []
            elif format_ not in ("", _TRANSLATION):
                errors += self._file(path, format_)
        given = [chosen for path in extra for chosen in self._given(path, errors)]
        known = Known(self.library)
        for chosen in (*checklists, *given):
            known.add(chosen)
        for chosen in checklists:
            errors += lint_checklist(chosen, self.plugins, known)
        by_place = {(chosen.document.path if chosen.document else ""): chosen for chosen in checklists}
        for path, format_, _ in by_format:
            if format_ == _TRANSLATION:
                errors += self._translation(path, by_place)
        for folder in folders:
            errors += lint_folder(folder, [*given, *checklists], self.library, self.as_of)
        self.looked_at = len(files) + len(folders)
        return errors

    def _given(self, path: Path, errors: list[InputError]) -> list[Chosen]:
        chosen, faults = read_for_lint(path)
        errors += faults
        return [chosen] if chosen is not None else []

    def _files(self, target: Path) -> list[Path]:
        """Return the files to look at one by one: of an assessed folder, those that assessing it does not read."""
        if not target.exists():
            raise UsageError("there is no such file or folder", hint="check the path", path=str(target))
        if target.is_file():
            return [target, *([] if _is_sidecar(target) else _sidecars(target))]
        found = sorted(
            path for path in target.rglob("*") if path.suffix in (".yaml", ".yml") and _visible(path, target)
        )
        if _is_assessed(target):
            return [path for path in found if path.name.endswith((".checklist.yaml", ".checklist.yml"))]
        return [path for path in found if path.is_file()]

    def _file(self, path: Path, format_: str) -> list[InputError]:
        document = read_document(path)
        try:
            if format_ == _INVENTORY:
                normalise([document])
            else:
                validated(_MODELS[format_], document)
        except InputErrors as faults:
            return list(faults.errors)
        return []

    def _translation(self, path: Path, checklists: dict[str, Chosen]) -> list[InputError]:
        document = read_document(path)
        beside = path.with_name(path.name.removesuffix(path.suffix).rpartition(".")[0] + path.suffix)
        chosen = checklists.get(str(beside))
        if chosen is None and beside.is_file():
            chosen, _ = read_for_lint(beside)
        if chosen is None:
            return [document.error((), "no checklist lies beside this translation", f"put it beside {beside.name}")]
        try:
            return lint_translation(document, validated(Translation, document), chosen, self.strict)
        except InputErrors as faults:
            return list(faults.errors)


def _is_assessed(target: Path) -> bool:
    """Tell whether this is a folder that can be assessed, rather than one that holds checklists."""
    return target.is_dir() and (
        (target / "inventory").is_dir() or any(target.glob("inventory.*")) or (target / "govkit.yaml").is_file()
    )


def _visible(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return not any(part.startswith(".") or part in _SKIPPED for part in parts)


def _sidecars(path: Path) -> list[Path]:
    return sorted(other for other in path.parent.glob(f"{path.stem}.*.yaml") if other != path)


def _is_sidecar(path: Path) -> bool:
    return path.with_name(path.stem.rpartition(".")[0] + path.suffix).is_file()


def _format_of(path: Path) -> tuple[str, list[InputError]]:
    """Return what a file says it is, or why that can't be told."""
    try:
        document: Document = read_document(path)
    except InputError as fault:
        return "", [fault]
    value: Any = document.value
    if isinstance(value, list) and path.suffix == ".jsonl":
        return _INVENTORY, []
    format_ = value.get("govkit") if isinstance(value, dict) else None
    known = (*_MODELS, _CHECKLIST, _TRANSLATION, _INVENTORY)
    if format_ in known:
        return str(format_), []
    hint = (
        nearest(str(format_), known) if format_ is not None else ""
    ) or f"begin with `govkit: …`, one of {', '.join(known)}"
    return "", [document.error(("govkit",), "the file does not say what it is", hint)]
