"""Words coming in: one router per thing a person can do."""
