"""Why the system refuses a file or folder, as a sentence that can be said in another language."""

from __future__ import annotations

import os

from govkit.model.worded import worded

KNOWN = (
    *(worded("no such file or directory"), worded("permission denied"), worded("is a directory")),
    *(worded("not a directory"), worded("file exists"), worded("operation not permitted")),
    *(worded("no space left on device"), worded("read-only file system"), worded("file name too long")),
    *(worded("directory not empty"), worded("too many levels of symbolic links"), worded("input/output error")),
)
"""What a system says most; looked up by its English."""


def refusal(fault: OSError) -> str:
    """Return what the system says, in lower case; without the path, which may be a secret."""
    said = os.strerror(fault.errno) if fault.errno else fault.strerror
    return worded(said.lower()) if said else worded("the disk refuses it")
