"""What is known of a sample output after it was looked at: words of closed lists, never its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkit_genai.provenance.aigc import Aigc
from govkit_genai.provenance.containers import Medium, Name
from govkit_genai.provenance.source_types import BY_A_MODEL, SourceType

Outcome = Literal["read", "missing", "too_large", "damaged", "not_understood"]
Manifest = Literal["none", "embedded", "remote"]
Validity = Literal["none", "not_validated", "valid", "trusted", "invalid", "malformed"]


@dataclass(frozen=True)
class Sample:
    """A sample output, as it was found."""

    path: str
    sha256: str = ""
    outcome: Outcome = "read"
    """`damaged`: not built as its container asks; what was found before the damage is told."""
    container: Name = "other"
    medium: Medium | None = None
    manifest: Manifest = "none"
    """Where a C2PA manifest stands, if there is one."""
    validity: Validity = "none"
    """`valid`: content and signature fit, the signer is on no list of trust; `not_validated`: claimed only."""
    manifest_types: tuple[SourceType, ...] = ()
    """The types of source that the manifest names; of the active one only where it was validated."""
    xmp_types: tuple[SourceType, ...] = ()
    """The types of source that XMP names."""
    aigc: Aigc | None = None
    words: bool = False
    """Whether a text says at its start or end that a machine made it."""

    @property
    def verified(self) -> bool:
        """Tell whether its manifest was validated and fits."""
        return self.validity in ("valid", "trusted")

    @property
    def broken(self) -> bool:
        """Tell whether its manifest does not fit, or is none."""
        return self.validity in ("invalid", "malformed")

    @property
    def voices(self) -> frozenset[bool]:
        """Return what its marks say of whether a model made it; the types of a manifest not validated may be others'.

        Such a manifest tells of its ingredients, too, so that only what speaks for a model is taken from it.
        """
        said = set()
        if self.manifest_types and (self.verified or BY_A_MODEL & set(self.manifest_types)):
            said.add(bool(BY_A_MODEL & set(self.manifest_types)))
        if self.xmp_types:
            said.add(bool(BY_A_MODEL & set(self.xmp_types)))
        if self.aigc is not None and self.aigc.known:
            said.add(True)
        return frozenset(said)

    @property
    def marked(self) -> bool:
        """Tell whether it carries anything by which machines may tell its origin; a type of camera is none."""
        return self.manifest != "none" or True in self.voices
