"""SSSOM: mappings between ids as tab-separated values, with what applies to all of them in comments at the top."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin.draft import Draft
from govkit_importers.frameworks.body import Body, Link, key_of
from govkit_importers.workbook.encoding import decoded
from govkit_importers.workbook.ragged import ragged, width

_RELATIONS = {
    **dict.fromkeys(("exactmatch", "sameas", "equivalentclass", "equivalentproperty"), "equal"),
    **dict.fromkeys(("broadmatch", "subclassof"), "subset"),
    **{"narrowmatch": "superset", "closematch": "intersects", "relatedmatch": "intersects"},
}
"""Last part of `predicate_id` → relation: what the object is broader than is a subset of it."""
_NEEDED = ("subject_id", "predicate_id", "object_id")
_META = re.compile(r"^#\s?(\w+):\s*(\S.*)?$")
_MOST_BYTES = 64_000_000


def is_sssom(head: bytes) -> bool:
    """Tell a set of mappings by the columns of its first line that is no comment."""
    lines = (line for line in head.decode("utf-8", "replace").splitlines() if line and not line.startswith("#"))
    return {*_NEEDED} <= {*next(lines, "").split("\t")}


def read_sssom(path: Path) -> list[Body]:
    """Return the near ends of the mappings, a body for each prefix of their subjects."""
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise InputError(
            worded("the file has {size} bytes", size=size),
            hint=worded("at most {most_bytes} are read", most_bytes=_MOST_BYTES),
            path=str(path),
        )
    data = path.read_bytes()
    found = decoded(data, path)
    lines = found.text.splitlines()
    comments = sum(1 for _ in _leading(lines))
    widths = [width(number, number, line.split("\t")) for number, line in enumerate(lines, 1) if number > comments]
    flaws = (*found.flaws, *(ragged(widths[1:], widths[0], lambda _: False) if widths else ()))
    if flaws:
        hint = worded("save it in UTF-8, with a tab between cells")
        raise InputError(flaws[0].what, hint=hint, path=str(path), line=flaws[0].line)
    about = {match[1]: (match[2] or "").strip(" '\"") for line in lines[:comments] if (match := _META.match(line))}
    draft = Draft(str(path), f"SSSOM {about.get('sssom_version', '')}".strip())
    digest = hashlib.sha256(data).hexdigest()
    bodies: dict[str, Body] = {}
    for at, row in _rows(lines[comments:], comments + 1):
        link = _link(row, at, draft)
        if link is not None:
            near = key_of(_ends(row["subject_id"])[0])
            body = bodies.setdefault(near, _body(near, about, draft, digest))
            body.links.append(link)
    return list(bodies.values())


def _rows(lines: list[str], before: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each row with its line; quotes mean nothing in a file of tabs."""
    names = lines[0].split("\t") if lines else []
    for number, line in enumerate(lines[1:], before + 1):
        if line.strip():
            yield str(number), dict(zip(names, line.split("\t"), strict=False))


def _leading(lines: list[str]) -> list[str]:
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end]


def _body(near: str, about: Mapping[str, str], draft: Draft, digest: str) -> Body:
    edition = about.get("subject_source_version") or about.get("mapping_set_version") or "1"
    return Body(
        id=near,
        title=near,
        draft=draft,
        sha256=digest,
        edition=edition,
        publisher=about.get("mapping_provider", ""),
        terms=about.get("license", ""),
        date=about.get("mapping_date", ""),
        url=about.get("mapping_set_id", ""),
    )


def _link(row: Mapping[str, str], at: str, draft: Draft) -> Link | None:
    subject, predicate, other = (row.get(name, "").strip() for name in _NEEDED)
    relation = _RELATIONS.get(re.split(r"[:/#]", predicate)[-1].lower())
    if not subject or not other or other.lower().startswith("sssom:"):
        draft.leave("object_id", "the mapping has one end only", at)
    elif row.get("predicate_modifier"):
        draft.leave("predicate_modifier", "the mapping says what is not so", at)
    elif relation is None:
        draft.leave(predicate[:60] or "predicate_id", "no relation that govkit knows", at)
    else:
        framework, control = _ends(other)
        note = row.get("comment", "").strip()
        return Link(key_of(_ends(subject)[1]), relation, key_of(framework), key_of(control), at, note)
    return None


def _ends(name: str) -> tuple[str, str]:
    """Return prefix and rest of `prefix:rest`; of an address, what stands before and after its last `/` or `#`."""
    text = name.strip()
    if "://" in text:
        before, _, after = text.replace("#", "/").rpartition("/")
        return before.rpartition("//")[2], after
    before, _, after = text.partition(":")
    return (before, after) if after else ("ids", before)
