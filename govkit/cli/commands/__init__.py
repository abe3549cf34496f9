"""The commands, one a file; each module is imported when its command is called."""
