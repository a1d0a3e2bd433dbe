"""An issue on its way: its week, its number, its signature, its withdrawal."""
