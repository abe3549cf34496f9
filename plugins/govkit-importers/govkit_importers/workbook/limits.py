"""What a workbook may hold at most, so that reading one takes bounded time and memory."""

from __future__ import annotations

UNPACKED = 300_000_000
"""Bytes of all parts of a packed workbook."""
PART = 120_000_000
"""Bytes of one part that is read."""
PLAIN = 50_000_000
"""Bytes of a text file."""
LINE = 4_000_000
"""Characters of a line of a text file."""
ROWS = 1_000_000
"""Rows of a text file, those that hold nothing counted too."""
LISTED = 1_000
"""Places at which a text breaks its format that are listed one by one."""
CELLS = 1_000_000
"""Cells that hold something, in all sheets."""
ELEMENTS = 3_000_000
"""XML elements of one part: a million cells that hold nothing are counted too."""
HEAD = 200_000
"""XML elements of one part where only its first rows are asked for."""
COLUMNS = 5_000
"""The number of the last column that holds something."""
SHEETS = 500
TEXT = 100_000
"""Characters of one cell; spreadsheet programs allow 32,767."""
MERGED = 20_000
"""Merged ranges of one sheet."""
