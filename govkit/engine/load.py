"""Read an assessed folder: settings, inventory, answers, waivers, reviews and rejections, each strictly."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from govkit.engine.data_seen import with_data_seen
from govkit.engine.located import validated
from govkit.engine.normalise import Normalised, normalise
from govkit.engine.read import Document, read_document
from govkit.engine.read.bulk import no_gc
from govkit.engine.read.text import escaped
from govkit.engine.strays import READ, strays_in
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
from govkit.model.placeholder.blank import MOST, shows_nothing
from govkit.model.worded import worded

CONFIG = "govkit.yaml"
SORTS = ("inventory", "answers", "waivers", "reviews", "rejections")
"""Files of these names are read beside the settings, and all in folders of these names."""
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
    if not os.path.lexists(target):
        raise InputError(worded("there is no such file or folder"), hint=worded("check the path"), path=str(target))
    document = read_document(target, shown_as=target.name, settled=False)
    normalised = normalise([document])
    inputs = (InputDoc(path=target.name, sha256=document.sha256),)
    return Loaded(target.parent, Config(), normalised, (), (), (), (), inputs)


def _load_folder(folder: Path) -> Loaded:
    reading = _Reading(folder, [], strays_in(folder, CONFIG, SORTS))
    config = reading.one(CONFIG, Config)
    read = (reading.document(path, settled=False) for path in reading.files("inventory"))
    documents = [document for document in read if document is not None]
    if not documents and not reading.errors:
        hint = worded("put inventory.yaml or a folder `inventory/` there, or run `govkit init`")
        raise InputError(worded("there is no inventory in this folder"), hint=hint, path=str(folder))
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
    evidence = _evidence_paths(answers, rejections, normalised.inventory.records)
    inventory = with_data_seen(normalised.inventory, folder, evidence)
    return Loaded(
        folder,
        config or Config(),
        replace(normalised, inventory=inventory),
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

    def document(self, path: Path, *, settled: bool = True) -> Document | None:
        """Read one file; remember its digest, or its fault. An inventory is settled by `normalise`."""
        shown = path.relative_to(self.folder).as_posix()
        try:
            document = read_document(path, shown_as=shown, settled=settled)
        except InputError as fault:
            self.errors.append(fault)
            return None
        self.inputs.append(InputDoc(path=shown, sha256=document.sha256))
        return document

    def one(self, name: str, model: type[M]) -> M | None:
        """Read one file into its model, if it is there."""
        path = self.folder / name
        return self._model(path, model) if os.path.lexists(path) else None

    def all_in(self, name: str, model: type[M]) -> Iterator[M]:
        """Read `name.yaml` and the files of the folder `name/`."""
        for path in self.files(name):
            read = self._model(path, model)
            if read is not None:
                yield read

    def files(self, name: str) -> list[Path]:
        """Return the files of one sort; folders that can't be looked into are faults."""
        self.errors.extend(unseen_in(self.folder, name))
        return files_of(self.folder, name)

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
    """Return the files of one sort in an assessed folder: `name.yaml`, and all in the folder `name/`, sorted.

    A name that leads nowhere is among them: reading it is a fault, for what is not seen must not seem absent.
    """
    named = [path for suffix in READ if os.path.lexists(path := folder / f"{name}{suffix}")]
    below = [
        Path(here, file)
        for here, _, files in os.walk(folder / name)
        for file in files
        if Path(file).suffix.lower() in READ
    ]
    return [*named, *sorted(below, key=Path.as_posix)]


def unseen_in(folder: Path, name: str) -> list[InputError]:
    """Return a fault for each folder of one sort that can't be looked into."""
    unseen: list[tuple[Path, str]] = []

    def remember(error: OSError) -> None:
        unseen.append((Path(error.filename), "the folder can't be listed"))

    if os.path.lexists(folder / name):
        for here, below, _ in os.walk(folder / name, onerror=remember):
            links = [Path(here, entry) for entry in below if Path(here, entry).is_symlink()]
            unseen += [(link, "links to folders are not followed") for link in links]
    hint = worded("put a folder there that you may read")
    return [InputError(what, hint=hint, path=escaped(path.relative_to(folder).as_posix())) for path, what in unseen]


def digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, or `None` where it can't be read; a pipe or a device is not waited for."""
    try:
        with open(path, "rb", opener=_at_once) as file:
            regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            return hashlib.file_digest(file, "sha256").hexdigest() if regular else None
    except (OSError, ValueError):
        return None


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def evidence_digests(loaded: Loaded) -> list[InputDoc]:
    """Return every file that the inventory or an answer points to as evidence, with the digest that it has now."""
    paths = _evidence_paths(loaded.answers, loaded.rejections, loaded.normalised.inventory.records)
    return [_evidence(loaded.folder, path) for path in sorted(paths)]


def _evidence_paths(answers: Iterable[Answer], rejections: Iterable[Rejection], records: Any) -> set[str]:
    named = chain(*(answer.evidence for answer in answers), *(entry.evidence for entry in rejections))
    return {file.path for file in named} | set(_document_paths(records))


def _document_paths(records: Any) -> Iterator[str]:
    for kind in ("evidence", "notice", "policy", "contract", "certificate", "risk_assessment"):
        for record in records.get(kind, ()):
            path = record.get("path")
            if isinstance(path, str) and path not in ("", "none"):
                yield path


def digest_in(folder: Path, path: str) -> str | None:
    """Return the SHA-256 of a file below a folder, or `None`: not readable, elsewhere, or no path at all."""
    try:
        place = (folder / path).resolve()
        return digest(place) if place.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # a link to itself, a name that is too long, a NUL
        return None


def _evidence(folder: Path, path: str) -> InputDoc:
    found = _input(folder, path)
    if "sha256" in found and is_blank(folder / path):
        found["blank"] = True
    return found


def is_blank(file: Path) -> bool:
    """Tell whether there is nothing to read in a file; of one that can't be read nothing is known."""
    with suppress(OSError), open(file, "rb", opener=_at_once) as opened:
        return shows_nothing(opened.read(MOST + 1))
    return False


def _input(folder: Path, path: str) -> InputDoc:
    found = digest_in(folder, path)
    return InputDoc(path=path, sha256=found) if found is not None else InputDoc(path=path)
