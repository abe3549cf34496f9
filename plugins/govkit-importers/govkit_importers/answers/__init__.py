"""People's answers: the questions out to those who know as a workbook, and their answers back into the folder."""
