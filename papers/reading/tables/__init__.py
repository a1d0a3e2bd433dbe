"""Tables of items: where they stand in a text, what their columns hold, which rows are items."""
