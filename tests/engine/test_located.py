"""Faults of pydantic models in our words, at the place where they are."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from govkit.engine.located import validated
from govkit.engine.read import parse_yaml
from govkit.model.errors import InputErrors


class Leaf(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: Annotated[int, Field(multiple_of=5)] = 5
    shape: Literal["round", "oval"] = "round"
    code: Annotated[str, Field(pattern="^Q+$")] = "Q"


class Tree(BaseModel):
    model_config = ConfigDict(extra="forbid")
    leaves: tuple[Leaf, ...] = ()
    age: int | str | None = None


def said(text: str, pointer: tuple[str | int, ...] = (), *, strict: bool = False) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        validated(Tree, parse_yaml(text, "a.yaml"), pointer, strict=strict)
    return [str(error) for error in caught.value.errors]


def test_a_part_of_a_document_is_located_in_the_whole() -> None:
    assert said("first: 1\ntree:\n  leafs: []\n", ("tree",)) == [
        "a.yaml:3:3: there is no key `leafs` (did you mean `leaves`?)"
    ]
    tree = validated(Tree, parse_yaml("tree: {leaves: [{size: 10}]}", "a.yaml"), ("tree",))
    assert tree.leaves[0].size == 10


def test_what_pydantic_alone_knows_is_passed_on_without_the_value() -> None:
    assert said("leaves:\n  - size: 12\n") == [
        "a.yaml:2:11: `size`: input should be a multiple of 5 (see `govkit schema` for the format)"
    ]
    assert said("leaves:\n  - code: CANARY\n") == [
        "a.yaml:2:11: `code` has not the form that it needs (see `govkit schema` for the format)"
    ]


def test_a_choice_of_forms_is_one_fault() -> None:
    assert said("age: [1]\n", strict=True) == [
        "a.yaml:1:6: `age` has none of the forms that it may have (write a whole number without quotes, or write "
        "a text, in quotes where it looks like a number)"
    ]


def test_strict_reading_takes_nothing_for_what_it_is_not() -> None:
    assert validated(Tree, parse_yaml("leaves: [{size: '5'}]", "a.yaml")).leaves[0].size == 5
    assert said("leaves: [{size: '5'}]", strict=True) == [
        "a.yaml:1:17: `size` is not a whole number (write a whole number without quotes)"
    ]


def test_a_personal_key_is_masked() -> None:
    (line,) = said("somchai@canary.example: 1\n")
    assert "canary" not in line


def test_a_year_of_the_buddhist_era_is_refused_in_free_forms_too() -> None:
    assert said("age: '2569-01-01'\n") == [
        "a.yaml:1:6: `age` is in a year of the Buddhist era (write the Gregorian year, 2026 for 2569)"
    ]
