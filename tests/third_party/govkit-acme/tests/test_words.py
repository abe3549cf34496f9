"""An ordinary test beside the cases."""

from __future__ import annotations

from govkit_acme.retention import retention_period


def test_the_page_says_how_to_mend_it() -> None:
    assert retention_period.fix == "state `retention` on the dataset."
