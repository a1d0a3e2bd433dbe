"""People, units, roles, settings and the calendar."""
