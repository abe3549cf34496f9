"""Tells public addresses from those of this machine, of private networks, and of ways into them."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_GLOBAL_UNICAST = ip_network("2000::/3")
_NOT_PUBLIC = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers; some clouds keep their metadata here
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's host, on a public address
        "169.254.0.0/16",  # link-local, and metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays to 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3fff::/20",
    )
)


class NotPublic(OSError):
    """A name leads to an address that is not public, or nowhere."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is a host of the public internet under its own name.

    IPv6 beyond 2000::/3 is refused as a whole: loopback, mapped and compatible IPv4, NAT64, unique and link-local.
    """
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _GLOBAL_UNICAST):
        return False
    return not any(address in network for network in _NOT_PUBLIC if network.version == address.version)


def resolve(host: str, port: int, *, allow_loopback: bool = False) -> str:
    """Return the one address to connect to; raise `NotPublic` if any address of the name is not public.

    Whatever way a number is written (`0x7f.1`, `2130706433`), the system turns it into the address that is judged here.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotPublic(f"{host} has no address") from None
    addresses = [ip_address(entry[4][0]) for entry in found]
    for address in addresses:
        if not (is_public(address) or (allow_loopback and address.is_loopback)):
            raise NotPublic(f"{host} is not an address of the public internet")
    if not addresses:
        raise NotPublic(f"{host} has no address")
    return str(addresses[0])
