"""From bytes to text: each kind of file, looked at before anything unpacks it."""
