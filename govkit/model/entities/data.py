"""Where personal data are: systems, datasets, their collections and fields."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from govkit.model.duration import Duration
from govkit.model.entities.base import Entity, NoticeRefs, PartyRef, SystemRef
from govkit.model.slots import Language, Name, Part, Place, Term, Variable

Sensitivity = Literal["public", "internal", "confidential", "restricted"]
Identifiability = Literal["direct", "indirect", "pseudonymous", "anonymous"]
Protection = Literal["encrypted", "masked", "hashed", "tokenised"]


class Hosting(Part):
    """Where a system runs."""

    provider: PartyRef
    """The party that runs the machines."""
    country: Place | None
    """Where the machines stand."""
    region: str | None
    """The provider's name for the place: `ap-southeast-1`."""


class Measure(Part):
    """A safeguard."""

    name: str | None
    """Its name in the organisation."""
    area: Literal["physical", "technical", "administrative", "staff", "lifecycle", "detection", "disposal"] | None
    """The family of safeguards that it belongs to."""
    kind: Term | None
    """What it is: `encryption_at_rest`, `access_control`, `logging`, `monitoring`, `backup`."""
    in_place: bool | None
    """Whether it works today; `false` where it is planned."""
    tested_on: date | None
    """The day of its last test."""
    findings_open: int | None
    """How many findings of the last test are still open."""


class System(Entity):
    """An application, platform or service that holds or moves data."""

    type: ClassVar[str] = "system"
    plural: ClassVar[str] = "systems"

    system_type: str | None
    """What it is: `crm`, `web_shop`, `data_warehouse`."""
    department: str | None
    """Who runs it inside the organisation."""
    vendor: PartyRef
    """The party that makes or sells it."""
    hosting: tuple[Hosting, ...]
    """Where it runs; the list is complete."""
    measures: tuple[Measure, ...]
    """The safeguards on it; the list is complete."""
    lifecycle: Literal["planned", "testing", "production", "retiring", "retired"] | None
    """The stage of its life."""
    urls: tuple[str, ...]
    """The addresses at which people reach it."""


class DataSource(Part):
    """A place from which a probe may read the data of a dataset."""

    path: str | None
    """A file, folder or glob below the assessed folder."""
    connection: Variable | None
    """The environment variable that holds the connection string; never the string itself."""
    table: str | None
    """The table in a database; all tables where it is left out."""
    format: Literal["csv", "tsv", "json", "jsonl", "parquet", "xlsx", "sqlite", "postgresql", "mysql", "text"] | None
    """How it is stored; told from the name and the content where it is left out."""
    encoding: str | None
    """The character encoding of a text file: `utf-8`, `cp874`."""
    delimiter: str | None
    """The character between the values of a text file."""


class CollectionPoint(Part):
    """A form, screen, counter or agent at which data are collected."""

    name: str | None
    """What people call it: `checkout form`, `branch counter`."""
    notices: NoticeRefs
    """The notices that are shown there."""
    states_purposes: bool | None
    """Whether people are told there what the data are for."""
    states_sharing: bool | None
    """Whether people are told there who else gets the data."""


class ChoiceMechanism(Part):
    """How people choose about their data."""

    covers: tuple[Literal["collection", "use", "disclosure", "marketing", "withdrawal"], ...]
    """What people may decide about."""
    channels: tuple[str, ...]
    """How they say it: a web page, a letter, a counter."""
    fee: str | None
    """What it costs them; `none` where it is free."""
    languages: tuple[Language, ...]
    """The languages in which they can do it."""
    recorded: bool | None
    """Whether choices are logged."""
    carried_out_within: Duration | None
    """How long it takes until a choice is carried out."""
    told_to_recipients: bool | None
    """Whether recipients learn of a choice."""
    suppression_list: bool | None
    """Whether a list keeps those who said no from being contacted again."""


class Impact(Part):
    """What harm would follow if the data leaked, were wrong, or were gone; the levels are the organisation's own."""

    confidentiality: Term | None
    """The level if the data leaked: `low`, `medium`, `high`."""
    integrity: Term | None
    """The level if the data were wrong."""
    availability: Term | None
    """The level if the data were gone."""
    category: Term | None
    """The category that follows from the three."""


