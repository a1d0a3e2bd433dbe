"""Papers in and out: bulletins, minutes, ledgers."""
