"""Documents as Word and WPS write them: what is printed of them, in the order in which it is read."""
