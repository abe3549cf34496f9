"""Of what was recorded on several days the latest counts, and a recording that can't be read says where it fails."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from govkit.engine import takes
from govkit.engine.takes import check_recording
from govkit.model.errors import UsageError
from govkit.net.har import Exchange, read, written
from govkit.net.recordings import recorded

DAY = date(2026, 11, 21)
URL = "https://a.example/p"


def answer(at: str, status: int = 200, url: str = URL) -> Exchange:
    return Exchange("GET", url, at, status, (("content-type", "text/html"),), b"hi")


OCTOBER, NOVEMBER = answer("2026-10-01T09:00:00+00:00"), answer("2026-11-02T09:00:00+00:00", 404)
UNCHANGED = answer("2026-11-03T09:00:00+00:00", 304)
LATER, MUCH_LATER = answer("2027-10-01T09:00:00+00:00"), answer("2027-11-01T09:00:00+00:00", 503)


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ([OCTOBER, NOVEMBER], [NOVEMBER]),
        ([NOVEMBER, OCTOBER], [NOVEMBER]),
        ([OCTOBER, UNCHANGED], [OCTOBER]),
        ([UNCHANGED], [UNCHANGED]),
        ([OCTOBER, answer("2026-11-02T09:00:00+00:00", 404, f"{URL}#part")], None),
        ([OCTOBER, LATER], [OCTOBER]),
        ([MUCH_LATER, LATER], [LATER]),
        ([OCTOBER, answer(NOVEMBER.at, 200, "https://a.example/q")], None),
        ([answer("2026-11-22T01:00:00+07:00")], None),
    ],
)
def test_of_one_request_the_latest_answer_up_to_the_day_counts(
    tmp_path: Path, kept: list[Exchange], found: list[Exchange] | None
) -> None:
    file = tmp_path / "x.har"
    file.write_text(written(kept), "utf-8")
    answers = recorded(file, "task", DAY)
    assert answers == (found if found is not None else kept[-len(answers) :])
    assert {one.url.partition("#")[0] for one in answers} == {one.url.partition("#")[0] for one in kept}


def test_what_a_task_was_told_itself_comes_again_in_order(tmp_path: Path) -> None:
    (tmp_path / "task.har").write_text(written([OCTOBER, NOVEMBER]), "utf-8")
    assert recorded(tmp_path, "task", DAY) == [OCTOBER, NOVEMBER]
    assert recorded(tmp_path, "another", DAY) == [NOVEMBER]


def without(part: str) -> str:
    document = json.loads(written([OCTOBER, NOVEMBER]))
    del document["log"]["entries"][1][part]
    return json.dumps(document)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{\n\n", "x.har is no HAR document: line 3 is no JSON"),
        ('{"log": {}}', "it holds no list of entries"),
        (without("request"), "entry 2 lacks"),
        (without("startedDateTime"), "entry 2 lacks"),
        (written([answer("yesterday")]), "entry 1 lacks"),
        ("\udcff", "it is not in UTF-8"),
    ],
)
def test_a_recording_that_cannot_be_read_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "x.har"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    for place in (file, tmp_path):
        with pytest.raises(UsageError, match=told) as caught:
            check_recording(place)
        assert "record it again" in str(caught.value)


def test_a_recording_that_may_not_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(takes, "check", refuse)
    with pytest.raises(UsageError, match="can't be read: PermissionError"):
        check_recording(tmp_path)


def test_a_time_without_a_zone_is_one_of_utc(tmp_path: Path) -> None:
    assert read(written([answer("2026-11-02T09:00:00")]))[0].at == "2026-11-02T09:00:00"
    file = tmp_path / "x.har"
    file.write_text(written([answer("2026-11-02T09:00:00"), OCTOBER]), "utf-8")
    assert [one.at for one in recorded(file, "task")] == ["2026-11-02T09:00:00"]
