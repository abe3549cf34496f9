"""Identifiers of the rest of the world: the arithmetic of python-stdnum by name, and what it does not have."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from govkit_personal_data.check_digits.asean import luhn, only_digits, weighted

STDNUM = (
    "au.abn", "au.acn", "au.tfn", "be.nn", "br.cpf", "ca.sin", "ch.ssn", "cn.ric", "cn.uscc", "de.idnr", "dk.cpr",
    "es.dni", "es.nie", "eu.vat", "fi.hetu", "fr.nir", "gb.nhs", "gb.utr", "iban", "ie.pps", "in_.aadhaar", "in_.epic",
    "in_.gstin", "in_.pan", "it.codicefiscale", "jp.in_", "kr.brn", "kr.rrn", "nl.bsn", "no.fodselsnummer",
    "nz.ird", "pk.cnic", "pl.pesel", "pt.nif", "se.personnummer", "sg.uen", "tr.tckimlik", "tw.ubn", "us.itin",
    "us.ssn", "za.idnr",
)  # fmt: skip
"""Modules of python-stdnum that serve as validators, under these names."""
_HK_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)
_BLANK = 36
"""What stands for the missing first letter of a Hong Kong identity card."""
TW_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""Letters of Taiwanese identity numbers, in the order of their values from 10 on."""
_TW_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_MEDICARE_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))


def stdnum_validator(name: str) -> Callable[[str], bool]:
    """Return `is_valid` of a module of python-stdnum, which is imported when the first value comes."""

    def is_valid(text: str) -> bool:
        try:
            return _stdnum(name)(text)
        except LookupError:  # stdnum 2.2 looks up parts of its tables that some numbers do not have
            return False

    return is_valid


@cache
def _stdnum(name: str) -> Callable[[str], bool]:
    function: Callable[[str], bool] = import_module(f"stdnum.{name}").is_valid
    return function


def hong_kong_id(text: str) -> bool:
    """Check the last character of a Hong Kong identity card, a weighted sum modulo 11."""
    found = re.fullmatch(r"([A-Z]{1,2})([0-9]{6})\(?([0-9A])\)?", text.upper())
    if found is None:
        return False
    letters = [ord(char) - 55 for char in found[1]]
    numbers = [*([_BLANK] * (2 - len(letters))), *letters, *map(int, found[2])]
    total = sum(number * weight for number, weight in zip(numbers, _HK_WEIGHTS, strict=True))
    return (total + int(found[3], 16)) % 11 == 0


def taiwan_id(text: str) -> bool:
    """Check the last digit of a Taiwanese identity or residence number, a weighted sum modulo 10."""
    found = re.fullmatch(r"([A-Z])([1289][0-9]{8})", text.upper())
    if found is None:
        return False
    return weighted(f"{TW_LETTERS.index(found[1]) + 10}{found[2]}", _TW_WEIGHTS) % 10 == 0


def australian_medicare(text: str) -> bool:
    """Check the ninth digit of an Australian Medicare number; one digit for the card and one for the person follow."""
    digits = only_digits(text)
    return (
        len(digits) in (10, 11) and digits[0] in "23456" and weighted(digits, _MEDICARE_WEIGHTS) % 10 == int(digits[8])
    )


def imei(text: str) -> bool:
    """Check the fifteenth digit of a handset's number (IMEI) by Luhn."""
    digits = only_digits(text)
    return len(digits) == 15 and digits[:2] != "00" and luhn(digits)


def vehicle_identification_number(text: str) -> bool:
    """Check the ninth character of a vehicle identification number, as North American and Chinese makers set it."""
    code = text.upper()
    if len(code) != 17 or any(not char.isdigit() and char not in _VIN_VALUES for char in code):
        return False
    values = (int(char) if char.isdigit() else _VIN_VALUES[char] for char in code)
    rest = sum(value * weight for value, weight in zip(values, _VIN_WEIGHTS, strict=True)) % 11
    return code[8] == "0123456789X"[rest]
