"""Turns the bytes of a page into text, whatever its server says of their encoding."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""")
_HEAD = 2048
_SAME = {"tis-620": "cp874", "windows-874": "cp874", "iso-8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030"}


def decoded(content: bytes, content_type: str) -> str:
    """Return the text: by its mark, as UTF-8 where that fits, else as the server or the page says.

    What cannot be read becomes U+FFFD: nothing is found there, and nothing rests on that.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    said = _DECLARED.search(content_type.encode("utf-8", "replace")) or _DECLARED.search(content[:_HEAD])
    name = said[1].decode("ascii").lower() if said else "utf-8"
    try:
        return content.decode(_SAME.get(name, name), "replace")
    except (LookupError, ValueError, TypeError):
        return content.decode("utf-8", "replace")
