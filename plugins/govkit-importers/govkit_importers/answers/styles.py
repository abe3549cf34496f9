"""How the cells of a workbook look: calm on the screen, and still told apart on a black and white page."""

from __future__ import annotations

from typing import Any

_INK, _QUIET = "FF1F2A30", "FF5A676E"
_HEADING, _INPUT_HEADING, _INPUT, _LINE = "FFDCE8EC", "FFF3DFA2", "FFFFF8E1", "FFB8C4C9"


class Styles:
    """Named sets of what openpyxl calls font, fill, border, alignment and protection."""

    def __init__(self) -> None:
        """Make the styles once, as a workbook shares them."""
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        line = Side(style="thin", color=_LINE)
        box = Border(left=line, right=line, top=line, bottom=line)
        top = Alignment(vertical="top", wrap_text=True)
        middle = Alignment(vertical="center", wrap_text=True)
        ink, bold = Font(color=_INK, size=10), Font(color=_INK, size=10, bold=True)
        self.title = {"font": Font(color=_INK, size=16, bold=True)}
        self.wrapped = {"font": ink, "alignment": top, "border": box}
        self.label = {"font": bold, "alignment": middle, "border": box}
        self.heading = {"font": bold, "alignment": middle, "border": box, "fill": _filled(PatternFill, _HEADING)}
        self.input_heading = {**self.heading, "fill": _filled(PatternFill, _INPUT_HEADING)}
        self.input = {
            "font": Font(color=_INK, size=10),
            "alignment": top,
            "border": box,
            "fill": _filled(PatternFill, _INPUT),
            "protection": Protection(locked=False),
        }

    def give(self, cell: Any, style: dict[str, Any]) -> None:
        """Dress a cell."""
        for name, value in style.items():
            setattr(cell, name, value)

    def question(self, text: str, why: str) -> Any:
        """Return a question in bold with its reason below."""
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont

        return CellRichText(
            TextBlock(InlineFont(b=True, sz=10, color=_INK), f"{text}\n"),
            TextBlock(InlineFont(sz=9, color=_QUIET), why),
        )


def _filled(pattern: Any, colour: str) -> Any:
    return pattern(start_color=colour, end_color=colour, fill_type="solid")
