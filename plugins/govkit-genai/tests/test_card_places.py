"""The card reader on facts that stand in odd places: headings, lines of many labels, change logs, JSON of its own."""

from __future__ import annotations

import json

import pytest

from govkit_genai.card.document import Passage
from govkit_genai.card.faults import CardFault
from govkit_genai.card.reader import open_card
from govkit_genai.card.sentences import sentences_of


def states(text: str) -> dict[str, str]:
    card = open_card(f"# Shop Model\n\n{text}\n".encode(), "card.md", declared=True)
    return {item: str(reading.state) for item, reading in card.said.items.items()}


@pytest.mark.parametrize(
    ("text", "item", "state"),
    [
        ("**Version:** 1.2 · **Released:** 2026-06-24 · **Author:** Ada Example", "version", "stated"),
        ("**Version:** 1.2 · **Released:** 2026-06-24 · **Author:** Ada Example", "release_or_update_date", "stated"),
        ("**Version:** 1.2 · **Released:** 2026-06-24 · **Author:** Ada Example", "owner_or_developer", "stated"),
        ("## License: MIT", "licence", "stated"),
        ("## License: [insert]", "licence", "placeholder"),
        ("## Developed by: Example Labs", "owner_or_developer", "stated"),
        ("### v2.1; 2026/5/2\n\n- Faster.", "version", "stated"),
        ("### v2.1; 2026/5/2\n\n- Faster.", "release_or_update_date", "stated"),
        ("- Version:\n- License:\n- Authors:", "licence", "heading_only"),
        ("- Version:\n- License:\n- Authors:", "version", "heading_only"),
        ("Evaluated on the full NSMC test set (49,157 samples):\n\n- F1", "evaluation_data", "stated"),
        ("## Uses\n\n### Inference\n\nInstall it and call the pipeline with a text.", "intended_use", "heading_only"),
        ("## Evaluation\n\n### Base model\n\nThe scores of all sizes stand in the table.", "base_model", "absent"),
        ("Technical questions: shop at labs dot example", "contact", "stated"),
    ],
)  # fmt: skip
def test_a_fact_is_found_where_it_stands(text: str, item: str, state: str) -> None:
    assert states(text)[item] == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("This model is a fine-tuned version of the multi-modal LayoutLM model.", "stated"),
        ("It is a 7B parameter Llama 2-based safeguard.", "stated"),
        ("We use mDeBERTa-v3-base as our base model.", "stated"),
        ("It is based on the BERT architecture.", "absent"),
        ("We compare it with a fine-tuned RoBERTa model.", "absent"),
        ("The image encoder is based on the DINOv2 model.", "absent"),
    ],
)
def test_a_parent_is_known_by_its_family(text: str, state: str) -> None:
    assert states(text)["base_model"] == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The model is fine-tuned on the tweet_eval dataset.", "stated"),
        ("This is a tuned version of Mistral 7B on the example/feedback-pairs dataset.", "stated"),
        ("The model was trained with PyTorch on four A100 GPUs.", "absent"),
        ("The model was trained with SpeechBrain.", "absent"),
        ("Models tuned from it should include a card trained on Wikipedia.", "absent"),
    ],
)
def test_what_a_model_is_trained_with_is_no_source(text: str, state: str) -> None:
    assert states(text)["training_data_sources"] == state


def plain(**values: object) -> dict[str, str]:
    card = open_card(json.dumps(values).encode(), "card.json")
    assert card.document.form == "plain"
    return {item: str(reading.state) for item, reading in card.said.items.items()}


def test_json_with_keys_of_its_own_is_read_by_their_names() -> None:
    said = plain(
        version="1.0",
        training_data="Synthetic records (500 samples), generated from published rates of a survey",
        performance_metrics={"accuracy": 0.65, "recall": 0.6},
        limitations=["Limited to 4 organisms", "Not validated on real isolates"],
        licence="",
    )
    stated = ("version", "training_data_sources", "evaluation_results", "limitations")
    assert {item: said[item] for item in stated} == dict.fromkeys(stated, "stated")
    assert said["licence"] == "heading_only"


def test_dummies_in_plain_json_state_nothing() -> None:
    said = plain(version="version", limitations="[describe the limitations]", licence="string", intended_use="TODO")
    assert "stated" not in said.values()


def test_json_that_speaks_of_no_card_is_refused() -> None:
    with pytest.raises(CardFault):
        open_card(
            json.dumps(
                {"name": "a", "version": "1", "license": "MIT", "author": "Ada", "contact": "a@b.example"}
            ).encode(),
            "package.json",
        )


def test_keys_in_camel_case_are_names_as_well() -> None:
    said = plain(
        modelVersion="2.1",
        intendedUse="Reads price tags for stall owners.",
        trainingData="Photographs donated by stall owners.",
        knownLimitations="It misreads wet tags.",
    )
    assert {said[item] for item in ("version", "intended_use", "training_data_sources", "limitations")} == {"stated"}


