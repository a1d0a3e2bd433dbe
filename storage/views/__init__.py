"""What people look at: lists, figures, pictures."""
