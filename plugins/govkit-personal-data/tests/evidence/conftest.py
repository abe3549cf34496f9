"""Columns as the evidence sees them, and the best of what is said of one."""

from __future__ import annotations

import pytest

from govkit_personal_data.evidence.column import ColumnEvidence
from govkit_personal_data.evidence.spotting import spots
from govkit_personal_data.judge import judge_table


@pytest.fixture(scope="session")
def column():
    """Return a function that makes a column of these values below this header."""

    def column(name, values, rows=None):
        distinct = list(dict.fromkeys(values))
        count = rows or len(values)
        return ColumnEvidence(
            name, tuple(distinct), count, count, len(distinct), spots({v: values.count(v) for v in distinct})
        )

    return column


@pytest.fixture(scope="session")
def best():
    """Return a function that judges a table: what is most likely of one column, if anything."""

    def best(columns, table="t", at=0):
        found = judge_table(columns, table, latest_year=2026)[at].detections
        return found[0] if found else None

    return best
