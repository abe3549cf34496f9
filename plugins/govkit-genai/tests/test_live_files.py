"""The files that a live system keeps for machines: security.txt, and the card of an agent."""

from __future__ import annotations

from dataclasses import asdict
from importlib import import_module
from typing import Any

import pytest

from govkit_genai.live.probes import live_agent_card, live_security_txt

live = import_module("plugins.govkit-genai.tests.live_systems")
CONTACT, EXPIRES = live.CONTACT, live.EXPIRES
PGP = "-----BEGIN PGP"
ODD_CARD = (
    '{"name": 5, "description": " ", "version": "1", "url": [], "capabilities": "all", "skills": "many", '
    '"defaultInputModes": {}, "defaultOutputModes": [1]}'
)


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        (f"{CONTACT}\n{EXPIRES}\n", ()),
        (f"\ufeff# ours\r\n{CONTACT}\r\n{EXPIRES}\r\n", ()),
        (f"{PGP} SIGNED MESSAGE-----\nHash: SHA512\n\n{CONTACT}\n{EXPIRES}\n{PGP} SIGNATURE-----\n\nab\n", ()),
        (f"{CONTACT}\n", ("no_expiry",)),
        (f"{EXPIRES}\n", ("no_contact",)),
        (f"Contact: security@o.example\n{EXPIRES}\n", ("bad_contact",)),
        (f"{CONTACT}\n{EXPIRES}\n{EXPIRES}\n", ("many_expiries",)),
        (f"{CONTACT}\nExpires: next year\n", ("bad_expiry",)),
        (f"{CONTACT}\nExpires: 2027-05-01T00:00:00\n", ("bad_expiry",)),
        (f"{CONTACT}\nExpires: 2026-11-20T23:59:59Z\n", ("expired",)),
        (f"{CONTACT}\nExpires: 2026-11-22T00:00:00+07:00\n", ()),
        (f"{CONTACT}\n{EXPIRES}\nCanonical: https://elsewhere.example/.well-known/security.txt\n", ("other_place",)),
        (f"{CONTACT}\nExpires: 2027-W18-6T00:00:00Z\n", ("bad_expiry",)),
        (live.STATIC, ("a_page",)),
        (f"<pre>\n{CONTACT}\n{EXPIRES}\n</pre>", ("a_page",)),
    ],
)  # fmt: skip
def test_security_txt_is_read_by_its_rules(site: Any, reach: Any, body: str, faults: tuple[str, ...]) -> None:
    site.page("/.well-known/security.txt", body, "200 OK", "Content-Type: text/plain")
    seen = live_security_txt(live.organisation(site.url), reach()).value
    assert seen.file is not None
    assert seen.file.faults == faults
    assert "o.example" not in str(asdict(seen))


@pytest.mark.parametrize(
    ("kind", "faults"), [("text/html", ("other_type",)), ("text/plain; charset=utf-8", ()), ("Text/Plain", ())]
)
def test_security_txt_is_plain_text(site: Any, reach: Any, kind: str, faults: tuple[str, ...]) -> None:
    site.page("/.well-known/security.txt", f"{CONTACT}\n{EXPIRES}\n", "200 OK", f"Content-Type: {kind}")
    assert live_security_txt(live.organisation(site.url), reach()).value.file.faults == faults


def test_an_oversized_security_txt_is_not_read(site: Any, reach: Any) -> None:
    site.page(
        "/.well-known/security.txt", f"{CONTACT}\n{EXPIRES}\n" + "#" * 70_000, "200 OK", "Content-Type: text/plain"
    )
    seen = live_security_txt(live.organisation(site.url), reach()).value
    assert (seen.file, seen.page.outcome) == (None, "other_kind")


@pytest.mark.parametrize(
    ("body", "readable", "lacking"),
    [
        (live.CARD, True, ()),
        ("{}", True, 8),
        (ODD_CARD, True, 7),
        (live.CARD.replace('[{"id": "x"}]', '["x"]'), True, ("skills",)),
        ("[]", False, ()),
        (live.STATIC, False, ()),
        ("[" * 100_000, False, ()),
    ],
)
def test_the_card_of_an_agent_is_read(site: Any, reach: Any, body: str, readable: bool, lacking: Any) -> None:
    site.page("/.well-known/agent-card.json", body, "200 OK", "Content-Type: application/json")
    card = live_agent_card(live.system(agent_card=site.url), reach()).value.card
    assert card is not None
    assert card.readable is readable
    assert (len(card.lacking) if isinstance(lacking, int) else card.lacking) == lacking
