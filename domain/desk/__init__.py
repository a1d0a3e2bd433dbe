"""What waits for one person's decision or answer."""
