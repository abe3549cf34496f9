"""The card reader on datasheets, which ask questions, and on reports of models in other languages and in tables."""

from __future__ import annotations

import pytest

from govkit_genai.card.reader import open_card

QUESTIONS = """# Stall prices

## Motivation

**For what purpose was the dataset created?** *Was there a specific task in mind? Please provide a description.*

To let students of Example University predict what vegetables cost on Saturdays.

**Who created this dataset (e.g., which team, research group)?**

The market group of Example University.

## Composition

**How many instances are there in total (of each type, if appropriate)?**

There are 12,480 prices.

**Are there any errors, sources of noise, or redundancies in the dataset? If so, please tell.** Rainy days are missing.

**Does the dataset contain data that might be considered confidential?**

No.

## Distribution

**When will the dataset be distributed?**

It was released in March 2024.

**Have any third parties imposed IP-based or other restrictions on the data?** If so, please describe them.
"""
AS_HEADINGS = QUESTIONS.replace("**For", "### For").replace("**Who", "### Who").replace("**How", "### How")
FRENCH = """# Trieur d'étals

- **Développé par :** Groupe Marché, Université Exemple
- **Langue(s) :** français

## Données d'entraînement

Photographies prises par les élèves au marché de Exempleville, 4 200 images.

## Limites

Le modèle ne reconnaît pas les légumes coupés.
"""
TABLE = """# Model card

| | stall-small | stall-large |
| - | - | - |
| Training data size | 3M images | 6M images |
| Hardware | 8 A100 GPUs | 64 A100 GPUs |

*Author: Ada Muster · Last updated: 2026-02-03*

* *License:* [Stall Open Model License](https://stalls.example/licence)
"""


def states(text: str, path: str = "README.md") -> dict[str, str]:
    return {
        item: reading.state.value for item, reading in open_card(text.encode(), path, declared=True).said.items.items()
    }


@pytest.mark.parametrize("text", [QUESTIONS, AS_HEADINGS], ids=["bold", "headings"])
def test_what_answers_a_question_is_about_what_was_asked(text: str) -> None:
    read = states(text)
    assert read["intended_use"] == "stated"
    assert read["owner_or_developer"] == "stated"
    assert read["training_data_size"] == "stated"
    assert read["limitations"] == "stated"
    assert read["release_or_update_date"] == "stated"
    assert read["training_procedure"] == "na"


def test_a_flat_answer_and_a_question_without_one_state_nothing() -> None:
    read = states(QUESTIONS)
    assert read["training_data_personal_data"] == "thin"
    assert read["training_data_copyright_or_licence"] == "heading_only"


def test_hints_on_how_to_answer_are_no_answers() -> None:
    bare = "\n".join(line for line in QUESTIONS.splitlines() if line.startswith(("#", "**")) or not line)
    stated = [item for item, state in states(bare).items() if state == "stated"]
    assert stated == ["limitations"]  # whose answer stands on the line of its question


def test_headings_of_other_languages_are_known() -> None:
    read = states(FRENCH)
    assert read["owner_or_developer"] == "stated"
    assert read["languages"] == "stated"
    assert read["training_data_sources"] == "stated"
    assert read["limitations"] == "stated"


def test_a_table_with_a_column_for_each_model_names_its_rows() -> None:
    read = states(TABLE)
    assert read["training_data_size"] == "stated"
    assert read["compute_or_hardware"] == "stated"


def test_labels_in_light_emphasis_and_lines_of_several_are_read() -> None:
    read = states(TABLE)
    assert read["owner_or_developer"] == "stated"
    assert read["release_or_update_date"] == "stated"
    assert read["licence"] == "stated"


@pytest.mark.parametrize(
    ("text", "path", "about"),
    [
        ("# Prices\n\nPrices of stalls.", "DATASHEET.md", "dataset"),
        ("# Prices\n\nPrices of stalls.", "docs/data_card.md", "dataset"),
        ("# Prices\n\nPrices of stalls.", "README.md", "model"),
        ("# Prices\n\n## Data fields\n\nprice\n\n## Dataset structure\n\nrows", "README.md", "dataset"),
        ("# Prices\n\n## Dataset\n\nours\n\n## Data fields\n\nprice\n\n## Model\n\na tree", "README.md", "model"),
        ("# Model card\n\n## Datasets\n\nours", "data_card.md", "model"),
    ],
)
def test_what_a_card_describes_is_told_by_its_title_its_file_and_its_headings(text: str, path: str, about: str) -> None:
    assert open_card(text.encode(), path, declared=True).document.about == about


def test_a_question_in_plain_words_is_answered_by_what_follows_it() -> None:
    text = (
        "# Datasheet of stalls\n\nWho created this dataset? The market group of Example University did.\n\n"
        "How many instances are there? There are 12,480 prices of 300 stalls.\n\n"
        "Does the dataset relate to people? Please tell what is known.\n"
    )
    items = open_card(text.encode(), "datasheet.md", declared=True).said.items
    assert items["owner_or_developer"].state == items["training_data_size"].state == "stated"
    assert items["training_data_personal_data"].state != "stated"


def test_of_a_dataset_a_home_page_alone_touches_the_contact() -> None:
    text = "# Dataset Card for stalls\n\n- **Homepage:** https://stalls.example\n- **Point of Contact:**\n"
    reading = open_card(text.encode(), "README.md", declared=True).said.items["contact"]
    assert (reading.state, reading.line) == ("thin", 3)


HINTED = """# Stall prices

### For what purpose was the dataset created?

_Was there a specific task in mind? Please provide a description._

    To let students of Example University predict what vegetables cost on Saturdays.

### Who created the dataset (e.g., which team, research group)?

_If so, please describe them._

The market group of Example University.

### How many instances are there in total (of each type, if appropriate)?

_If there are multiple types of instances, please provide a description._

There are 12,480 prices.

### What mechanisms or procedures were used to collect the data?

_How were these validated? Please provide a description._

The prices were collected from sellers at the market of Example Town.

### Are there any errors, sources of noise, or redundancies in the dataset?

_If so, please provide a description._

### Has the dataset been used for any tasks already?

_If so, please provide a description._
"""


def test_hints_that_stand_above_their_answers_are_no_left_overs() -> None:
    said = open_card(HINTED.encode(), "datasheet.md", declared=True).said.items
    answered = ("intended_use", "owner_or_developer", "training_data_size", "training_data_sources")
    assert [str(said[item].state) for item in answered] == ["stated"] * 4
    assert said["limitations"].state == "placeholder"


@pytest.mark.parametrize(("answer", "state"), [("No.", "thin"), ("Rainy days are missing in 2023.", "stated")])
@pytest.mark.parametrize("mark", ["A: ", "Answer: ", "**A:** ", ""])
@pytest.mark.parametrize(
    "asked",
    [
        "### **Q: Are there any errors, sources of noise, or redundancies in the dataset?**",
        "**Q1. Are there any errors, sources of noise, or redundancies in the dataset?**",
    ],
)
def test_a_question_and_its_answer_may_be_marked(asked: str, mark: str, answer: str, state: str) -> None:
    card = open_card(f"# Stall prices\n\n{asked}\n{mark}{answer}\n".encode(), "datasheet.md", declared=True)
    assert card.said.items["limitations"].state == state
