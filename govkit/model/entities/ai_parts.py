"""What models and AI systems are described by: their data, results, risks, notices and marks."""

from __future__ import annotations

from datetime import date
from typing import Literal

from govkit.model.entities.base import DatasetRef
from govkit.model.slots import Digest, Language, Part, Term

Modality = Literal["text", "image", "audio", "video", "code", "tabular", "other"]


class TrainingData(Part):
    """One body of data that a model was made from."""

    dataset: DatasetRef
    """The dataset of this inventory, where it is one."""
    name: str | None
    """The name under which others know it."""
    kind: Literal["public", "licensed", "crawled", "own_product", "human_made", "synthetic", "other"] | None
    """Where it comes from."""
    personal_data: Literal["yes", "no"] | None
    """Whether there are personal data in it."""
    legal_basis: Term | None
    """The legal ground for training on the personal data in it."""
    licence: str | None
    """The terms under which it may be used."""
    opt_out: str | None
    """How people or right-holders keep their material out."""
    size: str | None
    """How much it is, with its unit: `1.2 million records`, `300 billion tokens`."""


class Evaluation(Part):
    """One measured result."""

    dataset: str | None
    """What was measured on."""
    metric: str | None
    """What was measured: `f1`, `refusal_rate`, `word_error_rate`."""
    value: float | None
    """The measured value, in the metric's own unit."""
    slice: str | None
    """The group or condition to which the value belongs."""
    risk: Term | None
    """The risk that the measurement is about, where it is about one."""
    done_on: date | None
    """The day of the measurement."""
    by: str | None
    """Who measured: the developer, or an outside body by name."""
    language: Language | None
    """The language in which it was measured, where it is about one."""
    threshold: float | None
    """The value that had to be reached, or not passed."""
    passed: bool | None
    """Whether the value was good enough."""


class Risk(Part):
    """A risk that was considered."""

    name: str | None
    """The risk in a few words."""
    kind: Term | None
    """Which risk it is: mistakes, disinformation, misuse, intellectual_property, privacy, bias, security, …"""
    harm: str | None
    """What could happen."""
    group_at_risk: str | None
    """To whom it could happen."""
    mitigation: str | None
    """What is done against it."""


class Oversight(Part):
    """How people keep control."""

    level: Literal["before_release", "during", "after", "on_request"] | None
    """When people come in."""
    who: str | None
    """The role that oversees."""
    how_to_stop: str | None
    """How it is stopped, and by whom."""


class Disclosure(Part):
    """How people are told that they deal with a machine."""

    method: str | None
    """How they are told: a sentence, an icon, a spoken line."""
    text: str | None
    """The words that people read or hear."""
    shown_at: str | None
    """Where and when it is shown."""
    languages: tuple[Language, ...]
    """The languages in which it is shown."""
    url: str | None
    """The page that shows it."""


class Marking(Part):
    """How outputs are marked as made by a machine."""

    method: Literal["c2pa", "watermark", "visible_label", "metadata"] | None
    """The technique."""
    covers: tuple[Modality, ...]
    """The kinds of output that carry the mark."""
    tested_on: date | None
    """The day on which it was last tested that the mark is there and can be read."""


class Artifact(Part):
    """A file or service in which a model is handed over."""

    path: str | None
    """A path below the assessed folder."""
    url: str | None
    """Where it can be had."""
    sha256: Digest | None
    """The hash by which whoever receives it knows it again."""
    signed: bool | None
    """Whether it carries a signature."""


class PublishedReport(Part):
    """A report that comes out again and again."""

    url: str | None
    """Where it can be read."""
    published_on: date | None
    """The day of the latest one."""
