"""Who stands behind a statement is a person or a role, and nobody who is still to be found."""

from __future__ import annotations

import pytest

from govkit.model.placeholder.vouching import names_somebody


@pytest.mark.parametrize(
    "text",
    [
        *("Nok", "Noor Aini, DPO", "the DPO", "Board of directors", "N. Bodin", "Tobias Ee", "No Sang-hyun", "HR", "K"),
        *("ฝ่ายกฎหมาย", "Trần Thị Không", "Pak Belumba"),
    ],
)
def test_a_person_or_a_role_stands_behind_it(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "nobody yet",
            "No one has approved",
            "to be named",
            "to be approved by the DPO",
            "awaiting the board",
            "Vacant",
        ),
        *(
            "(pending) DPO",
            "Not yet assigned",
            "TBD",
            "ยังไม่แต่งตั้ง",
            "รออนุมัติจากคณะกรรมการ",
            "chưa bổ nhiệm",
            "belum ditunjuk",
        ),
    ],
)
def test_nobody_yet_stands_behind_nothing(text: str) -> None:
    assert not names_somebody(text)
