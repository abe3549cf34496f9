"""Look for the mistakes of a checklist that no schema sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from govkit.engine.checklists import Chosen, Library, read_checklist, read_installed
from govkit.engine.lint.tree import Pointer, branches, can_pass, leaves
from govkit.engine.plan import make_plan
from govkit.engine.read import Document
from govkit.i18n import Renderer
from govkit.model.checklist import (
    CheckUse,
    Control,
    ControlTexts,
    Question,
    Related,
    SourceGrade,
    Translation,
    content_hash,
)
from govkit.model.errors import ChecklistError, InputError, InputErrors, nearest
from govkit.model.registry import Registry
from govkit.model.worded import worded
from govkit.plugin.manager import Plugins, Unavailable


@dataclass
class Known:
    """What mappings may lead to: controls of checklists and ids of registries, installed or linted together."""

    library: Library
    controls: dict[str, set[str]] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set)

    def add(self, chosen: Chosen) -> None:
        """Add a checklist that is not installed."""
        self._add(chosen.checklist.framework.id, (control.id for control in chosen.checklist.controls))

    def add_registry(self, registry: Registry) -> None:
        """Add a registry that is not installed."""
        self._add(registry.framework, registry.names)

    def _add(self, framework: str, ids: Iterable[str]) -> None:
        self.controls.setdefault(framework, set()).update(ids)

    def of(self, framework: str) -> set[str] | None:
        """Return the ids of a framework in any edition, or `None` where it is not known."""
        if framework not in self._read:
            self._read.add(framework)
            for entry in self.library.installed:
                if entry.framework == framework:
                    self.add(read_installed(entry))
            if framework in self.library.registries:
                self.add_registry(self.library.registries[framework])
        return self.controls.get(framework)


def read_for_lint(path: Path) -> tuple[Chosen | None, list[InputError]]:
    """Read a checklist; return its faults where it can't be read."""
    try:
        return read_checklist(path), []
    except InputErrors as faults:
        return None, list(faults.errors)
    except InputError as fault:
        return None, [fault]


def lint_checklist(chosen: Chosen, plugins: Plugins, known: Known) -> list[InputError]:
    """Return the faults of a checklist, in the order of the file."""
    errors: list[InputError] = []
    try:
        make_plan([chosen], plugins)
    except InputErrors as faults:
        errors.extend(faults.errors)
    document = chosen.document
    assert document is not None  # noqa: S101 - it was just read from a file
    for index, control in enumerate(chosen.checklist.controls):
        at: Pointer = ("controls", index)
        for pointer, what, hint in _faults(chosen, control, at, plugins, known):
            place = document.locate(pointer)
            errors.append(ChecklistError(what, hint=hint, path=document.path, line=place.line, column=place.column))
    return sorted(errors, key=lambda error: (error.path or "", error.line or 0, error.column or 0, error.what))


Found = Iterator[tuple[Pointer, str, str]]


def _faults(chosen: Chosen, control: Control, at: Pointer, plugins: Plugins, known: Known) -> Found:
    yield from _unavailable(control, at, plugins)
    yield from _questions(control, at)
    yield from _duplicates(control, at)
    yield from _links(control.related, at, known)
    source = control.source.over(chosen.checklist.framework.source)
    if source.mark == "recalled" and source.decides and source.grade is not SourceGrade.OWN:
        hint = worded("write `read: recalled`, or read the source and mark it `verified` or `derived`")
        yield (*at, "source"), f"`{control.id}` rests on memory, and would decide", hint
    if not source.section and source.grade is not SourceGrade.OWN:
        yield (
            (*at, "id"),
            worded("`{id}` has no pinpoint", id=control.id),
            worded("name the article or question in `source.section`"),
        )
    if not can_pass(control.tree):
        hint = worded(
            "free text alone is always review: add a check, a requirement or a question with an answer that passes"
        )
        yield (*at, "id"), worded("`{id}` can never be met", id=control.id), hint


def _unavailable(control: Control, at: Pointer, plugins: Plugins) -> Found:
    for way, leaf in leaves(control, at):
        if isinstance(leaf, CheckUse):
            check = plugins.check(leaf.check)
            if isinstance(check, Unavailable):
                yield (
                    way,
                    worded("`{check}` can't be had: {reason}", check=leaf.check, reason=Renderer().text(check.reason)),
                    "",
                )


def _questions(control: Control, at: Pointer) -> Found:
    seen: set[str] = set()
    used = {leaf.check for _, leaf in leaves(control, at) if isinstance(leaf, CheckUse)}
    for way, leaf in leaves(control, at):
        if not isinstance(leaf, Question):
            continue
        if leaf.ask in seen:
            yield (
                (*way, "ask"),
                worded("`{id}` asks `{ask}` twice", id=control.id, ask=leaf.ask),
                worded("give one another id"),
            )
        seen.add(leaf.ask)
        for name in leaf.agrees_with:
            if name not in used:
                hint = nearest(name, used) or worded("name a check that the same control uses")
                yield (*way, "agrees_with"), worded("`{name}` is no check of `{id}`", name=name, id=control.id), hint


