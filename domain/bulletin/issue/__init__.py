"""The life of an issue in words: what changed since its draft, what stands open about it, when it goes."""
