"""Looks at live systems: pages, policies and well-known files, as anybody may see them."""
