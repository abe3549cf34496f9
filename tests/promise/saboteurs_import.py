"""A plugin that fails to import."""

raise RuntimeError("canary 0812345678")
