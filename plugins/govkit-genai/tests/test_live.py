"""The probes of live systems, against a real server on this machine that misbehaves in every way we could think of."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from govkit.engine.takes import task_name
from govkit.plugin import AiSystem, Declined, Organisation
from govkit_genai.live import visit
from govkit_genai.live.probes import (
    live_agent_card,
    live_channels,
    live_notice,
    live_policies,
    live_preferences,
    live_report,
    live_security_txt,
)
from govkit_genai.live.visit import Visitor

Reach = Callable[..., Any]
STATIC = "<html lang=en><title>Help</title><body><p>" + "We sell shoes and answer letters. " * 30 + "</p></body></html>"
NOTICE = "<html lang=th><title>แชต</title><p>คุณกำลังคุยกับผู้ช่วย AI ซึ่งอาจผิดพลาด โทร 081-234-5678</p>" + STATIC
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CARD = (
    '{"name": "a", "description": "b", "version": "1", "url": "https://a.example", '
    '"capabilities": {"streaming": true}, "skills": [{"id": "x"}], '
    '"defaultInputModes": ["text"], "defaultOutputModes": ["text"]}'
)


def system(**slots: Any) -> AiSystem:
    return AiSystem({"id": "chat", **slots}, "ai_system:chat")


def organisation(url: str) -> Organisation:
    return Organisation({"id": "o", "vulnerability_process": {"security_txt": url}}, "organisation:o")


def looked(url: str, world: Any) -> Any:
    return live_notice(system(urls=[url]), world).value[0]


def test_a_notice_is_found_with_masked_words_hash_and_time(site: Any, reach: Reach) -> None:
    seen = live_notice(system(urls=[site.page("/chat", NOTICE)]), reach())
    page = seen.value[0]
    assert (page.outcome, page.status, page.replayed) == ("read", 200, False)
    assert page.topics["notice"].language == page.topics["caution"].language == "th"
    assert "081-234-5678" not in str(asdict(page))
    assert page.at.startswith("20")
    assert seen.inputs == (f"{page.url} {page.sha256}",)
    assert {line.partition(" ")[0] for line in site.heard} == {"GET"}


def outcomes(site: Any) -> dict[str, tuple[str, str]]:
    """Return misbehaviour → address and what has to come of it."""
    redirect = "302 Found"
    far = "http://169.254.169.254/latest/meta-data/"
    port = site.url.rpartition(":")[2]
    html_only = "<html><body><div id=root></div><script src=a.js></script></body></html>"
    wall = "<html><title>Sign in</title><p>" + "Welcome back. " * 40 + "</p><input type=password></html>"
    return {
        "slow loris": (site.raw("/slow", HEAD, b"X", b"WAIT"), "not_reached"),
        "silence": (site.raw("/mute", b"WAIT"), "not_reached"),
        "endless body": (site.raw("/endless", HEAD + b"\r\n", *[b"word " * 20_000] * 15), "other_kind"),
        "gzip bomb": (
            site.page("/bomb", gzip.compress(b"0" * 5_000_000), "200 OK", "Content-Encoding: gzip"),
            "not_reached",
        ),
        "redirect loop": (site.page("/loop", "", redirect, "Location: /loop"), "not_reached"),
        "redirect to metadata": (site.page("/meta", "", redirect, f"Location: {far}"), "not_reached"),
        "redirect to a file": (site.page("/file", "", redirect, "Location: file:///etc/passwd"), "not_reached"),
        "redirect with a password": (
            site.page("/userinfo", "", redirect, f"Location: http://u:p@127.0.0.1:{port}/chat"),
            "not_reached",
        ),
        "redirect to nonsense": (site.page("/odd", "", redirect, "Location: http://[::1"), "not_reached"),
        "wrong charset": (
            site.page("/latin", NOTICE, "200 OK", "Content-Type: text/html; charset=iso-8859-1"),
            "read",
        ),
        "unknown charset": (
            site.page("/klingon", NOTICE.encode("cp874"), "200 OK", "Content-Type: text/html; charset=klingon"),
            "read",
        ),
        "lying length": (site.raw("/short", HEAD + b"Content-Length: 9999\r\n\r\nhello"), "not_reached"),
        "no http": (site.raw("/noise", b"\x00\xff\x00 hello\r\n\r\n"), "not_reached"),
        "hangs up": (site.raw("/bye"), "not_reached"),
        "soft 404": (site.page("/soft", "<title>Page not found</title>" + STATIC), "seems_missing"),
        "login wall": (site.page("/login", wall), "login"),
        "cookie wall": (site.page("/cookies", "<p>We use cookies. <button>Accept cookies</button></p>"), "consent"),
        "drawn by scripts": (site.page("/drawn", html_only), "scripted"),
        "noscript": (
            site.page("/noscript", f"<noscript>Please enable JavaScript</noscript><p>{'Hello there. ' * 12}</p>"),
            "scripted",
        ),
        "picture": (site.page("/picture", b"\x89PNG", "200 OK", "Content-Type: image/png"), "other_kind"),
        "gone": (site.page("/gone", STATIC, "410 Gone"), "missing"),
        "forbidden": (site.page("/forbidden", STATIC, "403 Forbidden"), "refused"),
        "broken": (site.page("/broken", STATIC, "500 Oops"), "failed"),
        "too many": (site.page("/many", STATIC, "429 Slow down"), "failed"),
        "empty": (site.page("/empty", ""), "thin"),
        "unclosed": (site.page("/unclosed", "<html><script>" + STATIC), "scripted"),
    }


def test_no_misbehaviour_is_a_gap_a_pass_or_a_crash(site: Any, reach: Reach) -> None:
    told = outcomes(site)
    patience = {"slow loris": 0.3, "silence": 0.3}
    came = {name: looked(url, reach(patience=patience.get(name, 10.0))).outcome for name, (url, _) in told.items()}
    assert came == {name: outcome for name, (_, outcome) in told.items()}
    assert not any("meta-data" in line for line in site.heard)


@pytest.mark.parametrize(
    "url",
    ["http://user:secret@127.0.0.1/", "https://", "ftp://a.example/", "javascript:alert(1)", "http://[::1", "A form"],
)
def test_what_is_no_plain_address_is_not_visited(url: str, reach: Reach) -> None:
    with pytest.raises(Declined):
        live_notice(system(urls=[url]), reach())


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "localhost"]
)
def test_outside_tests_no_private_address_is_reached(site: Any, reach: Reach, host: str) -> None:
    from govkit.engine.world import FolderWorld

    here = reach()
    world = FolderWorld(here.folder, here.inventory, here.as_of, "seed", {}, network=True)
    assert looked(f"http://{host}:{site.url.rpartition(':')[2]}/chat", world).outcome in ("not_reached", "not_allowed")
    assert site.heard == []


def self_signed(path: Path) -> Path:
    """Write a key and a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    day = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, day, day + timedelta(days=3650))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + builder.sign(key, hashes.SHA256()).public_bytes(pem))
    return path


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(tmp_path: Path, reach: Reach) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "certificate.pem"))
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
                with context.wrap_socket(plain, server_side=True) as connection:
                    heard.append(connection.recv(100))
            except ssl.SSLError:
                continue
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    page = looked(f"https://127.0.0.1:{listener.getsockname()[1]}/chat", reach())
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    assert page.outcome in ("not_reached", "not_allowed")
    assert heard == []


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
def test_robots_are_obeyed(site: Any, reach: Reach, rules: str, status: str, outcome: str) -> None:
    url = site.page("/chat", NOTICE)
    site.page("/robots.txt", rules, status, "Content-Type: text/plain")
    assert looked(url, reach()).outcome == outcome
    assert ("GET /chat" in site.heard) is (outcome == "read")


