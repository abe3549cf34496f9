"""Who confirms a match of a questionnaire: somebody, and not the place of somebody."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("by", "code"), [("Anong (DPO)", 0), ("TBD", 2), ("-", 2), ("nobody", 2), ("ไม่ระบุ", 2)])
def test_a_match_is_confirmed_by_somebody(theirs, fill, by, code):
    theirs.write()
    assert fill()[0] == 0
    theirs.confirm(confirmed_by=by)
    found, err = fill("-o", "filled.xlsx")
    assert found == code
    assert ("nobody has confirmed the match" in err) is (code == 2)
