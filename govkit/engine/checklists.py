"""Find installed checklists and registries by their metadata, choose editions, and read those that are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType

from govkit.engine.editions import Renewals, day_and_reason
from govkit.engine.located import validated
from govkit.engine.read import Document, parse_yaml, read_document
from govkit.model.checklist import Checklist, Framework, Translation
from govkit.model.errors import ChecklistError, GovkitError, InputErrors, UsageError, nearest
from govkit.model.message import Message
from govkit.model.registry import Registry
from govkit.model.worded import worded

GROUP = "govkit.checklists"
REGISTRIES = "registries"
"""The folder of a checklist package in which registries lie, one file a framework."""
_KIND = re.compile(rb"^govkit\s*:\s*[\"']?([a-z-]+/)", re.MULTILINE)
_HEAD = 1_000
"""Bytes of a file in which it says what it is."""
_CONTROLS = re.compile(r"^controls\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Installed:
    """A checklist that a distribution ships: `<publisher>/<framework>/<edition>.yaml` below its package."""

    framework: str
    edition: str
    path: Path
    origin: str
    """The distribution and its version."""

    @property
    def key(self) -> str:
        """Return `framework@edition`."""
        return f"{self.framework}@{self.edition}"


@dataclass(frozen=True)
class Chosen:
    """A checklist that is judged by, with the document it came from."""

    checklist: Checklist
    sha256: str
    origin: str
    document: Document | None = None
    """Where faults are located; missing for one that travelled in a facts document."""
    translations: tuple[Translation, ...] = ()
    why: Message | None = None
    """Why this edition of several."""


class Library:
    """The installed checklists."""

    def __init__(self, points: Iterable[EntryPoint] | None = None) -> None:
        """Take entry points of the group `govkit.checklists`, by default those that are installed."""
        self._points = points
        self._known: dict[Installed, Chosen] = {}
        self._heads: dict[Installed, Framework] = {}

    @cached_property
    def installed(self) -> tuple[Installed, ...]:
        """Return every installed checklist, sorted by framework and edition; none of them is read yet."""
        points = entry_points(group=GROUP) if self._points is None else self._points
        found = [entry for point in points for entry in _shipped(point)]
        return tuple(sorted(found, key=lambda entry: (entry.framework, entry.edition)))

    @cached_property
    def registries(self) -> Mapping[str, Registry]:
        """Return every installed registry of ids, by framework; all of them are read."""
        points = entry_points(group=GROUP) if self._points is None else self._points
        roots = [root for point in points if (root := _folder_of(point.value)) is not None]
        paths = [path for root in roots for path in sorted(root.glob(f"{REGISTRIES}/*.yaml"))]
        found = (validated(Registry, read_document(path)) for path in paths)
        return {registry.framework: registry for registry in found}

    def choose(
        self, wanted: Sequence[str] | None, as_of: date, renewals: Renewals = MappingProxyType({})
    ) -> list[Chosen]:
        """Return the checklists named `id`, `id@edition` or `id@day`; by default those that assess by default.

        Without an edition the one in force on `as_of` is taken, on the day of the renewal where organisations are
        certified to the framework and one holds a certificate, or on the day that is named: the last edition that has
        begun to apply, else the first.
        """
        if wanted is None:
            frameworks = sorted({entry.framework for entry in self.installed})
            fitting = [self._fitting(framework, as_of, renewals) for framework in frameworks]
            return [self._because(entry, why) for entry, why in fitting if self._head(entry).default]
        return [self._because(*self._named(name, as_of, renewals)) for name in dict.fromkeys(wanted)]

    def stands_in(self, given: Chosen) -> bool:
        """Tell whether a checklist bears the name and edition of an installed one, and says something else."""
        entry = next((entry for entry in self.installed if entry.key == given.checklist.key), None)
        return entry is not None and self._read(entry).sha256 != given.sha256

    def _read(self, entry: Installed) -> Chosen:
        """Read a checklist, once: whoever judges many folders asks for the same ones again and again."""
        if entry not in self._known:
            self._known[entry] = read_installed(entry)
        return self._known[entry]

    def _because(self, entry: Installed, why: Message) -> Chosen:
        """Read a checklist, and say why it was chosen where there were others to choose from."""
        editions = sum(other.framework == entry.framework for other in self.installed)
        return replace(self._read(entry), why=why) if editions > 1 else self._read(entry)

    def _fitting(self, framework: str, as_of: date, renewals: Renewals) -> tuple[Installed, Message]:
        entries = (entry for entry in self.installed if entry.framework == framework)
        schemes = {scheme for entry in entries for scheme in self._head(entry).certified_as}
        day, why = day_and_reason(schemes, renewals, as_of)
        return self._in_force(framework, day), why

    def _head(self, entry: Installed) -> Framework:
        if entry not in self._heads:
            self._heads[entry] = read_head(entry)
        return self._heads[entry]

    def _named(self, name: str, as_of: date, renewals: Renewals) -> tuple[Installed, Message]:
        framework, _, edition = name.partition("@")
        entry = next((entry for entry in self.installed if entry.key == name), None)
        day = _day(edition)
        if entry is None and (day is not None or not edition):
            if framework not in {entry.framework for entry in self.installed}:
                raise UsageError(
                    worded("there is no framework `{framework}`", framework=framework), hint=self._hint(framework)
                )
            if day is None:
                return self._fitting(framework, as_of, renewals)
            return self._in_force(framework, day), Message(
                "the edition of {day}, the day that was asked for", {"day": day}
            )
        if entry is None:
            editions = [entry.edition for entry in self.installed if entry.framework == framework]
            hint = (
                worded("installed editions: {editions}", editions=", ".join(editions))
                if editions
                else self._hint(framework)
            )
            raise UsageError(worded("there is no checklist `{name}`", name=name), hint=hint)
        return entry, Message("the edition that was asked for")

    def _hint(self, framework: str) -> str:
        known = sorted({entry.framework for entry in self.installed})
        return nearest(framework, known) or worded("run `govkit list checklists` to see those that are installed")

    def _in_force(self, framework: str, as_of: date) -> Installed:
        editions = [
            (self._head(entry).effective.from_ or date.min, entry.key, entry)
            for entry in self.installed
            if entry.framework == framework
        ]
        editions.sort(key=itemgetter(0, 1))
        begun = [entry for begins, _, entry in editions if begins <= as_of]
        return begun[-1] if begun else editions[0][2]


def _day(edition: str) -> date | None:
    """Return the day that is named in an edition's place."""
    try:
        return date.fromisoformat(edition)
    except ValueError:
        return None


