"""The words for people: what statuses, bases, severities, grades and types of subjects are called."""

from __future__ import annotations

from govkit.model.assessment import BasisName, SeverityName, SourceDoc, StatusName
from govkit.report.words import Words

STATUSES: tuple[StatusName, ...] = ("fail", "error", "unknown", "review", "pass", "not_applicable")
"""The order of reports: what somebody has to act on comes first."""
UNDECIDED: tuple[StatusName, ...] = ("error", "unknown", "review")
SEVERITIES: tuple[SeverityName, ...] = ("critical", "high", "medium", "low")
BASES: tuple[BasisName, ...] = ("confirmed", "examined", "documented", "declared")
"""Strongest first."""


def status_words(words: Words) -> dict[str, str]:
    """Return the word for each status."""
    _ = words.text
    return {
        "fail": _("gap"),
        "error": _("error"),
        "unknown": _("needs facts"),
        "review": _("needs review"),
        "pass": _("met"),
        "not_applicable": _("not applicable"),
    }


def status_meanings(words: Words) -> dict[str, str]:
    """Return what each status says and who has to act, for the glossary."""
    _ = words.text
    return {
        "fail": _("There is positive evidence of a gap. The owner of the requirement acts."),
        "error": _("A check, probe or plugin could not do its work. Whoever runs govkit acts."),
        "unknown": _("The facts that are needed are not stated. Whoever keeps the inventory acts."),
        "review": _("A person has to judge. The assessor acts."),
        "pass": _("There is positive evidence: something was examined, and all that was expected was examined."),
        "not_applicable": _("The requirement does not concern this subject; the reason is recorded."),
    }


def basis_words(words: Words) -> dict[str, str]:
    """Return the word for what a pass rests on."""
    _ = words.text
    return {
        "confirmed": _("confirmed by a person"),
        "examined": _("examined by govkit"),
        "documented": _("documented in evidence"),
        "declared": _("declared, not verified"),
    }


def severity_words(words: Words) -> dict[str, str]:
    """Return the word for each severity."""
    _ = words.text
    return {"critical": _("critical"), "high": _("high"), "medium": _("medium"), "low": _("low")}


def type_words(words: Words) -> dict[str, str]:
    """Return what the subjects of a type are called, in the order of reports."""
    _ = words.text
    return {
        "organisation": _("organisations"),
        "party": _("other parties"),
        "system": _("systems"),
        "dataset": _("datasets"),
        "field": _("fields"),
        "activity": _("processing activities"),
        "transfer": _("transfers"),
        "model": _("models"),
        "ai_system": _("AI systems"),
        "notice": _("notices"),
        "policy": _("policies"),
        "contract": _("contracts"),
        "certificate": _("certificates"),
        "risk_assessment": _("risk assessments"),
        "incident": _("incidents"),
        "training": _("trainings"),
        "request": _("requests from people"),
        "evidence": _("pieces of evidence"),
    }


def source_notes(source: SourceDoc, words: Words) -> list[str]:
    """Return how good a source is, how it was read, and when it was true."""
    _ = words.text
    grades = {
        "A": _("official source"),
        "B": _("source of a law firm or standards body"),
        "C": _("press report"),
        "X": _("unreliable source"),
        "O": _("author's own rule, not law"),
    }
    reads = {
        "text": _("read as text"),
        "summary": _("read in a summary"),
        "recalled": _("recalled, not read"),
    }
    notes = [grades.get(source.get("grade", ""), _("source not graded"))]
    notes.append(reads.get(source.get("read", ""), _("not said how it was read")))
    if as_of := source.get("as_of"):
        notes.append(_("as of {date}", date={"date": as_of}))
    return notes


def citation(source: SourceDoc, words: Words) -> str:
    """Return where a requirement stands: publisher, document, section."""
    parts = [source.get("publisher", ""), source.get("document", ""), source.get("section", "")]
    return ", ".join(words.text(part) for part in parts if part)
