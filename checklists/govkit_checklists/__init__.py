"""Checklists that ship with govkit: published frameworks as data, one YAML file an edition."""
