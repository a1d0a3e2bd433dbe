"""Items and what happens to them besides reports."""
