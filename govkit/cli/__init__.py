"""The command line: one command a file in `commands`, and what they share."""
