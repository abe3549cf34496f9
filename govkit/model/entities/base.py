"""What every assessable thing has: an id, a name, an owner, and an end."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from govkit.model.slots import Id, Part, Ref

OrganisationRef = Annotated[str | None, Ref("organisation")]
PartyRef = Annotated[str | None, Ref("party", "organisation")]
PartyRefs = Annotated[tuple[str, ...], Ref("party", "organisation")]
SystemRef = Annotated[str | None, Ref("system")]
SystemRefs = Annotated[tuple[str, ...], Ref("system")]
DatasetRef = Annotated[str | None, Ref("dataset")]
DatasetRefs = Annotated[tuple[str, ...], Ref("dataset")]
ActivityRef = Annotated[str | None, Ref("activity")]
ActivityRefs = Annotated[tuple[str, ...], Ref("activity")]
ModelRefs = Annotated[tuple[str, ...], Ref("model")]
NoticeRefs = Annotated[tuple[str, ...], Ref("notice")]
ContractRefs = Annotated[tuple[str, ...], Ref("contract")]
CertificateRefs = Annotated[tuple[str, ...], Ref("certificate")]
RiskAssessmentRefs = Annotated[tuple[str, ...], Ref("risk_assessment")]
EvidenceRefs = Annotated[tuple[str, ...], Ref("evidence")]
AnySubjects = Annotated[
    tuple[str, ...],
    Ref("dataset", "activity", "transfer", "system", "model", "ai_system", "party", "organisation", "incident"),
]


class End(Part):
    """Why and since when a subject is no longer there."""

    on: date | None
    """The day on which it ended."""
    reason: str | None
    """Why it ended: "sold", "replaced by dataset:crm2"."""


class Entity(Part):
    """A subject: one assessable thing, known as `type:id`."""

    __slots__ = ()
    type: ClassVar[str] = ""
    """The type in an id: `dataset` in `dataset:crm`."""
    plural: ClassVar[str] = ""
    """The key under which an inventory file lists them."""
    begins: ClassVar[str] = ""
    """The slot that says since when it is there, for laws that grant grace to what was there before; empty: none."""

    id: Id
    """A short, stable name, unique among the subjects of its type."""
    name: str | None
    """What people call it."""
    description: str | None
    """What it is, in a sentence."""
    organisation: OrganisationRef
    """The organisation that answers for it."""
    owner: str | None
    """The role or team that keeps it, rather than a person."""
    formerly: tuple[Id, ...]
    """Earlier ids of the same thing, so that a rename is not a disappearance."""
    ended: End | None
    """Retires the subject from a day on."""
    evidence: EvidenceRefs
    """Evidence that supports what is said here."""

    @property
    def subject(self) -> str:
        """Return `type:id`."""
        return f"{self.type}:{self._record['id']}"

    def __str__(self) -> str:
        """Return `type:id`."""
        return self.subject
