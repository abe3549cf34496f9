"""Look through folders, files and checklists, whatever they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from govkit.engine.checklists import Chosen, Library
from govkit.engine.extensions import check_extensions
from govkit.engine.lint.checklist import Known, lint_checklist, lint_registry, lint_translation, read_for_lint
from govkit.engine.lint.folder import lint_folder
from govkit.engine.load import CONFIG
from govkit.engine.located import validated
from govkit.engine.normalise import normalise
from govkit.engine.read import Document, read_document
from govkit.engine.run import today
from govkit.model.answers import AnswerFile, RejectionFile, ReviewFile, WaiverFile
from govkit.model.checklist import Translation
from govkit.model.config import Config
from govkit.model.errors import InputError, InputErrors, UsageError, nearest
from govkit.model.registry import Registry
from govkit.model.worded import worded
from govkit.plugin.manager import Plugins

_MODELS: dict[str, type[BaseModel]] = {
    "answers/1": AnswerFile,
    "waivers/1": WaiverFile,
    "reviews/1": ReviewFile,
    "rejections/1": RejectionFile,
    "config/1": Config,
}
_CHECKLIST, _TRANSLATION, _INVENTORY, _REGISTRY = "checklist/1", "translation/1", "inventory/1", "registry/1"
_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?govkit[\"']?\s*:", re.MULTILINE)
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
        folders, files = _places(targets)
        self.looked_at = len(files) + len(folders)
        errors: list[InputError] = []
        of: dict[str, list[Path]] = {}
        for path in files:
            format_, faults = _format_of(path)
            errors += faults
            of.setdefault(format_, []).append(path)
        for format_ in (_INVENTORY, *_MODELS):
            errors += [fault for path in of.get(format_, ()) for fault in self._file(path, format_)]
        checklists = [chosen for path in of.get(_CHECKLIST, ()) for chosen in self._given(path, errors)]
        registries = [found for path in of.get(_REGISTRY, ()) for found in self._registry(path, errors)]
        given = [chosen for path in extra for chosen in self._given(path, errors)]
        known = Known(self.library)
        for chosen in (*checklists, *given):
            known.add(chosen)
        for _, registry in registries:
            known.add_registry(registry)
        for chosen in checklists:
            errors += lint_checklist(chosen, self.plugins, known)
        for document, registry in registries:
            errors += lint_registry(document, registry, known)
        for path in of.get(_TRANSLATION, ()):
            errors += self._translation(path)
        for folder in folders:
            errors += lint_folder(folder, [*given, *checklists], self.library, self.plugins, self.as_of)
        return errors

    def _given(self, path: Path, errors: list[InputError]) -> list[Chosen]:
        chosen, faults = read_for_lint(path)
        errors += faults
        return [chosen] if chosen is not None else []

    def _registry(self, path: Path, errors: list[InputError]) -> list[tuple[Document, Registry]]:
        document = read_document(path)
        try:
            return [(document, validated(Registry, document))]
        except InputErrors as faults:
            errors += faults.errors
            return []

    def _file(self, path: Path, format_: str) -> list[InputError]:
        document = read_document(path)
        try:
            if format_ == _INVENTORY:
                check_extensions(normalise([document]), self.plugins)
            else:
                validated(_MODELS[format_], document)
        except InputErrors as faults:
            return list(faults.errors)
        return []

    def _translation(self, path: Path) -> list[InputError]:
        document = read_document(path)
        beside = path.with_name(path.name.removesuffix(path.suffix).rpartition(".")[0] + path.suffix)
        chosen = read_for_lint(beside)[0] if beside.is_file() else None
        if chosen is None:
            return [
                document.error(
                    (),
                    worded("no checklist lies beside this translation"),
                    worded("put it beside {name}", name=beside.name),
                )
            ]
        try:
            return lint_translation(document, validated(Translation, document), chosen, self.strict)
        except InputErrors as faults:
            return list(faults.errors)


def _places(targets: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return the assessed folders, and the files to look at one by one; raise `UsageError` where there is neither."""
    for target in targets:
        if not target.exists():
            raise UsageError(worded("there is no such file or folder"), hint=worded("check the path"), path=str(target))
    folders = [folder for target in targets for folder in _assessed(target)]
    files = [path for target in targets for path in _files(target, folders)]
    if not (files or folders):
        hint = worded("name a folder or a file, or start one with `govkit init`")
        raise UsageError(worded("there is nothing to look at"), hint=hint, path=str(targets[0]))
    return folders, files


def _assessed(target: Path) -> list[Path]:
    """Return the folder itself where it can be assessed, else those below it that have settings."""
    if not target.is_dir():
        return []
    if (target / "inventory").is_dir() or any(target.glob("inventory.*")) or (target / CONFIG).is_file():
        return [target]
    return sorted(path.parent for path in target.rglob(CONFIG) if _visible(path, target))


def _files(target: Path, folders: Sequence[Path]) -> list[Path]:
    """Return the files to look at one by one: those that assessing a folder does not read."""
    if target.is_file():
        return [target, *([] if _is_sidecar(target) else _sidecars(target))]
    found = [path for path in sorted(target.rglob("*")) if path.suffix in (".yaml", ".yml") and _visible(path, target)]
    return [path for path in found if path.is_file() and _is_ours(path, folders)]


def _is_ours(path: Path, folders: Sequence[Path]) -> bool:
    """Tell a file of govkit from the YAML of other tools that lies around; in an assessed folder, go by the name."""
    if any(folder in path.parents for folder in folders):
        return path.name.endswith((".checklist.yaml", ".checklist.yml"))
    try:
        return _HEAD.search(path.read_bytes()) is not None
    except OSError:
        return False


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
    known = (*_MODELS, _CHECKLIST, _TRANSLATION, _INVENTORY, _REGISTRY)
    if format_ in known or _is_of_a_plugin(format_, known):
        return str(format_), []
    hint = (nearest(str(format_), known) if format_ is not None else "") or worded(
        "begin with `govkit: …`, one of {known}", known=", ".join(known)
    )
    return "", [document.error(("govkit",), worded("the file does not say what it is"), hint)]


def _is_of_a_plugin(format_: Any, known: Sequence[str]) -> bool:
    """Tell the reference data of a plugin, which its own commands check, from a format of ours with a slip in it."""
    if not isinstance(format_, str) or not re.fullmatch(r"[a-z]+(-[a-z]+)*/[0-9]+", format_):
        return False
    kinds = [name.partition("/")[0] for name in known]
    kind = format_.partition("/")[0]
    return kind not in kinds and not get_close_matches(kind, kinds, n=1, cutoff=0.75)
