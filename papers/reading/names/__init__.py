"""Names in papers: persons, their titles and units, told by form; where form does not tell, place does."""
