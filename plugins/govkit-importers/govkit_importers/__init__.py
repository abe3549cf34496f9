"""Starts an inventory from what an organisation already has: contracts, catalogues, records, databases and cards."""
