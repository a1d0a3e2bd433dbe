"""Composes what a bulletin prints of each item out of what its units have said."""
