"""Each state that the card reader gives to an item: stated, thin, negated, placeholder, heading only, absent."""

from __future__ import annotations

from importlib import import_module

import pytest

cards = import_module("plugins.govkit-genai.tests.own_cards")


@pytest.mark.parametrize(
    ("text", "item", "state"),
    [
        ("# X\n\n## Limitations\n", "limitations", "heading_only"),
        ("# X\n\n## Limitations\n\nTBD\n", "limitations", "placeholder"),
        (
            "# X\n\n## Limitations\n\n<!-- The model fails on dialects of the south. -->\n",
            "limitations",
            "heading_only",
        ),
        (
            "# X\n\n## Limitations\n\n```\nThe model fails on dialects of the south.\n```\n",
            "limitations",
            "heading_only",
        ),
        ("# X\n\n## Limitations\n\nThe model may show biases of its training data.\n", "limitations", "thin"),
        ("# X\n\n## Limitations\n\nThis model has no limitations.\n", "limitations", "thin"),
        ("# X\n\n## Limitations\n\nSee the [paper](https://example.org/p).\n", "limitations", "thin"),
        ("# X\n\n## Limitations\n\nNot specified.\n", "limitations", "negated"),
        ("# X\n\n## Limitations\n\nThis section is meant to convey limitations.\n", "limitations", "placeholder"),
        ("# X\n\n## Contents\n\n- [Limitations](#limitations)\n", "limitations", "absent"),
        (
            "# X\n\n## ข้อจำกัด\n\nโมเดลตอบคำถามเกี่ยวกับโปรโมชั่นใหม่หลังวันฝึกไม่ได้ และเข้าใจภาษาถิ่นใต้ได้น้อย\n",
            "limitations",
            "stated",
        ),
        ("# X\n\n## Personal data\n\nNo personal data.\n", "training_data_personal_data", "thin"),
        (
            "# X\n\n## Personal data\n\nNone, because all conversations were written by our staff for this purpose.\n",
            "training_data_personal_data",
            "stated",
        ),
        ("---\nlicense: unknown\n---\n", "licence", "negated"),
        ("---\nlicense: other\n---\n", "licence", "thin"),
        ("---\nlicense: other\nlicense_name: shop-terms\n---\n", "licence", "stated"),
        ("---\nlicense:\n---\n", "licence", "heading_only"),
        ("---\nlanguage: no\n---\n", "languages", "stated"),
        ("---\npipeline_tag: text-generation\n---\n", "intended_use", "thin"),
        ("---\npipeline_tag: image-classification\n---\n", "languages", "na"),
        ("[![licence](https://img.shields.io/badge/license-MIT-green)](LICENSE)\n", "licence", "stated"),
        ("[![licence](https://img.shields.io/github/license/a/b)](LICENSE)\n", "licence", "thin"),
        ("# X\n\n## Results\n\n![accuracy by size](figure.png)\n", "evaluation_results", "thin"),
        ("# X\n\n## Results\n\nBetter than all other models of its size.\n", "evaluation_results", "thin"),
        ("# X\n\n```bibtex\n@misc{x, author={A B}, year={2026}}\n```\n", "owner_or_developer", "thin"),
        ("# X\n\nFor research purposes only.\n", "out_of_scope_use", "thin"),
        (
            "# X\n\n## How to fine-tune\n\nTrain with a learning rate of 2e-5 for 3 epochs.\n",
            "training_procedure",
            "absent",
        ),
        ("# X\n\n## Use Case\n\n[Answer who would be expected to use this model]\n", "intended_use", "placeholder"),
        ("Field | Response\n---|---\nLicense | MIT\n", "licence", "stated"),
        ("Field | Response\n---|---\nLicense | [Insert Response Here]\n", "licence", "placeholder"),
        ("# X\n\n## Training Data\n\nA large and diverse dataset.\n", "training_data_sources", "thin"),
    ],
)
def test_each_state(text: str, item: str, state: str) -> None:
    assert cards.states(text)[item] == state


@pytest.mark.parametrize(
    "text",
    [
        "No known limitations.",
        "ไม่มีข้อจำกัดที่ทราบ",
        "Không có hạn chế nào được biết đến.",
        "Tidak ada keterbatasan yang diketahui.",
        "Tiada batasan yang diketahui.",
        "无已知限制。",
    ],
)
def test_who_knows_no_limitation_has_named_none(text: str) -> None:
    card = f"---\nlicense: mit\npipeline_tag: text-generation\n---\n# M\n\n## Limitations\n\n{text}\n"
    assert cards.states(card)["limitations"] != "stated"


@pytest.mark.parametrize(
    ("heading", "text", "item"),
    [
        ("Personal data", "We do not record names or telephone numbers of callers.", "training_data_personal_data"),
        ("Personal data", "ไม่ได้เก็บชื่อหรือหมายเลขโทรศัพท์ของลูกค้าในชุดข้อมูล", "training_data_personal_data"),
        ("Out-of-scope use", "Tidak boleh digunakan untuk keputusan medis.", "out_of_scope_use"),
        ("Ngoài phạm vi", "Không được chia sẻ câu trả lời như lời khuyên y tế.", "out_of_scope_use"),
        ("Limitations", "It has not been evaluated on languages other than Thai.", "limitations"),
    ],
)
def test_a_denial_that_tells_something_is_stated(heading: str, text: str, item: str) -> None:
    assert cards.states(f"# Model Card\n\n## {heading}\n\n{text}\n")[item] == "stated"
