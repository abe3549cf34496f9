"""The one thing that pages say of themselves to browsers: which script or style they allow, by its content."""

from __future__ import annotations

import base64
import hashlib


def source_of(content: str) -> str:
    """Return the source expression of a Content Security Policy that allows exactly this script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
