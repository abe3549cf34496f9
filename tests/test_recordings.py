"""What a web server said is kept as it was said, and played back so, with its time, its faults and nothing secret."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.engine.takes import RECORDINGS, bring_home, check_recording, task_name
from govkit.model.errors import UsageError
from govkit.net import replaying
from govkit.net.har import Exchange, read, written
from govkit.net.recordings import recorded
from govkit.net.tape import NotRecorded, ReplayTransport, WitnessTransport

PAGE = Exchange("GET", "https://a.example/p", "2026-11-01T00:00:00+00:00", 200, (("content-type", "text/html"),), b"hi")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200), st.integers(100, 599), TEXTS, st.sampled_from(["", "ReadError"]))
def test_not_a_byte_changes(body: bytes, status: int, header: str, fault: str) -> None:
    kept = Exchange("GET", "https://a.example/", "2026-11-01T00:00:00+00:00", status, (("x-a", header),), body, fault)
    assert read(written([kept])) == [kept]


def served(handler: httpx.MockTransport, file: Path) -> httpx.Client:
    return httpx.Client(transport=WitnessTransport(handler, file))


def test_what_is_kept_holds_no_secret_and_is_played_back(tmp_path: Path) -> None:
    headers = {"set-cookie": "session=secret", "content-type": "text/plain", "x-b": "c"}
    file = tmp_path / "deep" / "x.har"
    with served(httpx.MockTransport(lambda _: httpx.Response(200, headers=headers, content=b"hello")), file) as http:
        live = http.get("https://a.example/", headers={"authorization": "Bearer secret"})
    assert live.request.extensions["replayed"] is False
    assert "secret" not in file.read_text("utf-8")
    with replaying(file, "x") as again:
        played = again.get("https://a.example/#part")
    assert (played.status_code, played.content, played.headers["x-b"]) == (200, b"hello", "c")
    assert played.request.extensions["seen_at"] == live.request.extensions["seen_at"]
    assert played.request.extensions["replayed"] is True


def test_a_fault_is_kept_and_comes_again(tmp_path: Path) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("no", request=request)

    file = tmp_path / "x.har"
    with served(httpx.MockTransport(refuse), file) as http, pytest.raises(httpx.ConnectTimeout):
        http.get("https://a.example/")
    with replaying(file, "x") as again, pytest.raises(httpx.ConnectTimeout):
        again.get("https://a.example/")


def test_a_body_that_broke_off_breaks_off_again(tmp_path: Path) -> None:
    class Breaking(httpx.SyncByteStream):
        def __iter__(self):
            yield b"half"
            raise httpx.ReadError("gone")

    file = tmp_path / "x.har"
    handler = httpx.MockTransport(lambda _: httpx.Response(200, stream=Breaking()))
    with served(handler, file) as http, pytest.raises(httpx.ReadError):
        http.get("https://a.example/")
    with replaying(file, "x") as again, again.stream("GET", "https://a.example/") as answer:
        parts = answer.iter_bytes()
        assert next(parts) == b"half"
        with pytest.raises(httpx.ReadError):
            next(parts)


def test_equal_requests_are_answered_in_order_and_the_last_again() -> None:
    twice = [PAGE, Exchange("GET", PAGE.url, PAGE.at, 503)]
    with httpx.Client(transport=ReplayTransport(twice)) as http:
        assert [http.get(PAGE.url).status_code for _ in range(3)] == [200, 503, 503]
        with pytest.raises(NotRecorded):
            http.head(PAGE.url)


def test_a_fault_of_a_strange_name_is_a_fault() -> None:
    strange = ReplayTransport([Exchange("GET", PAGE.url, "", fault="SystemExit")])
    with httpx.Client(transport=strange) as http, pytest.raises(httpx.NetworkError):
        http.get(PAGE.url)


@pytest.mark.parametrize("url", ["https://a.example/%zz", "http://[::1", "nonsense"])
def test_a_hostile_address_in_a_recording_harms_nothing(url: str) -> None:
    with httpx.Client(transport=ReplayTransport([Exchange("GET", url, "", 200), PAGE])) as http:
        assert http.get(PAGE.url).content == b"hi"


@pytest.mark.parametrize("text", ["", "1", "{}", '{"log": {"entries": [{}]}}', '{"log": 1}', "[" * 100_000])
def test_what_is_no_har_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read(text)


def test_an_entry_without_its_body_is_left_out() -> None:
    document = json.loads(written([PAGE]))
    del (
        document["log"]["entries"][0]["response"]["content"]["text"],
        document["log"]["entries"][0]["response"]["content"]["encoding"],
    )
    assert read(json.dumps(document)) == []
    document["log"]["entries"][0]["response"]["status"] = 404
    assert read(json.dumps(document))[0].status == 404


def test_a_task_has_its_own_recording_in_a_folder_that_was_saved(tmp_path: Path) -> None:
    other = Exchange("GET", PAGE.url, PAGE.at, 404)
    (tmp_path / "one.har").write_text(written([PAGE]), "utf-8")
    (tmp_path / "two.har").write_text(written([other]), "utf-8")
    assert recorded(tmp_path, "two") == [other]
    assert recorded(tmp_path, "three") == [PAGE, other]


def test_a_page_without_an_address_stands_for_none(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>hi", "utf-8")
    assert recorded(tmp_path, "t") == []
    assert recorded(tmp_path / "page.html", "t") == []


def test_recordings_leave_the_workers_folders_and_links_do_not(tmp_path: Path) -> None:
    place = tmp_path / "scratch" / "acme-1" / RECORDINGS
    place.mkdir(parents=True)
    (place / "a.har").write_text("x", "utf-8")
    (place / "b.har").symlink_to(tmp_path / "elsewhere")
    assert bring_home(tmp_path / "scratch", tmp_path / "saved") == 1
    assert [path.name for path in (tmp_path / "saved").iterdir()] == ["a.har"]


def test_names_of_tasks_are_plain_and_differ() -> None:
    names = {
        task_name("acme.page", subject) for subject in ("party:a/../b", "party:a_.._b", "party:A", "party:a", "x" * 999)
    }
    assert len(names) == 5
    assert all("/" not in name and len(name) < 140 for name in names)


def test_a_recording_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such recording"):
        check_recording(tmp_path / "nothing")
    assert check_recording(tmp_path) == tmp_path.resolve()
