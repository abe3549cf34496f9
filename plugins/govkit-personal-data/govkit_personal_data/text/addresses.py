"""Street addresses, by the words that addresses of the region are made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from govkit_personal_data import strict_yaml
from govkit_personal_data.text.spans import Span
from govkit_personal_data.text.utf8 import Encoded, compiled

CATEGORY = "address"
_SCORE = 0.7


@lru_cache(maxsize=1)
def _patterns() -> tuple[Any, ...]:
    """Compile the forms; a part of a later line may name those of earlier ones."""
    content = strict_yaml.parse(files("govkit_personal_data").joinpath("data/text/addresses.yaml").read_text("utf-8"))
    patterns = []
    for form in content["forms"]:
        for name, part in reversed(content["parts"].items()):
            form = form.replace(name, part)
        patterns.append(compiled(f"(?:^|[^0-9A-Za-z/.-])({form})"))
    return tuple(patterns)


def addresses(text: str, encoded: Encoded) -> Iterator[Span]:
    """Yield what looks like a street address; `encoded` is the text."""
    for pattern in _patterns():
        for start, end in encoded.matches(pattern):
            bare = text[start:end].rstrip(" ,၊.")
            yield Span(start, start + len(bare), CATEGORY, _SCORE, "address")
