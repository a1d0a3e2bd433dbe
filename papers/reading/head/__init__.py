"""The head and foot of a paper: what it is called, who wrote it, when, and about which meeting."""
