"""Say where an assessment does not fit its facts, the files on disk, the checklists and plugins, and its own claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from govkit.engine.checklists import Library
from govkit.engine.facts import checklists_of, facts_digest, make_facts
from govkit.engine.load import digest_in, load
from govkit.engine.pseudonyms import pseudonymised
from govkit.engine.verdict import judge
from govkit.model.assessment import Assessment
from govkit.model.errors import GovkitError
from govkit.model.facts import Facts
from govkit.model.mask import mask
from govkit.model.worded import worded
from govkit.plugin.manager import Plugins

_STATED = ("inventory", "answers", "waivers", "reviews", "rejections", "evidence")
"""Parts of the facts that follow from the files of the folder alone."""
_SECTIONS = (
    *("organisation", "scope", "languages", "subjects", "former", "summary", "contradictions", "groups", "questions"),
    *("waivers", "exhibits", "translations"),
)

_DIFFERS = worded("differs from what the facts give")
Compare = Callable[[Sequence[Any], Sequence[Any]], Iterator["Misfit"]]


@dataclass(frozen=True)
class Misfit:
    """One thing that does not fit."""

    kind: str
    """`facts`, `input`, `checklist`, `engine`, `plugin`, `probe`, `reference`, `verdict`, `score`, `finding`,
    `problem` or `section`."""
    name: str
    what: str


def verify(
    claimed: Assessment, facts: Facts, *, folder: Path | None, plugins: Plugins, library: Library
) -> list[Misfit]:
    """Return what does not fit, facts and files first; an empty list where everything does.

    The facts are judged again on the assessment's own date. With a `folder`, its files are held against the digests in
    the facts, and what they say against what the facts claim that they say; what probes saw is not looked at again.
    Raises `GovkitError` where the facts can't be judged at all.
    """
    digest = facts_digest(facts)
    misfits = list(_facts(claimed, digest))
    if folder is not None:
        misfits += _files(facts, folder)
    misfits += [
        Misfit(
            "checklist",
            chosen.checklist.key,
            worded("is a file that says something else than the installed one of its name"),
        )
        for chosen in checklists_of(facts)
        if library.stands_in(chosen)
    ]
    as_of = date.fromisoformat(claimed["as_of"])
    judged = _plain(judge(facts, as_of=as_of, plugins=plugins, library=library, digest=digest))
    plain = _plain(claimed)
    return [*misfits, *_origins(plain["provenance"], judged["provenance"]), *_verdicts(plain, judged)]


def _facts(claimed: Assessment, found: str) -> Iterator[Misfit]:
    stated = claimed["provenance"]["facts_sha256"]
    if stated != found:
        yield Misfit("facts", found[:12], worded("the assessment rests on the facts {stated}", stated=stated[:12]))


def _files(facts: Facts, folder: Path) -> Iterator[Misfit]:
    changed = list(_changed(facts, folder))
    yield from changed
    try:
        loaded = load(folder)
    except GovkitError as fault:
        yield Misfit(
            "input", fault.where or mask(str(folder)), worded("can't be read any more: {what}", what=fault.what)
        )
        return
    known = {entry["path"] for entry in facts["inputs"]}
    for entry in loaded.inputs:
        if entry["path"] not in known:
            yield Misfit("input", mask(entry["path"]), worded("was not there when the facts were gathered"))
    if not changed:
        said = make_facts(loaded, [], as_of=date.min, given=[], since=None)
        claims = _plain(facts)
        ways: tuple[Any, ...] = (_plain(said), pseudonymised(said))
        both = ([part for part in _STATED if way[part] != claims[part]] for way in ways)
        for part in min(both, key=len):
            yield Misfit("facts", part, worded("the facts do not say what the files say"))


def _plain(document: Any) -> Any:
    """Return a document as it is read back from its JSON."""
    return from_json(to_json(document))


def _changed(facts: Facts, folder: Path) -> Iterator[Misfit]:
    expected: dict[str, str | None] = {}
    for entry in (*facts["inputs"], *facts["evidence"]):
        expected[entry["path"]] = entry.get("sha256")
    for fact in facts["facts"]:
        for text in fact.get("inputs", ()):
            path, _, sha256 = text.rpartition(" ")
            expected[path] = sha256
    for path, sha256 in sorted(expected.items()):
        found = digest_in(folder, path)
        if found != sha256:
            what = (
                worded("is not there")
                if found is None
                else worded("was not there")
                if sha256 is None
                else worded("has changed")
            )
            yield Misfit(
                "input", mask(path), worded("{what} since the facts were gathered", what=what) if found else what
            )


def _origins(claimed: Mapping[str, Any], judged: Mapping[str, Any]) -> Iterator[Misfit]:
    if claimed["inputs"] != judged["inputs"]:
        yield Misfit("input", "provenance", worded("the files that the assessment names are not those of the facts"))
    if claimed["engine"] != judged["engine"]:
        what = worded(
            "is claimed to be {claimed}, and is {found} here", claimed=claimed["engine"], found=judged["engine"]
        )
        yield Misfit("engine", "govkit", what)
    names = {"checklists": "checklist", "plugins": "plugin", "probes": "probe", "references": "reference"}
    for part, kind in names.items():
        yield from _repeated(kind, *(map(_key, side[part]) for side in (claimed, judged)))
        old, new = ({_key(entry): entry for entry in side[part]} for side in (claimed, judged))
        for key in sorted(old.keys() | new.keys()):
            if key not in new:
                yield Misfit(kind, key, worded("is claimed, and takes no part"))
            elif key not in old:
                yield Misfit(kind, key, worded("takes part, and is not named"))
            elif different := _different(old[key], new[key]):
                yield Misfit(kind, key, worded("is claimed with another {different}", different=", ".join(different)))


def _key(entry: Mapping[str, Any]) -> str:
    name = str(entry.get("id") or entry.get("name"))
    return f"{name}@{entry['edition']}" if "revision" in entry else name


def _different(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def _repeated(kind: str, claimed: Iterable[str], judged: Iterable[str]) -> Iterator[Misfit]:
    """Say what is listed more often than it should be: a reader sees every copy, and a lookup only the last."""
    given = Counter(judged)
    for name in sorted(Counter(claimed) - given):
        if name in given:
            yield Misfit(kind, name, worded("is listed more often than the facts give it"))


def _verdicts(claimed: Mapping[str, Any], judged: Mapping[str, Any]) -> Iterator[Misfit]:
    yield from _whole("frameworks", _frameworks, claimed, judged)
    yield from _whole("findings", _findings, claimed, judged)
    for problem in judged["problems"]:
        if problem not in claimed["problems"]:
            yield Misfit(
                "problem", problem["name"], worded("a {kind} that gave trouble is not named", kind=problem["kind"])
            )
    for problem in claimed["problems"]:
        if problem not in judged["problems"] and problem["kind"] != "plugin":  # a listener may have failed in that run
            yield Misfit("problem", mask(problem["name"]), worded("is named, and the facts give no such trouble"))
    for section in _SECTIONS:
        if claimed.get(section) != judged.get(section):
            yield Misfit("section", section, _DIFFERS)


def _whole(section: str, compare: Compare, claimed: Mapping[str, Any], judged: Mapping[str, Any]) -> Iterator[Misfit]:
    """Say in detail where a section differs; where the details name nothing, as of another order, that it does."""
    misfits = list(compare(claimed[section], judged[section]))
    yield from misfits
    if not misfits and claimed[section] != judged[section]:
        yield Misfit("section", section, _DIFFERS)


def _frameworks(claimed: Sequence[Any], judged: Sequence[Any]) -> Iterator[Misfit]:
    yield from _repeated("verdict", *([f"{f['id']}@{f['edition']}" for f in side] for side in (claimed, judged)))
    old, new = ({f"{f['id']}@{f['edition']}": f for f in side} for side in (claimed, judged))
    for key in sorted(old.keys() | new.keys()):
        if key not in old or key not in new:
            yield Misfit(
                "verdict", key, worded("is claimed, and is not assessed") if key in old else worded("is left out")
            )
            continue
        yield from _controls(old[key], new[key])
        if old[key]["score"] != new[key]["score"]:
            what = worded("the score is claimed {old}, and is {new}", old=_interval(old[key]), new=_interval(new[key]))
            yield Misfit("score", key, what)
        rest = [part for part in _different(old[key], new[key]) if part not in ("controls", "score")]
        if rest:
            yield Misfit("verdict", key, worded("is claimed with another {rest}", rest=", ".join(rest)))


def _interval(framework: Mapping[str, Any]) -> str:
    score = framework["score"]
    return (
        "none"
        if score is None
        else worded("{number} to {number2}", number=f"{score['low'] * 100:.0f}", number2=f"{score['high'] * 100:.0f}")
    )


def _controls(claimed: Mapping[str, Any], judged: Mapping[str, Any]) -> Iterator[Misfit]:
    names = ([f"{claimed['id']}/{control['id']}" for control in side["controls"]] for side in (claimed, judged))
    yield from _repeated("verdict", *names)
    old, new = ({control["id"]: control for control in side["controls"]} for side in (claimed, judged))
    for id_ in sorted(old.keys() | new.keys()):
        name = f"{claimed['id']}/{id_}"
        if id_ not in old or id_ not in new:
            yield Misfit(
                "verdict", name, worded("is claimed, and is not asked") if id_ in old else worded("is left out")
            )
        elif old[id_]["status"] != new[id_]["status"]:
            what = worded(
                "is claimed {status}, and the facts give {status2}",
                status=old[id_]["status"],
                status2=new[id_]["status"],
            )
            yield Misfit("verdict", name, what)
        elif different := _different(old[id_], new[id_]):
            yield Misfit("verdict", name, worded("is claimed with another {different}", different=", ".join(different)))


def _findings(claimed: Sequence[Any], judged: Sequence[Any]) -> Iterator[Misfit]:
    old, new = ({(f["framework"], f["control"], f["id"]): f for f in side} for side in (claimed, judged))
    if len(claimed) - len(old) != len(judged) - len(new):
        yield Misfit("finding", "findings", worded("some are listed more often than the facts give them"))
    for key in sorted(old.keys() | new.keys()):
        finding = old.get(key) or new[key]
        name = worded("{key}/{key2} on {subject}", key=key[0], key2=key[1], subject=mask(finding["subject"]))
        if key not in new:
            yield Misfit(
                "finding", name, worded("is claimed {status}, and the facts give none", status=finding["status"])
            )
        elif key not in old:
            yield Misfit(
                "finding", name, worded("the facts give {status}, which is left out", status=finding["status"])
            )
        elif different := _different(old[key], new[key]):
            yield Misfit("finding", name, worded("is claimed with another {different}", different=", ".join(different)))
