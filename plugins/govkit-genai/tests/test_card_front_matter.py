"""What the front matter of a hub says besides tags: counts of examples, names with versions, languages of pictures."""

from __future__ import annotations

from typing import Any

import pytest

from govkit_genai.card.reader import open_card
from govkit_genai.card.tags import licence, parent_names, parents


def card(text: str) -> Any:
    return open_card(text.encode(), "README.md", declared=True)


def states(text: str) -> dict[str, str]:
    return {item: str(reading.state) for item, reading in card(text).said.items.items()}


@pytest.mark.parametrize("blank", ["", "\n", "\n \n"])
def test_front_matter_may_stand_below_blank_lines(blank: str) -> None:
    licence = card(f"{blank}---\ntags:\n- market\nlicense: mit\n---\n# Stall Model\n").said.items["licence"]
    assert (str(licence.state), licence.line) == ("stated", blank.count("\n") + 4)


def test_a_tab_inside_a_text_is_no_fault() -> None:
    assert (
        states('---\nlicense: mit\nwidget:\n- text: import (\t"fmt" \t"rand")\n---\n# A model\n')["licence"] == "stated"
    )


@pytest.mark.parametrize(("count", "state"), [("12480", "stated"), ("0", "absent"), ("many", "absent")])
def test_the_hub_counts_the_examples_of_a_dataset(count: str, state: str) -> None:
    info = f"dataset_info:\n  features:\n  - name: text\n  splits:\n  - name: train\n    num_examples: {count}\n"
    assert states(f"---\n{info}---\n# Stall prices\n\nPrices.\n")["training_data_size"] == state


def test_several_configurations_count_as_well() -> None:
    info = "dataset_info:\n- config_name: a\n- config_name: b\n  splits:\n  - name: test\n    num_examples: 7\n"
    assert states(f"---\n{info}---\n# Stall prices\n")["training_data_size"] == "stated"


@pytest.mark.parametrize(("name", "state"), [("stall-7b-v1.2", "stated"), ("stall-7b", "absent"), ("v1-7b", "absent")])
def test_a_name_in_the_index_may_end_with_its_version(name: str, state: str) -> None:
    assert states(f"---\nmodel-index:\n- name: {name}\n  results: []\n---\n# A model\n")["version"] == state


def test_a_score_may_begin_with_its_point() -> None:
    result = "results:\n  - dataset:\n      name: Stall Bench\n    metrics:\n    - type: f1\n      value: .64\n"
    read = states(f"---\nmodel-index:\n- name: stall\n  {result}---\n# A model\n")
    assert (read["evaluation_results"], read["evaluation_data"]) == ("stated", "stated")


def test_in_front_of_a_model_of_pictures_english_is_the_language_of_the_card() -> None:
    pictures = "Images of stalls for object detection.\n\nThe images show fruits.\n\nPixels are square.\n"
    front = "---\nlanguage: en\n"
    assert states(f"{front}---\n# Stall detector\n\n{pictures}")["languages"] == "na"
    assert states(f"{front}size_categories: n<1K\n---\n# Stalls\n\n{pictures}")["languages"] == "stated"


@pytest.mark.parametrize("loader", ["generator", "imagefolder", "custom"])
def test_a_loader_is_no_source(loader: str) -> None:
    assert states(f"---\ndatasets:\n- {loader}\n---\n# A model\n")["training_data_sources"] == "thin"


def test_that_records_are_new_tells_little_of_their_source() -> None:
    front = "---\nsource_datasets:\n- original\n---\n# Dataset Card for Stalls\n"
    assert states(f"{front}\n## Source Data\n\n[More Information Needed]\n")["training_data_sources"] == "thin"


@pytest.mark.parametrize(
    ("tag", "item", "state"),
    [
        ("license:apache-2.0", "licence", "stated"),
        ("license:unknown", "licence", "negated"),
        ("license:other", "licence", "thin"),
        ("base_model:quantized:night-market/stall-7b", "base_model", "stated"),
        ("dataset:night-market/stalls", "training_data_sources", "stated"),
        ("dataset:stalls", "training_data_sources", "absent"),
    ],
)
def test_what_a_hub_repeats_among_its_tags(tag: str, item: str, state: str) -> None:
    assert states(f"---\ntags:\n- gguf\n- {tag}\n---\n# Stall\n\nA model.\n")[item] == state


