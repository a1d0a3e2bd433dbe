"""What a bulletin prints of an item: its progress, and what stands behind it."""