def test_the_parts_of_a_datasheet_tell_that_a_dataset_is_described() -> None:
    sheet = {
        "name": "stalls",
        "license": "CC0-1.0",
        "motivation": {"purposes": ["To let students predict prices."]},
        "composition": {"limitations": ["Rainy days are missing."]},
        "collection": {"acquisition_method": "Collected from the boards of two markets."},
        "unsuitable_uses": ["Setting the prices of other markets."],
        "uses": {"intended_use": ["Teaching forecasts."]},
    }
    card = open_card(json.dumps(sheet).encode(), "sheet.json")
    assert card.document.about == "dataset"
    assert card.said.items["training_data_sources"].state == "stated"
    assert card.said.items["out_of_scope_use"].state == "stated"


def test_a_croissant_tells_the_size_of_its_files_and_touches_the_contact() -> None:
    data = {
        "@context": {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/"},
        "@type": "sc:Dataset",
        "name": "stalls",
        "url": "https://stalls.example",
        "distribution": [{"@type": "cr:FileObject", "name": "prices.csv", "contentSize": "117743 B"}],
    }
    items = open_card(json.dumps(data).encode(), "croissant.json").said.items
    assert (items["training_data_size"].state, items["contact"].state) == ("stated", "thin")


@pytest.mark.parametrize("nothing", ["", None, [], {}, {"notes": None}])
def test_a_key_with_nothing_under_it_is_a_heading(nothing: object) -> None:
    said = plain(version="1.0", training_data="Collected from our two markets.", licence="MIT", limitations=nothing)
    assert said["limitations"] == "heading_only"


@pytest.mark.parametrize(
    ("text", "item", "state"),
    [
        ("## Data mix\n\n| Source | Number of tokens |\n|---|---|\n| stalls | 1.6 M |", "training_data_size", "stated"),
        ("## Data mix\n\n| Source | Number of tokens |\n|---|---|\n| stalls | few |", "training_data_size", "absent"),
        ("## Splits\n\n| | Train | Test |\n|---|---|---|\n| stalls | 18,130 | 1,000 |", "training_data_size", "stated"),
        ("## Results\n\n| | Train | Test |\n|---|---|---|\n| accuracy | 0.93 | 0.91 |", "training_data_size", "absent"),
        ("- Weights & Biases: logged", "bias_or_fairness", "absent"),
        (
            "## Stall is a merge of market-lab/Stall-13b, market-lab/Fruit-13b and market-lab/Fish-13b",
            "base_model",
            "stated",
        ),
    ],
)
def test_columns_of_counts_and_headings_that_are_sentences_tell_facts(text: str, item: str, state: str) -> None:
    assert states(text)[item] == state


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("이 모델은 시골 노점의 사진에서", 5),
        ("النموذج يخطئ في صور الأكشاك", 5),
        ("मॉडल गाँव की दुकानों में", 5),
        ("A stall's prices", 3),
        ("GPT模型", 2),
    ],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert sentences_of(Passage(text, 1), "")[0].words == count


def croissant(**more: object) -> dict[str, str]:
    made = {"@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.1", "name": "notes", **more}
    card = open_card(json.dumps(made).encode(), "croissant.json", declared=True)
    return {item: str(reading.state) for item, reading in card.said.items.items()}


def test_the_keywords_of_a_hub_tell_what_its_front_matter_does() -> None:
    told = croissant(keywords=["text-generation", "English", "1M - 10M", "MRI", "Text", 7])
    assert told["languages"] == "stated"
    assert (told["intended_use"], told["training_data_size"]) == ("thin", "thin")
    assert croissant(keywords="English")["languages"] == "absent"


def test_an_account_in_the_address_of_a_croissant_touches_its_owner() -> None:
    assert croissant(url="https://huggingface.co/datasets/example-lab/notes")["owner_or_developer"] == "thin"
    assert croissant(url="https://notes.example.org")["owner_or_developer"] == "absent"


def test_the_licence_of_an_spdx_model_may_stand_at_the_software_of_its_name() -> None:
    software = {"type": "software_Package", "spdxId": "urn:s", "name": "shop", "licenseDeclared": "Apache-2.0"}
    model = {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "shop"}
    read = _spdx(software, model)
    assert read["licence"] == "stated"
    assert _spdx(software | {"name": "another"}, model)["licence"] == "absent"


def _spdx(*elements: dict[str, str]) -> dict[str, str]:
    graph = {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": list(elements)}
    card = open_card(json.dumps(graph).encode(), "bom.spdx.json", declared=True)
    return {item: str(reading.state) for item, reading in card.said.items.items()}


@pytest.mark.parametrize(
    ("data", "state"),
    [
        ({"description": "Letters to a shop in Thai, collected in 2024."}, "stated"),
        ({"description": "Settings of the server", "data": [{"type": "configuration"}]}, "absent"),
        ({}, "absent"),
    ],
)
def test_data_beside_a_model_are_its_training_data(data: dict[str, object], state: str) -> None:
    model = {"type": "machine-learning-model", "name": "shop", "modelCard": {}}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6"}
    bom |= {"components": [model, {"type": "data", "name": "letters", **data}]}
    card = open_card(json.dumps(bom).encode(), "bom.json", declared=True)
    assert card.said.items["training_data_sources"].state == state
