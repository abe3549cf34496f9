"""Files for machines in which text of a template stands in place of what they are there for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from govkit_genai.live import agent_card, security_txt
from govkit_genai.live.stand_in import is_stand_in

DAY = date(2026, 11, 21)
PLACE = "https://o.example/.well-known/security.txt"
WHOLE = {
    "name": "Mali",
    "description": "Answers questions about orders.",
    "version": "1",
    "url": "https://a.example/rpc",
    "capabilities": {},
    "skills": [{"id": "orders"}],
    "defaultInputModes": ["text"],
    "defaultOutputModes": ["text"],
}


@pytest.mark.parametrize(
    ("text", "stands_in"),
    [
        ("TODO", True),
        ("TBD", True),
        ("<your email>", True),
        ("mailto:your-email@example.com", True),
        ("mailto:security@yourdomain.com", True),
        ("https://example.com/security", True),
        ("https://www.your-company.com/agent", True),
        ("http://localhost/agent", True),
        ("mailto:security@o.example", False),
        ("tel:+66 2 123 4567", False),
        ("https://examples.co.th/security", False),
        ("https://yourmechanic.example/agent", False),
        ("Answers questions about orders.", False),
    ],
)
def test_a_stand_in_is_told_from_a_value(text: str, stands_in: bool) -> None:
    assert is_stand_in(text) is stands_in


@pytest.mark.parametrize(
    ("contacts", "faults"),
    [
        (["mailto:your-email@example.com"], ("template_contact",)),
        (["mailto:security@o.example", "https://example.com/report"], ("template_contact",)),
        (["mailto:security@o.example", "https://o.example/report"], ()),
    ],
)
def test_a_contact_of_a_template_is_none(contacts: list[str], faults: tuple[str, ...]) -> None:
    body = "\n".join([*(f"Contact: {each}" for each in contacts), "Expires: 2027-05-01T00:00:00Z"])
    assert security_txt.parse(body, PLACE, DAY).faults == faults


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({}, ()),
        ({"name": "TODO", "description": "TBD", "version": "TODO"}, ("name", "description", "version")),
        ({"url": "TODO"}, ("url",)),
        ({"description": "description"}, ("description",)),
        ({"url": "http://a.example/rpc"}, ("url",)),
        ({"url": "https://example.com/rpc"}, ("url",)),
        ({"skills": [{"id": "TODO"}]}, ("skills",)),
        ({"url": "", "supportedInterfaces": [{"url": "https://a.example/rpc"}]}, ()),
        ({"url": "", "supportedInterfaces": [{}]}, ("url",)),
    ],
)  # fmt: skip
def test_a_field_with_text_of_a_template_is_lacking(changes: dict[str, Any], lacking: tuple[str, ...]) -> None:
    assert agent_card.parse(json.dumps(WHOLE | changes)).lacking == lacking
