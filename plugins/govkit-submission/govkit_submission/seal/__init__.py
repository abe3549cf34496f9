"""The sealed submission: its container, its envelope, how it is opened and how it is checked."""
