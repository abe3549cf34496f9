"""The card reader on lines, titles and front matter as they stand on model hubs, and on what only looks like them."""

from __future__ import annotations

import pytest

from govkit_genai.card.reader import open_card, read_card

QUESTIONS = """# Small models for all

- Contact us about the model to shrink next [here](https://shrink.example/contact).

## Questions

- ***How does it work?*** The model is compressed by combining quantization and graphs.
- ***How does the quality change?*** It may vary.
- ***How was it measured?*** These results were obtained on NVIDIA A100-PCIE-40GB after a warm-up.
- ***What is the format?*** A format of our own that is based on pickle.
- ***What is the naming convention?*** We append a word to the name of the model.
- ***How to shrink my own?*** Ask for access on our page.
- ***What is the first metric?*** The result of the first run.
"""
PROMPTS = "\n\n".join(f"## {name}\n\nDescribe the {name.lower()} of the model." for name in ("Uses", "Bias", "Data"))
FILLED = "## Facts\n\n" + "- **Language:** Thai\n- **Licence:** MIT\n" * 6


def states(text: str) -> dict[str, str]:
    card = open_card(text.encode(), "card.md", declared=True)
    return {item: str(reading.state) for item, reading in card.said.items.items()}


def test_questions_that_are_answered_are_no_template() -> None:
    said = states(QUESTIONS)
    assert (said["contact"], said["compute_or_hardware"], said["training_procedure"]) == ("stated", "stated", "thin")


@pytest.mark.parametrize(
    ("name", "filled", "state"),
    [
        ("Model ID", "", "placeholder"),
        ("Model ID", FILLED, "stated"),
        ("Your Model", FILLED, "placeholder"),
        ("Stall Model", FILLED, "stated"),
    ],
)
def test_what_stands_between_prompts_comes_with_the_template(name: str, filled: str, state: str) -> None:
    text = f"# Model Card for {name}\n\n{PROMPTS}\n\n## Limitations\n\nIt fails on wet fruit.\n\n{filled}"
    assert states(text)["limitations"] == state


@pytest.mark.parametrize(
    ("text", "item", "state"),
    [
        ("This model was converted to GGUF format from market-lab/Stall-7B with a tool.", "base_model", "stated"),
        ("static quants of https://hub.example/market-lab/stall-7b", "base_model", "stated"),
        ("- Original model: [market-lab/Stall-7B](https://hub.example/a)", "base_model", "stated"),
        ("Stall Dreambooth model trained by someone with the v1-5 base model", "base_model", "stated"),
        ("Stall Dreambooth model trained by someone with the v1-5 base model", "training_procedure", "thin"),
        ("This is the `<stall>` concept taught to Stable Diffusion via Textual Inversion.", "base_model", "stated"),
        ("This is a trained model of a PPO agent playing Stall-v5.", "intended_use", "thin"),
        ("This is a trained model of a PPO agent playing Stall-v5.", "training_data_sources", "absent"),
        ("# Model Trained Using AutoTrain\n\n- CO2 Emissions (in grams): 1.2556", "energy_or_carbon", "stated"),
        ("# Model Trained Using AutoTrain\n\n- Problem type: Binary Classification", "intended_use", "thin"),
        ("**The license is `cc-by-nc-sa-4.0`.**", "licence", "stated"),
        ("It can be found at https://hub.example/some-body/X-large-stall.\n\n# X-large-stall", "contact", "absent"),
    ],
)
def test_a_line_as_it_stands_on_a_hub(text: str, item: str, state: str) -> None:
    assert states(text if "# " in text else f"# X\n\n{text}\n")[item] == state


@pytest.mark.parametrize(
    ("text", "item", "state"),
    [
        (
            "## Training procedure\n\n- load_in_4bit: True\n- llm_int8_has_fp16_weight: False",
            "training_procedure",
            "thin",
        ),
        ("The model reads now like T5 v1.1, which has more layers than the first one.", "version", "absent"),
        ("HumanEval pass@1指标为78.65 as of today.", "contact", "absent"),
        ("They come from a Question-Answer forum for all who cook.", "feedback_or_incident_channel", "absent"),
        ("It was pretrained on ImageNet-1k by paper authors.", "training_data_size", "absent"),
        ("THE MODEL AND ITS RESULTS ARE PROVIDED ON AN AS IS BASIS.", "evaluation_data", "absent"),
        ("This model can be used for text classification", "intended_use", "thin"),
        ("THIS model is NOT suitable for use by minors.", "intended_use", "absent"),
        ("The model output can be used by the CPU.", "owner_or_developer", "absent"),
        ("We pretrained it on sentences from English Wikipedia.", "languages", "thin"),
    ],
)
def test_what_only_looks_like_the_fact(text: str, item: str, state: str) -> None:
    assert states(f"# X\n\n{text}\n")[item] == state


