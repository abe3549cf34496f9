"""One module a page: each returns Markdown, made from the code that it describes."""
