"""The client reaches public addresses only, under whatever name, and reads no more and no longer than it may."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address

import httpx
import pytest

from govkit.net import client
from govkit.net.addresses import NotPublic, is_public, resolve
from govkit.net.transport import GuardedTransport

Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return what serves the given parts to every connection, with a pause between them, and returns the URL."""
    listeners: list[socket.socket] = []
    stop = threading.Event()

    def answer(listener: socket.socket, parts: list[bytes], pause: float, heard: list[bytes]) -> None:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                heard.append(connection.recv(65536))
                for part in parts:
                    if stop.wait(pause):
                        break
                    try:
                        connection.sendall(part)
                    except OSError:
                        break

    def serve(*parts: bytes, pause: float = 0.0, heard: list[bytes] | None = None) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        arguments = (listener, list(parts), pause, [] if heard is None else heard)
        threading.Thread(target=answer, args=arguments, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield serve
    stop.set()
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def response(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "169.254.170.2", "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16",
        "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "64:ff9b::808:808",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1",
        "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_what_is_not_public_is_told_so(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00:1450::1"])
def test_what_is_public_is_told_so(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "0", "localhost", "[::1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "169.254.169.254",
        "0xa9fea9fe", "2852039166", "１２７.0.0.1", "127。0。0。1", "①27.0.0.1", "10.0.0.1", "no-such-host.invalid",
    ],
)  # fmt: skip
def test_no_spelling_leads_to_this_machine(host: str) -> None:
    with client(timeout=5) as http, pytest.raises((httpx.ConnectError, httpx.InvalidURL)):
        http.get(f"http://{host}/")


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [(socket.AF_INET, 1, 6, "", (text, 80)) for text in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)
    with pytest.raises(NotPublic):
        resolve("rebinding.example", 80)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    connected: list[object] = []

    def first_public_then_private(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        text = "8.8.8.8" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, 1, 6, "", (text, 80))]

    def connect(address: object, *_: object, **__: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", first_public_then_private)
    monkeypatch.setattr(socket, "create_connection", connect)
    with client() as http, pytest.raises(httpx.ConnectError):
        http.get("http://rebinding.example/")
    assert asked == ["rebinding.example"]
    assert connected == [("8.8.8.8", 80)]


def test_the_name_of_the_certificate_is_the_one_asked_for(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    names: list[object] = []

    def wrap(_context: object, sock: socket.socket, **options: object) -> None:
        names.append(options.get("server_hostname"))
        sock.close()
        raise ssl.SSLError

    here = socket.create_connection(("127.0.0.1", httpx.URL(serve()).port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", ("8.8.8.8", 443))])
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: here)
    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    with client() as http, pytest.raises(httpx.ConnectError):
        http.get("https://notices.example/")
    assert names == ["notices.example"]


def test_a_page_is_read(serve: Serve) -> None:
    heard: list[bytes] = []
    url = serve(response(b"hello"), heard=heard)
    with client(allow_loopback=True) as http:
        assert http.get(url).text == "hello"
        assert http.get(url).text == "hello"
    assert b"user-agent: govkit/" in heard[0].lower()
    assert b"accept-encoding: identity" in heard[0].lower()


def test_a_redirect_is_not_followed_and_a_followed_one_is_checked(serve: Serve) -> None:
    url = serve(response(b"", "302 Found", "Location: http://169.254.169.254/latest"))
    with client(allow_loopback=True) as http:
        assert http.get(url).status_code == 302
        with pytest.raises(httpx.ConnectError):
            http.get(url, follow_redirects=True)


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"]
)
def test_a_body_that_is_too_large_is_an_error(head: bytes, serve: Serve) -> None:
    url = serve(head, *[b"x" * 1000] * 100)
    with client(allow_loopback=True, max_bytes=50_000) as http, pytest.raises(httpx.ReadError):
        http.get(url)


def test_a_compressed_body_is_refused(serve: Serve) -> None:
    url = serve(response(gzip.compress(b"0" * 10_000_000), "200 OK", "Content-Encoding: gzip"))
    with client(allow_loopback=True) as http, pytest.raises(httpx.DecodingError):
        http.get(url)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"])
def test_a_server_that_drips_is_left_after_the_whole_time(head: bytes, serve: Serve) -> None:
    drops = [head, *[b"HTTP/1.1 200 OK\r\nX"[i : i + 1] for i in range(18)], *[b"y"] * 100]
    url = serve(*drops, pause=0.05)
    began = time.monotonic()
    with client(allow_loopback=True, timeout=0.5) as http, pytest.raises(httpx.ReadTimeout):
        http.get(url)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://8.8.8.8/", "unix:///var/run/docker.sock"])
def test_other_schemes_are_refused(url: str) -> None:
    with client() as http, pytest.raises((httpx.UnsupportedProtocol, httpx.InvalidURL)):
        http.get(url)


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    proxy = serve(response(b"from the proxy"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy)
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    with client(allow_loopback=True) as http:
        assert http.get(serve(response(b"straight"))).text == "straight"


def test_a_server_that_hangs_up_is_an_error_of_httpx(serve: Serve) -> None:
    with client(allow_loopback=True) as http, pytest.raises(httpx.RemoteProtocolError):
        http.get(serve(b""))


def test_sockets_of_this_machine_are_not_reached() -> None:
    transport = GuardedTransport(seconds=1, max_bytes=1, allow_loopback=False)
    backend = transport._pool._network_backend
    with pytest.raises(Exception, match="not reached"):
        backend.connect_unix_socket("/var/run/docker.sock")
    transport.close()
