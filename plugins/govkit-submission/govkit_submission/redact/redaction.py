"""Leave out internal names and texts as far as no verdict rests on their words, and list what was left out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json

from govkit.model.assessment import RunEntry
from govkit.model.errors import GovkitError
from govkit.model.worded import worded
from govkit_submission.redact.facts import EXTENSION, redacted_facts
from govkit_submission.redact.pseudonyms import Pseudonyms
from govkit_submission.seal.listing import listing
from govkit_submission.seal.names import REDACTED
from govkit_submission.seal.opening import ways_to_write
from govkit_submission.seal.refusal import Refused
from govkit_submission.seal.sealing import Sealable

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host

_NOT_SAID = RunEntry(started="", seconds=0.0, python="", platform="")


@dataclass(frozen=True)
class _Attempt:
    facts: Facts
    assessment: Assessment
    replaced: dict[str, int]


def redacted(sealable: Sealable, host: Host) -> tuple[Sealable, dict[str, bytes], list[str]]:
    """Return the same verdicts on facts without internal names, the member of what was left out, and what stays.

    What stays is what a verdict rests on word by word. Raises `Refused` where nothing can be left out.
    """
    search = _Search(sealable, host)
    groups = sorted(search.attempt(None, judged=False).replaced)
    active = frozenset(search.most(groups, frozenset()))
    if not active:
        raise Refused("redaction", worded("no name can be left out without changing a verdict"))
    found = search.attempt(active)
    kept = [group for group in groups if group not in active and found.replaced.get(group) is not None]
    left_out: Counter[str] = Counter()
    for group, count in found.replaced.items():
        if count and group in active:
            left_out[_public(group)] += count
    member = listing(left_out, kept)
    assessment: Assessment = {**found.assessment, "run": _NOT_SAID}
    digest = assessment["provenance"]["facts_sha256"]
    data = next(way for way in ways_to_write(found.facts) if hashlib.sha256(way).hexdigest() == digest)
    return Sealable(assessment, found.facts, data, None), {REDACTED: member}, kept


@dataclass
class _Search:
    sealable: Sealable
    host: Host
    tried: int = 0

    def attempt(self, active: frozenset[str] | None, *, judged: bool = True) -> _Attempt:
        """Leave groups out, all by default, and judge what remains."""
        self.tried += 1
        self.host.progress(self.tried, None, "redacting")
        names = Pseudonyms(active)
        assessed = self.sealable.assessment["organisation"].get("id", "")
        facts = redacted_facts(self.sealable.facts, names, assessed)
        assessment: Any = {}
        if judged:
            as_of = date.fromisoformat(self.sealable.assessment["as_of"])
            facts = self.host.facts(facts, "facts.json")
            assessment = from_json(to_json(self.host.judge(facts, as_of=as_of)))
        return _Attempt(facts, assessment, names.replaced)

    def fits(self, attempt: _Attempt) -> bool:
        """Tell whether every verdict is what it was."""
        return bool(_verdicts(attempt.assessment) == _verdicts(self.sealable.assessment))

    def most(self, groups: Sequence[str], base: frozenset[str]) -> list[str]:
        """Return the groups that can be left out beside those of `base`, halving until one is found that can't."""
        try:
            if self.fits(self.attempt(base | set(groups))):
                return list(groups)
        except GovkitError:
            pass
        if len(groups) == 1:
            return []
        half = len(groups) // 2
        first = self.most(groups[:half], base)
        return first + self.most(groups[half:], base | set(first))


def _public(group: str) -> str:
    """Return the name under which a group is listed: that of an extension is what is left out."""
    return "extensions" if group.startswith(EXTENSION) else group


def _verdicts(assessment: Assessment) -> Any:
    """Return all that a reader believes of an assessment, without names."""
    parts = ("status", "basis", "counts", "waived", "preanswer", "unconfirmed")
    controls = {
        (framework["id"], framework["edition"], control["id"]): [control.get(part) for part in parts]
        for framework in assessment["frameworks"]
        for control in framework["controls"]
    }
    scores = [framework["score"] for framework in assessment["frameworks"]]
    waivers = sorted(
        (entry["framework"], entry["control"], entry["state"], entry["covers"]) for entry in assessment["waivers"]
    )
    return from_json(to_json([list(map(list, controls.items())), scores, waivers, len(assessment["contradictions"])]))
