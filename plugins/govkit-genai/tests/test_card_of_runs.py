"""The card reader on what machines write for a hub: cards of evaluation runs, of conversions and of trainers."""

from __future__ import annotations

import pytest

from govkit_genai.card.reader import open_card

RUN = """---
pretty_name: Evaluation run of market-lab/stall-7b
point_of_contact: desk@market-lab.example.net
---

# Dataset Card for Evaluation run of market-lab/stall-7b

Dataset automatically created during the evaluation run of model market-lab/stall-7b on a leaderboard.

The dataset is composed of 63 configuration, each one for one of the evaluated tasks.

## Latest results

These are the latest results from run 2026-02-01T16:48:28.503122.

### Source Data

[More Information Needed]
"""


def states(text: str) -> dict[str, str]:
    card = open_card(text.encode(), "README.md", declared=True)
    return {item: str(reading.state) for item, reading in card.said.items.items()}


def test_a_card_of_an_evaluation_run_tells_its_run() -> None:
    said = states(RUN)
    assert said["training_data_sources"] == said["version"] == said["release_or_update_date"] == "stated"
    assert (said["contact"], said["training_data_size"]) == ("stated", "thin")


@pytest.mark.parametrize(
    ("text", "item", "state"),
    [
        ("static quants of https://hub.example/market-lab/stall-2.9-mix", "version", "stated"),
        ("static quants of https://hub.example/market-lab/stall-mix", "training_procedure", "absent"),
        ("| Type | VRAM (4k) | Note |\n|---|---|---|\n| 8_0 | 10.2 GB | best |", "compute_or_hardware", "stated"),
        ("LoRA for the text encoder was enabled: False.", "training_procedure", "stated"),
        ("* download original weights: [stall-2026-01-16.zip](https://hub.example/a.zip)", "version", "stated"),
        ("Results were obtained on HARDWARE_NAME after a warmup.", "compute_or_hardware", "absent"),
        ("- Original model: https://huggingface.co/market-lab/stall-7b/", "base_model", "stated"),
        ("- Original model: https://market-lab.example.net/stalls", "base_model", "thin"),
        ("Join us: https://discord.gg/stalls", "contact", "thin"),
        ("Questions? Join us: https://discord.gg/stalls", "contact", "stated"),
        ("Created by [Mali Stall/@mali](https://example.net/mali)", "contact", "stated"),
        ("Feel free to request them by opening a Community Discussion.", "feedback_or_incident_channel", "stated"),
        (
            "See https://huggingface.co/mali/model_requests for your questions.",
            "feedback_or_incident_channel",
            "thin",
        ),
        ("See https://huggingface.co/mali/model_requests for your questions.", "contact", "stated"),
        ("In any case, by using this model, you agree to indemnify me.", "acceptable_use_policy", "thin"),
        ("It should not be relied on to produce factually accurate information.", "out_of_scope_use", "thin"),
        ("Thanks to Mali for giving me access to her private supercomputer.", "compute_or_hardware", "thin"),
        ("For requirements on GPU memory there is a table in the documentation.", "compute_or_hardware", "thin"),
        ("These results were obtained on A100 with configuration described in `a`.", "compute_or_hardware", "thin"),
        ("StallBERT is fine-tuned for predicting the price of noodles.", "intended_use", "stated"),
        ("Stall models are specifically tailored for pricing problems at markets.", "intended_use", "stated"),
        ("The model is trained on Stall-Corpus 16k, which holds prices.", "training_data_size", "stated"),
        ("StallInstruct is compiled from 13 pricing datasets with prices.", "training_data_size", "thin"),
        ("The model was trained on unfiltered internet data.", "limitations", "stated"),
        ("It has a band order that is not compatible with the newer versions.", "limitations", "stated"),
        (
            "Stall is pre-trained on textual data from Market Central Open Access (CC0, CC BY).",
            "training_data_copyright_or_licence",
            "stated",
        ),
        (
            "The dataset was generated using permissively licensed Mixtral-8x7B model.",
            "training_data_copyright_or_licence",
            "thin",
        ),
        (
            "Stall-2 is an automated merge created by [Mali Jaidee](https://example.net).",
            "owner_or_developer",
            "stated",
        ),
        ("It uses the widely used Speech Commands dataset v1.0.", "version", "absent"),
        (
            "Please check the license of the original model mali/stall-3b which provided the base model.",
            "base_model",
            "stated",
        ),
        ("- Join Market Lab community on the forum to get help.", "owner_or_developer", "stated"),
        ("GPTQ files are supported on Linux (NVidia only).", "compute_or_hardware", "stated"),
        ("## License\n\nIt follows the license of the original model.", "licence", "thin"),
        ("You are responsible for any content you create with it.", "acceptable_use_policy", "thin"),
        ("For assistance with the VM join https://discord.gg/host", "contact", "absent"),
        ("If this license is not suitable, contact desk@lab.example.net.", "feedback_or_incident_channel", "absent"),
    ],
)  # fmt: skip
def test_lines_of_conversions_and_trainers(text: str, item: str, state: str) -> None:
    assert states(f"# Stall model\n\n{text}\n")[item] == state


@pytest.mark.parametrize(
    ("references", "state"),
    [
        ("The Stall Consortium. The stalls of the market. Market Science, 2026.", "thin"),
        ("- Lee: Stalls. 2024.\n- Tan: Markets. 2025.", "absent"),
    ],
)
def test_a_single_reference_is_the_artefacts_own(references: str, state: str) -> None:
    said = states(f"# Stall model\n\nIt sorts stalls.\n\n## References\n\n{references}\n")
    assert said["owner_or_developer"] == state


def test_a_library_among_the_tags_tells_of_a_model() -> None:
    front = "---\nlibrary_name: tdc\ntags:\n- dataset:market-lab/stalls\n---\n"
    card = open_card(f"{front}\n## Dataset description\n\nStalls.\n\n## Dataset split\n\nRandom.\n".encode(), "card.md")
    assert card.document.about == "model"
    assert card.said.items["training_data_sources"].state == "stated"


@pytest.mark.parametrize(("told", "state"), [(1, "thin"), (4, "stated")])
def test_the_size_of_one_source_among_many_is_not_that_of_the_data(told: int, state: str) -> None:
    counts = ["10,000 questions" if entry < told else "Questions" for entry in range(7)]
    rows = [f"- [stalls-{n}](https://hub.example/{n})\n  - {count} of a market." for n, count in enumerate(counts)]
    assert states("# Stall model\n\n## Data sources\n\n" + "\n".join(rows))["training_data_size"] == state


def test_a_dataset_on_which_embeddings_were_tested_is_no_source() -> None:
    text = "# Stall model\n\n## Evaluation\n\n#### Semantic Similarity\n* Dataset: `stalls-dev`\n"
    assert states(text)["training_data_sources"] != "stated"


def test_the_name_of_a_dataset_is_no_channel_and_a_sequence_of_life_no_language() -> None:
    link = "[Code-Feedback](https://huggingface.co/datasets/market-lab/Code-Feedback)"
    assert states(f"# Stall model\n\nIt was tuned on {link}.\n")["feedback_or_incident_channel"] == "absent"
    life = (
        "---\nlanguage: rna\ntags:\n- rna\n---\n# RNA model\n\nIt reads RNA sequences.\n\nThe RNA comes from a bank.\n"
    )
    assert states(life)["languages"] == "na"