def read_head(entry: Installed) -> Framework:
    """Read what a checklist says of itself before its controls: whoever chooses among many reads none whole.

    A file that does not have this form is read whole, and its faults are raised as `InputErrors`.
    """
    try:
        text = entry.path.read_text("utf-8-sig")
    except (OSError, ValueError):
        return read_installed(entry).checklist.framework
    found = _CONTROLS.search(text)
    if found is None:
        return read_installed(entry).checklist.framework
    document = parse_yaml(text[: found.start()], _shown(entry))
    head = document.value
    if not isinstance(head, dict) or "framework" not in head:
        return read_installed(entry).checklist.framework
    return validated(Framework, document, ("framework",))


def read_title(entry: Installed, language: str) -> str:
    """Return the title of a checklist in a language; empty where nobody has translated it."""
    try:
        text = entry.path.with_name(f"{entry.path.stem}.{language}.yaml").read_text("utf-8-sig")
        found = _CONTROLS.search(text)
        head = parse_yaml(text[: found.start()] if found else text, _shown(entry)).value
    except (OSError, ValueError, GovkitError):
        return ""
    title = head.get("title") if isinstance(head, dict) else None
    return title if isinstance(title, str) else ""


def _shown(entry: Installed) -> str:
    return f"{entry.origin}/{entry.path.name}"


def read_installed(entry: Installed) -> Chosen:
    """Read an installed checklist and its translations."""
    chosen = read_checklist(entry.path, origin=entry.origin, shown_as=_shown(entry))
    framework = chosen.checklist.framework
    if (framework.id, framework.edition) != (entry.framework, entry.edition):
        what = worded(
            "the file is named for {key} and holds {id}@{edition}",
            key=entry.key,
            id=framework.id,
            edition=framework.edition,
        )
        raise ChecklistError(
            what, hint=worded("name the file <framework>/<edition>.yaml"), path=str(entry.path.name), line=1
        )
    return chosen


def read_checklist(path: Path, *, origin: str = "", shown_as: str | None = None) -> Chosen:
    """Read a checklist and the translations beside it; raise `InputErrors` with places."""
    document = read_document(path, shown_as=shown_as)
    checklist = validated(Checklist, document)
    ids = [control.id for control in checklist.controls]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if twice:
        last = len(ids) - 1 - ids[::-1].index(twice[0])
        error = document.error(
            ("controls", last, "id"),
            worded("the control `{twice}` is there twice", twice=twice[0]),
            worded("rename one"),
        )
        raise InputErrors([error])
    translations = tuple(
        validated(Translation, read_document(sidecar)) for sidecar in sorted(path.parent.glob(f"{path.stem}.*.yaml"))
    )
    return Chosen(checklist, document.sha256, origin or str(path), document, translations)


def _shipped(point: EntryPoint) -> Iterable[Installed]:
    root = _folder_of(point.value)
    if root is None:
        return
    origin = f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value
    for path in sorted(root.glob("*/*/*.yaml")):
        edition = path.name.removesuffix(".yaml")
        if not _is_sidecar(path) and not _is_other(path):
            yield Installed(path.parent.name, edition, path, origin)


def _folder_of(module: str) -> Path | None:
    """Return the folder of a package, which is not imported: a plugin that is broken still has its checklists."""
    package, *rest = module.split(".")
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return None
    places = () if spec is None else spec.submodule_search_locations or ()
    return next((folder for place in places if (folder := Path(place, *rest)).is_dir()), None)


def _is_other(path: Path) -> bool:
    """Tell a file that says it is no checklist: reference data may lie beside them."""
    with path.open("rb") as file:
        found = _KIND.search(file.read(_HEAD))
    return found is not None and not found[1].startswith(b"checklist/")


def _is_sidecar(path: Path) -> bool:
    """Tell a translation (`2.0.th.yaml`, beside `2.0.yaml`) from an edition whose name has a dot (`2.0.yaml`)."""
    stem, _, language = path.name.removesuffix(".yaml").rpartition(".")
    return bool(stem) and language.replace("-", "").isalpha() and (path.parent / f"{stem}.yaml").exists()
