"""Takes a page of HTML apart into what is shown and what it is made of, in time that grows with its length alone."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from govkit_genai.live.hidden import Hiding, is_hidden

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
_TURN = re.compile(r"""=\s*["']|>""")
_COMMENT_END = re.compile("--!?>")
_LONGEST_TAG = 20_000
_BESIDE = frozenset(
    {"nav", "footer", "aside", "menu", "navigation", "contentinfo", "navbar", "site-footer", "site-nav"}
)
"""Elements, roles, ids and classes of what stands on every page of a site."""
_WHOLE = frozenset({"html", "body", "main", "article"})
_HEADINGS = frozenset({"h1", "h2"})
_ENDED_BY_THE_NEXT = frozenset({"p", "li", "dt", "dd", "option", "td", "th", "tr"})


@dataclass
class Page:
    """What a page is made of, as a reader without scripts has it."""

    text: str = ""
    """What is shown, names for screen readers included."""
    main: str = ""
    """What of it stands outside the parts that every page of a site has: ways to other pages, the foot."""
    prose: str = ""
    """What of that is no link."""
    title: str = ""
    headings: str = ""
    canonical: str = ""
    """The address that the page gives as its own."""
    moves: bool = False
    """Whether it sends whoever opens it on to another address."""
    lang: str = ""
    links: list[str] = field(default_factory=list)
    scripts: int = 0
    noscript: str = ""
    root: bool = False
    """Whether it has the empty element into which frameworks draw a page."""
    frames: int = 0
    password: bool = False
    form: bool = False
    """Whether a message can be written on it: a box for an address alone is one for a newsletter."""
    times: list[str] = field(default_factory=list)
    """The `datetime` values of its dates."""


def parse(source: str) -> Page:
    """Return what a page is made of. What begins like a tag and never ends is dropped, as browsers do."""
    return _Reader(source).read()


@dataclass(frozen=True)
class _Element:
    """An element that is open, and what it makes of what is in it."""

    name: str
    hides: bool
    beside: bool
    link: bool
    heading: bool


class _Reader:
    """Walks through the source once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lower = source.lower() if len(source.lower()) == len(source) else source
        self._page = Page()
        self._texts: dict[str, list[str]] = {"text": [], "main": [], "prose": [], "headings": []}
        self._open: list[_Element] = []
        self._named = Counter[str]()
        self._within = Counter[str]()
        """How many open elements hide, stand beside the text, are links, are headings."""
        self._styles = Hiding()

    def read(self) -> Page:
        at = 0
        while (start := self._source.find("<", at)) >= 0:
            self._say(self._source[at:start])
            at = self._markup(start)
            if at < 0:
                break
        else:
            self._say(self._source[at:])
        for name, parts in self._texts.items():
            setattr(self._page, name, " ".join("".join(parts).split()))
        return self._page

    def _say(self, raw: str) -> None:
        if not raw or self._within["hides"]:
            return
        said = html.unescape(raw)
        self._texts["text"].append(said)
        if self._within["heading"]:
            self._texts["headings"].append(said)
        if not self._within["beside"]:
            self._texts["main"].append(said)
            self._texts["prose"].append(" " if self._within["link"] else said)

    def _markup(self, start: int) -> int:
        """Read what begins at a `<` and return where it ends, -1 where it never does."""
        if self._source.startswith("<!--", start):
            return self._comment(start + 4)
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

    def _comment(self, at: int) -> int:
        """Return where a comment ends; one that is closed where it is opened is empty, as browsers have it."""
        for abrupt in (">", "->"):
            if self._source.startswith(abrupt, at):
                return at + len(abrupt)
        found = _COMMENT_END.search(self._source, at)
        return found.end() if found else -1

    def _end_of_tag(self, start: int) -> int:
        """Return where a tag ends; a `>` in a quoted value is no end."""
        at = start
        while found := _TURN.search(self._source, at):
            if found[0] == ">":
                return found.end()
            at = self._source.find(found[0][-1], found.end()) + 1
            if not at:
                break
        return -1

    def _begin(self, body: str, end: int) -> int:
        name, _, rest = body.replace("\n", " ").replace("\t", " ").partition(" ")
        name = name.rstrip("/").lower()
        pairs = _ATTRIBUTE.findall(rest)
        attributes = {key.lower(): html.unescape(value.strip("\"'")) for key, value in reversed(pairs)}
        if self._open and self._open[-1].name == name and name in _ENDED_BY_THE_NEXT:
            self._close(name)
        hides = is_hidden(name, attributes) or self._styles.hide(name, attributes)
        self._note(name, attributes, hides)
        if name not in _INLINE:
            self._say(" ")
        if name in _RAW:
            return self._raw(name, end)
        if name not in _VOID:
            self._enter(_Element(name, hides, _stands_beside(name, attributes), name == "a", name in _HEADINGS))
        return end

    def _enter(self, element: _Element) -> None:
        self._open.append(element)
        self._count(element, 1)

    def _count(self, element: _Element, step: int) -> None:
        self._named[element.name] += step
        for part in ("hides", "beside", "link", "heading"):
            self._within[part] += step * getattr(element, part)

    def _raw(self, name: str, end: int) -> int:
        closing = self._lower.find(f"</{name}", end)
        if closing < 0:
            return -1
        content = self._source[end:closing]
        if name == "title" and not self._page.title:
            self._page.title = html.unescape(content).strip()
        elif name == "style":
            self._styles.learn(content)
        elif name == "noscript":
            self._page.noscript += " " + parse(content).text if "<noscript" not in content else ""
        return _after(self._source, ">", closing)

    def _close(self, name: str) -> None:
        if name not in _INLINE:
            self._say(" ")
        if not self._named[name]:
            return
        while self._open:
            last = self._open.pop()
            self._count(last, -1)
            if last.name == name:
                return

    def _note(self, name: str, attributes: dict[str, str], hides: bool) -> None:
        page, kind = self._page, attributes.get("type", "").lower()
        apart = hides or self._within["hides"] or self._within["beside"]
        if name == "html" and not page.lang:
            page.lang = attributes.get("lang", "")[:20].lower()
        elif name == "a" and "href" in attributes and not apart:
            page.links.append(attributes["href"][:2000])
        elif name == "script":
            page.scripts += kind not in ("application/ld+json", "application/json", "text/template")
        elif name == "iframe":
            page.frames += 1
        elif name == "textarea":
            page.form = page.form or not apart
        elif name == "time" and not apart:
            page.times.append(attributes.get("datetime", "")[:40])
        elif name in ("link", "meta"):
            self._note_head(attributes)
        page.password = page.password or (name == "input" and kind == "password")
        page.root = page.root or attributes.get("id", "").lower() in _ROOTS
        for label in _SHOWN if not hides else ():
            self._say(f" {html.escape(attributes[label])} " if attributes.get(label) else "")

    def _note_head(self, attributes: dict[str, str]) -> None:
        if attributes.get("rel", "").lower() == "canonical":
            self._page.canonical = self._page.canonical or attributes.get("href", "")[:2000]
        if attributes.get("http-equiv", "").lower() == "refresh" and "url" in attributes.get("content", "").lower():
            self._page.moves = True


def _stands_beside(name: str, attributes: dict[str, str]) -> bool:
    """Tell whether an element holds what stands on every page of a site."""
    called = {name, *(word for key in ("role", "id", "class") for word in attributes.get(key, "").lower().split())}
    return name not in _WHOLE and not called.isdisjoint(_BESIDE)


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else -1
