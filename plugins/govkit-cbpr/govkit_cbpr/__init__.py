"""Checks what the Global CBPR Program Requirements ask."""
