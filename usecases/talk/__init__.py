"""What people say: reports, questions, instructions, promises."""
