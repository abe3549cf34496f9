"""Each setting, and where its value comes from: a flag, the environment, `govkit.yaml`, or govkit's default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from govkit.model.config import Config
from govkit.model.errors import UsageError
from govkit.model.worded import worded

VARIABLES = {
    "organisation": "GOVKIT_ORGANISATION",
    "frameworks": "GOVKIT_FRAMEWORKS",
    "languages": "GOVKIT_LANGUAGES",
    "seed": "GOVKIT_SEED",
    "fail_on": "GOVKIT_FAIL_ON",
    "min_decided": "GOVKIT_MIN_DECIDED",
}
"""Setting → the environment variable that sets it; lists are written with commas."""
_LISTS = ("frameworks", "languages")
CI_MIN_DECIDED = 50.0
"""The least percentage that has to be decided where `CI` is set and nobody says otherwise."""


@dataclass(frozen=True)
class Setting:
    """A value and its origin: `default`, `govkit.yaml`, `GOVKIT_…`, `CI` or the name of a flag."""

    value: Any
    origin: str


def settings(config: Config, environ: Mapping[str, str], flags: Mapping[str, Any]) -> dict[str, Setting]:
    """Return every setting by name; raise `UsageError` for a value that does not fit.

    `flags` holds what was given on the command line; `None` stands for a flag that was not.
    """
    found: dict[str, Setting] = {}
    for name in Config.model_fields:
        if name == "govkit":
            continue
        value, origin = getattr(config, name), "govkit.yaml" if name in config.model_fields_set else "default"
        variable = VARIABLES.get(name, "")
        if name == "min_decided" and origin == "default" and environ.get("CI", "").lower() not in ("", "0", "false"):
            value, origin = CI_MIN_DECIDED, "CI"
        if environ.get(variable):
            value, origin = _read(name, environ[variable], variable), variable
        if flags.get(name) is not None:
            flag = f"--{name.replace('_', '-')}".removesuffix("s" if name in _LISTS else "")
            value, origin = _checked(name, flags[name], flag), flag
        found[name] = Setting(value, origin)
    return found


def overrides(found: Mapping[str, Setting]) -> dict[str, Any]:
    """Return what differs from the folder's own settings, to be laid over them."""
    return {name: setting.value for name, setting in found.items() if setting.origin not in ("default", "govkit.yaml")}


def _read(name: str, text: str, variable: str) -> Any:
    if name in _LISTS:
        return _checked(name, tuple(part.strip() for part in text.split(",") if part.strip()), variable)
    return _checked(name, float(text) if name == "min_decided" and _is_number(text) else text, variable)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _checked(name: str, value: Any, origin: str) -> Any:
    try:
        return getattr(Config.model_validate({name: value}), name)
    except ValidationError as fault:
        detail = fault.errors(include_url=False, include_input=False)[0]
        reason = str(detail["msg"]).removeprefix("Value error, ")
        raise UsageError(
            f"{origin}: {reason[0].lower()}{reason[1:]}", hint=worded("it sets `{name}`", name=name)
        ) from None
