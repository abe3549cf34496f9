"""Read a metadata catalogue through its REST interface, a page after the other, with govkit's own client."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit_importers.formats import datahub, openmetadata

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import httpx

    from govkit.plugin.draft import Draft
    from govkit.plugin.host import Host

_PAGE = 100
_MOST_ENTITIES = 100_000
_MOST_BYTES = 256 * 1024 * 1024
_OWN = frozenset({"localhost", "127.0.0.1", "::1"})
_ASPECTS = ("schemaMetadata", "editableSchemaMetadata", "datasetProperties", "editableDatasetProperties", "ownership")


class Catalogue(NamedTuple):
    """How the interface of one kind of catalogue is read."""

    path: str
    asked: dict[str, Any]
    key: str
    """Under which a page has its entities."""
    cursor: Callable[[dict[str, Any]], Any]
    """What a page says of the next one."""
    turn: str
    """The parameter that asks for the next page."""
    drafted: Callable[[Any], Draft]


CATALOGUES = {
    "datahub": Catalogue(
        "/openapi/v3/entity/dataset",
        {"count": _PAGE, "aspects": list(_ASPECTS)},
        "entities",
        lambda page: page.get("scrollId"),
        "scrollId",
        datahub.drafted,
    ),
    "openmetadata": Catalogue(
        "/api/v1/tables",
        {"limit": _PAGE, "fields": "columns,tags,owners"},
        "data",
        lambda page: page["paging"].get("after") if isinstance(page.get("paging"), dict) else None,
        "after",
        openmetadata.drafted,
    ),
}
"""Kind → interface; the kind stands before the address: `datahub+https://catalogue.example`."""


class _Line(NamedTuple):
    line: int
    column: int = 1


@dataclass(frozen=True)
class Fetched:
    """Entities as a document, in which the line of a value is the number of its entity, from 1."""

    path: str
    value: list[Any]
    sha256: str = ""

    def locate(self, pointer: Sequence[str | int]) -> _Line:
        """Return the number of the entity that the pointer leads into."""
        return _Line(int(pointer[0]) + 1 if pointer and isinstance(pointer[0], int) else 1)

    def error(self, pointer: Sequence[str | int], what: str, hint: str = "") -> InputError:
        """Return an error about an entity."""
        return InputError(what, hint=hint, path=self.path, line=self.locate(pointer).line)


def is_remote(source: str) -> bool:
    """Tell the address of a catalogue from a path."""
    kind, _, rest = source.partition("+")
    return kind in CATALOGUES and rest.startswith(("https://", "http://"))


def fetched(source: str, host: Host, *, network: bool, token_env: str | None) -> Draft:
    """Return what a catalogue tells; raise `InputError`, in which no token and no query stands, where it does not."""
    kind, _, address = source.partition("+")
    if not network:
        raise UsageError(worded("this reads from the network"), hint=worded("allow it with --network"), path=source)
    parts = urlsplit(address)
    if parts.username or parts.password or parts.query:
        raise UsageError(
            worded("an address holds no password and no query"), hint=worded("name a variable with --token-env")
        )
    headers = _headers(parts.scheme, parts.hostname or "", token_env)
    catalogue = CATALOGUES[kind]
    with host.http() as client:
        entities = _pages(client, address.rstrip("/") + catalogue.path, catalogue, headers, source)
    draft = catalogue.drafted(Fetched(source, entities))
    draft.format += " (REST interface)"
    return draft


def _headers(scheme: str, hostname: str, token_env: str | None) -> dict[str, str]:
    if token_env is None:
        return {}
    token = os.environ.get(token_env, "").strip()
    if not token or not token.isascii() or not token.isprintable():
        raise UsageError(
            worded("the variable {token_env} holds no token", token_env=token_env),
            hint=worded("set it to the token alone"),
        )
    if scheme != "https" and hostname not in _OWN:
        raise UsageError(worded("a token is sent by https only"), hint=worded("write https://"))
    return {"authorization": f"Bearer {token}"}


def _pages(client: httpx.Client, url: str, catalogue: Catalogue, headers: dict[str, str], source: str) -> list[Any]:
    """Follow the pages to the last; a cursor that comes again, or too much of anything, is refused."""
    entities: list[Any] = []
    asked = dict(catalogue.asked)
    seen: set[str] = set()
    size = 0
    while True:
        page, length = _page(client, url, asked, headers, source)
        found = page.get(catalogue.key)
        if not isinstance(found, list):
            raise InputError(
                worded("a page has no list of `{key}`", key=catalogue.key),
                hint=worded("is it such a catalogue?"),
                path=source,
            )
        entities += found
        size += length
        if len(entities) > _MOST_ENTITIES or size > _MOST_BYTES:
            hint = worded(
                "at most {most_entities} entities are read; export to files instead", most_entities=_MOST_ENTITIES
            )
            raise InputError(worded("the catalogue is too large"), hint=hint, path=source)
        cursor = catalogue.cursor(page)
        if not cursor or not found:
            return entities
        if str(cursor) in seen:
            raise InputError(
                worded("its pages go round in a circle"), hint=worded("export to a file instead"), path=source
            )
        seen.add(str(cursor))
        asked[catalogue.turn] = str(cursor)


def _page(
    client: httpx.Client, url: str, asked: dict[str, Any], headers: dict[str, str], source: str
) -> tuple[dict[str, Any], int]:
    import httpx

    try:
        answer = client.get(url, params=asked, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        hint = worded("govkit reaches public addresses only; for others, export to a file and import that")
        raise InputError(
            worded("it does not answer ({name})", name=type(fault).__name__), hint=hint, path=source
        ) from None
    if answer.status_code != httpx.codes.OK:
        hint = (
            worded("name the variable of a token with --token-env")
            if answer.status_code in (401, 403)
            else worded("check it")
        )
        raise InputError(f"it answers {answer.status_code}", hint=hint, path=source)
    try:
        page = json.loads(answer.content)
    except (ValueError, RecursionError):
        page = None
    if not isinstance(page, dict):
        raise InputError(
            worded("it answers with something else than JSON"), hint=worded("check the address"), path=source
        )
    return page, len(answer.content)
