"""The frame of a paper: numbering, the tree of its headings and items, and what each node is."""
