"""The counts of a paper, paragraph by paragraph, and what may be a whole of which."""

from dataclasses import dataclass

from papers.checking.counts import Count, read_counts, word_counts
from papers.reading.figures import Place

# What counts a paper's own matters; 45份，其中32项 speaks of the same ones.
GENERIC = frozenset("件项个份条宗")
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class CountedParagraph:
    """A paragraph: its text, its counts in order, and where it stands."""

    text: str
    counts: tuple[Count, ...]
    words: tuple[float, ...]
    place: Place

    @property
    def measures(self) -> list[str]:
        return list(dict.fromkeys(one.measure for one in self.counts))

    def of(self, measure: str) -> list[Count]:
        return [one for one in self.counts if one.measure == measure]


def told_of(text: str, paragraph: int, place: Place) -> CountedParagraph:
    plain, counts = read_counts(text, paragraph)
    return CountedParagraph(plain, tuple(counts), tuple(word_counts(plain)), place)


def is_same(left: float, right: float, *, step: float = 0.0) -> bool:
    return abs(left - right) <= step + _TOLERANCE


def total_of(parts: list[Count]) -> float:
    return sum(part.whole for part in parts)


def slack(parts: list[Count], whole: Count) -> float:
    """What rounding of amounts may make; what is printed without decimals, but in 亿, is exact."""
    return sum(one.step for one in (*parts, whole) if one.is_rounded)


def earlier(paragraphs: list[CountedParagraph], at: int, measure: str, before: int, reach: int = 2) -> list[Count]:
    """Counts of a measure that stand before, in this paragraph and some above it, the nearest last."""
    above = [one for told in paragraphs[max(0, at - reach) : at] for one in told.of(measure)]
    return [*above, *(one for one in paragraphs[at].of(measure) if one.start < before)]
