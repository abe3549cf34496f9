"""Cards without facts: placeholders, denials, bare headings and templates never gain a stated item."""

from __future__ import annotations

from importlib import import_module

import pytest

cards = import_module("plugins.govkit-genai.tests.own_cards")


def replaced(value: str) -> str:
    """Replace all that is said by `value`, keeping headings, labels and keys."""
    lines = []
    for line in cards.GOOD.splitlines():
        label, separator, _ = line.partition(":** ")
        if (line.startswith("#") and not line.startswith("# Shop")) or not line or line == "---" or "](#" in line:
            lines.append(line)
        elif separator:
            lines.append(f"{label}:** {value}")
        elif line.startswith("|"):
            lines.append(f"| Hardware | {value} |")
        elif line.startswith("- "):
            lines.append(f'- "{value}"')
        elif line.endswith(":"):
            lines.append(line)
        elif ": " in line[:12]:
            lines.append(f'{line.partition(":")[0]}: "{value}"')
        else:
            lines.append(value)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "value",
    [
        "[More Information Needed]",
        "[More Information Needed](https://example.org/contributing)",
        "TBD",
        "{{ limitations | default('', true) }}",
        "No. We do not have any of this.",
        "N/A",
        "Not applicable.",
        "Unknown",
        "We do not document this.",
        "ไม่ระบุ",
        "รอข้อมูล",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Coming soon.",
        "We are not able to share details.",
        "Details are confidential.",
        "The vendor did not disclose this.",
        "This has not been evaluated.",
        "ข้อมูลนี้ยังไม่พร้อมใช้งาน",
        "Chưa được đánh giá.",
        "Kami tidak dapat membagikan informasi ini.",
        "Tidak didedahkan.",
        "See the paper for details.",
    ],
)
def test_no_attack_gains_a_stated_item(value: str) -> None:
    assert [item for item, state in cards.states(replaced(value)).items() if state == "stated"] == []


def test_a_heading_repeated_under_itself_states_nothing() -> None:
    text = "\n\n".join(f"{line}\n\n{line.lstrip('# ')}" for line in cards.GOOD.splitlines() if line.startswith("##"))
    assert "stated" not in cards.states(text).values()


def test_headings_alone_state_nothing() -> None:
    text = "\n".join(line for line in cards.GOOD.splitlines() if line.startswith("##"))
    found = cards.states(text)
    assert "stated" not in found.values()
    assert found["limitations"] == "heading_only"
    assert found["training_data_personal_data"] == "heading_only"


TEMPLATE = """# Model Card: [Model Name]

| Field | Value |
|-------|-------|
| **Version** | [Version Number] |
| **Provider** | [Custom/etc.] |
| **Date** | [Release/Integration Date] |
| **License** | [License Type] |

- Owner: <team or person>
- Contact: <email or slack>
- Limitations: {{limitations}}

## Intended Use

- [Use case 1]

### Out of Scope Uses

The following uses are NOT supported or recommended:

- [Out of scope use 1]

## Training Data

*[Brief description of training data]*

## Evaluation

**Accuracy**: *[e.g., 0.95 on the test set]*
"""


def test_a_template_with_its_own_kind_of_fields_states_nothing() -> None:
    assert [item for item, state in cards.states(TEMPLATE).items() if state == "stated"] == []
