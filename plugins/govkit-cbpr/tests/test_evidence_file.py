"""The probe of evidence files, on real files."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

import pytest

from govkit.plugin import Declined, Evidence, NotStated
from govkit_cbpr.evidence import EvidenceFile, evidence_file

if TYPE_CHECKING:
    from govkit.engine.world import FolderWorld
    from govkit.plugin import Observed


def look(world: FolderWorld, path: str | None = None, **slots: Any) -> Observed[EvidenceFile]:
    record = {"id": "scan", **slots} | ({} if path is None else {"path": path})
    return evidence_file(Evidence(record, "evidence:scan"), world)


def test_a_file_is_measured_and_hashed(world: FolderWorld) -> None:
    (world.folder / "scan.pdf").write_bytes(b"%PDF signed")
    seen = look(world, "scan.pdf")
    sha256 = hashlib.sha256(b"%PDF signed").hexdigest()
    assert seen.value == EvidenceFile(exists=True, size=11, sha256=sha256)
    assert (seen.examined, seen.expected, seen.unit) == (1, 1, "files")
    assert seen.inputs == (f"scan.pdf {sha256}",)


def test_twenty_megabytes_are_hashed_whole(world: FolderWorld) -> None:
    content = b"evidence" * 2_500_000
    (world.folder / "log.bin").write_bytes(content)
    seen = look(world, "log.bin").value
    assert (seen.size, seen.sha256) == (20_000_000, hashlib.sha256(content).hexdigest())


def test_an_empty_file_exists_with_size_zero(world: FolderWorld) -> None:
    (world.folder / "empty.pdf").touch()
    assert look(world, "empty.pdf").value.size == 0
    assert look(world, "empty.pdf").value.exists


@pytest.mark.parametrize(
    "path", ["gone.pdf", "no/such/folder/gone.pdf", "สัญญา ลงนาม.pdf", "a" * 5000, "\u202efdp.exe", "-rf"]
)
def test_a_missing_file_is_a_fact(world: FolderWorld, path: str) -> None:
    assert look(world, path).value == EvidenceFile(exists=False)
    assert look(world, path).inputs == ()


@pytest.mark.parametrize(
    "path",
    ["../secret.pdf", "a/../../secret.pdf", "/etc/hostname", "..\\secret.pdf", "C:\\secret.pdf", "C:secret", "a\0b"],
)
def test_a_path_that_leads_elsewhere_is_declined(world: FolderWorld, path: str) -> None:
    (world.folder.parent / "secret.pdf").write_text("outside")
    with pytest.raises(Declined):
        look(world, path)


def test_a_link_that_leads_outside_is_declined(world: FolderWorld) -> None:
    (world.folder.parent / "secret.pdf").write_text("outside")
    (world.folder / "link.pdf").symlink_to(world.folder.parent / "secret.pdf")
    with pytest.raises(Declined):
        look(world, "link.pdf")


def test_a_broken_link_is_declined(world: FolderWorld) -> None:
    (world.folder / "link.pdf").symlink_to(world.folder / "gone.pdf")
    with pytest.raises(Declined):
        look(world, "link.pdf")


def test_a_folder_is_declined(world: FolderWorld) -> None:
    (world.folder / "contracts").mkdir()
    with pytest.raises(Declined) as refusal:
        look(world, "contracts")
    assert "folder" in refusal.value.reason.text


def test_a_pipe_is_declined_and_not_waited_for(world: FolderWorld) -> None:
    os.mkfifo(world.folder / "pipe")
    with pytest.raises(Declined):
        look(world, "pipe")


def test_a_file_that_may_not_be_read_is_declined_without_its_full_path(
    world: FolderWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    (world.folder / "scan.pdf").write_bytes(b"x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied", str(world.folder / "scan.pdf"))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(Declined) as refusal:
        look(world, "scan.pdf")
    assert refusal.value.reason.params == {"error": "PermissionError"}


def test_no_path_is_not_stated_and_an_explicit_none_is_declined(world: FolderWorld) -> None:
    with pytest.raises(NotStated):
        look(world)
    with pytest.raises(Declined):
        look(world, "none")


def test_the_fact_survives_being_stored(world: FolderWorld) -> None:
    (world.folder / "scan.pdf").write_bytes(b"x")
    value = look(world, "scan.pdf").value
    stored = evidence_file.adapter.dump_python(value, mode="json")
    assert evidence_file.adapter.validate_python(stored) == value
