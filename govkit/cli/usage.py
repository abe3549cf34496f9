"""Says Click's own sentences in the reader's language: finds the template that an English one was made from."""

from __future__ import annotations

import re
from functools import lru_cache

import click

from govkit.model.worded import Sentence, worded

_TEMPLATES = (
    worded("Invalid value for {param}: {message}", param="", message=""),
    worded("Invalid value: {message}", message=""),
    worded("Missing option {name}. Choose from: {choices}", name="", choices=""),
    worded("Missing argument {name}. Choose from: {choices}", name="", choices=""),
    worded("Missing option {name}.", name=""),
    worded("Missing argument {name}.", name=""),
    worded("Missing parameter {name}.", name=""),
    worded("Missing command."),
    worded("No such option {name}. Did you mean {nearest}?", name="", nearest=""),
    worded("No such option {name}. (Did you mean one of: {nearest}?)", name="", nearest=""),
    worded("No such option {name}.", name=""),
    worded("No such command {name}. Did you mean {nearest}?", name="", nearest=""),
    worded("No such command {name}. (Did you mean one of: {nearest}?)", name="", nearest=""),
    worded("No such command {name}.", name=""),
    worded("Option {name} does not take a value.", name=""),
    worded("Option {name} requires an argument.", name=""),
    worded("Option {name} requires {count} arguments.", name="", count=""),
    worded("Argument {name} takes {count} values.", name="", count=""),
    worded("Got unexpected extra argument ({args})", args=""),
    worded("Got unexpected extra arguments ({args})", args=""),
    worded("{value} is not a valid {kind}.", value="", kind=""),
    worded("{value} is not in the range {range}.", value="", range=""),
    worded("{value} is not one of {choices}.", value="", choices=""),
    worded("{value} does not match the format {form}.", value="", form=""),
    worded("{value} does not match the formats {forms}.", value="", forms=""),
    worded("File {name} does not exist.", name=""),
    worded("Directory {name} does not exist.", name=""),
    worded("Path {name} does not exist.", name=""),
    worded("File {name} is a directory.", name=""),
    worded("Directory {name} is a file.", name=""),
    worded("File {name} is not readable.", name=""),
    worded("Directory {name} is not readable.", name=""),
    worded("Path {name} is not readable.", name=""),
)
"""Templates of Click 8.1 to 8.5; of two that begin alike, the longer one first. What is none of them stays English."""


def usage_sentence(fault: click.ClickException) -> str:
    """Return what is wrong with a command line as a sentence that can be said in another language."""
    told = fault.format_message()
    message = fault.message
    if isinstance(message, Sentence) and told == message:
        return message
    found = sentence_of(told)
    if isinstance(message, Sentence) and isinstance(found, Sentence) and "message" in found.params:
        return worded(found.template, plural="", **{**found.params, "message": message})
    return found


def sentence_of(text: str) -> str:
    """Return the sentence that a text of Click is; the text itself where it is none that is known."""
    if isinstance(text, Sentence):
        return text
    text = " ".join(text.split())
    for template, pattern in _patterns():
        if match := pattern.fullmatch(text):
            params = match.groupdict()
            if "message" in params:
                params["message"] = sentence_of(params["message"])
            return worded(template, **params)
    return text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.template, _pattern(one.template)) for one in _TEMPLATES)


def _pattern(template: str) -> re.Pattern[str]:
    """Return what matches the texts made from a template; only the last value may be long."""
    parts = re.split(r"\{(\w+)\}", template)
    pieces = [f"(?P<{part}>.*?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)]
    return re.compile("".join(pieces))
