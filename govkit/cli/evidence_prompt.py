"""Asks for a file as evidence, until when it counts and who keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govkit.cli.prompts import day_of, tell, typed
from govkit.engine.attach import attach
from govkit.model.answers import EvidenceFile
from govkit.model.errors import UsageError
from govkit.report.words import Words


@dataclass(frozen=True)
class EvidencePrompt:
    """Where evidence is kept, and in which language it is asked for."""

    folder: Path
    words: Words

    def ask(self, *, required: bool) -> dict[str, Any] | None:
        """Return one piece of evidence as an entry of an answer, or `None` where there is none."""
        text = self.words.text
        form = (
            text("evidence: a file (Enter if there is none; it stays open without one)")
            if required
            else text("evidence: a file (Enter if there is none)")
        )
        while said := typed(form, default=""):
            file = self._taken(said)
            if file is not None:
                return file.model_dump(mode="json", exclude_defaults=True) | self._more()
        return None

    def _taken(self, said: str) -> EvidenceFile | None:
        """Attach what was named: a path below the folder, or a file anywhere, which is copied."""
        place = self.folder / said
        try:
            return attach(self.folder, place if place.exists() else Path(said).expanduser())
        except UsageError as fault:
            tell(str(fault))
            return None

    def _more(self) -> dict[str, str]:
        text, more = self.words.text, {}
        for key, prompt in (
            ("date", text("the day that it bears (Enter to skip)")),
            ("valid_to", text("valid until (Enter if it does not expire)")),
        ):
            while said := typed(prompt, default=""):
                if day := day_of(said):
                    more[key] = day
                    break
                tell(text("write a date such as 2026-11-21"))
        owner = typed(text("who keeps it: a role or team (Enter to skip)"), default="")
        return more | ({"owner": owner} if owner else {})