@pytest.mark.parametrize(
    ("text", "item", "state"),
    [
        ("This model is fine-tuned for price tags.", "training_procedure", "thin"),
        ("This model was converted to GGUF format with a script.", "training_procedure", "absent"),
        ("It was tuned with a learning rate of 0.001.", "training_procedure", "stated"),
        ("It reaches state-of-the-art results.", "evaluation_results", "thin"),
        ("An adapter for the `market-lab/stall-base-12` model.", "base_model", "stated"),
        ("Quantization made by Ann Smith.", "owner_or_developer", "stated"),
        ("Every result is written to a log.", "training_procedure", "absent"),
    ],
)
def test_what_touches_an_item_and_what_states_it(text: str, item: str, state: str) -> None:
    assert states(f"# stall-speech\n\n{text}\n")[item] == state


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Avoid sharing personal information with the model. It has no privacy safeguards.", "thin"),
        ("Names and phone numbers were removed from the training data.", "stated"),
    ],
)
def test_the_privacy_of_users_is_not_that_of_the_training_data(said: str, state: str) -> None:
    text = f"# stall-model\n\n## Privacy\n\n{said}\n"
    items = open_card(text.encode(), "README.md", declared=True).said.items
    assert items["training_data_personal_data"].state == state


def test_an_account_in_the_cards_own_address_touches_the_owner() -> None:
    text = "# stall-speech-7b\n\nThe scores are in [a folder](https://hub.example/some-body/stall-speech-7b/tree)."
    assert states(text)["owner_or_developer"] == "thin"


@pytest.mark.parametrize(
    ("title", "state"), [("Stall-v2", "stated"), ("StallV0.3-Lightning", "stated"), ("stall-v2-finetuned", "absent")]
)
def test_a_version_at_the_end_of_the_title_is_the_cards_own(title: str, state: str) -> None:
    assert states(f"# {title}\n\nA model.\n")["version"] == state


@pytest.mark.parametrize(
    ("title", "state"), [("base-v1.2-finetuned-stalls", "absent"), ("stall-reader-v1.2", "stated")]
)
def test_the_version_of_the_parent_is_not_that_of_what_was_made_of_it(title: str, state: str) -> None:
    text = f"# {title}\n\nSorts stalls.\n"
    assert open_card(text.encode(), "README.md", declared=True).said.items["version"].state == state


@pytest.mark.parametrize(
    ("front", "item", "state"),
    [
        ("licenses:\n- cc-by-sa-3.0", "licence", "stated"),
        ("licenses:\n- unknown", "licence", "negated"),
        ("licenses:\n- other-shop-terms", "licence", "thin"),
        ("tags:\n- fill-mask", "intended_use", "thin"),
        ("tags:\n- dataset_size:183796", "training_data_size", "stated"),
        ("metrics:\n- accuracy", "evaluation_results", "thin"),
        ("quantized_by: ann", "owner_or_developer", "stated"),
        ("model_name: stall-speech-v1", "version", "stated"),
        ("tags:\n- stalls", "intended_use", "absent"),
        ("model-index:\n- name: x\n  results:\n  - task:\n      name: Speech Recognition", "intended_use", "thin"),
    ],
)
def test_front_matter_in_its_older_forms(front: str, item: str, state: str) -> None:
    assert states(f"---\n{front}\n---\n")[item] == state


@pytest.mark.parametrize(("named", "state"), [("english", "stated"), ("klingonish", "thin")])
def test_a_tag_may_name_a_language_in_full(named: str, state: str) -> None:
    text = f"---\nlanguage: {named}\n---\n# stall-reader\n\nReads questions.\n"
    assert open_card(text.encode(), "README.md", declared=True).said.items["languages"].state == state


@pytest.mark.parametrize("key", ["license", "licenses"])
def test_a_licence_under_either_key_limits_the_use_and_is_held_against_the_text(key: str) -> None:
    text = f"---\n{key}:\n- cc-by-nc-4.0\n---\n# stall-speech\n\n## License\n\nApache License 2.0.\n"
    card = read_card(text.encode(), "README.md")
    assert card.only == "non-commercial"
    assert card.items["licence"].note == "tag-differs"
