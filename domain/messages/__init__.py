"""What messages are made of: kinds, parts of a text, the files that came along."""
