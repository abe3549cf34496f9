"""Runs the cases that a plugin author wrote in `*.cases.yaml` files, as pytest tests."""
