"""What waits for one person's decision or answer, one after another in one message."""