def test_the_site_that_a_redirect_leads_to_is_asked_as_well(site: Any, reach: Reach) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private", "200 OK", "Content-Type: text/plain")
    url = site.page("/chat", "", "302 Found", "Location: /private")
    site.page("/private", NOTICE)
    assert looked(url, reach()).outcome == "not_allowed"
    assert "GET /private" not in site.heard


def test_a_visitor_has_a_budget_and_pauses(site: Any, reach: Reach, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(visit, "MAX_REQUESTS", 3)
    monkeypatch.setattr(visit, "PAUSE", 1.0)
    monkeypatch.setattr(visit.time, "sleep", pauses.append)
    pages = [site.page(f"/{n}", STATIC) for n in range(4)]
    with Visitor(reach()) as visitor:
        faults = [visitor.get(url).fault for url in pages]
    assert faults == ["", "", "budget", "budget"]
    assert pauses == [1.0] * 3


PGP = "-----BEGIN PGP"
EXPIRES = "Expires: 2027-05-01T00:00:00Z"
CONTACT = "Contact: mailto:security@o.example"


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
        (STATIC, ("a_page",)),
        (f"<pre>\n{CONTACT}\n{EXPIRES}\n</pre>", ("a_page",)),
    ],
)  # fmt: skip
def test_security_txt_is_read_by_its_rules(site: Any, reach: Reach, body: str, faults: tuple[str, ...]) -> None:
    site.page("/.well-known/security.txt", body, "200 OK", "Content-Type: text/plain")
    seen = live_security_txt(organisation(site.url), reach()).value
    assert seen.file is not None
    assert seen.file.faults == faults
    assert "o.example" not in str(asdict(seen))


