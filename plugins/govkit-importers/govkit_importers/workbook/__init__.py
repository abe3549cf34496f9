"""The one safe reader of workbooks: XLSX, ODS, CSV and TSV as sheets of cells, whoever wrote them.

    from govkit_importers.workbook import address, read

    book = read(path)                       # InputError, one line, for everything that can't be read safely
    for sheet in book.sheets:               # also hidden ones: `sheet.hidden`
        for number, row in sheet.rows.items():      # rows that hold something; numbers as the person sees them, from 1
            for column, cell in row.items():        # columns from 1
                cell.text                   # what it says, trimmed of nothing: "P5Y", "12", "2026-01-31", "TRUE"
                cell.kind                   # text, number, date, boolean, error, or nothing (a formula never computed)
                cell.formula                # it was computed by a formula: the stored result is read, nothing is run
                sheet.place(number, column) # "Records!B7", for origins and messages
        sheet.cell(7, 2)                    # the cell that covers B7, also inside of merged cells; or None
        sheet.merged                        # the merged ranges
    book.warnings                           # what a person should know: another encoding, a repaired line

What it holds to: nothing is executed; workbooks with macros, document types or passwords are refused; size, cells,
columns and repetitions are bounded (`limits`), so that time and memory are too; `read(path, rows=200)` stops early.
Writing is not its business; a text that is written into a cell has to be written as a text, never as a formula.
"""

from __future__ import annotations

from govkit_importers.workbook.reading import is_workbook, read
from govkit_importers.workbook.sheet import Cell, Kind, Merged, Sheet, Workbook, address

__all__ = ["Cell", "Kind", "Merged", "Sheet", "Workbook", "address", "is_workbook", "read"]