def _duplicates(control: Control, at: Pointer) -> Found:
    for way, members in branches(control, at):
        seen: set[str] = set()
        for index, member in enumerate(members):
            plain = {"check": member} if isinstance(member, str) else member.model_dump(mode="json", by_alias=True)
            if isinstance(member, CheckUse) and not member.with_:
                plain = {"check": member.check}
            key = content_hash(plain)
            if key in seen:
                yield (*way, index), worded("`{id}` has this member twice", id=control.id), worded("remove one")
            seen.add(key)


def _links(related: Iterable[Related], at: Pointer, known: Known) -> Found:
    for index, link in enumerate(related):
        controls = known.of(link.framework)
        if controls is not None and link.control not in controls:
            hint = nearest(link.control, controls) or worded(
                "run `govkit explain {framework}` to see its controls", framework=link.framework
            )
            yield (
                (*at, "related", index, "control"),
                worded("{framework} has no control `{control}`", framework=link.framework, control=link.control),
                hint,
            )


def lint_registry(document: Document, registry: Registry, known: Known) -> list[InputError]:
    """Return the mappings of a registry that lead nowhere."""
    return [
        document.error(pointer, what, hint)
        for kind, entries in (("groups", registry.groups), ("ids", registry.ids))
        for id_, entry in entries.items()
        for pointer, what, hint in _links(entry.related, (kind, id_), known)
    ]


def lint_translation(document: Document, translation: object, chosen: Chosen, strict: bool) -> list[InputError]:
    """Return the faults of a translation: ids that do not exist, and with `strict` what is missing."""
    assert isinstance(translation, Translation)  # noqa: S101
    framework = chosen.checklist.framework
    errors = []
    if (translation.framework, translation.edition) != (framework.id, framework.edition):
        what = worded(
            "this translates {framework}@{edition}, and lies beside {key}",
            framework=translation.framework,
            edition=translation.edition,
            key=chosen.checklist.key,
        )
        errors.append(
            document.error(("framework",), what, worded("correct the framework, the edition, or the file's name"))
        )
    controls = {control.id: control for control in chosen.checklist.controls}
    for id_, texts in translation.controls.items():
        if id_ in controls:
            errors += _lint_texts(document, controls[id_], texts)
        else:
            what, hint = worded("there is no control `{id}`", id=id_), nearest(id_, controls) or worded("remove it")
            errors.append(document.error(("controls", id_), what, hint, key=True))
    if strict:
        errors += [
            document.error((), what, worded("translate it")) for what in _missing(controls, translation.controls)
        ]
    return errors


def _lint_texts(document: Document, control: Control, texts: ControlTexts) -> Iterator[InputError]:
    """Yield what the translation of a control names that the control does not have."""
    at = ("controls", control.id)
    known = {leaf.ask for _, leaf in leaves(control, ()) if isinstance(leaf, Question)}
    for ask in texts.questions:
        if ask not in known:
            what = worded("`{id}` has no question `{ask}`", id=control.id, ask=ask)
            yield document.error((*at, "questions", ask), what, nearest(ask, known), key=True)
    sentences = _sentences(control)
    for sentence in texts.sentences:
        if sentence not in sentences:
            what = worded("`{id}` has no such sentence", id=control.id)
            hint = nearest(sentence, sentences) or worded("remove it")
            yield document.error((*at, "sentences", sentence), what, hint, key=True)


def _sentences(control: Control) -> set[str]:
    found: set[str] = set()
    for _, leaf in leaves(control, ()):
        found |= {text for name in ("met", "gap", "fix") if (text := getattr(leaf, name, None))}
    return found


def _missing(controls: Mapping[str, Control], translated: Mapping[str, object]) -> Iterable[str]:
    for id_, control in controls.items():
        texts: object = translated.get(id_)
        lacking = [
            name for name in ("title", "why", "fix") if getattr(control, name) and not getattr(texts, name, None)
        ]
        questions = getattr(texts, "questions", {})
        for _, leaf in leaves(control, ()):
            if isinstance(leaf, Question):
                given = questions.get(leaf.ask, {})
                lacking += [f"{leaf.ask}.{n}" for n in ("text", "help") if getattr(leaf, n) and not given.get(n)]
        lacking += [f"“{text}”" for text in sorted(_sentences(control) - set(getattr(texts, "sentences", {})))]
        if lacking:
            yield worded("`{id}` is not translated: {lacking}", id=id_, lacking=", ".join(lacking))
