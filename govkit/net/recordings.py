"""Finds what was recorded of a web server: HAR files, and pages as browsers and download tools save them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from govkit.model.worded import worded
from govkit.net.har import Exchange, read

MAX_BYTES = 256 * 1024 * 1024
"""The largest recording that is read."""
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_HEAD = 4096


def recorded(place: Path, task: str) -> list[Exchange]:
    """Return what was recorded for a task in a file or a folder; raise `ValueError` for what can't be read.

    A folder that was written for this very task (`TASK.har`) has its own recording; in any other, and in a single file,
    all that there is counts. A saved page is known by the comment in which browsers note where it comes from, or, in a
    folder, by a path such as `shop.example/help/chat.html`; its time is that of the file.
    """
    if place.is_file():
        return list(_file(place, place.parent))
    own = place / f"{task}.har"
    if own.is_file():
        return list(_file(own, place))
    files = sorted(path for path in place.rglob("*") if path.suffix.lower() in _PAGES | {".har"} and path.is_file())
    return [exchange for path in files for exchange in _file(path, place)]


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
    except ValueError:
        raise ValueError(worded("{name} is no HAR document", name=path.name)) from None


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
