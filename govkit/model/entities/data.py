"""Where personal data are: systems, datasets, their collections and fields."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from govkit.model.duration import Duration
from govkit.model.entities.base import Entity, NoticeRefs, PartyRef, SystemRef
from govkit.model.slots import Language, Part, Place, Term

Sensitivity = Literal["public", "internal", "confidential", "restricted"]
Identifiability = Literal["direct", "indirect", "pseudonymous", "anonymous"]
Protection = Literal["encrypted", "masked", "hashed", "tokenised"]


class Hosting(Part):
    """Where a system runs."""

    provider: PartyRef
    country: Place | None
    region: str | None


class Measure(Part):
    """A safeguard."""

    name: str | None
    area: Literal["physical", "technical", "administrative", "staff", "lifecycle", "detection", "disposal"] | None
    kind: Term | None
    """What it is: `encryption_at_rest`, `access_control`, `logging`, `monitoring`, `backup`."""
    in_place: bool | None
    tested_on: date | None
    findings_open: int | None
    """How many findings of the last test are still open."""


class System(Entity):
    """An application, platform or service that holds or moves data."""

    type: ClassVar[str] = "system"
    plural: ClassVar[str] = "systems"

    system_type: str | None
    department: str | None
    vendor: PartyRef
    hosting: tuple[Hosting, ...]
    measures: tuple[Measure, ...]
    lifecycle: Literal["planned", "testing", "production", "retiring", "retired"] | None
    urls: tuple[str, ...]


class DataSource(Part):
    """A place from which a probe may read the data of a dataset."""

    path: str | None
    """A file, folder or glob below the assessed folder."""
    connection: str | None
    """The environment variable that holds the connection string; never the string itself."""
    table: str | None
    """The table in a database; all tables where it is left out."""
    format: Literal["csv", "tsv", "json", "jsonl", "parquet", "xlsx", "sqlite", "postgresql", "mysql", "text"] | None
    encoding: str | None
    delimiter: str | None


class CollectionPoint(Part):
    """A form, screen, counter or agent at which data are collected."""

    name: str | None
    notices: NoticeRefs
    states_purposes: bool | None
    states_sharing: bool | None


class ChoiceMechanism(Part):
    """How people choose about their data."""

    covers: tuple[Literal["collection", "use", "disclosure", "marketing", "withdrawal"], ...]
    channels: tuple[str, ...]
    fee: str | None
    languages: tuple[Language, ...]
    recorded: bool | None
    """Whether choices are logged."""
    carried_out_within: Duration | None
    told_to_recipients: bool | None
    suppression_list: bool | None


class Field(Entity):
    """One column, key or attribute of a collection."""

    type: ClassVar[str] = "field"
    plural: ClassVar[str] = "fields"

    path: str | None
    """Where the value lies in nested data."""
    logical_type: (
        Literal["string", "integer", "number", "boolean", "date", "timestamp", "time", "binary", "object", "array"]
        | None
    )
    physical_type: str | None
    classification: tuple[Term, ...]
    """What it is, in terms of a taxonomy."""
    sensitivity: Sensitivity | None
    """How it is to be handled."""
    data_subjects: tuple[Term, ...]
    identifiability: Identifiability | None
    protection: tuple[Protection, ...]
    purposes: tuple[Term, ...]
    primary_key: bool | None
    references: str | None


class Collection(Part):
    """A table, file or record type of a dataset."""

    name: str
    physical_name: str | None
    description: str | None
    row_count: int | None
    fields: tuple[Field, ...]


class Dataset(Entity):
    """A body of data that is kept or used together."""

    type: ClassVar[str] = "dataset"
    plural: ClassVar[str] = "datasets"

    system: SystemRef
    kind: Literal["database", "tables", "files", "stream", "documents", "ml_dataset"] | None
    data: tuple[DataSource, ...]
    """Where probes may read."""
    countries: tuple[Place, ...]
    """Where the data are stored."""
    personal: bool | None
    """Whether it holds personal data."""
    data_subjects: tuple[Term, ...]
    """Whose data: customer, employee, patient."""
    subject_countries: tuple[Place, ...]
    """Where those people are."""
    subjects_count: int | None
    data_categories: tuple[Term, ...]
    """What kinds of personal data."""
    sensitivity: Sensitivity | None
    """How it is to be handled."""
    identifiability: Identifiability | None
    quasi_identifiers: tuple[str, ...]
    """Columns that identify people when combined, as `collection/field`."""
    children: bool | None
    age_threshold: int | None
    guardian_consent: str | None
    """How guardians agree, where children's data are held."""
    purposes: tuple[Term, ...]
    compatible_purposes: tuple[Term, ...]
    legal_basis: Term | None
    consent_record: str | None
    source: tuple[Literal["person", "third_party", "public", "observed", "derived"], ...]
    """Where the data come from."""
    collection_points: tuple[CollectionPoint, ...]
    notices: NoticeRefs
    choice_mechanism: ChoiceMechanism | None
    retention: Duration | None
    """How long the data are kept, as P5Y."""
    retention_from: str | None
    """The event that starts the clock."""
    oldest_record_on: date | None
    disposal: str | None
    """How the data are destroyed at the end."""
    protection: tuple[Protection, ...]
    measures: tuple[Measure, ...]
    accuracy_process: str | None
    last_quality_check: date | None
    licence: str | None
    period: str | None
    card: str | None
    """The dataset card, a path below the assessed folder."""
    collections: tuple[Collection, ...]
