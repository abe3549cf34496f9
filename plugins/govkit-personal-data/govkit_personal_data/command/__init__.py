"""The command `govkit scan`."""
