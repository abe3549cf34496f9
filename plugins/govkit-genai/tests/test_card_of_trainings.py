"""The card reader on what trainers, merges and commands leave in a card: settings, parents, data and results."""

from __future__ import annotations

import pytest

from govkit_genai.card.reader import open_card

TRAINER = """# review-sorter-small

This model is a fine-tuned version of [market-lab/base-small](https://hub.example/market-lab/base-small) on {data}.

## Intended uses & limitations

More information needed

## Training and evaluation data

More information needed

## Training procedure

### Training hyperparameters

The following hyperparameters were used during training:
- learning_rate: 2e-05
- num_devices: 8
- num_epochs: 3
"""
SENTENCES = """# market-lab/stall-embedder

It maps sentences to a 384 dimensional space and can be used for tasks like clustering or semantic search.

## Training

**DataLoader**:

`torch.utils.data.dataloader.DataLoader` of length 5885 with parameters:
```
{'batch_size': 16}
```

Parameters of the fit()-Method:
```
{
    "epochs": 1,
    "optimizer_params": {
        "lr": 2e-05
    },
    "weight_decay": 0.01
}
```
"""
MERGE = """# Stall-7B-slerp

Stall-7B-slerp is a merge of the following models:
* [market-lab/Left-7B](https://hub.example/market-lab/Left-7B)
* [market-lab/Right-7B](https://hub.example/market-lab/Right-7B)

## Configuration

```yaml
slices:
  - sources:
      - model: market-lab/Left-7B
        layer_range: [0, 32]
merge_method: slerp
base_model: market-lab/Left-7B
dtype: bfloat16
```
"""
COMMAND = """# stall-reader

## Model training

The model was trained with the following command:

```bash
python run_stalls.py \\
  --model_type base \\
  --learning_rate 3e-5 \\
  --num_train_epochs 2 \\
  --do_train
```

## Results

```
{"f1": 79.9, "exact_match": 59.2}
```

## Data

| Split | # Examples |
| ----- | ---------- |
| Train | 340 K |
| Dev | 50 K |
"""


def states(text: str) -> dict[str, str]:
    card = open_card(text.encode(), "card.md", declared=True)
    return {item: str(reading.state) for item, reading in card.said.items.items()}


@pytest.mark.parametrize(
    ("data", "state"),
    [
        ("the stall_reviews dataset", "stated"),
        ("an unknown dataset", "negated"),
        ("the None dataset", "placeholder"),
        ("the imagefolder dataset", "thin"),
        ("a dataset of reviews", "thin"),
    ],
)
def test_what_a_trainer_writes_names_the_parent_and_sometimes_the_data(data: str, state: str) -> None:
    said = states(TRAINER.format(data=data))
    assert said["training_data_sources"] == state
    assert (said["base_model"], said["training_procedure"], said["compute_or_hardware"]) == ("stated", "stated", "thin")


def test_settings_in_code_count_as_procedure_and_as_nothing_else() -> None:
    said = states(SENTENCES)
    stated = {item for item, state in said.items() if state == "stated"}
    assert stated == {"intended_use", "training_procedure", "training_data_size"}
    assert said["owner_or_developer"] == "thin"


def test_code_that_calls_something_is_no_evidence() -> None:
    assert states("# X\n\n## Training\n\n```\nepochs = 3\nlearning_rate = 0.1\nmodel.fit(data)\n```\n")[
        "training_procedure"
    ] == ("heading_only")


def test_a_merge_names_its_parents_and_its_method() -> None:
    said = states(MERGE)
    assert (said["base_model"], said["training_procedure"]) == ("stated", "stated")


def test_the_sources_of_a_merge_are_models_and_no_data() -> None:
    text = (
        "---\nlicense: mit\n---\n# stall-merge\n\nslices:\n\n- sources:\n    - model: market-lab/base-small\n"
        "    - layer_range: [0, 24]\n\nmerge_method: passthrough\n"
    )
    items = open_card(text.encode(), "README.md", declared=True).said.items
    assert items["training_data_sources"].state == "absent"


def test_commands_blocks_and_rows_that_tell_of_a_training_are_evidence() -> None:
    items = open_card(COMMAND.encode(), "README.md", declared=True).said.items
    assert items["training_procedure"].state == "stated"
    assert items["evaluation_results"].state == "stated"
    assert items["training_data_size"].state == "stated"
    assert items["evaluation_data"].state == "stated"


def test_a_command_for_users_is_no_training_of_the_model() -> None:
    text = COMMAND.replace("## Model training", "## How to fine-tune it").replace("The model was trained", "Train it")
    assert open_card(text.encode(), "README.md", declared=True).said.items["training_procedure"].state == "absent"
