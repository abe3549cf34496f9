"""One run: the settings, plugins and checklists that gathering and judging share, and the two in their order."""

from __future__ import annotations

import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from govkit.engine.checklists import Library, read_checklist
from govkit.engine.facts import checklist_doc, since_doc
from govkit.engine.gather import Progress
from govkit.engine.load import Loaded, load
from govkit.engine.observe import observe
from govkit.engine.pseudonyms import pseudonymised
from govkit.engine.read.bulk import no_gc
from govkit.engine.verdict import judge
from govkit.model.assessment import Assessment, ProblemEntry, RunEntry
from govkit.model.config import Config
from govkit.model.errors import UsageError
from govkit.model.facts import Facts
from govkit.model.worded import worded
from govkit.plugin.manager import Plugins


def today() -> date:
    """Return the day that it is where the person sits."""
    return datetime.now().astimezone().date()


def nothing_told(_who: str, _done: int, _total: int | None, _what: str) -> None:
    """Hear of progress and tell nobody."""


@dataclass
class Run:
    """How a folder is assessed. `overrides` are settings that win over those of the folder."""

    as_of: date = field(default_factory=today)
    overrides: Mapping[str, Any] = field(default_factory=dict)
    checklists: Sequence[Path] = ()
    """Checklist files that are not installed."""
    network: bool = False
    workers: int = 2
    since: Assessment | None = None
    replay: Path | None = None
    """A recording that stands in for the network."""
    keep: Path | None = None
    """The folder into which what web servers say is recorded."""
    pseudonymise: bool = False
    """Whether the names of role-holders are replaced before anything is written or judged."""
    progress: Progress = nothing_told
    plugins: Plugins = field(default_factory=Plugins)
    library: Library = field(default_factory=Library)
    _begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    _clock: float = field(default_factory=time.perf_counter)

    def load(self, target: Path) -> Loaded:
        """Read a folder or an inventory file, with the settings of this run; raise `InputErrors`."""
        loaded = load(target)
        return replace(loaded, config=self._configured(loaded.config))

    def gather(self, loaded: Loaded) -> Facts:
        """Run the probes that the checklists need; raise `UsageError` where there is no checklist to judge by."""
        installed = loaded.config.frameworks is None and self.library.installed
        if not (self.checklists or loaded.config.frameworks or installed):
            raise _nothing_to_judge_by()
        facts = observe(
            loaded,
            as_of=self.as_of,
            plugins=self.plugins,
            library=self.library,
            extra=self.checklists,
            network=self.network,
            workers=self.workers,
            since=self.since,
            replay=self.replay,
            keep=self.keep,
            progress=self.progress,
        )
        return pseudonymised(facts) if self.pseudonymise else facts

    def adopt(self, facts: Facts) -> Facts:
        """Return facts of an earlier run with the settings, checklists and earlier subject list of this one."""
        config = self._configured(Config.model_validate(facts["config"]))
        adopted: Facts = {**facts, "config": config.model_dump(mode="json")}
        if self.checklists:
            adopted["checklists"] = [checklist_doc(read_checklist(path)) for path in self.checklists]
        if self.since is not None:
            adopted["since"] = since_doc(self.since)
        return adopted

    def judge(self, facts: Facts, *, digest: str | None = None) -> Assessment:
        """Judge facts, whose `digest` may be known already, and tell the plugins that took part."""
        with no_gc():  # a large inventory is many small objects, none of which is garbage yet
            assessment = judge(facts, as_of=self.as_of, plugins=self.plugins, library=self.library, digest=digest)
        if not assessment["frameworks"]:
            raise _nothing_to_judge_by()
        for name, message in self.plugins.notify("assessment_finished", assessment=assessment):
            problem = ProblemEntry(kind="plugin", name=name, message=message.to_json())  # type: ignore[typeddict-item]
            assessment["problems"].append(problem)
        assessment["run"] = RunEntry(
            started=self._begun.isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - self._clock, 3),
            python=platform.python_version(),
            platform=platform.platform(terse=True),
        )
        return assessment

    def _configured(self, config: Config) -> Config:
        return config.model_copy(update=dict(self.overrides)) if self.overrides else config


def _nothing_to_judge_by() -> UsageError:
    """A run without a requirement would look like a run without a gap."""
    hint = worded(
        "install some with `pip install govkit-checklists`, name them in `frameworks`, or give a file with -c"
    )
    return UsageError(worded("there is no checklist to assess by"), hint=hint)
