"""Rules and words: pure functions over values, no I/O, no clock, no SQL, no Telegram."""
