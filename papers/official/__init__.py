"""The bulletin as an official document after GB/T 9704-2012: docx and PDF with the same words, page for page."""
