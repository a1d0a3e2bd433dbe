"""The grammar of papers: from lines of text to items with who, when and how far."""
