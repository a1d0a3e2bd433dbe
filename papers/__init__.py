"""Bytes <-> values: reads bulletins and minutes, draws documents. Pure; runs in threads or child processes."""
