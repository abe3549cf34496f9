"""How the words of a card go with the inventory, and what they take back of what it states elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govkit_genai.card.reader import read_card
from govkit_genai.card.states import CardReading


def reading(body: str, tags: str = "", **stated: Any) -> CardReading:
    front = f"---\n{tags}\n---\n" if tags else ""
    return read_card(f"{front}# Mali Chat\n\n{body}\n".encode(), "card.md", stated=stated)


@pytest.mark.parametrize(
    ("body", "declared", "accord"),
    [
        ("**Version:** 2.1", "2.1", "same"),
        ("**Version:** v2.1", "2.1.0", "same"),
        ("**Version:** 2", "2.0", "same"),
        ("**Version:** 2.1", "mali-chat 2.1", "same"),
        ("**Version:** 1.2", "3.0", "other"),
        ("## Version\n\nThis is version 1.2 of the model.", "3.0", "other"),
        ("**Version:** 3.2", "3", "unclear"),
        ("**Version:** 2026-10", "2.1", "unclear"),
        ("**Version:** 1.2", "spring", "unclear"),
        ("**Version:** 2.1-beta", "2.1-beta", "same"),
        ("**Version:** 1.2", None, "unclear"),
        ("## Version\n\nReplaces version 1.2 (this is 3.0).", "1.2", "unclear"),
        ("## Version\n\nReplaces version 1.2 (this is 3.0).", "3.0", "same"),
        ("## Version\n\n1.2.0. The previous version 1.1 is still offered.", "1.2", "same"),
        ("## Contact\n\na@b.example", "3.0", None),
    ],
)
def test_a_version_is_held_against_the_inventory(body: str, declared: str | None, accord: str | None) -> None:
    assert reading(body, version=declared).accords.get("version") == accord


def test_a_version_in_the_title_is_compared() -> None:
    card = read_card(b"# Mali Chat v2.1\n\n## Contact\n\na@b.example\n", "card.md", stated={"version": "2.1"})
    assert card.accords["version"] == "same"


BASE = "## Base model\n\n"
LLAMA = ("meta-llama/Llama-3-8B",)


@pytest.mark.parametrize(
    ("body", "declared", "accord"),
    [
        ("Mali Chat was fine-tuned from Llama-3-8B by its makers.", LLAMA, "same"),
        ("Fine-tuned from meta-llama/Llama-3-8B.", LLAMA, "same"),
        ("Fine-tuned from Llama 3 8B on A100 cards.", LLAMA, "same"),
        ("Merged from a/one-7b and b/two-7b.", ("a/one-7b", "b/two-7b"), "same"),
        ("Mali Chat was fine-tuned from Mistral-7B-v0.1 by Mistral AI.", LLAMA, "other"),
        ("Mali Chat was fine-tuned from Mistral-7B-v0.1 by Mistral AI.", (), "other"),
        ("Fine-tuned from Llama-2-7B.", LLAMA, "unclear"),
        ("Fine-tuned from Llama-3-8B-Instruct.", LLAMA, "unclear"),
        ("Merged from meta-llama/Llama-3-8B and c/three-7b.", LLAMA, "unclear"),
        ("We cannot say which model it was made from, because the contract forbids it.", LLAMA, "unclear"),
        ("We cannot say which model it was made from, because the contract forbids it.", (), "unclear"),
        ("None: trained from scratch, with random weights.", LLAMA, "none"),
        ("None: trained from scratch, with random weights.", (), "none"),
        ("The tokeniser was trained from scratch, the weights were fine-tuned from Llama-3-8B.", LLAMA, "unclear"),
        ("โมเดลนี้ฝึกจากศูนย์ ไม่มีโมเดลฐาน", (), "none"),
    ],
)
def test_parents_are_held_against_the_inventory(body: str, declared: tuple[str, ...], accord: str) -> None:
    assert reading(BASE + body, base_models=declared).accords.get("base_models") == accord


def test_a_tag_that_says_none_names_no_parent() -> None:
    card = reading("## Contact\n\na@b.example", "base_model: none", base_models=())
    assert (card.parents, card.parent_names, card.accords["base_models"]) == (0, (), "none")


@pytest.mark.parametrize(
    ("body", "declared", "accord"),
    [
        ("Apache License, Version 2.0", "apache-2.0", "same"),
        ("Released under the MIT License.", "mit", "same"),
        ("Licensed under CC BY-NC 4.0.", "cc-by-nc-4.0", "same"),
        ("GPLv3", "gpl-3.0", "same"),
        ("Use is limited to what the Acme Model Licence permits.", "mit", "unclear"),
        ("Apache License 2.0", "apache-1.1", "unclear"),
        ("Licensed under CC BY 4.0.", "cc-by-nc-4.0", "unclear"),
        ("Licensed under CC BY-NC 4.0.", "cc-by", "unclear"),
        ("Released under the MIT License.", None, "unclear"),
    ],
)
def test_a_licence_in_words_is_held_against_the_inventory(body: str, declared: str | None, accord: str) -> None:
    assert reading(f"## License\n\n{body}", licence=declared).accords.get("licence") == accord


@pytest.mark.parametrize(
    ("body", "tags", "declared", "narrowed"),
    [
        (
            "The weights may be used for non-commercial research only; commercial use is forbidden.",
            "apache-2.0",
            "",
            True,
        ),
        ("Proprietary. It may be used by staff of Acme only; no right is granted to others.", "", "apache-2.0", True),
        ("All rights reserved. MIT will be considered later.", "", "mit", True),
        ("ห้ามใช้เพื่อการค้า", "mit", "", True),
        ("仅供研究，禁止商用。", "apache-2.0", "", True),
        ("Apache License 2.0, for any use, commercial use included.", "apache-2.0", "apache-2.0", False),
        ("Copyright Acme. All rights reserved. Licensed under the Apache License 2.0.", "apache-2.0", "", False),
        ("MIT. The training data may be used for research only.", "mit", "mit", False),
        ("Proprietary. It may be used by staff of Acme only.", "", "proprietary", False),
        ("Apache-2.0. It can be used without any restriction for commercial work.", "apache-2.0", "", False),
        ("Apache-2.0. No fee is due for commercial use.", "apache-2.0", "", False),
        ("Apache-2.0. It is not free of charge for commercial use.", "apache-2.0", "", True),
        ("Apache-2.0, without commercial use.", "apache-2.0", "", True),
        ("Apache-2.0 for evaluation. Production use needs a paid contract with Acme.", "apache-2.0", "", True),
        ("Apache-2.0. Use does not require a contract.", "apache-2.0", "", False),
        ("MIT License. Copyright (c) 2026 Acme Co., Ltd. All rights reserved.", "", "mit", False),
        ("Copyright (c) 2026 Acme. All rights reserved. MIT may come.", "", "mit", False),
        ("Copyright (c) 2026 Acme. All rights reserved. We may choose MIT.", "", "mit", True),
        ("Non-commercial use only.", "cc-by-nc-4.0", "cc-by-nc-4.0", False),
    ],
)
def test_words_may_narrow_an_open_licence(body: str, tags: str, declared: str, narrowed: bool) -> None:
    stated = {"licence": declared} if declared else {}
    assert reading(f"## License\n\n{body}", f"license: {tags}" if tags else "", **stated).narrowed is narrowed


@pytest.mark.parametrize(
    ("body", "tags", "denied"),
    [
        ("English only. Thai is not supported.", "en, th", ("th",)),
        ("It speaks English only; Thai is not supported.", "th", ("th",)),
        ("Only English is understood.", "en, th, vi", ("th", "vi")),
        ("It doesn't understand Vietnamese.", "en, vi", ("vi",)),
        ("รองรับภาษาอังกฤษเท่านั้น", "en, th", ("th",)),
        ("ไม่รองรับภาษาไทย", "en, th", ("th",)),
        ("English only.", "en", ()),
        ("It was tested in standard Thai only.", "en, th", ()),
        ("English and Thai, but not Vietnamese.", "en, th", ()),
        ("Not only English but also Thai is supported.", "en, th", ()),
        ("Languages other than English and Thai are not supported.", "en, th", ()),
        ("English and Hindi.", "en, hi", ()),
        ("English and Thai. Thai was dropped in this version.", "en, th", ("th",)),
        ("It cannot read Thai.", "en, th", ("th",)),
        ("It does not work in Thai.", "en, th", ("th",)),
        ("The training data is English only.", "en, th", ("th",)),
        ("English and Thai. Long texts in Thai are not split at word borders.", "en, th", ()),
        ("English and Thai. Most of the training data is English only.", "en, th", ()),
        ("ไทยและอังกฤษ ใช้ได้ดีกับภาษาไทยโดยไม่ต้องตัดคำก่อน", "en, th", ()),
        ("Mô hình hiểu tiếng Việt có dấu và không dấu, và tiếng Anh.", "en, vi", ()),
        ("Mô hình không hiểu tiếng Việt.", "en, vi", ("vi",)),
        ("Bahasa Indonesia (baku dan tidak baku) dan bahasa Inggris.", "en, id", ()),
        ("Bahasa Indonesia tidak didukung.", "en, id", ("id",)),
        ("รองรับภาษาไทยและภาษาอังกฤษ", "en, th", ()),
    ],
)
def test_words_may_take_a_language_back(body: str, tags: str, denied: tuple[str, ...]) -> None:
    assert reading(f"## Languages\n\n{body}", f"language: [{tags}]").denied_languages == denied


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("**Release date:** 2026-10-20", ["2026-10-20"]),
        ("**Release date:** 2025-10-20, updated on 2026-03-01", ["2025-10-20", "2026-03-01"]),
        ("**Release date:** planned for 2026-11-10, not yet released", []),
        ("**Release date:** 2026-11-20 (expected)", []),
        ("**Release date:** not before 2026-11-10", []),
        ("**Expected release date:** 2026-11-10", []),
        ("## Release date\n\nWe hope to ship on 2026-11-20.", []),
        ("**Release date:** 2026-11-01 (the next version is planned for 2027-06)", ["2026-11-01"]),
        ("**Release date:** 2026-11-10 (planned; it was 2026-12-01)", []),
        ("**Release date:** คาดว่าจะเผยแพร่ 2026-11-10", []),
        (
            "## Release date\n\nThe dataset it was trained on was published on 2026-10-20. Release date: 2019-01-01.",
            ["2019-01-01"],
        ),
    ],
)
def test_only_days_of_a_release_count(body: str, days: list[str]) -> None:
    assert reading(body).dates == tuple(map(date.fromisoformat, days))


def test_a_day_in_front_matter_may_be_planned_as_well() -> None:
    assert reading("**Release date:** 2019-02-01", "date: 2026-11-01 (planned)").dates == (date(2019, 2, 1),)
