"""Look through an assessed folder: its files, and whether what they refer to exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from govkit.engine.checklists import Chosen, Library
from govkit.engine.extensions import check_extensions
from govkit.engine.lint.answers import At, answer_faults, asked_of, subject_faults
from govkit.engine.load import files_of, load
from govkit.engine.observe import choose
from govkit.engine.read import Document, read_document
from govkit.model.config import Config
from govkit.model.errors import GovkitError, InputError, InputErrors, UsageError, nearest
from govkit.model.inventory import Inventory
from govkit.model.worded import worded
from govkit.plugin.manager import Plugins


def lint_folder(
    folder: Path, given: Sequence[Chosen], library: Library, plugins: Plugins, as_of: date
) -> list[InputError]:
    """Return the faults of a folder's files: what can't be read, or, if all can be, what leads nowhere."""
    try:
        loaded = load(folder)
        check_extensions(loaded.normalised, plugins)
    except InputErrors as faults:
        return list(faults.errors)
    except InputError as fault:
        return [fault]
    try:
        chosen = choose(loaded.config.frameworks, given, library, as_of, loaded.normalised.inventory)
    except UsageError as fault:
        return [_framework_fault(folder, loaded.config, fault)]
    frameworks = {entry.framework for entry in library.installed} | {c.checklist.framework.id for c in chosen}
    return list(_loose_ends(folder, chosen, frameworks, loaded.normalised.inventory))


def _framework_fault(folder: Path, config: Config, fault: GovkitError) -> InputError:
    """Locate a framework that does not exist in `govkit.yaml`."""
    document = read_document(folder / "govkit.yaml", shown_as="govkit.yaml")
    names = list(config.frameworks or ())
    index = next((i for i, name in enumerate(names) if f"`{name.partition('@')[0]}`" in fault.what), None)
    index = next((i for i, name in enumerate(names) if f"`{name}`" in fault.what), index)
    return document.error(("frameworks",) if index is None else ("frameworks", index), fault.what, fault.hint)


def _loose_ends(
    folder: Path, chosen: Sequence[Chosen], frameworks: set[str], inventory: Inventory
) -> Iterator[InputError]:
    """Yield what answers, waivers, reviews and rejections name that does not exist."""
    asked = asked_of(chosen)
    controls = {
        f"{entry.checklist.framework.id}/{control.id}": control.applies.on
        for entry in chosen
        for control in entry.checklist.controls
    }
    for document, index, answer in _entries(folder, "answers"):
        at = ("answers", index)
        yield from answer_faults(document, at, answer, asked, frameworks, inventory)
    for name in ("waivers", "reviews"):
        for document, index, entry in _entries(folder, name):
            at = (name, index)
            key = f"{entry['framework']}/{entry['control']}"
            yield from _control(document, at, key, controls, frameworks)
            if "subject" in entry and key in controls:
                yield from subject_faults(document, at, entry["subject"], controls[key], inventory)
    for document, index, entry in _entries(folder, "rejections"):
        yield from subject_faults(document, ("rejections", index), entry["subject"], None, inventory)


def _entries(folder: Path, name: str) -> Iterator[tuple[Document, int, Any]]:
    for path in files_of(folder, name):
        document = read_document(path, shown_as=path.relative_to(folder).as_posix())
        content: Any = document.value
        for index, entry in enumerate(content.get(name) or ()):
            yield document, index, entry


def _control(
    document: Document, at: At, key: str, controls: Mapping[str, str], frameworks: set[str]
) -> Iterator[InputError]:
    """Yield a fault for a control that does not exist; one of a framework that is not assessed here is let be."""
    framework, _, name = key.partition("/")
    known = {control.partition("/")[2] for control in controls if control.partition("/")[0] == framework}
    if framework not in frameworks:
        hint = nearest(framework, frameworks) or worded("run `govkit list checklists`, or remove it")
        yield document.error(
            (*at, "framework"), worded("there is no framework `{framework}`", framework=framework), hint
        )
    elif known and name not in known:
        hint = nearest(name, known) or worded(
            "run `govkit explain {framework}` to see its controls", framework=framework
        )
        yield document.error(
            (*at, "control"), worded("{framework} has no control `{name}`", framework=framework, name=name), hint
        )
