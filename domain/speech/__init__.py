"""Plain Chinese: what asks the bot for something, and what tells of several items at once."""
