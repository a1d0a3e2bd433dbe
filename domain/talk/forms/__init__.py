"""The words by which acts of speech are known, and a message taken apart."""
