"""For the commands of plugins: what they say, in the language that the command line is asked to speak."""

from __future__ import annotations

import click

_ENGLISH = "en"


def spoken(text: str) -> str:
    """Return a sentence of `govkit.model.worded` in the language of the command that is running, else in English.

    Its translation is looked up in the catalogues `locales` and `tool_locales` of the plugin's package. Any other text
    comes back as it is.
    """
    context = click.get_current_context(silent=True)
    say = context.find_root().obj if context is not None else None
    return str(say(text)) if callable(say) else str(text)


def spoken_language() -> str:
    """Return the tag of that language, for a page that has to name it."""
    context = click.get_current_context(silent=True)
    return str(getattr(context.find_root().obj, "language", _ENGLISH)) if context is not None else _ENGLISH
