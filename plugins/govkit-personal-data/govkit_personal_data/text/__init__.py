"""Personal data inside free text: spans with a category and a score, and an account of how much was looked at."""