@pytest.mark.parametrize(
    ("kind", "faults"), [("text/html", ("other_type",)), ("text/plain; charset=utf-8", ()), ("Text/Plain", ())]
)
def test_security_txt_is_plain_text(site: Any, reach: Reach, kind: str, faults: tuple[str, ...]) -> None:
    site.page("/.well-known/security.txt", f"{CONTACT}\n{EXPIRES}\n", "200 OK", f"Content-Type: {kind}")
    assert live_security_txt(organisation(site.url), reach()).value.file.faults == faults


def test_an_oversized_security_txt_is_not_read(site: Any, reach: Reach) -> None:
    site.page(
        "/.well-known/security.txt", f"{CONTACT}\n{EXPIRES}\n" + "#" * 70_000, "200 OK", "Content-Type: text/plain"
    )
    seen = live_security_txt(organisation(site.url), reach()).value
    assert (seen.file, seen.page.outcome) == (None, "other_kind")


ODD_CARD = (
    '{"name": 5, "description": " ", "version": "1", "url": [], "capabilities": "all", "skills": "many", '
    '"defaultInputModes": {}, "defaultOutputModes": [1]}'
)


@pytest.mark.parametrize(
    ("body", "readable", "lacking"),
    [
        (CARD, True, ()),
        ("{}", True, 8),
        (ODD_CARD, True, 7),
        (CARD.replace('[{"id": "x"}]', '["x"]'), True, ("skills",)),
        ("[]", False, ()),
        (STATIC, False, ()),
        ("[" * 100_000, False, ()),
    ],
)
def test_the_card_of_an_agent_is_read(site: Any, reach: Reach, body: str, readable: bool, lacking: Any) -> None:
    site.page("/.well-known/agent-card.json", body, "200 OK", "Content-Type: application/json")
    card = live_agent_card(system(agent_card=site.url), reach()).value.card
    assert card is not None
    assert card.readable is readable
    assert (len(card.lacking) if isinstance(lacking, int) else card.lacking) == lacking


