"""How an organisation keeps its AI systems under control, and hears of flaws in what it runs."""

from __future__ import annotations

from datetime import date

from govkit.model.duration import Duration
from govkit.model.slots import Part


class AiGovernance(Part):
    """Who oversees the AI systems of an organisation, and where concerns go."""

    body: str | None
    """The body or role that oversees them."""
    may_stop: bool | None
    """Whether that body may stop a release or a use."""
    senior_owner: str | None
    """Who in senior management answers for them."""
    roles: tuple[str, ...]
    """The roles with tasks in them, technical and business."""
    concern_channel: str | None
    """Where staff raise ethical concerns."""
    whistleblower_policy: str | None
    """The rules that protect whoever raises one, or where they stand."""
    reviewed_on: date | None
    """The day on which the arrangement was last looked over."""


class VulnerabilityProcess(Part):
    """How outsiders report flaws, and how they are mended."""

    security_txt: str | None
    """The address of the file `security.txt`."""
    policy: str | None
    """The policy on disclosure, or where it stands."""
    covers_ai: bool | None
    """Whether flaws of AI models and systems are in its scope."""
    safe_harbour: bool | None
    """Whether it promises not to pursue those who report in good faith."""
    fix_within: Duration | None
    """The time that the organisation sets itself for a remedy, such as P90D."""
    advisories: str | None
    """Where advisories on flaws are published."""
    csirt_contact: str | None
    """Where the team that answers incidents can be reached, as in RFC 2350."""
