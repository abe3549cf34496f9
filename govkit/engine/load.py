"""Read an assessed folder: settings, inventory, answers, waivers, reviews and rejections, each strictly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from govkit.engine.located import validated
from govkit.engine.normalise import Normalised, normalise
from govkit.engine.read import Document, read_document
from govkit.engine.read.bulk import no_gc
from govkit.model.answers import (
    Answer,
    AnswerFile,
    Rejection,
    RejectionFile,
    Review,
    ReviewFile,
    Waiver,
    WaiverFile,
)
from govkit.model.config import Config
from govkit.model.errors import InputError, InputErrors
from govkit.model.facts import InputDoc

CONFIG = "govkit.yaml"
_SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Loaded:
    """Everything that a folder says, checked."""

    folder: Path
    """What paths in the inventory are relative to."""
    config: Config
    normalised: Normalised
    answers: tuple[Answer, ...]
    waivers: tuple[Waiver, ...]
    reviews: tuple[Review, ...]
    rejections: tuple[Rejection, ...]
    inputs: tuple[InputDoc, ...]
    """The files that were read, with their digests, paths relative to the folder."""


def load(target: Path) -> Loaded:
    """Read a folder, or a single inventory file; raise `InputErrors` naming every fault in every file."""
    with no_gc():
        return _load_folder(target) if target.is_dir() else _load_file(target)


def _load_file(target: Path) -> Loaded:
    document = read_document(target, shown_as=target.name)
    normalised = normalise([document])
    inputs = (InputDoc(path=target.name, sha256=document.sha256),)
    return Loaded(target.parent, Config(), normalised, (), (), (), (), inputs)


def _load_folder(folder: Path) -> Loaded:
    reading = _Reading(folder, [], [])
    config = reading.one(CONFIG, Config)
    documents = [document for path in files_of(folder, "inventory") if (document := reading.document(path)) is not None]
    if not documents and not reading.errors:
        hint = "put inventory.yaml or a folder `inventory/` there, or run `govkit init`"
        raise InputError("there is no inventory in this folder", hint=hint, path=str(folder))
    answers = [answer for file in reading.all_in("answers", AnswerFile) for answer in file.answers]
    waivers = [waiver for file in reading.all_in("waivers", WaiverFile) for waiver in file.waivers]
    reviews = [review for file in reading.all_in("reviews", ReviewFile) for review in file.reviews]
    rejections = [entry for file in reading.all_in("rejections", RejectionFile) for entry in file.rejections]
    normalised = None
    try:
        normalised = normalise(documents)
    except InputErrors as faults:
        reading.errors.extend(faults.errors)
    if reading.errors or normalised is None:
        raise InputErrors(reading.errors)
    return Loaded(
        folder,
        config or Config(),
        normalised,
        tuple(sorted(answers, key=lambda answer: (answer.question, answer.subject, answer.date, answer.author))),
        tuple(waivers),
        tuple(sorted(reviews, key=lambda review: (review.framework, review.control, review.date))),
        tuple(rejections),
        tuple(sorted(reading.inputs, key=lambda entry: entry["path"])),
    )


@dataclass
class _Reading:
    """The reading of one folder: what was read, and what was wrong."""

    folder: Path
    inputs: list[InputDoc]
    errors: list[InputError]

    def document(self, path: Path) -> Document | None:
        """Read one file; remember its digest, or its fault."""
        shown = path.relative_to(self.folder).as_posix()
        try:
            document = read_document(path, shown_as=shown)
        except InputError as fault:
            self.errors.append(fault)
            return None
        self.inputs.append(InputDoc(path=shown, sha256=document.sha256))
        return document

    def one(self, name: str, model: type[M]) -> M | None:
        """Read one file into its model, if it is there."""
        path = self.folder / name
        return self._model(path, model) if path.exists() else None

    def all_in(self, name: str, model: type[M]) -> Iterator[M]:
        """Read `name.yaml` and the files of the folder `name/`."""
        for path in files_of(self.folder, name):
            read = self._model(path, model)
            if read is not None:
                yield read

    def _model(self, path: Path, model: type[M]) -> M | None:
        document = self.document(path)
        if document is None:
            return None
        try:
            return validated(model, document, strict=True)
        except InputErrors as faults:
            self.errors.extend(faults.errors)
            return None


def files_of(folder: Path, name: str) -> list[Path]:
    """Return the files of one sort in an assessed folder: `name.yaml`, and all in the folder `name/`."""
    return [*_named(folder, name), *_files_below(folder / name)]


def _named(folder: Path, stem: str) -> list[Path]:
    return [path for suffix in _SUFFIXES if (path := folder / f"{stem}{suffix}").is_file()]


def _files_below(folder: Path) -> list[Path]:
    """Return the files of a folder in an order that does not depend on the file system."""
    if not folder.is_dir():
        return []
    found = (path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, or `None` where it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def evidence_digests(loaded: Loaded) -> list[InputDoc]:
    """Return every file that the inventory or an answer points to as evidence, with the digest that it has now."""
    paths = {file.path for answer in loaded.answers for file in answer.evidence}
    paths |= {file.path for entry in loaded.rejections for file in entry.evidence}
    paths |= set(_document_paths(loaded.normalised.inventory.records))
    return [_input(loaded.folder, path) for path in sorted(paths)]


def _document_paths(records: Any) -> Iterator[str]:
    for kind in ("evidence", "notice", "policy", "contract", "certificate", "risk_assessment"):
        for record in records.get(kind, ()):
            path = record.get("path")
            if isinstance(path, str) and path not in ("", "none"):
                yield path


def _input(folder: Path, path: str) -> InputDoc:
    place = (folder / path).resolve()
    found = digest(place) if place.is_relative_to(folder.resolve()) else None
    return InputDoc(path=path, sha256=found) if found is not None else InputDoc(path=path)
