"""One file per way out. A channel turns a note into one call and a failure into a verdict."""
