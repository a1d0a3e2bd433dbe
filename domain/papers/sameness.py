"""Whether two papers are the same words in two formats: by a sketch of the characters that both keep."""

import re
import unicodedata
import zlib
from collections.abc import Sequence

# Blanks, stops, bars and ruled lines differ between a docx, a table and what was pasted of it.
_BETWEEN = re.compile(r"[\W_]+")
_SPAN, _KEPT, _ALIKE = 8, 96, 0.8
# Fewer words than this say nothing.
_FEWEST = 40


def sketch_of(text: str) -> tuple[int, ...]:
    """The smallest hashes of all runs of eight characters: of equal texts equal, of like texts mostly."""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if len(plain) < _FEWEST:
        return ()
    runs = {zlib.crc32(plain[at : at + _SPAN].encode()) for at in range(len(plain) - _SPAN + 1)}
    return tuple(sorted(runs)[:_KEPT])


def is_same(one: Sequence[int], other: Sequence[int]) -> bool:
    if not one or not other:
        return False
    smallest = sorted({*one, *other})[:_KEPT]
    shared = set(one) & set(other)
    return sum(value in shared for value in smallest) >= _ALIKE * len(smallest)
