"""Read back the documents that govkit wrote: assessments and facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from govkit.engine.facts import parse_facts
from govkit.engine.read import read_document
from govkit.engine.read.bulk import no_gc
from govkit.model.assessment import Assessment
from govkit.model.config import Config
from govkit.model.day import day_of
from govkit.model.errors import InputError
from govkit.model.facts import Facts
from govkit.model.worded import worded

FORMAT = "assessment/1"


def read_facts(path: Path) -> Facts:
    """Return a facts document; raise `InputError` for anything else."""
    with no_gc():
        facts = parse_facts(_json(path, "facts.json"), str(path))
    _require_day(facts["as_of"], worded("the facts document"), worded("gather the facts again"), str(path))
    try:
        Config.model_validate(facts["config"])
    except ValidationError:
        what, hint = worded("the facts document is broken at config"), worded("gather the facts again")
        raise InputError(what, hint=hint, path=str(path)) from None
    return facts


def read_assessment(path: Path) -> Assessment:
    """Return an assessment; raise `InputError` for anything else."""
    with no_gc():
        return parse_assessment(_json(path, "assessment.json"), str(path))


def read_claims(path: Path) -> tuple[Assessment, list[str]]:
    """Return an assessment, and the pointers of what the file holds beside it, which other readers would see.

    Raises `InputError` for anything else than an assessment.
    """
    with no_gc():
        content = _json(path, "assessment.json")
        assessment = parse_assessment(content, str(path))
        return assessment, list(_surplus(content, assessment, ""))


def parse_assessment(content: Any, path: str) -> Assessment:
    """Check that plain data are an assessment; raise `InputError` for anything else."""
    if not isinstance(content, dict) or content.get("govkit") != FORMAT:
        raise InputError(worded("this is no assessment"), hint=worded("make one with `govkit assess`"), path=path)
    try:
        assessment = _form().validate_python(content)
    except ValidationError as error:
        where = "/".join(str(step) for step in error.errors(include_url=False, include_input=False)[0]["loc"])
        raise InputError(
            worded("the assessment is broken at {where}", where=where), hint=worded("assess again"), path=path
        ) from None
    _require_day(assessment["as_of"], worded("the assessment"), worded("assess again"), path)
    return assessment


def _surplus(content: Any, read: Any, pointer: str) -> Iterator[str]:
    """Walk what stands in the file beside what was read of it, which is the same but for keys that were passed over."""
    if isinstance(content, dict):
        for key, value in content.items():
            place = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            yield from _surplus(value, read[key], place) if key in read else [place]
    elif isinstance(content, list):
        for number, (value, known) in enumerate(zip(content, read, strict=True)):
            yield from _surplus(value, known, f"{pointer}/{number}")


@lru_cache(maxsize=1)
def _form() -> TypeAdapter[Assessment]:
    """Return the form of an assessment; it is made once, as that takes longer than to check a small one by it."""
    return TypeAdapter(Assessment)


def _require_day(text: str, what: str, hint: str, path: str) -> None:
    try:
        day_of(text)
    except ValueError:
        raise InputError(worded("{what} is broken at as_of", what=what), hint=hint, path=path) from None


def _json(path: Path, name: str) -> Any:
    if path.is_dir():
        inside = path / "out" / name
        hint = (
            worded("did you mean {inside}?", inside=inside)
            if inside.is_file()
            else worded("give the file, such as out/{name}", name=name)
        )
        raise InputError(worded("this is a folder"), hint=hint, path=str(path))
    if path.suffix != ".json":
        raise InputError(
            worded("this is no JSON file"),
            hint=worded("give the file that govkit wrote, such as out/{name}", name=name),
            path=str(path),
        )
    return read_document(path).value
