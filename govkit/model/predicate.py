"""The closed, three-valued predicate language of checklists: what `where` and `require` may say about a subject.

A predicate maps slot paths to conditions, all of which must hold. There are no expressions, templates or calls: a
checklist is a stranger's input. `govkit.engine.predicates` evaluates predicates over whole columns.

    {legal_basis: consent}                               a scalar: equality
    {destination: {in: [SG, JP]}}                        one of
    {subjects_count: {ge: 1000}}                         lt, le, gt, ge on numbers, dates and durations
    {choice_mechanism.channels: {min_items: 1}}          a path into parts; the length of a list
    {purposes: {contains: marketing}}                    some element equals
    {mechanisms: {some: {kind: consent.informed}}}       some element fulfils a predicate; `every` likewise
    {reviewed_on: {within: P12M}}                        not longer ago than this, and not in the future
    {recipient.country: SG}                              a path through a reference
    {retention: {stated: true}}                          stated, explicitly none included
    {any: [{…}, {…}]}  {all: [{…}]}  {not: {…}}          combinations, also inside a condition
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    SerializerFunctionWrapHandler,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    Tag,
    model_serializer,
    model_validator,
)

from govkit.model.answers import Document
from govkit.model.worded import worded

Scalar = StrictBool | StrictInt | StrictFloat | StrictStr
Bound = StrictInt | StrictFloat | StrictStr
"""A number, an ISO date, an ISO duration, or `as_of`: the date of the assessment."""


def _form(raw: Any) -> str:
    return "test" if isinstance(raw, (dict, Test)) else "scalar"


Condition = Annotated[Annotated[Scalar, Tag("scalar")] | Annotated["Test", Tag("test")], Discriminator(_form)]
Predicate = Annotated[dict[str, Any], Field(min_length=1)]


class Test(Document):
    """One condition on one slot. Several keys must all hold."""

    __test__ = False  # a domain word, not a test case
    model_config = ConfigDict(populate_by_name=True)

    in_: tuple[Scalar, ...] | None = Field(default=None, alias="in", min_length=1)
    lt: Bound | None = None
    le: Bound | None = None
    gt: Bound | None = None
    ge: Bound | None = None
    min_items: Annotated[int, Field(ge=0)] | None = None
    max_items: Annotated[int, Field(ge=0)] | None = None
    contains: Scalar | None = None
    some: Rule | None = None
    every: Rule | None = None
    within: Annotated[str, Field(pattern=r"^P")] | None = None
    stated: Literal[True] | None = None
    not_: Condition | None = Field(default=None, alias="not")
    any_: tuple[Condition, ...] | None = Field(default=None, alias="any", min_length=1)
    all_: tuple[Condition, ...] | None = Field(default=None, alias="all", min_length=1)

    @model_validator(mode="after")
    def _says_something(self) -> Test:
        if not self.model_fields_set:
            raise ValueError(worded("an empty condition decides nothing"))
        return self


class Rule(Document):
    """A predicate: conditions by slot path, and combinations of predicates. All must hold."""

    conditions: dict[str, Condition] = Field(default_factory=dict)
    any_: tuple[Rule, ...] = ()
    all_: tuple[Rule, ...] = ()
    not_: Rule | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_mapping(cls, raw: Any) -> Any:
        """Read `{path: condition, any: [...], all: [...], not: {...}}` as it stands in a checklist."""
        if not isinstance(raw, dict):
            return raw
        if not raw:
            raise ValueError(worded("an empty predicate decides nothing"))
        words = {word: f"{word}_" for word in ("any", "all", "not")}
        parts: dict[str, Any] = {words[key]: value for key, value in raw.items() if key in words}
        conditions = {key: value for key, value in raw.items() if key not in words}
        return parts | ({"conditions": conditions} if conditions else {})

    @model_serializer(mode="wrap")
    def _to_mapping(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Write the mapping that `_from_mapping` reads."""
        parts = handler(self)
        if not parts.keys() <= type(self).model_fields.keys():
            return dict(parts)  # below another model pydantic comes through here twice, and this is the second time
        combinations = {key.rstrip("_"): value for key, value in parts.items() if key != "conditions" and value}
        mapping: dict[str, Any] = parts.get("conditions", {}) | combinations
        return mapping


Test.model_rebuild()
