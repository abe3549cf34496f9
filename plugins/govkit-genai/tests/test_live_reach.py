"""Where the probes of live systems never go: private addresses, unknown certificates, a network that is off."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from govkit.engine.world import FolderWorld
from govkit.plugin import Declined
from govkit_genai.live.probes import live_notice

live = import_module("plugins.govkit-genai.tests.live_systems")


@pytest.mark.parametrize(
    "url",
    ["http://user:secret@127.0.0.1/", "https://", "ftp://a.example/", "javascript:alert(1)", "http://[::1", "A form"],
)
def test_what_is_no_plain_address_is_not_visited(url: str, reach: Any) -> None:
    with pytest.raises(Declined):
        live_notice(live.system(urls=[url]), reach())


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "localhost"]
)
def test_outside_tests_no_private_address_is_reached(site: Any, reach: Any, host: str) -> None:
    here = reach()
    world = FolderWorld(here.folder, here.inventory, here.as_of, "seed", {}, network=True)
    page = live.looked(f"http://{host}:{site.url.rpartition(':')[2]}/chat", world)
    assert page.outcome in ("not_reached", "not_allowed")
    assert site.heard == []


def test_without_the_network_nothing_is_seen(reach: Any) -> None:
    world = reach()
    world.network = False
    offline = FolderWorld(world.folder, world.inventory, world.as_of, "seed", {}, network=False)
    with pytest.raises(Declined, match="network"):
        live_notice(live.system(urls=["https://shop.example/"]), offline)


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


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(tmp_path: Path, reach: Any) -> None:
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
    page = live.looked(f"https://127.0.0.1:{listener.getsockname()[1]}/chat", reach())
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    assert page.outcome in ("not_reached", "not_allowed")
    assert heard == []
