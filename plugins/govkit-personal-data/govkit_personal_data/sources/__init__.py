"""Readers: from a file to tables of cells, row by row, in memory that does not grow with the rows."""
