"""A filled organisation in a folder of its own, and how a test attacks it: change, judge again, compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pydantic_core import to_json

from govkit.engine import verdict
from govkit.engine.checklists import Chosen, Library
from govkit.engine.facts import make_facts
from govkit.engine.findings import Entries
from govkit.engine.judge import words as judging_of_answers
from govkit.engine.load import Loaded
from govkit.engine.normalise import normalise, on_date
from govkit.engine.plan import Plan
from govkit.engine.references import load_references
from govkit.engine.written import InMemory
from govkit.model.assessment import Assessment
from govkit.model.fact import Fact
from govkit.model.facts import Facts
from govkit.model.placeholder import Silence, silence_of
from govkit.plugin.manager import Plugins
from tests.promise.looking import look
from tests.promise.verdicts import AS_OF, Verdicts, judged


@dataclass(frozen=True, repr=False)
class Stand:
    """An organisation in a folder, with everything that judging it again needs, in this process."""

    folder: Path
    loaded: Loaded
    content: Mapping[str, Any]
    """The inventory as it was written, in one mapping."""
    plugins: Plugins
    library: Library
    chosen: tuple[Chosen, ...]
    plan: Plan
    since: Assessment | None = None
    seen: dict[bytes, Fact] = field(default_factory=dict)
    """What probes saw of a record among these files, so that an attack on one record looks again at that one only."""

    def facts(self, content: Mapping[str, Any] | None = None, *, whole: bool = True, **changed: Any) -> Facts:
        """Return the facts of the organisation, with another inventory or other statements than its own."""
        loaded = self.loaded
        if content is not None:
            document = InMemory("inventory.yaml", {"govkit": "inventory/1", **content})
            loaded = replace(loaded, normalised=normalise([document]))
        loaded = replace(loaded, **changed)
        return make_facts(
            loaded, list(self.gathered(loaded)), as_of=AS_OF, given=self.chosen if whole else (), since=self.since
        )

    def gathered(self, loaded: Loaded) -> Iterator[Fact]:
        """Look with every probe, as a worker does, in this process."""
        inventory = on_date(loaded.normalised.inventory, AS_OF, dated_claims=loaded.normalised.dated_claims)
        names = sorted((record["id"], record.get("name")) for record in inventory.records_of("dataset"))
        for probe in self.plan.probes(self.plugins):
            for record in inventory.records_of(probe.on.type):
                subject = f"{probe.on.type}:{record['id']}"
                if probe.looks_at and probe.looks_at not in record:
                    continue
                key = to_json([probe.id, record, names], inf_nan_mode="strings")
                if key not in self.seen:
                    self.seen[key] = look(probe, subject, inventory, self.folder, loaded.config.seed)
                yield self.seen[key]

    def judge(self, facts: Facts) -> Verdicts:
        """Judge facts and note what came out for each control and subject."""
        return judged(facts, self.plugins, self.library)

    def attacked(self, content: Mapping[str, Any] | None = None, **changed: Any) -> Verdicts:
        """Judge the organisation with another inventory or other statements; what only reports need is left out."""
        facts = self.facts(content, whole=False, **changed)
        with ExitStack() as stack:
            for where, name, stub in (
                (verdict, "checklists_of", lambda _facts: list(self.chosen)),
                (verdict, "make_plan", lambda _chosen, _plugins: self.plan),
                (verdict, "translations", lambda _chosen, _locales: []),
                (verdict, "make_exhibits", lambda _names, _plugins, _around: ([], [])),
                (verdict, "provenance", lambda *_: {}),
                (verdict, "load_references", _references),
                (Entries, "add", lambda _entries, _judged: None),
                (judging_of_answers, "silence_of", _silence_of),
            ):
                stack.enter_context(patch.object(where, name, stub))
            return self.judge(facts)

    def forget(self) -> None:
        """Look again at everything: the files have changed."""
        self.seen.clear()


@cache
def _silence_of(text: str, *, asked: Sequence[str] = ()) -> Silence | None:
    """Read each text of an answer once: nearly all answers are the same in each attack."""
    return silence_of(text, asked=asked)


_REFERENCES: dict[tuple[str, ...], Any] = {}


def _references(wanted: Any) -> Any:
    """Load reference data once: they are files of plugins, and nobody attacks those here."""
    key = tuple(reference.id for reference in wanted)
    if key not in _REFERENCES:
        _REFERENCES[key] = load_references(wanted)
    return _REFERENCES[key]