def test_what_a_hub_repeats_is_held_against_the_inventory_too() -> None:
    front = "---\ntags:\n- license:MIT\n- base_model:lab/stall-7b\n- base_model:quantized:lab/stall-7b\n---\n# Stall\n"
    tags = open_card(front.encode(), "README.md", declared=True).document.tags
    assert (licence(tags), parents(tags), parent_names(tags)) == ("mit", 1, ("stall-7b",))


def test_versions_of_a_framework_are_no_contact() -> None:
    text = "# Model Card for Stall\n\n## Model Card Contact\n\n[More Information Needed]\n"
    assert states(f"{text}\n### Framework versions\n\n- PEFT 0.8.2\n")["contact"] == "placeholder"


@pytest.mark.parametrize(
    ("front", "body", "about"),
    [
        ("", "# Stall Prices Dataset\n\nPrices.\n", "dataset"),
        ("", "# Stall model trained on the Prices Dataset\n\nA model.\n", "model"),
        ("---\ntask_categories:\n- text-classification\n---\n", "# Stall\n\n## Model architecture\n\nBERT.\n", "model"),
        ("---\ntask_categories:\n- text-classification\n---\n", "# Stall\n\nPrices.\n", "dataset"),
    ],
)
def test_tags_that_both_use_do_not_outweigh_what_the_headings_speak_of(front: str, body: str, about: str) -> None:
    assert card(front + body).document.about == about


@pytest.mark.parametrize(
    "text",
    [
        "To train or fine-tune Stall-2 32B, visit the trainer.",
        "Fine-tune StallBERT for downstream tasks like news categorization:",
        "When training Stall-v2 from scratch with a small batch size, it can diverge early.",
    ],
)
def test_instructions_to_train_name_no_parent(text: str) -> None:
    assert states(f"# Stall-2\n\n{text}\n")["base_model"] == "absent"


LINES = "".join(
    f"- config_name: part_{at}\n  data_files:\n  - split: train\n    path: part_{at}.parquet\n" for at in range(2000)
)
RESULTS = "".join(
    f"  - task:\n      type: Classification\n    dataset:\n      name: Stall Bench {at}\n    metrics:\n    - type: f1\n"
    f"      value: 71.{at}\n"
    for at in range(1000)
)


def test_long_lists_of_hubs_and_scripts_do_not_make_the_metadata_too_long() -> None:
    read = card(f"---\nconfigs:\n{LINES}license: mit\n---\n# Stalls\n").said.items["licence"]
    assert (str(read.state), read.line) == ("stated", 2 + LINES.count("\n") + 1)
    index = f"---\nmodel-index:\n- name: stall\n  results:\n{RESULTS}language: th\n---\n# A model\n"
    said = states(index)
    assert (said["evaluation_results"], said["evaluation_data"], said["languages"]) == ("stated", "stated", "stated")


def test_a_long_line_costs_no_more_than_its_length() -> None:
    assert states("---\ntext: " + "x" * 60_000 + "\nlicense:\tmit\n---\n# A\n")["licence"] == "stated"
    assert states("---\nwidget: [" + "x, " * 60_000 + "]\nlicense: mit\n---\n# A\n")["licence"] == "stated"


FRONT = "base_model: market-lab/base-7b\nlanguage:\n- th\nlicense: mit\n"


@pytest.mark.parametrize(
    "text",
    [
        f"# Stall\n\nNews of 2024.\n\n---\n{FRONT}---\n\n# Uploaded model\n",
        f"---\n{FRONT}\n# Stall\n\nText.\n",
    ],
    ids=["under a text", "never closed"],
)
def test_metadata_are_read_where_they_stand(text: str) -> None:
    read = card(text)
    licence = read.said.items["licence"]
    assert (str(licence.state), licence.line) == ("stated", text[: text.index("license")].count("\n") + 1)
    assert str(read.said.items["base_model"].state) == "stated"
    assert not any("license" in section.title for section in read.document.sections)


@pytest.mark.parametrize(
    "text",
    [
        f"# Stall\n\n```yaml\n---\n{FRONT}---\n```\n",
        '# Stall\n\n---\nlicense: mit\nHello: "nobody closes it\ntags: 1\n---\n',
        "# Stall\n\n---\ntags: they come later\n---\n",
    ],
    ids=["in code", "broken", "one key"],
)
def test_what_only_looks_like_metadata_is_text(text: str) -> None:
    assert card(text).document.tags == {}


def test_an_index_without_results_is_a_heading() -> None:
    assert states("---\nmodel-index:\n- name: stall\n  results: []\n---\n# A\n")["evaluation_results"] == "heading_only"