class Field(Entity):
    """One column, key or attribute of a collection."""

    type: ClassVar[str] = "field"
    plural: ClassVar[str] = "fields"

    name: Name
    """What the column or key is called in its collection."""
    path: str | None
    """Where the value lies in nested data."""
    logical_type: (
        Literal["string", "integer", "number", "boolean", "date", "timestamp", "time", "binary", "object", "array"]
        | None
    )
    """What kind of value it holds."""
    physical_type: str | None
    """The type in the store: `varchar(13)`, `int8`."""
    classification: tuple[Term, ...]
    """What it is, in terms of a taxonomy."""
    sensitivity: Sensitivity | None
    """How it is to be handled."""
    data_subjects: tuple[Term, ...]
    """Whose data it is, where it differs from the dataset."""
    identifiability: Identifiability | None
    """How near it leads to a person."""
    protection: tuple[Protection, ...]
    """How the values are protected in the store."""
    purposes: tuple[Term, ...]
    """What it is used for, where it differs from the dataset."""
    primary_key: bool | None
    """Whether it is the key of its collection, or a part of it."""
    references: str | None
    """The field of another collection to which it points."""


class Collection(Part):
    """A table, file or record type of a dataset."""

    name: Name
    """The name of the table, file or record type."""
    physical_name: str | None
    """Its name in the store, where that is another one."""
    description: str | None
    """What one record of it stands for."""
    row_count: int | None
    """How many records it has."""
    fields: tuple[Field, ...]
    """Its columns, keys or attributes."""


class Dataset(Entity):
    """A body of data that is kept or used together."""

    type: ClassVar[str] = "dataset"
    plural: ClassVar[str] = "datasets"

    system: SystemRef
    """The system that holds it."""
    kind: Literal["database", "tables", "files", "stream", "documents", "ml_dataset"] | None
    """How it is kept."""
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
    """How many people are in it."""
    data_categories: tuple[Term, ...]
    """What kinds of personal data."""
    sensitivity: Sensitivity | None
    """How it is to be handled."""
    impact: Impact | None
    """What harm would follow if the data leaked, were wrong, or were gone."""
    identifiability: Identifiability | None
    """How near it leads to a person."""
    quasi_identifiers: tuple[str, ...]
    """Columns that identify people when combined, as `collection/field`."""
    children: bool | None
    """Whether children are among the people."""
    age_threshold: int | None
    """Under which age, in years, a person counts as a child here."""
    guardian_consent: str | None
    """How guardians agree, where children's data are held."""
    purposes: tuple[Term, ...]
    """What the data are used for; the list is complete."""
    compatible_purposes: tuple[Term, ...]
    """Further uses that were found compatible with those purposes."""
    legal_basis: Term | None
    """The legal ground: `consent`, `contract`, `legal_obligation`, `legitimate_interest`."""
    consent_record: str | None
    """Where consents are recorded."""
    source: tuple[Literal["person", "third_party", "public", "observed", "derived"], ...]
    """Where the data come from."""
    collection_points: tuple[CollectionPoint, ...]
    """Where the data are collected."""
    notices: NoticeRefs
    """The notices that cover it."""
    choice_mechanism: ChoiceMechanism | None
    """How people choose about it."""
    retention: Duration | None
    """How long the data are kept, as P5Y."""
    retention_from: str | None
    """The event that starts the clock."""
    oldest_record_on: date | None
    """The day of its oldest record."""
    disposal: str | None
    """How the data are destroyed at the end."""
    protection: tuple[Protection, ...]
    """How the values are protected in the store."""
    measures: tuple[Measure, ...]
    """The safeguards on it, beside those of its system."""
    accuracy_process: str | None
    """How the data are kept right and up to date."""
    last_quality_check: date | None
    """The day on which its quality was last checked."""
    licence: str | None
    """The terms under which it may be used."""
    period: str | None
    """The time that the records are about."""
    card: str | None
    """The dataset card, a path below the assessed folder."""
    collections: tuple[Collection, ...]
    """Its tables, files or record types."""
