"""The card reader on ways in which cards name things: joined headings, labels, headers of tables, and look-alikes."""

from __future__ import annotations

import pytest

from govkit_genai.card.headings import names_in
from govkit_genai.card.reader import open_card

FEEDBACK = "feedback_or_incident_channel"
OWNER = "owner_or_developer"
RIGHTS = "training_data_copyright_or_licence"
PERSONAL, SOURCES = "training_data_personal_data", "training_data_sources"


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("training and evaluation data", {"training data", "evaluation data"}),
        ("model date and version", {"model date", "version", "model version"}),
        ("intended use and limitations", {"intended use", "limitations", "intended limitations"}),
        ("license or terms of use", set()),
        ("bias and limitations", set()),
        ("limitations", set()),
    ],
)
def test_a_joined_heading_names_each_thing(heading: str, names: set[str]) -> None:
    assert set(names_in(heading)) == {heading} | names


def states(text: str) -> dict[str, str]:
    card = open_card(f"# Shop Model\n\n{text}\n".encode(), "card.md", declared=True)
    return {item: str(reading.state) for item, reading in card.said.items.items()}


@pytest.mark.parametrize(
    ("text", "item", "state"),
    [
        ("## Model Date and Version\n\n- March 2026\n- Version 1.0", "version", "stated"),
        ("## Model Date and Version\n\n- March 2026\n- Version 1.0", "release_or_update_date", "stated"),
        ("## Summary\n\n- license:\ncc-by-4.0", "licence", "stated"),
        ("## Why it won\n\n| Model | Test MAE |\n|---|---:|\n| Median | **7.37** |", "evaluation_results", "stated"),
        ("## Training Data\n\n| Field | Value |\n|---|---|\n| Corpus | TBD |", "training_data_sources", "placeholder"),
        ("## Overview\n\n**Contact:** your-email@organization.com", "contact", "placeholder"),
        ("## Overview\n\n**Contact:** []()", "contact", "heading_only"),
        ("## Contact\n\n`ann AT lab.example`", "contact", "stated"),
        ("- **Cloud Provider:** [Cluster](https://hpc.example/high-performance)", FEEDBACK, "absent"),
        ("Please report model concerns [here](https://lab.example/submit-report).", FEEDBACK, "stated"),
        ("Human review is recommended for critical applications of it.", "human_oversight", "thin"),
        ("Use it with human review or with another model.", "human_oversight", "thin"),
        ("A flag is raised so that a person looks at the filing before it is sent.", "human_oversight", "stated"),
        ("## Privacy\n\nDo not include names of people or PII in requests.", "training_data_personal_data", "thin"),
        ("## Training Data\n\nFrom the Ministry of Trade of the Russian Federation.", "languages", "absent"),
        ("## Training Data\n\n- **Licence:** CC-BY-NC-4.0 of the pictures", RIGHTS, "stated"),
        ("## Bias\n\nBiases may exist for topics of the distribution.", "bias_or_fairness", "thin"),
        ("- **Developed by: Ann Smith", OWNER, "stated"),
        ("A model of faces. \\\nTrained by the [Market Lab](https://lab.example) on photos.", OWNER, "stated"),
        ("## Privacy\n\n> :warning: It has these privacy concerns....\t:warning:", PERSONAL, "placeholder"),
        ("## Training Data\n\nIt was scraped from Market Forum.\n[More Information Needed]", SOURCES, "stated"),
        ("## Training Data\n\nFor details: [More Information Needed]", SOURCES, "placeholder"),
        ("**Send Questions to:** ann@lab.example", FEEDBACK, "stated"),
        ("### Model Feedback Channel\nhttps://github.com/market-lab/stalls", FEEDBACK, "stated"),
    ],
)  # fmt: skip
def test_what_a_text_is_worth(text: str, item: str, state: str) -> None:
    assert states(text)[item] == state


def test_a_dataset_without_a_name_is_no_source() -> None:
    card = open_card(b"---\nlicense: mit\ndatasets:\n- custom\n---\n# Shop Model\n", "card.md")
    assert card.said.items["training_data_sources"].state == "thin"


@pytest.mark.parametrize(
    ("body", "item", "state"),
    [
        (
            "<table>\n<tr>\n<th>Model</th>\n<th>MMLU</th>\n</tr>\n<tr>\n<td>Bot</td>\n<td>61.5</td>\n</tr>\n</table>\n",
            "evaluation_results",
            "stated",
        ),
        (
            "<table>\n<tr>\n<td>Model</td>\n<td>GSM8K</td>\n<td>MATH</td>\n</tr>\n"
            "<tr>\n<td>Bot</td>\n<td>61.5</td>\n<td>30.2</td>\n</tr>\n</table>\n",
            "evaluation_results",
            "stated",
        ),
        (
            "## Report\n\n```\n   accuracy                0.82   4367\n  macro avg   0.66  0.65  0.66   4367\n```\n",
            "evaluation_results",
            "stated",
        ),
        (
            "You can reach me with questions or feedback <a href = https://forms.gle/stall>here</a>.\n",
            FEEDBACK,
            "stated",
        ),
        ("# Phi 2 Bot - GGUF\n\nThis repository holds files of the model.\n", "training_data_personal_data", "absent"),
        ("## Sizes\n\n| Model | Layers |\n|---|---|\n| Bot | 61.5 |\n", "evaluation_results", "absent"),
        ("1. Install it:\n   ```bash\n   pip install bot\n   ```\n   ```\n\n## License\n\nMIT\n", "licence", "stated"),
        ("```bash\n## License\nMIT\n```\n", "licence", "absent"),
        ("## Ethical Considerations\n\nWe take our duties seriously at all times.\n", "bias_or_fairness", "absent"),
        ("## Ethical Considerations\n\nAnswers for women are worse than for men.\n", "bias_or_fairness", "stated"),
        ("## Training Data\n\nReleased under the MIT licence by its authors.\n", "licence", "absent"),
        (
            "## Training\n\nBot was trained on 22,000 hours of audio from nine open sets of read speech, among them:\n",
            "training_data_size",
            "stated",
        ),
    ],
    ids=[
        "results-in-html", "results-in-plain-cells", "report-of-a-classifier", "spaces-in-markup", "phi-is-a-model",
        "numbers-of-no-benchmark", "code-ends-with-its-list", "code-is-no-heading",
        "ethics-in-general", "ethics-of-a-group", "licence-of-the-data", "a-list-is-introduced",
    ],
)  # fmt: skip
def test_what_stands_where(body: str, item: str, state: str) -> None:
    card = open_card(f"# Bot\n\n{body}".encode(), "card.md", declared=True)
    assert card.said.items[item].state == state


CARD = "# Stall Model\n\n## License\n\nMIT\n\n```python\nload()\n```\n\n## Limitations\n\nIt fails on wet fruit.\n"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"```markdown\n{CARD}```\n", "stated"),
        (f"---\n\n### 4. `model_card.md`\n```md\n{CARD}", "stated"),
        ("# Stall Model\n\nA card looks so:\n\n```markdown\n## License\n\nMIT\n```\n\n" + "Not so.\n\n" * 5, "absent"),
    ],
)
def test_a_block_of_markdown_that_holds_the_whole_card_is_the_card(text: str, state: str) -> None:
    items = open_card(text.encode(), "card.md", declared=True).said.items
    assert (items["licence"].state, items["limitations"].state == "stated") == (state, state == "stated")
