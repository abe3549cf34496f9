"""Saved pages and recordings stand in for the network: the probes see in them what they saw before."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.takes import task_name
from govkit.plugin import Declined
from govkit_genai.live.probes import (
    live_agent_card,
    live_channels,
    live_notice,
    live_policies,
    live_preferences,
    live_report,
    live_security_txt,
)

live = import_module("plugins.govkit-genai.tests.live_systems")


def everything(site: Any) -> tuple[dict[str, Any], list[tuple[Any, Any]]]:
    """Return an inventory of a site that has all, and the seven probes with their subjects."""
    policy = (
        "<p>You may not harm anybody. AI keeps your messages; retention is 30 days. Updated 3 March 2026.</p>"
        + live.STATIC
    )
    inventory = {"notices": [{"id": "n", "url": site.page("/privacy", policy)}]}
    site.page("/", live.STATIC, "200 OK", "Content-Usage: train-ai=n")
    site.page("/robots.txt", "User-agent: GPTBot\nDisallow: /", "200 OK", "Content-Type: text/plain")
    site.page("/.well-known/security.txt", f"{live.CONTACT}\n{live.EXPIRES}", "200 OK", "Content-Type: text/plain")
    chat = live.system(
        urls=[site.page("/chat", live.NOTICE), site.raw("/mute", live.HEAD + b"Content-Length: 10\r\n\r\nab")],
        privacy_notice="n",
        acceptable_use_policy=site.page("/rules", policy),
        terms_of_service=site.page("/moved", "", "301 Moved", "Location: /rules"),
        feedback_channel=site.page("/feedback", "<form><textarea></textarea></form>" + live.STATIC),
        appeal_channel=f"{site.url}/nothing",
        human_contact="A button",
        agent_card=site.page("/agent.json", live.CARD, "200 OK", "Content-Type: application/json"),
        transparency_report={"url": site.page("/report", policy), "published_on": "2026-03-03"},
    )
    probes = (live_notice, live_policies, live_channels, live_report, live_agent_card, live_preferences)
    return inventory, [*((probe, chat) for probe in probes), (live_security_txt, live.organisation(site.url))]


def test_the_seven_probes_see_the_same_before_and_after_save_and_replay(site: Any, reach: Any, tmp_path: Path) -> None:
    inventory, probes = everything(site)
    saved = tmp_path / "saved"
    before, after = {}, {}
    for probe, subject in probes:
        task = task_name(probe.id, subject.where)
        before[probe.id] = probe(subject, reach(inventory, task=task, keep=saved))
    site.stop.set()
    site.heard.clear()
    for probe, subject in probes:
        task = task_name(probe.id, subject.where)
        after[probe.id] = probe(subject, reach(inventory, task=task, replay=saved))
    assert site.heard == []
    assert len(before) == 7
    plain = {name: str(seen).replace("replayed=False", "replayed=True") for name, seen in before.items()}
    assert {name: str(seen) for name, seen in after.items()} == plain
    assert all("replayed=True" in text for text in plain.values())
    assert before["genai.live-policies"].value["terms_of_service"].landed == f"{site.url}/rules"
    assert before["genai.live-policies"].value["privacy_notice"].dated.isoformat() == "2026-03-03"
    assert before["genai.live-channels"].value["appeal_channel"].outcome == "missing"
    assert before["genai.live-preferences"].value[0].refused == ("GPTBot",)
    assert before["genai.live-preferences"].value[0].signals == {"content-usage": "train-ai=n"}
    assert before["genai.live-notice"].value[1].outcome == "not_reached"


def test_a_page_that_a_browser_saved_is_read_in_place_of_the_network(reach: Any, tmp_path: Path) -> None:
    page = tmp_path / "chat.html"
    page.write_text(f"<!-- saved from url=(0026)https://shop.example/chat -->\n{live.NOTICE}", "utf-8")
    seen = live_notice(live.system(urls=["https://shop.example/chat"]), reach(replay=page)).value[0]
    assert (seen.outcome, seen.replayed, seen.topics["notice"].language) == ("read", True, "th")


def test_pages_below_a_folder_are_known_by_their_path(reach: Any, tmp_path: Path) -> None:
    for path in ("shop.example/help/chat.html", "shop.example/index.html"):
        place = tmp_path / "saved" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(live.NOTICE, "utf-8")
    urls = ["https://shop.example/help/chat", "https://shop.example/", "https://shop.example/other"]
    seen = live_notice(live.system(urls=urls), reach(replay=tmp_path / "saved")).value
    assert [page.outcome for page in seen] == ["read", "read", "not_reached"]


def test_what_a_browser_recorded_is_read(reach: Any, tmp_path: Path) -> None:
    har = tmp_path / "chat.har"
    content = {"mimeType": "text/html", "text": live.NOTICE}
    headers = [{"name": ":status", "value": "200"}, {"name": "Content-Encoding", "value": "br"}]
    entry = {
        "startedDateTime": "2026-11-01T10:00:00.000+07:00",
        "request": {"method": "GET", "url": "https://shop.example/chat#top"},
        "response": {"status": 200, "headers": headers, "content": content},
    }
    har.write_text(json.dumps({"log": {"entries": [entry]}}), "utf-8")
    seen = live_notice(live.system(urls=["https://shop.example/chat"]), reach(replay=har)).value[0]
    assert (seen.outcome, seen.at, seen.replayed) == ("read", "2026-11-01T10:00:00.000+07:00", True)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"log": {"entries": [1]}}', "\xff", "[" * 100_000])
def test_a_broken_recording_is_named(reach: Any, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.har").write_text(content, "latin-1")
    with pytest.raises(Declined, match="recording"):
        live_notice(live.system(urls=["https://shop.example/"]), reach(replay=tmp_path / "x.har"))
