"""Quotation marks around an address are no part of it, and those within are."""

import pytest

from govkit.model.mask import mask

ADDRESS, MASKED = "somchai.j@example.co.th", "•••@•••"


@pytest.mark.parametrize("mark", ["`", "'", '"', "“", "("])
def test_a_mark_before_an_address_stays(mark) -> None:
    assert mask(f"the key {mark}{ADDRESS}{mark} is given twice") == f"the key {mark}{MASKED}{mark} is given twice"


@pytest.mark.parametrize(
    "address", ["d'arcy.j@example.com", "a`b@example.com", "'d@example.com", "o''neil@example.com"]
)
def test_nothing_of_an_address_stays(address) -> None:
    assert mask(f"to {address}, today").lstrip("to '") == f"{MASKED}, today"
