"""What is remembered: tables, queries by area, inbox, outbox, audit chain, migrations. Never a commit."""
