"""Whether the figures of a paper add up, and how well the reader reads."""
