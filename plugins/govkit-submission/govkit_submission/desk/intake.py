"""Takes in a folder of submissions: each is accepted or rejected, and what a kill interrupts goes on where it stood."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.day import day_of
from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_submission.desk.examine import Rules, examine
from govkit_submission.desk.pool import Lost, Pool
from govkit_submission.desk.source import Rejected, identify, receive
from govkit_submission.desk.store import FORMAT, PLAN, Desk, digest, packed
from govkit_submission.desk.twins import twins
from govkit_submission.desk.walk import Source, sources
from govkit_submission.keys.store import FILE as STORE

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_submission.keys.store import TrustStore

SAME = "the same bytes were taken in before"


@dataclass(frozen=True)
class Order:
    """How a folder is to be taken in."""

    folder: Path
    day: str
    files: Sequence[Path] = ()
    """Checklists of the desk's own that are not installed."""
    criteria: str = ""
    """The digest of the registered criteria; empty where there are none."""
    registered: Mapping[str, str] = field(default_factory=dict)
    """What the criteria ask for: `id@edition` → digest."""
    trust: Path | None = None
    """The folder of trusted keys, for sealed submissions."""
    workers: int = 2
    seconds: float = 120.0
    not_before: str = ""
    """The first day of which an assessment is taken in; empty for any."""

    @cached_property
    def rules(self) -> str:
        """Return the digest of all that decides what is taken in, and as what: another one judges everything anew."""
        parts = ["no keys"] if self.trust is None else ["keys", _digest(self.trust / STORE)]
        parts += [*map(_digest, self.files), self.criteria, self.not_before]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def rules_of(self, host: Host) -> Rules:
        """Return what submissions are judged by; raise `GovkitError` for a checklist that can't be read."""
        not_before = day_of(self.not_before) if self.not_before else None
        return Rules(host, self.files, self.registered, day_of(self.day), not_before)

    def trusted(self) -> TrustStore | None:
        """Return the keys that signers are held against, where they are; raise `GovkitError` for none or a broken one.

        An empty store would reject everything that is sealed, and a folder that is mistyped is one.
        """
        from govkit_submission.keys.store import read_store

        if self.trust is None:
            return None
        store = read_store(self.trust)
        if not any(store.known()):
            hint = worded("check the path, or trust a key with `govkit keys trust FILE.pub --trust FOLDER`")
            raise UsageError(worded("no key is trusted in this folder"), hint=hint, path=str(self.trust))
        return store


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What became of one thing that was received."""

    name: str
    sha256: str
    outcome: str
    """`accepted`, `rejected` or `known`: it had been taken in before, or in another form."""
    reason: str


def take_in(desk: Desk, order: Order, host: Host) -> list[Outcome]:
    """Take in everything in the folder, add what is new to the log, and return what became of each, sorted by name.

    An intake that was interrupted is finished under the day on which it began; it counts as under way until `finish`.
    Raises `UsageError` where another one has not been finished.
    """
    received = sources(order.folder)
    number, day = _begin(desk, order)
    order = replace(order, day=day)
    before = _logged(desk)
    identified = {source.name: _identified(source) for source in received}
    done = {
        name: before[name]
        for name, sha256 in identified.items()
        if name in before and (before[name]["intake"], before[name]["sha256"]) == (number, sha256)
    }
    waiting = [source for source in received if source.name not in done]
    fresh: dict[str, Source] = {}
    for source in waiting:
        if _is_open(desk, identified[source.name], number, order.rules):
            fresh.setdefault(identified[source.name], source)
    _judge_all(desk, order, fresh, number, host)
    known = dict.fromkeys(_accepted(desk, number), SAME) | twins(desk)
    entries = [_entry(desk, source.name, identified[source.name], number, day, known) for source in waiting]
    desk.log.append(entry for entry in entries if _is_news(entry, before.get(entry["source"])))
    told = done | {entry["source"]: entry for entry in entries}
    return [Outcome(name, entry["sha256"], entry["outcome"], entry["reason"]) for name, entry in sorted(told.items())]


def began(desk: Desk) -> str:
    """Return the day on which the intake under way began."""
    return str((desk.plan() or {})["day"])


def finish(desk: Desk) -> None:
    """End the intake, once all that it leads to has been written."""
    (desk.folder / PLAN).unlink(missing_ok=True)


def _begin(desk: Desk, order: Order) -> tuple[int, str]:
    """Return the number and day of the intake: of the one under way, or of a new one."""
    mine = {"folder": str(order.folder.resolve()), "rules": order.rules}
    plan = desk.plan()
    if plan is None:
        number = max((entry.get("intake", 0) for entry in desk.log.entries()), default=0) + 1
        desk.write(PLAN, packed({**mine, "day": order.day, "number": number}))
        return number, order.day
    if any(plan.get(name) != value for name, value in mine.items()):
        hint = worded("run the same `govkit intake` again to finish it")
        raise UsageError(
            worded("an intake of {value} was interrupted", value=plan.get("folder")), hint=hint, path=str(desk.folder)
        )
    return plan["number"], plan["day"]


def _identified(source: Source) -> str:
    try:
        return identify(source)
    except (OSError, Rejected) as fault:
        return hashlib.sha256(f"{source.name}\n{type(fault).__name__}".encode()).hexdigest()


def _logged(desk: Desk) -> dict[str, dict[str, Any]]:
    """Return the latest entry of the log about each name."""
    return {entry["source"]: entry for entry in desk.log.entries() if entry["kind"] == "intake"}


def _is_news(entry: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    """Tell whether an entry says what the log does not say of this name already."""
    return before is None or any(before[name] != entry[name] for name in ("sha256", "record", "facts"))


def _is_open(desk: Desk, sha256: str, number: int, rules: str) -> bool:
    """Tell whether a submission has to be judged: it is new, or an earlier intake rejected it or had other rules."""
    record = desk.record(sha256)
    if record is None or record["intake"] == number:
        return record is None
    return record["outcome"] == "rejected" or record.get("rules") != rules


def _accepted(desk: Desk, number: int) -> Iterator[str]:
    """Yield the submissions that need no judging any more, as they were accepted by these rules."""
    for entry in desk.log.entries():
        if entry.get("outcome") in ("accepted", "known"):
            record = desk.record(entry["sha256"])
            if record is None or record["outcome"] != "accepted":
                continue
            if entry["intake"] == number or record["intake"] != number:
                yield entry["sha256"]


def _entry(desk: Desk, name: str, sha256: str, number: int, day: str, known: dict[str, str]) -> dict[str, Any]:
    record = desk.record(sha256)
    if record is None:
        raise UsageError(
            worded("a record vanished while it was written"), hint=worded("is something else writing to the desk?")
        )
    outcome, reason = record["outcome"], record["reason"]
    if sha256 in known:
        outcome, reason = "known", known[sha256]
    elif outcome == "accepted":
        known[sha256] = SAME
    return {
        "kind": "intake",
        "at": day,
        "intake": number,
        "source": name,
        "sha256": sha256,
        "outcome": outcome,
        "reason": reason,
        "record": digest(record),
        "facts": desk.facts_digest(sha256),
    }


def _judge_all(desk: Desk, order: Order, fresh: dict[str, Source], number: int, host: Host) -> None:
    """Write the record of every submission that is open, in workers, and tell how far it is."""
    given = (type(host), desk.folder, order, number)
    pool: Pool[tuple[str, Source], None] = Pool(order.workers, examiner, given, order.seconds)
    began = time.monotonic()
    for done, outcome in enumerate(pool.run(fresh.items()), 1):
        if isinstance(outcome, Lost):
            sha256, _ = outcome.task
            _reject(desk, sha256, order, number, outcome.why)
        pace = done / max(time.monotonic() - began, 0.001)
        left = (len(fresh) - done) / pace
        told = worded(
            "submissions, {pace} a second, {minutes} min {seconds} s left",
            pace=f"{pace:.1f}",
            minutes=f"{left // 60:.0f}",
            seconds=f"{left % 60:.0f}",
        )
        host.progress(done, len(fresh), spoken(told))


def examiner(host_type: type[Host], folder: Path, order: Order, number: int) -> Callable[[tuple[str, Source]], None]:
    """Return the function that a worker runs: it examines a submission and writes its record."""
    host = host_type()
    desk = Desk(folder, host)
    rules, trust, day = order.rules_of(host), order.trusted(), day_of(order.day)

    def work(task: tuple[str, Source]) -> None:
        sha256, source = task
        try:
            received = receive(source, host, trust, day)
            record = examine(received, rules)
        except Rejected as refusal:
            _reject(desk, sha256, order, number, str(refusal))
            return
        except Exception as fault:  # whatever a stranger's file breaks: the batch goes on
            what = worded("it breaks what judges it ({name})", name=type(fault).__name__)
            _reject(desk, sha256, order, number, what)
            return
        for framework in record["frameworks"]:
            framework["kept"] = desk.keep_checklist(rules.checklist(f"{framework['id']}@{framework['edition']}"))
        desk.write_facts(sha256, received.facts)
        desk.write_record(sha256, {**_head(sha256, order, number), "criteria": order.criteria, **record})

    return work


def _head(sha256: str, order: Order, number: int) -> dict[str, Any]:
    return {"govkit": FORMAT, "sha256": sha256, "intake": number, "rules": order.rules}


def _reject(desk: Desk, sha256: str, order: Order, number: int, why: str) -> None:
    """Keep why a submission was rejected, unless it was for the same reason before."""
    before = desk.record(sha256)
    if before is None or before["reason"] != why:
        desk.write_record(sha256, {**_head(sha256, order, number), "outcome": "rejected", "reason": why})


def tally(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, int]]:
    """Yield how many submissions had each outcome."""
    for outcome in ("accepted", "rejected", "known"):
        yield outcome, sum(entry.outcome == outcome for entry in outcomes)
