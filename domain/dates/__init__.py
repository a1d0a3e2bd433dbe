"""Dates, working days and calendars."""
