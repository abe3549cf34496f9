"""Metadata catalogues, from files and through their interfaces: no person, no token and no guess comes along."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from govkit.cli.host import CommandHost
from govkit.net import client

URN = "urn:li:dataset:(urn:li:dataPlatform:postgres,shop.public.{},PROD)"
COLUMNS = {
    "fields": [
        {"fieldPath": "[version=2.0].[type=struct].[type=long].id", "nativeDataType": "int8", "isPartOfKey": True},
        {
            "fieldPath": "email",
            "nativeDataType": "text",
            "globalTags": {"tags": [{"tag": "urn:li:tag:PII"}, {"tag": "urn:li:tag:weekly"}]},
            "glossaryTerms": {"terms": [{"urn": "urn:li:glossaryTerm:Contact.Email"}]},
        },
        {"fieldPath": "salary", "glossaryTerms": {"terms": [{"urn": "urn:li:glossaryTerm:Class.Restricted"}]}},
        {"description": "no name"},
    ]
}


def proposal(table: str, name: str, aspect: Any) -> dict[str, Any]:
    return {"entityType": "dataset", "entityUrn": URN.format(table), "aspectName": name, "aspect": {"json": aspect}}


def owned(name: str) -> dict[str, Any]:
    return {"owners": [{"owner": f"urn:li:corpGroup:{name}", "type": "DATAOWNER"}]}


PROPOSALS: list[Any] = [
    proposal("people", "schemaMetadata", COLUMNS),
    proposal("people", "datasetProperties", {"description": "One row a person.", "customProperties": {"a": "b"}}),
    proposal("people", "ownership", owned("sales")),
    proposal("orders", "ownership", owned("sales")),
    proposal("people", "upstreamLineage", {}),
    {
        "entityUrn": URN.format("orders"),
        "aspectName": "schemaMetadata",
        "aspect": {"value": '{"fields": [{"fieldPath": "no"}]}'},
    },
    {"entityUrn": "urn:li:tag:PII", "aspectName": "tagProperties", "aspect": {"json": {}}},
    {"entityUrn": URN.format("orders"), "aspectName": "schemaMetadata", "aspect": {"value": "{cut"}},
    [1],
]
SNAPSHOT = [
    {
        "proposedSnapshot": {
            "com.linkedin.pegasus2avro.metadata.snapshot.DatasetSnapshot": {
                "urn": URN.format("people"),
                "aspects": [
                    {"com.linkedin.pegasus2avro.schema.SchemaMetadata": COLUMNS},
                    {"com.linkedin.pegasus2avro.dataset.DatasetProperties": {"description": {"string": "People"}}},
                ],
            }
        }
    }
]
ENTITIES = [
    {"urn": URN.format(f"t{number}"), "schemaMetadata": {"value": {"fields": [{"fieldPath": "id"}]}}}
    for number in range(5)
]


def table(name: str, owner: str = "sales") -> dict[str, Any]:
    tags = [
        {"tagFQN": "PII.Sensitive", "labelType": "Automated", "state": "Suggested"},
        {"tagFQN": "Contact.Email", "labelType": "Manual", "state": "Confirmed", "source": "Glossary"},
        {"tagFQN": "Class.Confidential", "labelType": "Propagated", "state": "Confirmed"},
    ]
    return {
        "id": "1",
        "name": name,
        "fullyQualifiedName": f'"my.db".shop.public.{name}',
        "description": "One row a person.",
        "retentionPeriod": "P2Y",
        "owners": [{"id": "2", "type": "team", "name": owner}],
        "tags": [{"tagFQN": "Tier.Tier1"}],
        "extension": {"x": 1},
        "columns": [
            {"name": "id", "dataType": "BIGINT", "constraint": "PRIMARY_KEY"},
            {"name": "mail", "dataType": "VARCHAR", "dataTypeDisplay": "varchar(80)", "tags": tags},
            {"name": "place", "dataType": "STRUCT", "children": [{"name": "street", "dataType": "STRING"}]},
        ],
    }


def left(told: dict[str, Any]) -> set[str]:
    return {entry["what"] for entry in told["left"]}


def test_proposals_become_a_dataset_a_database(imported, inventory):
    code, (told,), _ = imported({"mcps.json": PROPOSALS}, "--lenient")
    assert (code, told["importer"]) == (0, "datahub")
    assert told["counts"] == {"datasets": 1, "collections": 2, "fields": 4}
    assert left(told) >= {
        "tag weekly",
        "fieldPath",
        "upstreamLineage",
        "datasetProperties.customProperties",
        "tag",
        "entity",
    }
    dataset = inventory().get("dataset:postgres.shop.public")
    assert dataset.owner == "sales"
    people = next(part for part in dataset.collections if part.name == "people")
    id_, email, salary = people.fields
    assert (id_.name, id_.primary_key, id_.physical_type) == ("id", True, "int8")
    assert (email.classification, salary.sensitivity) == (("datahub:Contact.Email",), "restricted")


def test_owners_that_differ_from_table_to_table_are_no_owner_of_all(imported, inventory):
    _, (told,), _ = imported({"mcps.json": [*PROPOSALS[:4], proposal("bills", "ownership", owned("finance"))]})
    assert "2 owners in one dataset" in {entry["why"] for entry in told["left"]}
    assert not inventory().get("dataset:postgres.shop.public").is_stated("owner")


def test_people_are_no_owners(imported):
    somebody = {"owners": [{"owner": "urn:li:corpuser:somchai"}]}
    person = {**table("people"), "owners": [{"type": "user", "name": "somchai"}]}
    _, told, _ = imported({"a.json": [proposal("people", "ownership", somebody)], "b.json": [person]})
    assert all("the owner is a person; govkit asks for a role or team" in str(entry["left"]) for entry in told)
    assert "somchai" not in json.dumps(told)


def test_change_events_are_read_as_well(imported):
    code, (told,), _ = imported({"mces.json": SNAPSHOT})
    assert (code, told["importer"], told["counts"]["fields"]) == (0, "datahub", 3)


def test_a_label_that_no_person_gave_suggests(imported, inventory):
    code, (told,), _ = imported({"tables.json": {"data": [table("people")], "paging": {"total": 1}}})
    assert (code, told["importer"]) == (0, "openmetadata")
    assert told["counts"] == {"datasets": 1, "collections": 1, "fields": 4}
    assert left(told) == {"tag Tier.Tier1", "extension"}
    dataset = inventory().get("dataset:my.db.shop.public")
    assert (dataset.owner, str(dataset.retention)) == ("sales", "P2Y")
    _, mail, _, street = dataset.collections[0].fields
    assert mail.classification == ("openmetadata:Contact.Email",)
    assert (mail.is_stated("sensitivity"), street.name) == (False, "place.street")


HOSTILE = {
    "datahub": [{"entityUrn": URN.format("x"), "aspectName": "schemaMetadata", "aspect": {"json": [1]}}] * 3,
    "lists": [{"proposedSnapshot": {"a": {"urn": [1], "aspects": {"urn:li:": 1}}}}],
    "tables": {
        "data": [{"fullyQualifiedName": "a.b", "columns": {"dataType": 1}}, 1, {"fullyQualifiedName": [], "columns": 1}]
    },
    "moonshot": {"run_metadata": [], "run_results": {"metadata": 1}},
    "portal": {"completed-1.1.1": [1], "elaboration-1.1.1": {}},
    "many": [
        {"entityUrn": URN.format(f"t{n % 50}"), "aspectName": "status", "aspect": {"json": {}}} for n in range(20_000)
    ],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_wrong_shapes_lose_no_other_file(imported, name):
    code, told, err = imported({f"{name}.json": HOSTILE[name], "z.json": SNAPSHOT})
    assert told[-1]["counts"] == {"datasets": 1, "collections": 1, "fields": 3}
    assert err.count("\n") == (1 if code == 2 else 0)
    assert code in (0, 2)


@pytest.mark.parametrize(
    "text", ["[" * 5000, '{"entityUrn": "urn:li:x", "aspectName": "y", ', '[{"urn": "urn:li:dataset:", "value": 1}']
)
def test_cut_and_deep_files_are_one_line(imported, text):
    code, _, err = imported({"a.json": text})
    assert (code, err.count("\n")) == (2, 1)


class Recorded(BaseHTTPRequestHandler):
    """Answers as the interfaces of the two catalogues do, a page of two entities at a time."""

    seen: list[tuple[str, str | None]]
    mode = ""

    def do_GET(self) -> None:
        """Give a page."""
        parts = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        type(self).seen.append((parts.path, self.headers.get("authorization")))
        start = int(asked.get("scrollId") or asked.get("after") or 0)
        status, page = 200, {}
        if self.headers.get("authorization") != "Bearer t0ken":
            status = 401
        elif self.mode == "circle":
            page = {"entities": ENTITIES[:2], "scrollId": "0"}
        elif self.mode == "shape":
            page = {"entities": {"urn": 1}}
        elif parts.path == "/openapi/v3/entity/dataset":
            page = {"entities": ENTITIES[start : start + 2], "scrollId": str(start + 2) if start + 2 < 5 else None}
        elif parts.path == "/api/v1/tables":
            paging = {"total": 2, **({"after": "1"} if start == 0 else {})}
            page = {"data": [table(f"t{start}")], "paging": paging}
        else:
            status = 404
        body = b"<html>" if self.mode == "html" else json.dumps(page).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def catalogue(monkeypatch):
    """Serve on this machine, and let govkit's client reach it: the address, and the handler."""
    handler = type("Handler", (Recorded,), {"seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setattr(CommandHost, "http", lambda _: client(allow_loopback=True))
    monkeypatch.setenv("CATALOGUE_TOKEN", "t0ken")
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()
    thread.join()


TOKEN = ("--network", "--token-env", "CATALOGUE_TOKEN")


@pytest.mark.parametrize(("kind", "fields", "pages"), [("datahub", 5, 3), ("openmetadata", 8, 2)])
def test_every_page_of_an_interface_is_read(imported, catalogue, tmp_path, kind, fields, pages):
    address, handler = catalogue
    code, (told,), err = imported({}, *TOKEN, source=f"{kind}+{address}")
    assert (code, told["importer"], told["counts"]["fields"]) == (0, kind, fields)
    assert [token for _, token in handler.seen] == ["Bearer t0ken"] * pages
    shown = json.dumps(told) + err + "".join(path.read_text() for path in (tmp_path / "it").rglob("*.yaml"))
    assert "t0ken" not in shown


@pytest.mark.parametrize(
    ("mode", "arguments", "said"),
    [
        ("", ("--network",), "it answers 401"),
        ("circle", TOKEN, "go round in a circle"),
        ("shape", TOKEN, "no list of `entities`"),
        ("html", TOKEN, "something else than JSON"),
        ("", (), "allow it with --network"),
        ("", ("--network", "--token-env", "NOT_SET"), "holds no token"),
    ],
)
def test_an_interface_that_does_not_answer_as_it_should_is_one_line(imported, catalogue, mode, arguments, said):
    address, handler = catalogue
    handler.mode = mode
    code, _, err = imported({}, *arguments, source=f"datahub+{address}")
    assert (code, err.count("\n")) == (2, 1)
    assert said in err
    assert "t0ken" not in err


def test_addresses_of_one_s_own_network_and_passwords_are_refused(imported, monkeypatch):
    monkeypatch.setenv("CATALOGUE_TOKEN", "t0ken")
    for address, said in (
        ("datahub+https://127.0.0.1:1", "public addresses only"),
        ("datahub+https://me:pw@a.example", "no password"),
        ("datahub+http://a.example", "by https only"),
    ):
        code, _, err = imported({}, *TOKEN, source=address)
        assert (code, said in err, "t0ken" in err, ":pw@" in err) == (2, True, False, False)
