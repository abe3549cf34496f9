"""What a card is about: a model or a dataset, in words or in something else, and where its bibliography ends."""

from __future__ import annotations

import pytest

from govkit_genai.card.reader import open_card

FILES = "---\nconfigs:\n  - config_name: prices\n    data_files: prices.csv\n---\n"
"""Front matter that hubs know of datasets alone."""


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (f"{FILES}# Stalls\n\nPrices by day.\n", "dataset"),
        ("---\ntags: [markets]\n---\n# Stalls\n\nThis dataset contains prices of stalls by day.\n", "dataset"),
        ("---\ntags: [markets]\n---\n# Stalls\n\nStalls is a large multilingual dataset of prices.\n", "dataset"),
        ("---\ntags: [markets]\n---\n# Stalls Database\n\nPrices by day.\n", "dataset"),
        ("---\ntags: [markets]\n---\n# Stalls\n\nThis dataset was used to train the model.\n", "model"),
        ("---\ntags: [markets]\n---\n## Overview\n\nThis data was used to evaluate two models.\n", "dataset"),
        ("---\nlibrary_name: peft\n---\n# Stalls\n\nThis dataset contains prices of stalls by day.\n", "model"),
        ("---\ntags: [markets]\n---\n# Stalls\n\nTells prices of stalls.\n", "model"),
        ("# Datacard for our Stall Model\n\nTells prices of stalls.\n", "model"),
        ("# 数据集卡片：摊位价格\n\n每日价格。\n", "dataset"),
    ],
)
def test_a_card_tells_whether_it_is_about_a_dataset(text: str, about: str) -> None:
    assert open_card(text.encode(), "README.md", declared=True).document.about == about


PROTEINS = "---\nlanguage: en\ntags: [protein language model]\n---\n# Fold\n\n"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"{PROTEINS}Predicts binding sites of proteins.\n\nTrained on protein sequences.\n", "na"),
        (f"{PROTEINS}Answers questions on proteins.\n\nTrained on papers and abstracts in English.\n", "stated"),
        ("---\nlanguage: en\n---\n# Chat\n\nAnswers questions.\n\nKnows proteins and molecules.\n", "stated"),
        ("---\nlibrary_name: scvi-tools\n---\n# Cells\n\nTold from counts.\n", "na"),
        ("# swin-tiny-stalls\n\nTuned from swin-tiny.\n\n- Tokenizers 0.15.0\n", "na"),
    ],
)
def test_sequences_of_life_are_no_natural_language(text: str, state: str) -> None:
    assert open_card(text.encode(), "README.md", declared=True).said.items["languages"].state == state


ENTRY = "@misc{stalls,\n  title={A {Benchmark} for evaluating models of prices},\n  year={2025}\n}\n"


@pytest.mark.parametrize("after", ["", "\n"])
def test_a_bibliography_outside_of_code_is_a_citation_and_no_evidence(after: str) -> None:
    text = f"# Stalls\n\nPrices.\n\n{ENTRY}{after}License: MIT\n"
    items = open_card(text.encode(), "README.md", declared=True).said.items
    assert items["intended_use"].state == "absent"
    assert items["release_or_update_date"].state == "thin"
    assert items["licence"].state == "stated"


def test_a_bibliography_that_never_ends_hides_no_more_than_its_paragraph() -> None:
    text = "# Stalls\n\n@misc{stalls,\n  title={Prices\n\nLicense: MIT\n"
    assert open_card(text.encode(), "README.md", declared=True).said.items["licence"].state == "stated"
