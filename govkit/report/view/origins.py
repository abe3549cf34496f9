"""What the verdicts rest on, in words: the inventory, the sources, the tools, the method and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkit.model.assessment import Assessment, ProblemEntry
from govkit.report.clean import plain
from govkit.report.view.vocabulary import BASES, STATUSES, basis_words, status_meanings, status_words, type_words
from govkit.report.words import Phrase, Words

LISTED_FILES = 200
"""How many input files a report names; the assessment has them all."""


@dataclass(frozen=True, slots=True)
class ProblemView:
    """Something that kept govkit from doing its work, or that leads nowhere."""

    kind: str
    name: str
    message: Phrase


@dataclass(frozen=True, slots=True)
class OriginTable:
    """A table of what took part, under a title."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rest: str = ""


def problems(entries: list[ProblemEntry], words: Words) -> tuple[ProblemView, ...]:
    """Return what went wrong."""
    _ = words.text
    kinds = {
        "plugin": _("plugin"),
        "probe": _("probe"),
        "exhibit": _("exhibit"),
        "reference": _("reference data"),
        "answer": _("answer"),
        "waiver": _("waiver"),
        "review": _("review"),
        "checklist": _("checklist"),
    }
    return tuple(
        ProblemView(
            kinds.get(entry["kind"], plain(entry["kind"])), plain(entry["name"]), words.sentence(entry["message"])
        )
        for entry in entries
    )


def inventory(assessment: Assessment, words: Words) -> tuple[tuple[str, int], ...]:
    """Return how many subjects of each type there are."""
    subjects, named = assessment["subjects"], type_words(words)
    kinds = [*(kind for kind in named if kind in subjects), *sorted(subjects.keys() - named.keys())]
    return tuple((named.get(kind, plain(kind)), len(subjects[kind])) for kind in kinds if subjects[kind])


def provenance(assessment: Assessment, words: Words) -> tuple[OriginTable, ...]:
    """Return the tables of what took part, with digests, leaving empty ones out."""
    _ = words.text
    origin = assessment["provenance"]
    version, digest, name, edition = _("version"), _("SHA-256"), _("name"), _("edition")
    states = {"loaded": _("loaded"), "failed": _("failed"), "missing": _("missing")}
    tables = [
        OriginTable(
            _("Checklists"),
            (name, edition, _("revision"), _("from"), digest),
            tuple((c["id"], c["edition"], str(c["revision"]), c["origin"], c["sha256"]) for c in origin["checklists"]),
        ),
        OriginTable(
            _("Plugins"),
            (name, _("distribution"), version, _("state")),
            tuple((p["name"], p["distribution"], p["version"], states.get(p["state"], "")) for p in origin["plugins"]),
        ),
        OriginTable(
            _("Probes"),
            (name, version, _("observed"), _("not stated"), _("declined"), _("failed")),
            tuple(
                (p["id"], str(p["version"]), *(words.value(p["counts"].get(key, 0)) for key in _OUTCOMES))
                for p in origin["probes"]
            ),
        ),
        OriginTable(
            _("Reference data"),
            (name, edition, digest),
            tuple((r["id"], r["edition"], r["sha256"]) for r in origin["references"]),
        ),
        OriginTable(
            _("Input files"),
            (_("file"), digest),
            tuple((f["path"], f["sha256"]) for f in origin["inputs"][:LISTED_FILES]),
            _rest(len(origin["inputs"]) - LISTED_FILES, words),
        ),
    ]
    return tuple(
        OriginTable(t.title, t.columns, tuple(tuple(map(plain, row)) for row in t.rows), t.rest)
        for t in tables
        if t.rows
    )


_OUTCOMES: tuple[Literal["observed", "not_stated", "declined", "failed"], ...] = (
    "observed",
    "not_stated",
    "declined",
    "failed",
)


def _rest(n: int, words: Words) -> str:
    if n <= 0:
        return ""
    return words.text("{n} more file is in the JSON report", plural="{n} more files are in the JSON report", n=n)


def unreviewed(assessment: Assessment, words: Words) -> str:
    """Say that the texts in the reader's language wait for a reviewer, or return an empty text where none do."""
    reviewed = assessment["translations"].get(words.language, {}).get("reviewed", {})
    if "unreviewed" not in reviewed.values():
        return ""
    return words.text("The translation into this language has not been reviewed yet; the English texts prevail.")


def method(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return how verdicts come about and what they are not."""
    _ = words.text
    waiting = unreviewed(assessment, words)
    return (
        *([waiting] if waiting else []),
        _("A verdict is never better than its evidence. Probes observe and record facts; checks judge recorded facts."),
        _("What is not stated needs facts, what failed to run is an error, and neither ever counts as met."),
        _("The score is an interval: its lower end counts what is met, its upper end adds what is still undecided."),
        _("Requirements are worded by the authors of the checklists; the cited sources prevail."),
        _("This report is not legal advice, and govkit does not certify anybody."),
    )


def glossary(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the words of the report and what they mean."""
    _ = words.text
    known, meanings, bases = status_words(words), status_meanings(words), basis_words(words)
    rests = {
        "declared": _("The inventory says so; nobody has looked."),
        "documented": _("An evidence file says so."),
        "examined": _("A probe looked at the thing itself."),
        "confirmed": _("A person confirmed it, with name, date and evidence."),
    }
    return (
        *((known[status], meanings[status]) for status in STATUSES),
        *((bases[basis], rests[basis]) for basis in BASES),
        (
            _("contradiction"),
            _("Two sources disagree, such as a document and a scan. It counts as a gap and comes first."),
        ),
        (_("waiver"), _("A gap that somebody accepted, with owner, reason and end. It stays a gap in the score.")),
    )
