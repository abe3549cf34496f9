"""The probes of live systems as guests: they obey robots.txt, pause between requests and keep to a budget."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from govkit_genai.live import visit
from govkit_genai.live.visit import Visitor

live = import_module("plugins.govkit-genai.tests.live_systems")


@pytest.mark.parametrize(
    ("rules", "status", "outcome"),
    [
        ("User-agent: *\nDisallow: /", "200 OK", "not_allowed"),
        ("User-agent: govkit\nDisallow: /chat\n\nUser-agent: *\nAllow: /", "200 OK", "not_allowed"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: GovKit\nAllow: /", "200 OK", "read"),
        ("User-agent: *\nDisallow: /ch*t$", "200 OK", "not_allowed"),
        ("User-agent: *\nDisallow: /\nAllow: /chat", "200 OK", "read"),
        ("User-agent: *\nDisallow:", "200 OK", "read"),
        ("User-agent: *\nDisallow: /c%68at", "200 OK", "not_allowed"),
        ("no rules at all", "200 OK", "read"),
        ("", "500 Oops", "not_allowed"),
        ("", "503 Later", "not_allowed"),
        ("User-agent: *\nDisallow: /", "403 Forbidden", "read"),
        ("#" * 600_000 + "\nUser-agent: *\nDisallow: /", "200 OK", "read"),
        ("User-agent: *\nDisallow: /\n" + "#" * 600_000, "200 OK", "not_allowed"),
        ("\ufeffUser-agent: *\r\nDisallow: /", "200 OK", "not_allowed"),
    ],
)
def test_robots_are_obeyed(site: Any, reach: Any, rules: str, status: str, outcome: str) -> None:
    url = site.page("/chat", live.NOTICE)
    site.page("/robots.txt", rules, status, "Content-Type: text/plain")
    assert live.looked(url, reach()).outcome == outcome
    assert ("GET /chat" in site.heard) is (outcome == "read")


def test_the_site_that_a_redirect_leads_to_is_asked_as_well(site: Any, reach: Any) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private", "200 OK", "Content-Type: text/plain")
    url = site.page("/chat", "", "302 Found", "Location: /private")
    site.page("/private", live.NOTICE)
    assert live.looked(url, reach()).outcome == "not_allowed"
    assert "GET /private" not in site.heard


def test_a_visitor_has_a_budget_and_pauses(site: Any, reach: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(visit, "MAX_REQUESTS", 3)
    monkeypatch.setattr(visit, "PAUSE", 1.0)
    monkeypatch.setattr(visit.time, "sleep", pauses.append)
    pages = [site.page(f"/{n}", live.STATIC) for n in range(4)]
    with Visitor(reach()) as visitor:
        faults = [visitor.get(url).fault for url in pages]
    assert faults == ["", "", "budget", "budget"]
    assert pauses == [1.0] * 3
