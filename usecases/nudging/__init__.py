"""When and whom to nudge."""
