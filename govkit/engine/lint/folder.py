"""Look through an assessed folder: its files, and whether what they refer to exists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from govkit.engine.checklists import Chosen, Library
from govkit.engine.extensions import check_extensions
from govkit.engine.lint.tree import leaves
from govkit.engine.load import files_of, load
from govkit.engine.observe import choose
from govkit.engine.read import Document, read_document
from govkit.model.checklist import CheckUse, Question
from govkit.model.config import Config
from govkit.model.entities import BY_TYPE, Field
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
    questions, kinds = _questions(chosen)
    controls = {
        f"{entry.checklist.framework.id}/{control.id}": control.applies.on
        for entry in chosen
        for control in entry.checklist.controls
    }
    for document, index, answer in _entries(folder, "answers"):
        at = ("answers", index)
        yield from _answer(document, at, answer, questions, kinds, frameworks, inventory)
    for name in ("waivers", "reviews"):
        for document, index, entry in _entries(folder, name):
            at = (name, index)
            key = f"{entry['framework']}/{entry['control']}"
            yield from _control(document, at, key, controls, frameworks)
            if "subject" in entry and key in controls:
                yield from _subject(document, at, entry["subject"], controls[key], inventory)
    for document, index, entry in _entries(folder, "rejections"):
        yield from _subject(document, ("rejections", index), entry["subject"], None, inventory)


def _entries(folder: Path, name: str) -> Iterator[tuple[Document, int, Any]]:
    for path in files_of(folder, name):
        document = read_document(path, shown_as=path.relative_to(folder).as_posix())
        content: Any = document.value
        for index, entry in enumerate(content.get(name) or ()):
            yield document, index, entry


def _questions(chosen: Sequence[Chosen]) -> tuple[dict[str, Question | None], dict[str, str]]:
    """Return key → question (`None` for the confirmation of a check), and key → type of subject."""
    found: dict[str, Question | None] = {}
    kinds: dict[str, str] = {}
    for entry in chosen:
        for control in entry.checklist.controls:
            prefix = f"{entry.checklist.framework.id}/{control.id}#"
            for _, leaf in leaves(control, ()):
                if isinstance(leaf, (CheckUse, Question)):
                    key = prefix + (leaf.check if isinstance(leaf, CheckUse) else leaf.ask)
                    found[key] = leaf if isinstance(leaf, Question) else None
                    once = isinstance(leaf, Question) and leaf.per == "organisation"
                    kinds[key] = "organisation" if once else control.applies.on
    return found, kinds


At = tuple[str | int, ...]


def _answer(
    document: Document,
    at: At,
    answer: Any,
    questions: dict[str, Question | None],
    kinds: dict[str, str],
    frameworks: set[str],
    inventory: Inventory,
) -> Iterator[InputError]:
    key = answer["question"]
    if key not in questions:
        assessed = {known.partition("/")[0] for known in questions}
        framework = key.partition("/")[0]
        if framework in assessed or framework not in frameworks:
            hint = nearest(key, questions) or worded("run `govkit answer --list` to see the open questions")
            yield document.error((*at, "question"), worded("there is no question `{key}`", key=key), hint)
        return
    yield from _subject(document, at, answer["subject"], kinds[key], inventory)
    question = questions[key]
    if question is None:
        return
    given = answer.get("question_hash")
    if given is None:
        hint = worded(
            "read the question as it is now, then add `question_hash: {content_hash}`",
            content_hash=json.dumps(question.content_hash),
        )
        yield document.error(
            at, worded("the answer to `{key}` does not say which text of the question it answers", key=key), hint
        )
    elif given != question.content_hash:
        hint = worded("answer it again with `govkit answer`")
        yield document.error((*at, "question_hash"), worded("`{key}` has changed since it was answered", key=key), hint)
    value = answer.get("value")
    if question.type == "choice" and value is not None and value not in question.choices:
        hint = nearest(str(value), question.choices) or worded(
            "possible are {known}", known=", ".join(question.choices)
        )
        yield document.error((*at, "value"), worded("`{key}` has no such choice", key=key), hint)
    if question.type == "yes_no" and value is not None and not isinstance(value, bool):
        yield document.error(
            (*at, "value"), worded("`{key}` is answered by yes or no", key=key), worded("write `true` or `false`")
        )


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


def _subject(
    document: Document, at: At, subject: str, wanted: str | None, inventory: Inventory
) -> Iterator[InputError]:
    kind, _, name = subject.partition(":")
    if kind not in BY_TYPE:
        hint = nearest(kind, BY_TYPE) or worded("possible are {known}", known=", ".join(BY_TYPE))
        yield document.error((*at, "subject"), worded("there is no type of subject `{kind}`", kind=kind[:40]), hint)
    elif wanted is not None and kind != wanted:
        yield document.error(
            (*at, "subject"),
            worded("this is about a {wanted}, not a {kind}", wanted=wanted, kind=kind),
            worded("write {wanted}:ID", wanted=wanted),
        )
    elif inventory.get(subject) is None and kind != Field.type:
        known = [str(record["id"]) for record in inventory.records_of(kind)]
        if name not in known:
            hint = nearest(name, known) or worded(
                "run `govkit lint` on the inventory, or declare the {kind}", kind=kind
            )
            yield document.error(
                (*at, "subject"), worded("there is no `{subject}` in the inventory", subject=subject), hint
            )
