"""Inventories in the formats of others, each with a list of what the format can't hold."""
