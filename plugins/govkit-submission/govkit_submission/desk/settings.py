"""What the people at the desk decided: the seed and size of the sample, sectors, texts that everybody may quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_submission.desk.shown import shown
from govkit_submission.desk.store import Desk, digest, packed

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_KIND = "settings"
"""Of their entry in the log, and the folder that they lie in, each under its digest."""
_UNLOGGED = "desk.json"
"""Where settings stood when the log did not know of them."""
_MOST_TEXT = 4_000_000


@dataclass(frozen=True)
class Settings:
    """How the desk reads what was taken in; kept, so that the next intake reads it in the same way."""

    seed: str = "1"
    sample: int = 50
    sectors: Mapping[str, str] = field(default_factory=dict)
    """An organisation's id → its sector, before what it states itself."""
    known: tuple[str, ...] = ()
    """Texts that everybody may quote."""

    def changed(self, **given: Any) -> Settings:
        """Return settings with those that were given, which are not `None`."""
        return replace(self, **{name: value for name, value in given.items() if value is not None})

    def sector_of(self, record: Mapping[str, Any]) -> str:
        """Return the sector of a submission, or an empty text."""
        sector: str = self.sectors.get(record["organisation"].get("id", ""), record["sector"])
        return sector.strip().casefold()


def read_settings(desk: Desk) -> Settings:
    """Return the settings of a desk, or those that it starts with."""
    noted = [entry["settings"] for entry in desk.log.entries() if entry["kind"] == _KIND]
    if not noted:
        _require_none(desk.folder / _UNLOGGED)
        return Settings()
    file = _file(noted[-1])
    kept = desk.read(file)
    try:
        return Settings(str(kept["seed"]), int(kept["sample"]), dict(kept["sectors"]), tuple(map(str, kept["known"])))
    except (KeyError, TypeError, ValueError):
        hint = worded("`govkit desk check` names what was changed")
        raise InputError(worded("this file of the desk is broken"), hint=hint, path=str(desk.folder / file)) from None


def keep_settings(desk: Desk, settings: Settings, day: str) -> None:
    """Write the settings of a desk and note them in its log, without which nobody reads the file."""
    document = {"govkit": "desk/1", **asdict(settings)}
    sha256 = digest(document)
    desk.write(_file(sha256), packed(document))
    desk.log.append([{"kind": _KIND, "at": day, "settings": sha256}])


def _file(sha256: str) -> str:
    return f"{_KIND}/{sha256}.json"


def _require_none(file: Path) -> None:
    if file.exists():
        hint = worded("move it away and give the settings again with `govkit desk refresh`")
        raise InputError(worded("the log knows nothing of these settings"), hint=hint, path=str(file))


def read_sectors(path: Path, host: Host) -> dict[str, str]:
    """Return the sectors in a YAML or JSON file that maps the ids of organisations to them."""
    content = host.read(path)
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        hint = worded("write lines such as `siam-shop: retailer`")
        raise InputError(worded("this is no list of sectors"), hint=hint, path=str(path))
    return {str(name): shown(value, 80) for name, value in content.items()}


def read_known(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the texts of files that everybody may quote."""
    texts = []
    for path in paths:
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            hint = worded("name a plain text file in UTF-8")
            raise InputError(worded("this can't be read as text"), hint=hint, path=str(path)) from None
        if len(text) > _MOST_TEXT:
            raise InputError(worded("this text is too long"), hint=worded("give the passages alone"), path=str(path))
        texts.append(text)
    return tuple(texts)
