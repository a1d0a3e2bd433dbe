"""What of an issue is printed otherwise than it was drafted or posted: wordings, corrections, files sent back."""
