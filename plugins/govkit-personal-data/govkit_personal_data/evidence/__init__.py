"""What speaks for and against each kind of personal data in a column, piece by piece."""
