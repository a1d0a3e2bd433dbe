"""Long lists of words, written as running text."""


def listed(text: str) -> list[str]:
    return text.split()
