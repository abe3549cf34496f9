"""Sentences for the person at the command line, which keep the template and the values that they were made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class Sentence(str):
    """An English text that can be said in another language: what shows it looks up the template and fills it again.

    Values stand in it as `str` writes them, in every language, save those that are sentences themselves.
    """

    template: str
    plural: str
    params: Mapping[str, object]


def worded(template: str, /, *, plural: str = "", **params: object) -> Sentence:
    """Return `template` with `{name}` filled in; where `plural` is given, the number `n` chooses between the two.

    Without parameters the template is the sentence, braces and all.
    """
    form = plural if plural and params.get("n") != 1 else template
    made = Sentence(form.format(**params) if params else form)
    made.template, made.plural, made.params = template, plural, params
    return made


def listed(parts: Sequence[str], sign: str = ", ") -> str:
    """Return texts in a row, each of which may be a sentence; an empty text where there is none."""
    if not parts:
        return ""
    names = [f"part{index}" for index in range(len(parts))]
    return worded(sign.join(f"{{{name}}}" for name in names), **dict(zip(names, parts, strict=True)))


def either(names: Sequence[str]) -> str:
    """Return names of which one has to be chosen: "a or b or c"."""
    if len(names) < 2:
        return names[0] if names else ""
    return worded("{first} or {last}", first=either(names[:-1]), last=names[-1])


def both(parts: Sequence[str]) -> str:
    """Return parts of a sentence that all hold: "a and b and c"."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    return worded("{first} and {last}", first=both(parts[:-1]), last=parts[-1])


def one_line(text: str) -> str:
    """Return a text without line breaks and doubled spaces; a sentence stays one."""
    squeezed = " ".join(text.split())
    if squeezed == text:
        return text
    if not isinstance(text, Sentence):
        return squeezed
    params = {name: one_line(value) if isinstance(value, str) else value for name, value in text.params.items()}
    return worded(" ".join(text.template.split()), plural=text.plural, **params)
