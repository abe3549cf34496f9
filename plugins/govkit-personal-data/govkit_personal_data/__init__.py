"""Finds personal data in data sets, and checks what the inventory says of it."""
