"""Inbox, outbox, claims and groups."""
