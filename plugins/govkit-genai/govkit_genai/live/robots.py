"""Reads robots.txt as RFC 9309 has it: groups by agent, the longest rule that fits, and permission where two tie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

AGENT = "govkit"
MAX_BYTES = 512 * 1024
"""So much is read of a robots.txt; the RFC asks for 500 kibibytes."""
_LONGEST_RULE = 2000
_UNRESERVED = "/?&=:@!$'()*+,;~-._%[]#"


@dataclass(frozen=True)
class Robots:
    """The rules of one site."""

    groups: dict[str, tuple[tuple[bool, str], ...]]
    """Agent, in small letters → whether it may, and the path to which that applies."""
    usage: tuple[str, ...] = ()
    """`Content-Usage` rules, a draft of the IETF."""

    def allows(self, path: str, agent: str = AGENT) -> bool:
        """Tell whether an agent may get a path, which begins with `/` and includes the query."""
        rules = self.groups.get(agent.lower(), self.groups.get("*", ()))
        fitting = [(len(rule), allowed) for allowed, rule in rules if _fits(rule, _spelt(path))]
        return max(fitting)[1] if fitting else True


NO_RULES = Robots({})


def parse(text: str) -> Robots:
    """Return the rules of a robots.txt; lines that are none are passed over."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    usage: list[str] = []
    agents: list[str] = []
    naming = False
    for key, value in _lines(text):
        if key == "user-agent":
            agents = [*agents, value.lower()] if naming else [value.lower()]
            naming = True
            groups.setdefault(value.lower(), [])
            continue
        naming = naming and key not in ("allow", "disallow", "content-usage")
        if key in ("allow", "disallow") and value:
            for agent in agents:
                groups[agent].append((key == "allow", _spelt(value[:_LONGEST_RULE])))
        elif key == "content-usage":
            usage.append(value[:200])
    return Robots({agent: tuple(rules) for agent, rules in groups.items()}, tuple(usage))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.replace("\r", "\n").split("\n"):
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lstrip("\ufeff").lower(), value.strip()


def _spelt(path: str) -> str:
    """Return a path in one spelling: what may stand plain stands plain, all else in per cent."""
    return quote(unquote(path, errors="surrogateescape"), safe=_UNRESERVED, errors="surrogateescape")


def _fits(rule: str, path: str) -> bool:
    """Tell whether a path begins as a rule says: `*` is any run of signs, `$` at the end is the path's end."""
    ends = rule.endswith("$")
    first, *parts = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        found = path.rfind(part, at) if ends and last else path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path) or (bool(parts) and not parts[-1])
