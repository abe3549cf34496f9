"""The form that people fill in with a browser alone: one file, offline, which saves a file of answers."""
