"""Seeded sentences in the languages of eleven countries, with identifiers and with numbers that only look like some."""

# ruff: noqa: E501 - tables of forms read better in long lines
from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from govkit_personal_data.check_digits import VALIDATORS

TEMPLATES = Path(__file__).parent / "data/sentences.yaml"
_NATIVE = {"TH": "๐๑๒๓๔๕๖๗๘๙", "LA": "໐໑໒໓໔໕໖໗໘໙", "KH": "០១២៣៤៥៦៧៨៩", "MM": "၀၁၂၃၄၅၆၇၈၉"}
_FORM = re.compile(r"\{([a-z-]+)\}")
Make = Callable[[random.Random], str]


@dataclass(frozen=True)
class Sentence:
    """A text and the spans in it."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def sentences(part: str, count: int, seed: int = 11) -> Iterator[Sentence]:
    """Yield sentences of `part` (`seen` or `held`): half of a template, half with what stands around it in a mail."""
    templates = yaml.safe_load(TEMPLATES.read_text("utf-8"))
    rnd = random.Random(f"{part} {seed}")
    countries = sorted(templates)
    for number in range(count):
        country = countries[number % len(countries)]
        picked = rnd.sample(templates[country][part], k=rnd.choice((1, 1, 2)))
        yield _filled(f"{part}-{number:05}", " ".join(picked), country, rnd)


def _filled(id_: str, template: str, country: str, rnd: random.Random) -> Sentence:
    text, spans, at = "", [], 0
    native = rnd.random() < 0.15
    for place in _FORM.finditer(template):
        text += template[at : place.start()]
        kind = place[1]
        made = _MAKERS[country].get(kind) or _EVERYWHERE[kind]
        value = made(rnd)
        if native and country in _NATIVE and kind not in ("email", "uuid", "timestamp"):
            value = value.translate(str.maketrans("0123456789", _NATIVE[country]))
        if kind in _PERSONAL:
            spans.append((len(text), len(text) + len(value), kind.upper().replace("-", "_")))
        text += value
        at = place.end()
    return Sentence(id_, text + template[at:], tuple(spans))


def like(*forms: str) -> Make:
    """Return a maker of strings: `#` is a digit, `9` one from 1 to 9, `A` a capital letter; one form by chance."""

    def make(rnd: random.Random) -> str:
        form = rnd.choice(forms)
        return "".join(
            rnd.choice("0123456789") if c == "#" else rnd.choice("123456789") if c == "*" else rnd.choice("ABCDEFGHJKLMNPRSTUVWXYZ") if c == "?" else c
            for c in form
        )  # fmt: skip

    return make


def valid(name: str, *forms: str) -> Make:
    """Return a maker of strings of a form whose check digits are right."""
    make, check = like(*forms), VALIDATORS[name]

    def made(rnd: random.Random) -> str:
        while not check(value := make(rnd)):
            pass
        return value

    return made


def _date(rnd: random.Random) -> tuple[str, str, str]:
    return f"{rnd.randint(50, 99)}", f"{rnd.randint(1, 12):02}", f"{rnd.randint(1, 28):02}"


def _mykad(rnd: random.Random) -> str:
    year, month, day = _date(rnd)
    dash = rnd.choice(("-", "-", ""))
    return f"{year}{month}{day}{dash}{rnd.choice(('01', '05', '08', '10', '14'))}{dash}{rnd.randint(0, 9999):04}"


def _nik(rnd: random.Random) -> str:
    year, month, day = _date(rnd)
    return f"{rnd.choice(('31', '32', '33', '35', '12', '73'))}{rnd.randint(1, 30):02}{rnd.randint(1, 20):02}{int(day) + 40 * rnd.randint(0, 1):02}{month}{year}{rnd.randint(1, 9999):04}"


def _cccd(rnd: random.Random) -> str:
    return f"0{rnd.choice(('01', '79', '48', '31', '38', '92'))}{rnd.choice('01')}{rnd.randint(50, 99)}{rnd.randint(0, 999999):06}"


def _nrc(rnd: random.Random) -> str:
    if rnd.random() < 0.5:
        letters = "".join(rnd.choice("ကခဂငစဆဇညတထဒနပဖဗဘမယရလဝသဟအ") for _ in range(3))
        number = f"{rnd.randint(1, 14)}/{letters}({rnd.choice(('နိုင်', 'ဧည့်', 'ပြု'))}){rnd.randint(0, 999999):06}"
        return number.translate(str.maketrans("0123456789", _NATIVE["MM"]))
    township = "".join(rnd.choice(("Ka", "Ma", "Ya", "Ha", "Tha", "La", "Pa", "Ta")) for _ in range(3))
    return f"{rnd.randint(1, 14)}/{township}({rnd.choice('NEP')}){rnd.randint(0, 999999):06}"


_PERSONAL = frozenset(
    {"national-id", "tax-id", "passport", "phone", "bank-account", "vehicle-id", "driver-license", "social-security"}
    | {"health-id", "email", "credit-card"}
)
_THAI_ID = valid("th_national_id", "*############", "*-####-#####-##-#")
_NRIC = valid("sg_nric", "S#######?", "T#######?", "F#######?", "G#######?")
_EVERYWHERE: dict[str, Make] = {
    "email": lambda rnd: f"{like('??').__call__(rnd).lower()}.{rnd.randint(1, 999)}@mail{rnd.randint(1, 9)}.example",
    "order": like("SO-########", "#############", "############", "##########", "################"),
    "tracking": like("TH###########B", "JT##########", "####-####-####", "SPX#############", "###############"),
    "sku": like("SKU-#####", "AB-####-##", "########", "?###-####"),
    "price": like("*##.##", "*,###.##", "*#,###,###", "*##.###"),
    "version": like("*.#.#", "v*.##.#", "*.#.#.##"),
    "uuid": lambda rnd: "-".join(f"{rnd.getrandbits(4 * n):0{n}x}" for n in (8, 4, 4, 4, 12)),
    "timestamp": lambda rnd: (
        f"20{rnd.randint(10, 26)}-{rnd.randint(1, 12):02}-{rnd.randint(1, 28):02} {rnd.randint(0, 23):02}:{rnd.randint(0, 59):02}:00"
    ),
    "gps": lambda rnd: f"{rnd.uniform(1, 20):.6f},{rnd.uniform(95, 125):.6f}",
    "meter": like("########", "#######", "######.#"),
    "invoice": like("INV-########", "IV##########", "########", "#########"),
    "serial": like("SN########", "##########", "?#?#######"),
}
_MAKERS: dict[str, dict[str, Make]] = {
    "TH": {
        "national-id": _THAI_ID, "social-security": _THAI_ID, "tax-id": valid("th_tax_id", "0############"),
        "passport": like("??#######"), "phone": valid("phone_th", "08########", "09#-###-####", "06# ### ####", "02-###-####"),
        "bank-account": like("###-#-#####-#", "##########"), "vehicle-id": like("*กข *###", "ขจ *###"), "driver-license": like("########"),
    },
    "VN": {
        "national-id": _cccd, "tax-id": valid("vn_tax_code", "0#########"), "passport": like("B#######", "C#######", "K#######"),
        "phone": valid("phone_vn", "09########", "03## ### ###", "07##.###.###"), "bank-account": like("##########", "#############"),
        "vehicle-id": like("29?-###.##", "51?*-####"), "driver-license": like("79##########"), "social-security": like("79########"),
        "health-id": like("DN4##########", "TE1############", "HC4############"),
    },
    "ID": {
        "national-id": _nik, "tax-id": valid("id_npwp", "##.###.###.#-###.000"), "passport": like("A#######", "C#######"),
        "phone": valid("phone_id", "08##########", "0812-####-####", "0857 #### ###"), "bank-account": like("##########", "#############", "###-##-#######"),
        "vehicle-id": like("B *### ???", "D *### ??", "AB *### ?"), "driver-license": like("##############", "############"),
        "social-security": like("###########"), "health-id": like("000##########"),
    },
    "MY": {
        "national-id": _mykad, "tax-id": like("IG##########", "SG##########"), "passport": like("A########", "H########"),
        "phone": valid("phone_my", "01#-### ####", "01########", "011-#### ####"), "bank-account": like("############", "##############"),
        "vehicle-id": like("W?? *###", "J?? *###", "B?? *##"), "social-security": like("########"), "driver-license": _mykad,
    },
    "SG": {
        "national-id": _NRIC, "tax-id": valid("sg.uen", "20#######?"), "passport": like("E#######?", "K#######?"),
        "phone": valid("phone_sg", "9### ####", "8#######", "6### ####"), "bank-account": like("###-######-#", "##########"),
        "vehicle-id": valid("sg_plate", "S?? *### ?", "S??*###?"), "social-security": _NRIC,
    },
    "PH": {
        "national-id": like("####-####-####-####"), "tax-id": like("###-###-###-000", "###-###-###"), "passport": like("P#######?"),
        "phone": valid("phone_ph", "09## ### ####", "09#########"), "bank-account": like("############", "##########"),
        "vehicle-id": like("??? ####"), "driver-license": like("?##-##-######"), "social-security": like("##-#######-#"), "health-id": like("##-#########-#"),
    },
    "MM": {
        "national-id": _nrc, "passport": like("M?######"), "phone": valid("phone_mm", "09#########", "09 ### ### ###"),
        "bank-account": like("#################", "###############"), "vehicle-id": like("*?-####"),
    },
    "KH": {
        "national-id": like("#########"), "tax-id": like("K###-#########", "L###-#########"), "passport": like("N########"),
        "phone": valid("phone_kh", "0## ### ###", "0########"), "bank-account": like("#########", "### ### ###"),
    },
    "LA": {
        "national-id": like("##-########", "##########"), "passport": like("P#######", "PA#######"), "phone": valid("phone_la", "020 #### ####", "020########"),
        "bank-account": like("################"), "vehicle-id": like("ກຂ ####", "ບຄ ####"),
    },
    "BN": {
        "national-id": like("00-######", "01-######", "30-######"), "passport": like("C######"), "phone": valid("phone_bn", "7######", "8## ####"),
        "bank-account": like("##############"), "vehicle-id": like("B?? *###", "K? *###"),
    },
    "TL": {
        "national-id": like("#########", "########"), "passport": like("C#######"), "phone": valid("phone_tl", "77######", "7### ####"),
        "bank-account": like("############"),
    },
}  # fmt: skip
