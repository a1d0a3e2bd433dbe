"""Papers of made-up offices of many kinds, with the truth about each by construction."""
