"""Judge the facts of a submission again, by the verifier's own checklists and plugins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json

from govkit.model.assessment import Assessment
from govkit.model.errors import GovkitError, UsageError
from govkit.model.worded import worded
from govkit_submission.seal.comparing import Difference, compare
from govkit_submission.seal.opening import Opened
from govkit_submission.seal.refusal import Refused

if TYPE_CHECKING:
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host


@dataclass(frozen=True)
class Rejudgement:
    """What the facts of a submission give here."""

    judged: Assessment | None
    """None where there is no checklist to judge by."""
    differences: tuple[Difference, ...]
    unrecognised: tuple[str, ...]
    """Lines about checklists and plugins that are not those of the verifier."""
    not_judged: tuple[str, ...]
    """Controls (`framework@edition/control`) whose verdict nobody here can tell, so that it is not believed."""


@dataclass
class Judge:
    """Judges submissions; what is installed is looked up once, for any number of them."""

    host: Host
    files: Sequence[Path] = ()
    """Checklists of the verifier's own that are not installed."""
    _own: dict[str, Mapping[str, Any] | None] = field(default_factory=dict)
    _defaults: dict[str, dict[str, str]] = field(default_factory=dict)

    def rejudge(self, opened: Opened) -> Rejudgement:
        """Return what differs from the claims; raise `Refused` for facts that can't be judged."""
        claimed = opened.assessment()
        try:
            return self.judge(claimed, self.host.facts(opened.facts(), "facts.json"))
        except GovkitError as fault:
            raise Refused("facts-form", worded("the facts can't be judged: {what}", what=fault.what)) from None
        except Exception as fault:  # what a stranger has written may break what no rule foresees
            raise Refused(
                "facts-form", worded("the facts can't be judged: {name}", name=type(fault).__name__)
            ) from fault

    def judge(self, claimed: Assessment, facts: Facts) -> Rejudgement:
        """Return what differs between claims, as they are read from JSON, and what the facts give."""
        as_of = date.fromisoformat(claimed["as_of"])
        keys = [f"{entry['id']}@{entry['edition']}" for entry in claimed["frameworks"]]
        unknown = [key for key in keys if self._known(key) is None]
        lines: list[str] = [
            worded("checklist {key} is not known here: its verdicts are not judged again", key=key) for key in unknown
        ]
        lines += list(self._other_texts(claimed))
        left_out = tuple(self._left_out(facts, keys, claimed))
        known = [key for key in keys if key not in unknown]
        judged = self._judged(facts, known, as_of) if known else None
        not_judged = [
            f"{entry['id']}@{entry['edition']}/{control['id']}"
            for entry in claimed["frameworks"]
            if f"{entry['id']}@{entry['edition']}" in unknown
            for control in entry["controls"]
        ]
        if judged is None:
            return Rejudgement(None, left_out, tuple(lines), tuple(not_judged))
        lines += _foreign(claimed, judged)
        touched = _touched(claimed, judged)
        not_judged += _undecided(touched, judged)
        exact = not unknown and not lines
        found = compare(claimed, judged, skip=frozenset(not_judged), partly=frozenset(touched), exact=exact)
        return Rejudgement(judged, (*left_out, *found), tuple(lines), tuple(sorted(not_judged)))

    def _known(self, key: str) -> Mapping[str, Any] | None:
        """Return the verifier's own checklist of this key: digest and origin; `None` where there is none."""
        if not self._own:
            for entry in self.host.checklists([], self.files) if self.files else ():
                framework = entry["content"]["framework"]
                self._own[f"{framework['id']}@{framework['edition']}"] = {**entry, "given": True}
        if key not in self._own:
            try:
                (self._own[key],) = self.host.checklists([key])
            except UsageError:
                self._own[key] = None
        return self._own[key]

    def _other_texts(self, claimed: Assessment) -> list[str]:
        """Say which checklists were judged by in another text than the verifier's."""
        found: list[str] = []
        for entry in claimed["provenance"]["checklists"]:
            key = f"{entry['id']}@{entry['edition']}"
            own = self._known(key)
            if own is not None and own["sha256"] != entry["sha256"]:
                found.append(
                    worded("checklist {key} was another text at the sender's; judged by the one here", key=key)
                )
        return found

    def _left_out(self, facts: Facts, keys: Sequence[str], claimed: Assessment) -> list[Difference]:
        """Return the frameworks that take part by the sender's own settings, and of which nothing is claimed."""
        wanted = facts["config"].get("frameworks")
        claimed_ids = {key.partition("@")[0] for key in keys}
        if wanted is not None:
            missing = [name for name in wanted if name not in keys and name not in claimed_ids]
        else:
            origins = {entry["origin"] for entry in claimed["provenance"]["checklists"]}
            defaults = self._default(claimed["as_of"])
            missing = [
                key
                for key, origin in defaults.items()
                if key.partition("@")[0] not in claimed_ids and origin in origins
            ]
        return [Difference("framework", name, "nothing", "something") for name in missing]

    def _default(self, as_of: str) -> dict[str, str]:
        """Return the frameworks that assess by default on a day, with the distribution that each comes from."""
        if as_of not in self._defaults:
            found = self.host.checklists(None, as_of=date.fromisoformat(as_of))
            named = {f"{e['content']['framework']['id']}@{e['content']['framework']['edition']}": e for e in found}
            self._defaults[as_of] = {key: entry["origin"] for key, entry in named.items()}
        return self._defaults[as_of]

    def _judged(self, facts: Facts, keys: Sequence[str], as_of: date) -> Assessment:
        """Judge by the verifier's checklists alone: those that came with the facts have no say."""
        given = [entry for key in keys if (entry := self._own[key]) is not None and "given" in entry]
        own = [{name: value for name, value in entry.items() if name != "given"} for entry in given]
        ours: Facts = {**facts, "config": {**facts["config"], "frameworks": list(keys)}, "checklists": own}
        return from_json(to_json(self.host.judge(ours, as_of=as_of)))  # type: ignore[no-any-return]


