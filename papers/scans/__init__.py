"""Scanned papers and photos of papers: recognised on this machine, by the `ocr` extra."""