def everything(site: Any) -> tuple[dict[str, Any], list[tuple[Any, Any]]]:
    """Return an inventory of a site that has all, and the seven probes with their subjects."""
    policy = (
        "<p>You may not harm anybody. AI keeps your messages; retention is 30 days. Updated 3 March 2026.</p>" + STATIC
    )
    inventory = {"notices": [{"id": "n", "url": site.page("/privacy", policy)}]}
    site.page("/", STATIC, "200 OK", "Content-Usage: train-ai=n")
    site.page("/robots.txt", "User-agent: GPTBot\nDisallow: /", "200 OK", "Content-Type: text/plain")
    site.page("/.well-known/security.txt", f"{CONTACT}\n{EXPIRES}", "200 OK", "Content-Type: text/plain")
    chat = system(
        urls=[site.page("/chat", NOTICE), site.raw("/mute", HEAD + b"Content-Length: 10\r\n\r\nab")],
        privacy_notice="n",
        acceptable_use_policy=site.page("/rules", policy),
        terms_of_service=site.page("/moved", "", "301 Moved", "Location: /rules"),
        feedback_channel=site.page("/feedback", "<form><textarea></textarea></form>" + STATIC),
        appeal_channel=f"{site.url}/nothing",
        human_contact="A button",
        agent_card=site.page("/agent.json", CARD, "200 OK", "Content-Type: application/json"),
        transparency_report={"url": site.page("/report", policy), "published_on": "2026-03-03"},
    )
    probes = (live_notice, live_policies, live_channels, live_report, live_agent_card, live_preferences)
    return inventory, [*((probe, chat) for probe in probes), (live_security_txt, organisation(site.url))]


def test_the_seven_probes_see_the_same_before_and_after_save_and_replay(
    site: Any, reach: Reach, tmp_path: Path
) -> None:
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


def test_a_page_that_a_browser_saved_is_read_in_place_of_the_network(reach: Reach, tmp_path: Path) -> None:
    page = tmp_path / "chat.html"
    page.write_text(f"<!-- saved from url=(0026)https://shop.example/chat -->\n{NOTICE}", "utf-8")
    seen = live_notice(system(urls=["https://shop.example/chat"]), reach(replay=page)).value[0]
    assert (seen.outcome, seen.replayed, seen.topics["notice"].language) == ("read", True, "th")


def test_pages_below_a_folder_are_known_by_their_path(reach: Reach, tmp_path: Path) -> None:
    for path in ("shop.example/help/chat.html", "shop.example/index.html"):
        place = tmp_path / "saved" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(NOTICE, "utf-8")
    urls = ["https://shop.example/help/chat", "https://shop.example/", "https://shop.example/other"]
    seen = live_notice(system(urls=urls), reach(replay=tmp_path / "saved")).value
    assert [page.outcome for page in seen] == ["read", "read", "not_reached"]


def test_what_a_browser_recorded_is_read(reach: Reach, tmp_path: Path) -> None:
    har = tmp_path / "chat.har"
    content = {"mimeType": "text/html", "text": NOTICE}
    headers = [{"name": ":status", "value": "200"}, {"name": "Content-Encoding", "value": "br"}]
    entry = {
        "startedDateTime": "2026-11-01T10:00:00.000+07:00",
        "request": {"method": "GET", "url": "https://shop.example/chat#top"},
        "response": {"status": 200, "headers": headers, "content": content},
    }
    har.write_text(json.dumps({"log": {"entries": [entry]}}), "utf-8")
    seen = live_notice(system(urls=["https://shop.example/chat"]), reach(replay=har)).value[0]
    assert (seen.outcome, seen.at, seen.replayed) == ("read", "2026-11-01T10:00:00.000+07:00", True)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"log": {"entries": [1]}}', "\xff", "[" * 100_000])
def test_a_broken_recording_is_named(reach: Reach, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.har").write_text(content, "latin-1")
    with pytest.raises(Declined, match="recording"):
        live_notice(system(urls=["https://shop.example/"]), reach(replay=tmp_path / "x.har"))


def test_without_the_network_nothing_is_seen(reach: Reach) -> None:
    world = reach()
    world.network = False
    from govkit.engine.world import FolderWorld

    offline = FolderWorld(world.folder, world.inventory, world.as_of, "seed", {}, network=False)
    with pytest.raises(Declined, match="network"):
        live_notice(system(urls=["https://shop.example/"]), offline)