def _foreign(claimed: Assessment, judged: Assessment) -> list[str]:
    """Say which engine, plugins and reference data are not the verifier's."""
    old, new = claimed["provenance"], judged["provenance"]
    lines: list[str] = []
    if old["engine"] != new["engine"]:
        lines.append(
            worded(
                "govkit was {engine} at the sender's and is {engine2} here",
                engine=old["engine"][:40],
                engine2=new["engine"],
            )
        )
    here = {entry["name"]: entry for entry in new["plugins"]}
    for plugin in old["plugins"]:
        mine = here.get(plugin["name"])
        if mine is None or mine["state"] != "loaded":
            lines.append(
                worded(
                    "plugin {name} {version} is not known here",
                    name=plugin["name"][:60],
                    version=plugin["version"][:40],
                )
            )
        elif (mine["version"], mine["state"]) != (plugin["version"], plugin["state"]):
            lines.append(
                worded(
                    "plugin {name} was {version} ({state}) at the sender's and is {version2} here",
                    name=plugin["name"],
                    version=plugin["version"][:40],
                    state=plugin["state"],
                    version2=mine["version"],
                )
            )
    data = {entry["id"]: entry["sha256"] for entry in new["references"]}
    for reference in old["references"]:
        if data.get(reference["id"], reference["sha256"]) != reference["sha256"]:
            lines.append(worded("reference data {id} are others than those here", id=reference["id"][:60]))
    return lines


def _touched(claimed: Assessment, judged: Assessment) -> set[str]:
    """Return the controls that ask something of a plugin which is not loaded here."""
    loaded = {entry["name"] for entry in judged["provenance"]["plugins"] if entry["state"] == "loaded"}
    editions = {entry["id"]: entry["edition"] for entry in claimed["frameworks"]}
    return {
        f"{entry['framework']}@{editions[entry['framework']]}/{entry['control']}"
        for entry in (*judged["findings"], *judged["groups"])
        if entry["status"] == "error"
        and entry["by"]["kind"] == "check"
        and entry["by"]["id"].partition(".")[0] not in loaded
    }


def _undecided(touched: set[str], judged: Assessment) -> list[str]:
    """Return those of the controls that can't be judged without the plugin; a gap is one whatever else was asked."""
    return sorted(
        name
        for framework in judged["frameworks"]
        for control in framework["controls"]
        if control["status"] == "error"
        and (name := f"{framework['id']}@{framework['edition']}/{control['id']}") in touched
    )
