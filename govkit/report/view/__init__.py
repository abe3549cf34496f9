"""Decides every word, order and grouping of a report once, for the console, HTML and Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from govkit.model.assessment import Assessment, FindingEntry, GroupEntry
from govkit.report.clean import plain
from govkit.report.view import findings as finding_views
from govkit.report.view import origins, people
from govkit.report.view.controls import Key
from govkit.report.view.findings import ActionView, ContradictionView, Entry, FindingView, FindingWriter
from govkit.report.view.frameworks import FrameworkView
from govkit.report.view.frameworks import frameworks as framework_views
from govkit.report.view.vocabulary import SEVERITIES, STATUSES, UNDECIDED, severity_words, status_words
from govkit.report.words import Day, Words

SHORT_ID = 12


@dataclass(frozen=True)
class View:
    """An assessment in the words of one language. Parts are worded when they are first asked for."""

    assessment: Assessment
    words: Words

    @classmethod
    def of(cls, assessment: Assessment, language: str) -> View:
        """Return the view of an assessment in a language."""
        return cls(assessment, Words.of(assessment, language))

    @property
    def title(self) -> str:
        """Return the title of the report."""
        return self.words.text("Governance assessment")

    @cached_property
    def organisation(self) -> str:
        """Return the organisation's name, or its id, or that neither is stated."""
        stated = self.assessment["organisation"]
        return plain(stated.get("name") or stated.get("id") or "") or self.words.text("Organisation not named")

    @cached_property
    def scope(self) -> str:
        """Return what the organisation says is covered."""
        return plain(self.assessment["scope"]) or self.words.text("The organisation does not state a scope.")

    @cached_property
    def as_of(self) -> Day:
        """Return the date of the assessment."""
        return self.words.day(self.assessment["as_of"])

    @cached_property
    def short_id(self) -> str:
        """Return the beginning of the digest of the facts."""
        return plain(self.assessment["provenance"]["facts_sha256"][:SHORT_ID])

    @cached_property
    def engine(self) -> str:
        """Return the version of govkit that judged."""
        return plain(self.assessment["provenance"]["engine"])

    @cached_property
    def frameworks(self) -> tuple[FrameworkView, ...]:
        """Return the frameworks with their controls."""
        findings: defaultdict[Key, list[FindingEntry]] = defaultdict(list)
        for finding in self.assessment["findings"]:
            findings[finding["framework"], finding["control"]].append(finding)
        groups: defaultdict[Key, list[GroupEntry]] = defaultdict(list)
        for group in self.assessment["groups"]:
            groups[group["framework"], group["control"]].append(group)
        return framework_views(self.assessment["frameworks"], findings, groups, self.words)

    @cached_property
    def writer(self) -> FindingWriter:
        """Return what turns findings into words."""
        return FindingWriter(self.words, self.assessment)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return the number of controls by status over all frameworks."""
        entries = self.assessment["frameworks"]
        return {status: sum(entry["counts"].get(status, 0) for entry in entries) for status in STATUSES}

    @cached_property
    def answer(self) -> str:
        """Return the result in one sentence."""
        _, n = self.words.text, self.counts
        open_ones = sum(n[status] for status in UNDECIDED)
        applicable = n["pass"] + n["fail"] + open_ones
        if not applicable:
            return _("No requirement applies, or none was assessed.")
        undecided = [
            (_("{n} needs facts", plural="{n} need facts", n=n["unknown"]), n["unknown"]),
            (_("{n} needs review", plural="{n} need review", n=n["review"]), n["review"]),
            (_("{n} could not be checked", plural="{n} could not be checked", n=n["error"]), n["error"]),
        ]
        parts = [
            _("{n} is met", plural="{n} are met", n=n["pass"]),
            _("{n} has gaps", plural="{n} have gaps", n=n["fail"]),
            *(text for text, count in undecided if count),
        ]
        return _(
            "Of {n} requirement that applies, {parts}.",
            plural="Of {n} requirements that apply, {parts}.",
            n=applicable,
            parts=parts,
        )

    @cached_property
    def contradictions(self) -> tuple[ContradictionView, ...]:
        """Return what disagrees, the first five hundred."""
        return finding_views.contradictions(self.assessment, self.writer)

    @cached_property
    def contradiction_count(self) -> int:
        """Return how many there are; `contradictions` words the first of them only."""
        found = sum(1 for entry in self.assessment["findings"] if "contradiction" in entry)
        alike = sum(entry["count"] for entry in self.acting if "contradiction" in entry)
        return len(self.assessment["contradictions"]) + found + alike

    @cached_property
    def acting(self) -> list[GroupEntry]:
        """Return the findings to act on that are kept together."""
        return [entry for entry in self.assessment["groups"] if "acting" in entry]

    @cached_property
    def finding_count(self) -> int:
        """Return how many findings somebody has to act on."""
        return len(self.assessment["findings"]) + sum(entry["count"] for entry in self.acting)

    def all_findings(self) -> Iterator[FindingView]:
        """Yield the findings to act on: contradictions first, then by status and severity, groups after single ones."""
        order: dict[str, int] = {status: i for i, status in enumerate(STATUSES)}
        gravity: dict[str, int] = {severity: i for i, severity in enumerate(SEVERITIES)}

        def rank(entry: Entry) -> tuple[bool, int, int]:
            return (
                "contradiction" not in entry,
                order.get(entry["status"], 9),
                gravity.get(entry.get("severity", ""), 9),
            )

        every: list[Entry] = [*self.assessment["findings"], *self.acting]
        yield from map(self.writer.either, sorted(every, key=rank))

    @cached_property
    def actions(self) -> tuple[ActionView, ...]:
        """Return at most ten things to do next."""
        return finding_views.actions(self.frameworks, self.writer)

    @cached_property
    def questions(self) -> tuple[people.QuestionView, ...]:
        """Return the open questions."""
        return people.questions(self.assessment, self.words)

    @cached_property
    def waivers(self) -> tuple[people.WaiverView, ...]:
        """Return the waivers."""
        return people.waivers(self.assessment["waivers"], self.words)

    @cached_property
    def problems(self) -> tuple[origins.ProblemView, ...]:
        """Return what kept govkit from doing its work."""
        return origins.problems(self.assessment["problems"], self.words)

    @cached_property
    def inventory(self) -> tuple[tuple[str, int], ...]:
        """Return how many subjects of each type there are."""
        return origins.inventory(self.assessment, self.words)

    @cached_property
    def provenance(self) -> tuple[origins.OriginTable, ...]:
        """Return the tables of what took part."""
        return origins.provenance(self.assessment, self.words)

    @property
    def unreviewed(self) -> str:
        """Say that the translation waits for a reviewer, or return an empty text."""
        return origins.unreviewed(self.assessment, self.words)

    @property
    def method(self) -> tuple[str, ...]:
        """Return how verdicts come about and what they are not."""
        return origins.method(self.assessment, self.words)

    @property
    def glossary(self) -> tuple[tuple[str, str], ...]:
        """Return the words of the report and what they mean."""
        return origins.glossary(self.words)

    @cached_property
    def statuses(self) -> dict[str, str]:
        """Return the word for each status, in the order of reports."""
        return status_words(self.words)

    @cached_property
    def severities(self) -> dict[str, str]:
        """Return the word for each severity, gravest first."""
        return severity_words(self.words)

    @cached_property
    def facts_digest(self) -> str:
        """Return the SHA-256 of the facts that were judged."""
        return plain(self.assessment["provenance"]["facts_sha256"])

    @property
    def exhibits(self) -> list[dict[str, Any]]:
        """Return the exhibits as the assessment has them: their texts are messages."""
        return self.assessment["exhibits"]
