"""Words by which the text of a notice shows that it speaks of a topic, in English and Thai."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date

TOPICS: dict[str, dict[str, tuple[str, ...]]] = {
    "collection_method": {
        "en": (
            r"(?:information|data) (?:that )?(?:we|you) (?:collect|provide|give)\w*",
            r"how we (?:collect|obtain|get)",
            r"we (?:may )?(?:collect|obtain|receive|gather)",
            r"collection of (?:your )?(?:personal )?(?:information|data)",
            r"cookies?",
        ),
        "th": ("เก็บรวบรวม", "ได้รับข้อมูล", "แหล่งที่มาของข้อมูล", "คุกกี้"),
    },
    "purposes": {
        "en": (
            r"purposes?",
            r"how we use",
            r"why we (?:collect|use|process)",
            r"(?:we|to) use (?:your|the) (?:personal )?(?:information|data)",
        ),
        "th": ("วัตถุประสงค์", "นำข้อมูลไปใช้", "ใช้ข้อมูลของท่านเพื่อ", "ใช้ข้อมูลส่วนบุคคลเพื่อ"),
    },
    "recipients": {
        "en": (
            r"recipients?",
            r"third[- ]part(?:y|ies)",
            r"service providers?",
            r"(?:we|may) (?:may )?(?:share|disclose)\w*",
            r"(?:sharing|disclosure|transfer) of (?:your )?(?:personal )?(?:information|data)",
            r"who we share",
        ),
        "th": ("เปิดเผยข้อมูล", "บุคคลภายนอก", "บุคคลที่สาม", "ผู้รับข้อมูล", "ผู้ให้บริการ", "ส่งหรือโอนข้อมูล"),
    },
    "identity": {
        "en": (
            r"who we are",
            r"about us",
            r"(?:data )?controllers?",
            r"(?:company|corporation|limited|ltd|inc|plc|llc|co\.)",
        ),
        "th": ("ผู้ควบคุมข้อมูล", "บริษัท", "เราคือใคร", "ห้างหุ้นส่วน", "มูลนิธิ"),
    },
    "contact": {
        "en": (r"contact(?: us)?", r"e-?mail", r"telephone|phone", r"data protection officer", r"dpo"),
        "th": ("ติดต่อ", "อีเมล", "โทรศัพท์", "เจ้าหน้าที่คุ้มครองข้อมูล"),
    },
    "access": {
        "en": (
            r"your rights?",
            r"right (?:to|of) (?:access|correct|rectif)\w*",
            r"(?:access|correct|rectify|update) (?:to )?(?:your|the) (?:personal )?(?:information|data)",
            r"request (?:a copy|access|correction)",
        ),
        "th": ("สิทธิของท่าน", "สิทธิของเจ้าของข้อมูล", "สิทธิในการเข้าถึง", "ขอเข้าถึง", "ขอแก้ไข", "สิทธิขอ"),
    },
    "retention": {
        "en": (r"retention", r"how long", r"(?:we|will) (?:keep|retain|store)"),
        "th": ("ระยะเวลา", "เก็บรักษา"),
    },
}
"""Topic, as `states` of a notice names it → language → phrases; English ones are patterns of whole words."""

_ENGLISH = frozenset({"the", "and", "of", "to", "we", "you", "your", "our", "for", "is", "or", "with"})
_LEAST_WORDS = 3
_LEAST_ENGLISH = 0.1
_LEAST_SCRIPT = 0.02
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
        "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_CHANGED = re.compile(
    r"last (?:updated|revised|modified|changed|amended)|(?:updated|revised|amended) on"
    r"|(?:ปรับปรุง|แก้ไข)(?:ครั้ง)?(?:ล่าสุด|เมื่อ)|ประกาศ ณ วันที่"
)
_DATE = re.compile(
    r"\D*?(?:(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? ?(?:เดือน)? ?(?P<m2>{_MONTH}),? ?(?:พ\.ศ\.|ค\.ศ\.)? ?(?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}}))"
)
_DATE_WITHIN = 60
"""How many letters after the words the date has to stand."""
_BUDDHIST_ERA = 543
_FIRST_BUDDHIST_YEAR = 2400


def scripts_in(text: str) -> tuple[str, ...]:
    """Return the scripts of the letters of a text that are more than a sprinkle, such as `latin` and `thai`, sorted."""
    letters = {sign: n for sign, n in Counter(text).items() if sign.isalpha()}
    scripts: Counter[str] = Counter()
    for sign, n in letters.items():
        scripts[unicodedata.name(sign, "unknown").split()[0].lower()] += n
    total = sum(letters.values())
    return tuple(sorted(script for script, n in scripts.items() if n >= total * _LEAST_SCRIPT))


def languages_in(text: str) -> tuple[str, ...]:
    """Return the known languages of a normalised text: Thai by its script, English by its commonest words."""
    words = re.findall(r"[a-z]+", text)
    common = sum(word in _ENGLISH for word in words)
    english = common >= _LEAST_WORDS and common >= len(words) * _LEAST_ENGLISH
    return (("en",) if english else ()) + (("th",) if "thai" in scripts_in(text) else ())


def topics_in(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the topics of which a normalised text has a word in one of the languages, in the order of `TOPICS`."""
    return tuple(
        topic
        for topic, phrases in TOPICS.items()
        if any(_has_phrase(text, language, phrases[language]) for language in languages)
    )


def changed_on(text: str) -> date | None:
    """Return the latest day on which a normalised text says that it was changed; Buddhist years are converted."""
    dates = (_DATE.match(text[said.end() : said.end() + _DATE_WITHIN]) for said in _CHANGED.finditer(text))
    return max((day for found in dates if found and (day := _day(found))), default=None)


def _has_phrase(text: str, language: str, phrases: tuple[str, ...]) -> bool:
    if language == "en":
        return re.search(rf"\b(?:{'|'.join(phrases)})(?!\w)", text) is not None
    return any(unicodedata.normalize("NFKC", phrase) in text for phrase in phrases)


def _day(match: re.Match[str]) -> date | None:
    year, month, day = next(
        (match[f"y{form}"], match[f"m{form}"], match[f"d{form}"]) for form in "123" if match[f"y{form}"]
    )
    number = int(year) - (_BUDDHIST_ERA if int(year) >= _FIRST_BUDDHIST_YEAR else 0)
    try:
        return date(number, _MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None
