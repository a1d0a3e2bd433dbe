"""What is not numbered: matters that sentences name one by one, and what a meeting decided in prose."""
