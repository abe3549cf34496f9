"""Check digits and built-in dates of identifiers: arithmetic without I/O, by name, one value or an array at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from govkit_personal_data.check_digits import phones, world
from govkit_personal_data.check_digits.asean import (
    indonesian_nik,
    indonesian_npwp,
    luhn,
    malaysian_mykad,
    philippine_tin,
    singapore_nric,
    singapore_plate,
    thai_national_id,
    thai_tax_id,
    vietnamese_cccd,
    vietnamese_tax_code,
)
from govkit_personal_data.check_digits.vector import VECTOR, as_characters

__all__ = [
    "VALIDATORS",
    "VECTOR",
    "as_characters",
    "indonesian_nik",
    "luhn",
    "malaysian_mykad",
    "singapore_nric",
    "thai_national_id",
    "vietnamese_cccd",
]

VALIDATORS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "th_national_id": thai_national_id,
        "th_tax_id": thai_tax_id,
        "sg_nric": singapore_nric,
        "sg_plate": singapore_plate,
        "my_mykad": malaysian_mykad,
        "id_nik": indonesian_nik,
        "id_npwp": indonesian_npwp,
        "vn_cccd": vietnamese_cccd,
        "vn_tax_code": vietnamese_tax_code,
        "ph_tin": philippine_tin,
        "luhn": luhn,
        "imei": world.imei,
        "vin": world.vehicle_identification_number,
        "hk_id": world.hong_kong_id,
        "tw_id": world.taiwan_id,
        "au_medicare": world.australian_medicare,
        "phone": phones.is_international,
        **{f"phone_{region.lower()}": partial(phones.is_national, region=region) for region in phones.REGIONS},
        **{name: world.stdnum_validator(name) for name in world.STDNUM},
    }
)
"""Name → check of one text as it was matched: its digits ASCII, its separators still there."""
