"""What is told of an import, in the language of who reads it."""
