"""The probe of live pages, against a real server on this machine that misbehaves in every way we could think of."""

from __future__ import annotations

import gzip
from dataclasses import asdict
from importlib import import_module
from typing import Any

from govkit_genai.live.probes import live_notice

live = import_module("plugins.govkit-genai.tests.live_systems")


def test_a_notice_is_found_with_masked_words_hash_and_time(site: Any, reach: Any) -> None:
    seen = live_notice(live.system(urls=[site.page("/chat", live.NOTICE)]), reach())
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
        "slow loris": (site.raw("/slow", live.HEAD, b"X", b"WAIT"), "not_reached"),
        "silence": (site.raw("/mute", b"WAIT"), "not_reached"),
        "endless body": (site.raw("/endless", live.HEAD + b"\r\n", *[b"word " * 20_000] * 15), "other_kind"),
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
            site.page("/latin", live.NOTICE, "200 OK", "Content-Type: text/html; charset=iso-8859-1"),
            "read",
        ),
        "unknown charset": (
            site.page("/klingon", live.NOTICE.encode("cp874"), "200 OK", "Content-Type: text/html; charset=klingon"),
            "read",
        ),
        "lying length": (site.raw("/short", live.HEAD + b"Content-Length: 9999\r\n\r\nhello"), "not_reached"),
        "no http": (site.raw("/noise", b"\x00\xff\x00 hello\r\n\r\n"), "not_reached"),
        "hangs up": (site.raw("/bye"), "not_reached"),
        "soft 404": (site.page("/soft", "<title>Page not found</title>" + live.STATIC), "seems_missing"),
        "login wall": (site.page("/login", wall), "login"),
        "cookie wall": (site.page("/cookies", "<p>We use cookies. <button>Accept cookies</button></p>"), "consent"),
        "drawn by scripts": (site.page("/drawn", html_only), "scripted"),
        "noscript": (
            site.page("/noscript", f"<noscript>Please enable JavaScript</noscript><p>{'Hello there. ' * 12}</p>"),
            "scripted",
        ),
        "picture": (site.page("/picture", b"\x89PNG", "200 OK", "Content-Type: image/png"), "other_kind"),
        "gone": (site.page("/gone", live.STATIC, "410 Gone"), "missing"),
        "forbidden": (site.page("/forbidden", live.STATIC, "403 Forbidden"), "refused"),
        "broken": (site.page("/broken", live.STATIC, "500 Oops"), "failed"),
        "too many": (site.page("/many", live.STATIC, "429 Slow down"), "failed"),
        "empty": (site.page("/empty", ""), "thin"),
        "unclosed": (site.page("/unclosed", "<html><script>" + live.STATIC), "scripted"),
    }


def test_no_misbehaviour_is_a_gap_a_pass_or_a_crash(site: Any, reach: Any) -> None:
    told = outcomes(site)
    patience = {"slow loris": 0.3, "silence": 0.3}
    came = {name: live.looked(url, reach(patience=patience.get(name, 10.0))).outcome for name, (url, _) in told.items()}
    assert came == {name: outcome for name, (_, outcome) in told.items()}
    assert not any("meta-data" in line for line in site.heard)
