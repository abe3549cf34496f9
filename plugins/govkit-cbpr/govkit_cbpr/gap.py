"""The gap report: what a company that is certified under an older edition must still do before its renewal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from govkit.model.worded import worded
from govkit.plugin import Certificate, Organisation
from govkit_cbpr.reading_assessments import framework_of, numbers, review_of, state, to_do, translations_of, word
from govkit_cbpr.relations import certificates_of

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment, FrameworkEntry
    from govkit.model.inventory import Inventory

FRAMEWORK = "global-cbpr"
NEWEST = "global-2.0"
_SCHEMES = ("global-cbpr", "apec-cbpr")
Change = Literal["new", "changed", "renumbered"]


@dataclass(frozen=True)
class Holding:
    """The certificate that has to be renewed."""

    id: str
    edition: str | None
    """The edition that it was granted under; none where the inventory does not say."""
    last_day: date


@dataclass(frozen=True)
class Row:
    """One requirement of the newer edition, and what was said of it."""

    number: str
    before: str | None
    """Its number in the older edition; none where it is new."""
    control: str
    title: str
    change: Change
    state: str
    """The status, or of a requirement that nobody has confirmed, what it would be."""
    word: str
    review: str
    to_do: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """The report."""

    before: str
    after: str
    mandatory_from: str
    as_of: str
    certificate: Holding | None
    renewal: date | None
    """The first day of the next certificate: that after the last one, or of one that has lapsed the assessment's."""
    required: bool | None
    """Whether the renewal needs the newer edition; none where its day is not known."""
    rows: tuple[Row, ...]

    @property
    def open_rows(self) -> tuple[Row, ...]:
        """Return the requirements that are not met, new and changed ones first."""
        order = {"new": 0, "changed": 1, "renumbered": 2}
        open_ = (row for row in self.rows if row.state not in ("pass", "not_applicable"))
        return tuple(sorted(open_, key=lambda row: order[row.change]))

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {"govkit": "cbpr-gap/1", **asdict(self), "open": [row.control for row in self.open_rows]}


def holding_of(inventory: Inventory) -> Holding | None:
    """Return the CBPR certificate of an organisation that lapses last; `None` where none with a last day is stated."""
    return last_of(_certificates(inventory))


def last_of(certificates: Iterable[Certificate]) -> Holding | None:
    """Return the CBPR certificate that lapses last; `None` where none with a last day is stated."""
    found = [
        Holding(certificate.id, certificate.edition if certificate.is_stated("edition") else None, last)
        for certificate in certificates
        if certificate.is_stated("scheme") and certificate.scheme in _SCHEMES
        if certificate.is_stated("valid_to") and (last := certificate.valid_to) is not None
    ]
    return max(found, key=lambda holding: holding.last_day, default=None)


def renewal_of(holding: Holding, as_of: date) -> date:
    """Return the first day on which the next certificate can begin."""
    return max(as_of, holding.last_day + timedelta(days=1))


def gap_report(
    assessment: Assessment,
    *,
    before: str,
    holding: Holding | None = None,
    renewal: date | None = None,
    language: str = "en",
) -> Gap:
    """Return the report from an assessment by the newer edition; raise `ValueError` where it has none.

    Titles and remedies are in the language, as far as the assessment carries it.
    """
    framework = framework_of(assessment, FRAMEWORK)
    if framework is None or framework["edition"] != NEWEST:
        raise ValueError(worded("the assessment holds no {framework}@{newest}", framework=FRAMEWORK, newest=NEWEST))
    if renewal is None and holding is not None:
        renewal = renewal_of(holding, date.fromisoformat(assessment["as_of"]))
    mandatory = framework.get("effective", {}).get("from", "")
    return Gap(
        before=before,
        after=NEWEST,
        mandatory_from=mandatory,
        as_of=assessment["as_of"],
        certificate=holding,
        renewal=renewal,
        required=None if renewal is None or not mandatory else renewal >= date.fromisoformat(mandatory),
        rows=tuple(_rows(assessment, framework, before, translations_of(assessment, language))),
    )


def _rows(assessment: Assessment, framework: FrameworkEntry, before: str, messages: Mapping[str, str]) -> Iterable[Row]:
    for control in framework["controls"]:
        number = control.get("number", "")
        if not number[:1].isdigit():
            continue  # the general part asks for context and has no number in any edition
        tags = control.get("tags", [])
        change: Change = "new" if "new in 2.0" in tags else "changed" if "changed in 2.0" in tags else "renumbered"
        yield Row(
            number=number,
            before=numbers(control, NEWEST).get(before),
            control=control["id"],
            title=messages.get(control["title"], control["title"]),
            change=change,
            state=state(control),
            word=word(control),
            review=review_of(control),
            to_do=tuple(to_do(assessment, FRAMEWORK, control, messages)),
        )


def _certificates(inventory: Inventory) -> Iterable[Certificate]:
    for organisation in inventory.of(Organisation):
        yield from certificates_of(inventory, organisation).items
