"""A quarter of a county: its town, its people, what was printed, and an independent count of it."""
