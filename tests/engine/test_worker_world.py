"""A probe sees the assessed folder and nothing beside it."""

from __future__ import annotations

import os
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.world import FolderWorld
from govkit.model.inventory import Inventory
from govkit.plugin import Declined


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "assessed"
    (folder / "data").mkdir(parents=True)
    (tmp_path / "secret.csv").touch()
    (tmp_path / "assessed-too").mkdir()
    (tmp_path / "assessed-too" / "x.csv").touch()
    (folder / "data" / "crm.csv").touch()
    (folder / "data" / "ลูกค้า.csv").touch()
    (folder / "inside.csv").symlink_to(folder / "data" / "crm.csv")
    (folder / "outside.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "away").symlink_to(tmp_path)
    (folder / "null").symlink_to("/dev/null")
    (folder / "loop").symlink_to(folder / "loop")
    os.mkfifo(folder / "fifo")
    server = socket.socket(socket.AF_UNIX)
    server.bind(os.path.relpath(folder / "sock"))
    server.close()
    return folder


def world(folder: Path, **changes: Any) -> FolderWorld:
    settings = {"inventory": Inventory(), "as_of": date(2026, 11, 21), "seed": "s", "options": {}, "network": False}
    return FolderWorld(folder=folder, **{**settings, **changes})


@pytest.mark.parametrize("path", ["data/crm.csv", "inside.csv", "data", ".", "./data//crm.csv", "data/ลูกค้า.csv"])
def test_what_is_below_the_folder_opens(path: str, folder: Path) -> None:
    found = world(folder).open_path(path)
    assert found.is_relative_to(folder.resolve())
    assert found.exists()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "leads outside"),
        ("..", "leads outside"),
        ("data/../../secret.csv", "leads outside"),
        ("data/../data/crm.csv", "leads outside"),
        ("data\\..\\..\\secret.csv", "leads outside"),
        ("/etc/passwd", "leads outside"),
        ("//etc/passwd", "leads outside"),
        ("C:\\secret.csv", "leads outside"),
        ("C:secret.csv", "leads outside"),
        ("\\\\host\\share", "leads outside"),
        ("outside.csv", "leads outside"),
        ("away/secret.csv", "leads outside"),
        ("away/assessed-too/x.csv", "leads outside"),
        ("null", "leads outside"),
        ("nothing.csv", "does not exist"),
        ("data/crm.csv/more", "can't be read"),
        ("loop", "can't be read"),
        ("nul\0.csv", "can't be read"),
        ("x" * 5000, "can't be read"),
        ("\ud800.csv", "can't be read"),
        ("fifo", "is neither a file nor a folder"),
        ("sock", "is neither a file nor a folder"),
    ],
)
def test_all_else_is_declined_without_telling_where_it_leads(path: str, why: str, folder: Path) -> None:
    with pytest.raises(Declined) as caught:
        world(folder).open_path(path)
    reason = caught.value.reason
    assert why in reason.text
    assert reason.params == {"path": path}


def test_the_network_has_to_be_allowed(folder: Path) -> None:
    with pytest.raises(Declined):
        world(folder).http()
    with world(folder, network=True).http() as client:
        assert client.headers["user-agent"].startswith("govkit/")


def test_progress_in_quick_succession_is_dropped(folder: Path) -> None:
    told: list[tuple[int, int | None, str]] = []
    view = world(folder, tell=lambda *report: told.append(report))
    for done in range(1_000):
        view.progress(done, None, "x" * 999)
    assert told[0] == (0, None, "x" * 200)
    assert len(told) < 100
    with pytest.raises(ValueError, match="invalid literal"):
        world(folder).progress("many", None)  # type: ignore[arg-type]
