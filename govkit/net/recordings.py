"""Finds what was recorded of a web server: HAR files, and pages as browsers and download tools save them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from govkit.model.worded import worded
from govkit.net.har import Exchange, address_of, instant, read

MAX_BYTES = 256 * 1024 * 1024
"""The largest recording that is read."""
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_HEAD = 4096
_UNCHANGED = 304
"""The status that sends a browser back to the page that it has: no answer of its own where that page was recorded."""


def recorded(place: Path, task: str, until: date | None = None) -> list[Exchange]:
    """Return what was recorded for a task in a file or a folder; raise `ValueError` for what can't be read.

    A folder that was written for this very task (`TASK.har`) has its own recording; in any other, and in a single file,
    all that there is counts, and of several answers to one request the latest up to the day `until`, if there is one. A
    saved page is known by the comment in which browsers note where it comes from, or, in a folder, by a path such as
    `shop.example/help/chat.html`; its time is that of the file.
    """
    if place.is_file():
        return _latest(_file(place, place.parent), until)
    own = place / f"{task}.har"
    if own.is_file():
        return list(_file(own, place))
    return _latest((exchange for path in _files(place) for exchange in _file(path, place)), until)


def check(place: Path) -> None:
    """Raise `ValueError` where a HAR file in a place can't be read."""
    for path in _files(place) if place.is_dir() else [place]:
        for _ in _file(path, place if place.is_dir() else place.parent):
            pass


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _PAGES | {".har"} and path.is_file())


def _latest(exchanges: Iterable[Exchange], until: date | None) -> list[Exchange]:
    """Return of each request the latest answers up to a day, or where all are later, the first after it."""
    by_request: dict[tuple[str, str], list[Exchange]] = {}
    for exchange in exchanges:
        by_request.setdefault(address_of(exchange), []).append(exchange)
    return [one for answers in by_request.values() for one in _of_one_time(answers, until)]


def _of_one_time(answers: list[Exchange], until: date | None) -> Iterator[Exchange]:
    answers = [one for one in answers if one.status != _UNCHANGED] or answers
    began = [instant(one.at) for one in answers]
    past = [at for at in began if until is None or at < end_of(until)]
    chosen = max(past) if past else min(began)
    return (one for one, at in zip(answers, began, strict=True) if at == chosen)


def end_of(day: date) -> datetime:
    """Return when a day is over everywhere on earth."""
    return datetime.combine(day + timedelta(days=1), time(12), UTC)


def _file(path: Path, root: Path) -> Iterator[Exchange]:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(
            worded("{name} is larger than {number} megabytes", name=path.name, number=MAX_BYTES // 1024**2)
        )
    content = path.read_bytes()
    if path.suffix.lower() in _PAGES:
        yield from _page(path, root, content)
        return
    try:
        yield from read(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError(worded("{name} is no HAR document: it is not in UTF-8", name=path.name)) from None
    except ValueError as fault:
        raise ValueError(worded("{name} is no HAR document: {fault}", name=path.name, fault=fault.args[0])) from None


def _page(path: Path, root: Path, content: bytes) -> Iterator[Exchange]:
    at = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).isoformat()
    noted = _SAVED_FROM.search(content[:_HEAD])
    addresses = [noted[1].decode("utf-8", "replace")] if noted else _addresses(path.relative_to(root))
    for url in addresses:
        yield Exchange("GET", url, at, 200, (("content-type", "text/html"),), content)


def _addresses(path: Path) -> list[str]:
    """Return the addresses that a path below the folder may stand for: `host/way/page.html`."""
    host, *way = path.parts
    if not way or "." not in host.strip("."):
        return []
    whole = "/".join(way)
    stem = whole[: -len(path.suffix)]
    shown = {whole, stem, *({stem.removesuffix("index"), stem.removesuffix("/index")} if path.stem == "index" else ())}
    return [f"{scheme}://{host}/{each}" for scheme in ("https", "http") for each in sorted(shown)]
