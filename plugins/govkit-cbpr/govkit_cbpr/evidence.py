"""Evidence files: whether they exist and are still the files that were filed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Basis,
    Check,
    Context,
    Contract,
    Declined,
    Evidence,
    Finding,
    NotStated,
    Observed,
    Options,
    World,
    check,
    contradicted,
    failed,
    needs_review,
    passed,
    probe,
)
from govkit.plugin import evidence as pointer
from govkit_cbpr.dates import is_recent
from govkit_cbpr.files import find_file, size_and_digest
from govkit_cbpr.known import Known, failing, listed
from govkit_cbpr.options import Months

if TYPE_CHECKING:
    from govkit.model.finding import Evidence as Pointer


@dataclass(frozen=True)
class EvidenceFile:
    """An evidence file as found."""

    exists: bool
    size: int = 0
    """In bytes."""
    sha256: str = ""
    """Empty where there is no file."""


@probe("cbpr.evidence-file", on=Evidence)
def evidence_file(subject: Evidence, world: World) -> Observed[EvidenceFile]:
    """Look up the file of a piece of evidence below the assessed folder, and take its size and SHA-256.

    A file that is not there is a fact of its own. A path that leads outside, is no plain file, or can't be read is
    declined. Nothing of the content is kept.
    """
    named = subject.path
    if named is None:
        raise Declined("it names no file")
    path = find_file(named, world)
    if path is None:
        return Observed(EvidenceFile(exists=False), examined=1, expected=1, unit="files")
    size, sha256 = size_and_digest(path)
    seen = EvidenceFile(exists=True, size=size, sha256=sha256)
    return Observed(seen, examined=1, expected=1, unit="files", inputs=(f"{named} {sha256}",))


@check("cbpr.evidence-intact", on=Evidence, title="The evidence file is the one that was filed", needs=(evidence_file,))
def evidence_intact(subject: Evidence, ctx: Context) -> Finding:
    """A file that was lost or changed after it was filed supports nothing any more.

    Fix: put the filed version back, or file the new one with its own `sha256` and look again at what it supports.
    """
    file = ctx.fact(evidence_file)
    if not file.exists:
        return failed("the evidence file is missing", at="path")
    if not file.size:
        return failed("the evidence file is empty", at="path")
    if subject.sha256 is None:
        return needs_review("the evidence file is there, but nobody recorded its hash when it was filed", at="sha256")
    if file.sha256 != subject.sha256:
        return contradicted("the evidence file is not the one that was filed: its hash differs", at="sha256")
    return passed("the evidence file is the one that was filed", at="sha256")


@check("cbpr.contract-evidence", on=Contract, title="Evidence files show the contract", needs=(evidence_file,))
def contract_evidence(contract: Contract, ctx: Context) -> Finding:
    """An entry in a list is not yet a contract: the signed document, unchanged since it was filed, shows it.

    Fix: file the signed contract below the folder, and link it with its `sha256` under `evidence`.
    """
    linked = Known(contract.evidence)
    if not linked.items:
        return failed("no evidence file shows the contract", at="evidence")
    lost = failing(linked, lambda reference: _is_there(_find(reference, ctx), ctx))
    if lost:
        return failed(
            "{n} evidence file of the contract is missing or empty: {files}",
            plural="{n} evidence files of the contract are missing or empty: {files}",
            at="evidence",
            n=len(lost),
            files=listed(lost),
        )
    changed = failing(linked, lambda reference: _is_unchanged(_find(reference, ctx), ctx))
    if changed:
        return contradicted(
            "the hash of evidence files of the contract differs from when they were filed: {files}",
            at="evidence",
            files=listed(changed),
        )
    return passed(
        "evidence files show the contract, unchanged since they were filed: {n}",
        at="evidence",
        n=len(linked.items),
        basis=Basis.DOCUMENTED,
        evidence=tuple(_pointer(_find(reference, ctx)) for reference in linked.items),
    )


def _pointer(piece: Evidence) -> Pointer:
    path = piece.path if piece.is_stated("path") else None
    return pointer("filed contract", file=path or "", sha256=piece.sha256 or "")


class EvidenceAge(Options):
    """How old evidence may be."""

    months: Months = 24
    """The longest time since it is dated, where it has no last day of its own. govkit's own default."""


@check("cbpr.evidence-current", on=Evidence, title="The evidence is in date", options=EvidenceAge)
def evidence_current(subject: Evidence, ctx: Context[EvidenceAge]) -> Finding:
    """Old evidence shows what used to be; a report of three years ago says little about today.

    Fix: file a newer piece of evidence, and state `dated` and `valid_to` (`none` if it has no last day).
    """
    last = subject.valid_to
    if last is not None:
        if last < ctx.as_of:
            return failed("it was valid until {day}", day=last, at="valid_to")
        return passed("it is valid until {day}", day=last, at="valid_to")
    months = ctx.options.months
    if is_recent(subject, "dated", months, ctx.as_of):
        return passed("it is not older than {months} months", months=months, at="dated")
    return failed("it is older than {months} months, or undated", months=months, at="dated")


def _find(reference: str, ctx: Context[Any]) -> Evidence:
    found = ctx.find(reference, Evidence)
    if found is None:
        raise NotStated(f"evidence:{reference}")
    return found


def _is_there(piece: Evidence, ctx: Context[Any]) -> bool:
    file = ctx.fact(evidence_file, piece)
    return file.exists and file.size > 0


def _is_unchanged(piece: Evidence, ctx: Context[Any]) -> bool:
    if piece.sha256 is None:
        raise NotStated(f"{piece.where}.sha256", "nobody recorded its hash when it was filed")
    return ctx.fact(evidence_file, piece).sha256 == piece.sha256


CHECKS: list[Check[Any]] = [evidence_intact, contract_evidence, evidence_current]
