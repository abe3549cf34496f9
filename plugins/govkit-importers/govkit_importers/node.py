"""Walk a foreign document so that nothing in it is passed over: what nobody asked for is listed at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from govkit.model.worded import worded

if TYPE_CHECKING:
    from govkit.plugin.draft import Draft, Entry
    from govkit.plugin.host import Located

NO_MAPPING = worded("a mapping is expected here")
NO_LIST = worded("a list is expected here")
_TIERS = frozenset({"public", "internal", "confidential", "restricted"})


@dataclass
class Node:
    """A mapping in a document, with its place, and the keys that were asked for."""

    document: Located
    draft: Draft
    pointer: tuple[str | int, ...] = ()
    asked: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    """Keys that were passed over: they are counted, and not listed one by one."""
    _inner: dict[tuple[str | int, ...], Node] = field(default_factory=dict)

    @property
    def value(self) -> Mapping[str, Any]:
        """Return the mapping."""
        found: Any = self.document.value
        for step in self.pointer:
            if isinstance(found, Mapping):
                found = found.get(str(step))
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return {}
        return found if isinstance(found, Mapping) else {}

    def get(self, key: str) -> Any:
        """Return what stands under a key, `None` where nothing does."""
        self.asked.add(key)
        return self.value.get(key)

    def text(self, key: str) -> str:
        """Return what stands under a key as text; numbers and versions are written out, and all else is no text."""
        found = self.get(key)
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            return str(found)
        return found if isinstance(found, str) else ""

    def at(self, key: str | None = None) -> str:
        """Return the line of the mapping, or of what stands under a key."""
        return str(self.document.locate((*self.pointer, key) if key is not None else self.pointer).line)

    def key_of(self, name: str) -> str:
        """Return the key that is `name` but for a prefix such as `rai:` or an address; `name` itself if none is."""
        ends = (f":{name}", f"/{name}")
        return next((str(key) for key in self.value if key == name or str(key).endswith(ends)), name)

    def child(self, key: str) -> Node:
        """Return the mapping under a key; an empty one where there is none."""
        found = self.get(key)
        if found is not None and not isinstance(found, Mapping):
            misplaced(self.draft, key, found, self._line(key))
        return self._node((key,))

    def children(self, key: str) -> Iterator[Node]:
        """Yield the mappings in the list under a key; what is none of them is left."""
        found = self.get(key)
        if isinstance(found, Mapping):
            found = [found]
            self.draft.leave(key, NO_LIST, self.at(key))
            yield self._node((key,))
            return
        for number, item in enumerate(found if isinstance(found, list) else ()):
            if isinstance(item, Mapping):
                yield self._node((key, number))
            else:
                misplaced(self.draft, f"{key}[{number}]", item, self._line(key, number))
        if found is not None and not isinstance(found, list):
            self.draft.leave(key, NO_LIST, self.at(key))

    def named(self, key: str) -> Iterator[tuple[str, Node]]:
        """Yield the mappings under the names of a mapping."""
        for name, item in self.child(key).value.items():
            node = self._node((key, name))
            self.child(key).asked.add(name)
            if isinstance(item, Mapping):
                yield str(name), node
            else:
                misplaced(self.draft, f"{key}.{name}", item, self._line(key, name))

    def texts(self, key: str) -> list[str]:
        """Return the texts in the list under a key, or the one that stands there alone."""
        found = self.get(key)
        return [item for item in (found if isinstance(found, list) else [found]) if isinstance(item, str)]

    def say(self, entry: Entry, slots: Mapping[str, str]) -> None:
        """Take over values as they are: key → slot."""
        for key, slot in slots.items():
            entry.say(slot, self.get(key), self.at(key) if key in self.value else "", what=key)

    def say_class(self, entry: Entry, key: str, what: str = "") -> None:
        """Take over a `classification`, by which people mean a tier of handling as often as what the data are."""
        term = self.text(key)
        slot = "sensitivity" if term.lower() in _TIERS else "classification"
        entry.say(slot, term.lower() if slot == "sensitivity" else term, self.at(key), what=what or key)

    def skip(self, *keys: str) -> None:
        """Pass over keys that say nothing about the organisation's data: versions, layout, keys of the tool itself."""
        self.passed.update(keys)

    def forget(self) -> None:
        """Pass over everything in this mapping that nobody asked for, and all below: it was looked at as a whole."""
        self.passed.update(map(str, self.value))
        self._inner.clear()

    def leave_rest(self) -> None:
        """List every key that nobody asked for, and count those that were passed over, here and below."""
        for key in map(str, self.value):
            if key in self.asked:
                continue
            if key in self.passed:
                self.draft.passed[key] += 1
            else:
                self.draft.leave(key, at=self.at(key))
        for node in self._inner.values():
            node.leave_rest()

    def _line(self, *steps: str | int) -> int:
        return self.document.locate((*self.pointer, *steps)).line

    def _node(self, steps: tuple[str | int, ...]) -> Node:
        pointer = (*self.pointer, *steps)
        return self._inner.setdefault(pointer, Node(self.document, self.draft, pointer))


def misplaced(draft: Draft, what: str, found: Any, line: int) -> None:
    """List what stands where a mapping belongs. A list breaks the format, but for an empty one: no object."""
    if isinstance(found, list) and found:
        hint = worded("export it again, or read the rest of it with --lenient")
        draft.flaw(worded("`{key}`: a list stands where an object belongs", key=what), line, hint)
    draft.leave(what, NO_MAPPING, str(line))
