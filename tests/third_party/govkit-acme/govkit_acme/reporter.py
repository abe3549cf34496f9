"""A reporter of one line a control."""

from __future__ import annotations

from govkit.model.assessment import Assessment

suffix = ".txt"
media_type = "text/plain; charset=utf-8"


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return one line a control."""
    lines = [
        f"acme {framework['id']} {control['id']} {control['status']}"
        for framework in assessment["frameworks"]
        for control in framework["controls"]
    ]
    return "\n".join(lines) + "\n"
