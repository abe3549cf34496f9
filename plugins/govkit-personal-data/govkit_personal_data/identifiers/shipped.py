"""Reads the files of identifiers strictly: unknown keys, double keys and values of another type are errors."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictStr

from govkit_personal_data import strict_yaml
from govkit_personal_data.identifiers.model import Boundary, Identifier, Mark

_FORMAT = "identifiers/1"
_STRICT = ConfigDict(extra="forbid", frozen=True)
_Share = Annotated[float, Field(ge=0, le=1)]


class _Entry(BaseModel):
    model_config = _STRICT

    id: Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    title: StrictStr
    category: StrictStr
    patterns: Annotated[tuple[StrictStr, ...], Field(min_length=1)]
    left: Boundary = "alnum"
    right: Boundary = "alnum"
    whole_cell: bool = False
    validator: StrictStr | None = None
    random_pass_rate: _Share = 1.0
    context: tuple[StrictStr, ...] = ()
    mark: Mark
    weight: _Share
    source: StrictStr


class _File(BaseModel):
    model_config = _STRICT

    govkit: StrictStr
    country: Annotated[StrictStr, Field(pattern=r"^[A-Z]{2}$")] | None
    identifiers: tuple[_Entry, ...]


@lru_cache(maxsize=1)
def all_identifiers() -> tuple[Identifier, ...]:
    """Return the identifiers that ship with the plugin, by country and in the order of their files."""
    folder = files("govkit_personal_data").joinpath("data/identifiers")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(identifier for name in names for identifier in read(folder.joinpath(name)))


def read_own(file: Path) -> tuple[Identifier, ...]:
    """Read identifiers that a user brings; raise `ValueError` for a pattern that must not be run over data."""
    from govkit.model.errors import nearest
    from govkit_personal_data.categories import shipped
    from govkit_personal_data.check_digits import VALIDATORS
    from govkit_personal_data.patterns import check_pattern

    own, categories = read(file), shipped().by_id
    for place, identifier in enumerate(own):
        if identifier.id in {other.id for other in (*all_identifiers(), *own[:place])}:
            raise ValueError(f"{identifier.id}: there is an identifier of that name already")
        if identifier.category not in categories:
            hint = nearest(identifier.category, [*categories]) or f"one of {', '.join(categories)}"
            raise ValueError(f"{identifier.id}: there is no category `{identifier.category}`; {hint}")
        for pattern in identifier.patterns:
            try:
                check_pattern(pattern)
            except ValueError as reason:
                raise ValueError(f"{identifier.id}: {reason}") from None
        if identifier.validator is not None and identifier.validator not in VALIDATORS:
            raise ValueError(f"{identifier.id}: there is no validator `{identifier.validator}`")
    return own


def read(file: Traversable) -> tuple[Identifier, ...]:
    """Read one file of identifiers; raise `ValueError` where it is not what it should be."""
    content = _File.model_validate(strict_yaml.parse(file.read_text("utf-8")))
    if content.govkit != _FORMAT:
        raise ValueError(f"{file.name} is of the format {content.govkit}, not {_FORMAT}")
    prefix = "int" if content.country is None else content.country.lower()
    return tuple(
        Identifier(**{**dict(entry), "id": f"{prefix}.{entry.id}", "country": content.country})
        for entry in content.identifiers
    )
