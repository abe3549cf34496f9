"""Takes a page of HTML apart into what is shown and what it is made of, in time that grows with its length alone."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

_RAW = frozenset({"script", "style", "template", "noscript", "title", "textarea", "iframe", "svg", "math", "object"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup"}
)
_SHOWN = ("aria-label", "alt", "placeholder")
_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "svelte", "main-app", "app-root", "react-root"})
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_TAG = 20_000


@dataclass
class Page:
    """What a page is made of, as a reader without scripts has it."""

    text: str = ""
    """What is shown, names for screen readers included."""
    title: str = ""
    lang: str = ""
    links: list[str] = field(default_factory=list)
    scripts: int = 0
    noscript: str = ""
    root: bool = False
    """Whether it has the empty element into which frameworks draw a page."""
    frames: int = 0
    password: bool = False
    form: bool = False
    """Whether a message can be written on it."""
    times: list[str] = field(default_factory=list)
    """The `datetime` values of its dates."""


def parse(source: str) -> Page:
    """Return what a page is made of. What begins like a tag and never ends is dropped, as browsers do."""
    return _Reader(source).read()


class _Reader:
    """Walks through the source once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lower = source.lower() if len(source.lower()) == len(source) else source
        self._page = Page()
        self._shown: list[str] = []
        self._open: list[tuple[str, bool]] = []
        """Open elements, and whether each hides what is in it."""
        self._named = Counter[str]()
        self._hiding = 0

    def read(self) -> Page:
        at = 0
        while (start := self._source.find("<", at)) >= 0:
            self._say(self._source[at:start])
            at = self._markup(start)
            if at < 0:
                break
        else:
            self._say(self._source[at:])
        self._page.text = " ".join("".join(self._shown).split())
        return self._page

    def _say(self, raw: str) -> None:
        if raw and not self._hiding:
            self._shown.append(html.unescape(raw))

    def _markup(self, start: int) -> int:
        """Read what begins at a `<` and return where it ends, -1 where it never does."""
        if self._source.startswith("<!--", start):
            return _after(self._source, "-->", start + 4)
        following = self._source[start + 1 : start + 2]
        if following in ("!", "?"):
            return _after(self._source, ">", start)
        if not (following.isascii() and following.isalpha()) and following != "/":
            self._say("<")
            return start + 1
        end = self._end_of_tag(start)
        if end < 0:
            return -1
        body = self._source[start + 1 : end - 1][:_LONGEST_TAG]
        if following == "/":
            self._close(body[1:].strip().lower())
            return end
        return self._begin(body, end)

    def _end_of_tag(self, start: int) -> int:
        """Return where a tag ends; a `>` in a quoted value is no end."""
        end = self._source.find(">", start)
        if end >= 0 and self._source.count('"', start, end) % 2:
            quote = self._source.find('"', end)
            further = self._source.find(">", quote) if quote >= 0 else -1
            end = further if further >= 0 else end
        return end + 1 if end >= 0 else -1

    def _begin(self, body: str, end: int) -> int:
        name, _, rest = body.replace("\n", " ").replace("\t", " ").partition(" ")
        name = name.rstrip("/").lower()
        pairs = _ATTRIBUTE.findall(rest)
        attributes = {key.lower(): html.unescape(value.strip("\"'")) for key, value in reversed(pairs)}
        self._note(name, attributes)
        if name not in _INLINE:
            self._say(" ")
        if name in _RAW:
            return self._raw(name, end)
        if name not in _VOID and not body.endswith("/"):
            hides = _is_hidden(attributes)
            self._open.append((name, hides))
            self._named[name] += 1
            self._hiding += hides
        return end

    def _raw(self, name: str, end: int) -> int:
        closing = self._lower.find(f"</{name}", end)
        if closing < 0:
            return -1
        content = self._source[end:closing]
        if name == "title" and not self._page.title:
            self._page.title = html.unescape(content).strip()
        elif name == "noscript":
            self._page.noscript += " " + parse(content).text if "<noscript" not in content else ""
        return _after(self._source, ">", closing)

    def _close(self, name: str) -> None:
        if name not in _INLINE:
            self._say(" ")
        if not self._named[name]:
            return
        while self._open:
            last, hides = self._open.pop()
            self._named[last] -= 1
            self._hiding -= hides
            if last == name:
                return

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        page, kind = self._page, attributes.get("type", "").lower()
        if name == "html" and not page.lang:
            page.lang = attributes.get("lang", "")[:20].lower()
        elif name == "a" and "href" in attributes:
            page.links.append(attributes["href"][:2000])
        elif name == "script":
            page.scripts += kind not in ("application/ld+json", "application/json", "text/template")
        elif name == "iframe":
            page.frames += 1
        elif name == "textarea" or (name == "input" and kind == "email"):
            page.form = True
        elif name == "time":
            page.times.append(attributes.get("datetime", "")[:40])
        page.password = page.password or (name == "input" and kind == "password")
        page.root = page.root or attributes.get("id", "").lower() in _ROOTS
        for label in _SHOWN if not _is_hidden(attributes) else ():
            self._say(f" {html.escape(attributes[label])} " if attributes.get(label) else "")


def _is_hidden(attributes: dict[str, str]) -> bool:
    concealed = attributes.get("aria-hidden", "").lower() == "true" or "hidden" in attributes
    return concealed or _UNDISPLAYED.search(attributes.get("style", "")) is not None


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else -1
