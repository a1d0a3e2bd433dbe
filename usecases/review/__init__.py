"""Requests for completion and their verdicts."""
