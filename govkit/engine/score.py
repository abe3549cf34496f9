"""The score of a framework: what is met as an interval, by weight. Withholding facts never raises its lower end."""

from __future__ import annotations

from collections.abc import Iterable

from govkit.model.assessment import BasisName, ScoreDoc
from govkit.model.status import Basis, Severity, Status

Scored = tuple[int, Severity, Status, Basis | None]
"""A control's weight, severity, status, and what its pass rests on."""


def score(controls: Iterable[Scored]) -> ScoreDoc | None:
    """Return the interval from met ÷ applicable to (met + undecided) ÷ applicable; `None` where nothing applies."""
    met = gaps = undecided = critical = 0
    by_basis: dict[BasisName, int] = {basis.value: 0 for basis in Basis}
    for weight, severity, status, basis in controls:
        if status is Status.PASS:
            met += weight
            by_basis[(basis or Basis.DECLARED).value] += weight
        elif status is Status.FAIL:
            gaps += weight
            critical += severity is Severity.CRITICAL
        elif status.undecided:
            undecided += weight
    applicable = met + gaps + undecided
    if not applicable:
        return None
    return ScoreDoc(
        low=round(met / applicable, 6),
        high=round((met + undecided) / applicable, 6),
        met=met,
        gaps=gaps,
        undecided=undecided,
        applicable=applicable,
        decided_percent=round(100 * (met + gaps) / applicable, 2),
        by_basis=by_basis,
        critical_gaps=critical,
    )
