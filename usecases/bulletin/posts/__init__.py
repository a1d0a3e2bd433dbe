"""Use cases: what leaves of an issue, and to whom."""
