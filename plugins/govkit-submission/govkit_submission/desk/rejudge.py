"""Judges what was taken in by another edition or a jurisdiction's profile, and says whose verdicts change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import GovkitError
from govkit_submission.desk.pool import Lost, Pool
from govkit_submission.desk.profile import Profile, controls_of, require_known
from govkit_submission.desk.shown import shown
from govkit_submission.desk.store import Desk
from govkit_submission.desk.twins import twins

if TYPE_CHECKING:
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host

_SECONDS = 120.0


@dataclass(frozen=True)
class Change:
    """A verdict that is another one under the new rules; empty on the side on which the control is not asked."""

    sha256: str
    control: str
    before: str
    after: str


@dataclass(frozen=True)
class Rejudged:
    """What the new rules change."""

    judged: int
    editions: tuple[str, ...]
    """What was judged by, `id@edition`."""
    changes: tuple[Change, ...]
    failed: Mapping[str, str]
    """Digests of submissions that could not be judged, and why."""

    def by_control(self) -> list[tuple[str, str, str, int]]:
        """Return control, before, after and how many submissions, the most first."""
        found = Counter((change.control, change.before, change.after) for change in self.changes)
        return [(*key, count) for key, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def rejudge(
    desk: Desk, profile: Profile, files: Sequence[Path], host: Host, *, as_of: date | None, workers: int
) -> Rejudged:
    """Judge every accepted submission again, each on its own day unless one is given; nothing at the desk changes."""
    checklists = host.checklists(profile.frameworks, files, as_of=as_of)
    names = tuple(f"{c['content']['framework']['id']}@{c['content']['framework']['edition']}" for c in checklists)
    doubles = twins(desk)
    records = [
        record for record in desk.records() if record["outcome"] == "accepted" and record["sha256"] not in doubles
    ]
    tasks = [record["sha256"] for record in records]
    require_known(profile, controls_of(checklists) | _judged_before(records))
    pool: Pool[str, list[Change] | str] = Pool(
        workers, judger, (type(host), desk.folder, checklists, profile, as_of), _SECONDS
    )
    changes: list[Change] = []
    failed: dict[str, str] = {}
    for done, outcome in enumerate(pool.run(tasks), 1):
        if isinstance(outcome, Lost):
            failed[outcome.task] = outcome.why
        elif isinstance(outcome[1], str):
            failed[outcome[0]] = outcome[1]
        else:
            changes += outcome[1]
        host.progress(done, len(tasks), "submissions judged again")
    ordered = sorted(changes, key=lambda change: (change.control, change.sha256))
    return Rejudged(len(tasks) - len(failed), names, tuple(ordered), dict(sorted(failed.items())))


def _judged_before(records: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the controls of the editions that the submissions were judged by: the new ones may have dropped some."""
    frameworks = (framework for record in records for framework in record["frameworks"])
    return {f"{framework['id']}/{control}" for framework in frameworks for control in framework["controls"]}


def judger(
    host_type: type[Host], folder: Path, checklists: Sequence[Mapping[str, Any]], profile: Profile, as_of: date | None
) -> Callable[[str], list[Change] | str]:
    """Return the function that a worker runs."""
    host = host_type()
    desk = Desk(folder, host)

    def work(sha256: str) -> list[Change] | str:
        record = desk.record(sha256) or {}
        try:
            after = _verdicts(desk.facts(sha256), checklists, host, as_of or date.fromisoformat(record["as_of"]))
        except GovkitError as fault:
            return shown(str(fault))
        except Exception as fault:  # whatever a stranger's facts break: the others are judged all the same
            return f"it breaks what judges it ({type(fault).__name__})"
        return list(_changes(sha256, record, after, profile))

    return work


def _verdicts(
    facts: Facts, checklists: Sequence[Mapping[str, Any]], host: Host, as_of: date
) -> dict[str, dict[str, str]]:
    names = [f"{c['content']['framework']['id']}@{c['content']['framework']['edition']}" for c in checklists]
    config = {**facts["config"], "frameworks": names}
    ours: Facts = {**facts, "config": config, "checklists": [dict(checklist) for checklist in checklists]}
    judged = host.judge(ours, as_of=as_of)
    return {
        framework["id"]: {control["id"]: control["status"] for control in framework["controls"]}
        for framework in judged["frameworks"]
    }


def _changes(
    sha256: str, record: Mapping[str, Any], after: Mapping[str, Mapping[str, str]], profile: Profile
) -> list[Change]:
    """Return the changes in the frameworks that were judged: what was found before against what is found now."""
    before = {
        framework["id"]: {control: entry[1] for control, entry in framework["controls"].items()}
        for framework in record["frameworks"]
    }
    return [
        Change(sha256, f"{framework}/{control}", was, is_)
        for framework, verdicts in after.items()
        for control in sorted(verdicts.keys() | before.get(framework, {}).keys())
        if f"{framework}/{control}" not in profile.leave_out
        for was, is_ in ((before.get(framework, {}).get(control, ""), verdicts.get(control, "")),)
        if was != is_
    ]
