"""The organisations that are attacked, and how one is made ready for it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from govkit.engine.checklists import Library, read_installed
from govkit.engine.load import load
from govkit.engine.observe import choose
from govkit.engine.plan import make_plan
from govkit.engine.read import read_document
from govkit.model.answers import Answer
from govkit.plugin.manager import Plugins
from tests.promise.answering import EVIDENCE, every_answer, review
from tests.promise.stand import Stand
from tests.promise.verdicts import AS_OF

HOME = Path(__file__).parent / "organisation"
EXAMPLES = Path(__file__).parents[2] / "examples"
OTHERS = "lumbung-others"
"""The organisation of these tests, judged by what it is not judged by on its own."""


def organisations() -> dict[str, Path]:
    """Return the folders to attack, by name: the one of these tests, twice, and those of the examples that there are.

    Whatever is shipped is attacked: what folders are assessed by on their own, by every attack; all else on `OTHERS`,
    by some of them. Judging by hundreds of requirements a thousand times would take hours.
    """
    examples = {folder.parent.name: folder.parent for folder in sorted(EXAMPLES.glob("*/govkit.yaml"))}
    return {"lumbung": HOME, OTHERS: HOME, **examples}


def frameworks_for(name: str, library: Library) -> list[str]:
    """Return the checklists that an organisation is attacked by: one edition of a framework in one judgement."""
    newest = {entry.framework: entry for entry in library.installed}
    by_default = {key for key, entry in newest.items() if read_installed(entry).checklist.framework.default}
    if name != OTHERS:
        return [newest[key].key for key in sorted(by_default)]
    older = {entry.framework: entry for entry in library.installed if entry is not newest[entry.framework]}
    return [
        entry.key
        for entry in {**newest, **older}.values()
        if entry.framework not in by_default or entry in older.values()
    ]


def install(name: str, folder: Path, *, confirmed: bool = True) -> Stand:
    """Copy an organisation to `folder` and make ready to attack it.

    `confirmed` answers every question of every shipped checklist as it should be, confirms what partial checks could
    not, and confirms each requirement, so that as much as possible is passed and can be lost.
    """
    shutil.copytree(organisations()[name], folder, ignore=shutil.ignore_patterns("out", "expected"), dirs_exist_ok=True)
    plugins, library = Plugins(), Library()
    loaded = load(folder)
    loaded = replace(loaded, config=loaded.config.model_copy(update={"frameworks": None}))
    chosen = tuple(choose(frameworks_for(name, library), [], library, AS_OF))
    loaded = replace(
        loaded, config=loaded.config.model_copy(update={"frameworks": tuple(c.checklist.key for c in chosen)})
    )
    plan = make_plan(chosen, plugins)
    stand = Stand(folder, loaded, written(folder), plugins, library, chosen, plan)
    if not confirmed:
        return stand
    reviews = tuple(review(entry, control) for entry in chosen for control in entry.checklist.controls)
    answers = (*loaded.answers, *(answer for answer in every_answer(stand) if _is_new(answer, loaded.answers)))
    (folder / EVIDENCE).parent.mkdir(exist_ok=True)
    (folder / EVIDENCE).exists() or (folder / EVIDENCE).write_text("Minutes of the board.\n", encoding="utf-8")
    return replace(stand, loaded=replace(loaded, answers=answers, reviews=reviews))


def _is_new(answer: Answer, given: tuple[Answer, ...]) -> bool:
    return (answer.question, answer.subject) not in {(entry.question, entry.subject) for entry in given}


def written(folder: Path) -> dict[str, Any]:
    """Return the inventory of a folder as people wrote it, its files in one mapping."""
    content: dict[str, Any] = {}
    paths = [*folder.glob("inventory.*"), *folder.glob("inventory/**/*")]
    for path in sorted(path for path in paths if path.suffix in (".yaml", ".yml", ".json")):
        for key, value in read_document(path).value.items():
            if isinstance(value, list):
                content.setdefault(key, []).extend(value)
            elif key != "govkit":
                content[key] = value
    return content
