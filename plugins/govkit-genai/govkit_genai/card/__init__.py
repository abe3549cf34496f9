"""Reading model cards: what a card really says about each of 25 items, and where."""
