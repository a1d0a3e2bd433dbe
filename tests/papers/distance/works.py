"""A matter that an office can decide, filled with numbers, and how it stands."""

import re
from dataclasses import dataclass
from random import Random

from tests.papers.distance import works_inner, works_public
from tests.papers.distance.places import place, town


@dataclass(frozen=True, slots=True)
class Work:
    """An order without its final mark, and the sentences for each state."""

    order: str
    done: str
    going: str
    slow: str


def _blocks(text: str) -> list[tuple[str, ...]]:
    return [tuple(block.split("\n")) for block in text.strip().split("\n\n")]


_FAMILIES = {
    "gov": _blocks(works_public.GOVERNMENT),
    "high": _blocks(works_public.HIGHER),
    "town": _blocks(works_public.TOWNSHIP),
    "edu": _blocks(works_inner.EDUCATION),
    "med": _blocks(works_inner.MEDICAL),
    "law": _blocks(works_inner.LAW),
    "firm": _blocks(works_inner.FIRM),
    "mine": _blocks(works_inner.MINE),
    "zone": _blocks(works_inner.ZONE),
}


def _fill(rng: Random, year: int, month: int) -> dict[str, str]:
    small, large, decimal = rng.randint(6, 64), rng.randint(112, 3980), rng.randint(13, 96)
    return {
        "a": str(small),
        "b": str(rng.randint(2, max(3, small * 2 // 3))),
        "h": str(large),
        "g": str(rng.randint(large // 4, large * 4 // 5)),
        "w": f"{decimal / 10:.1f}",
        "v": f"{rng.randint(5, decimal - 2) / 10:.1f}",
        "y": str(year),
        "d": f"{rng.randint(1, max(1, month - 1))}月{rng.randint(2, 27)}日",
    }


def some_works(rng: Random, families: tuple[str, ...], count: int, when: tuple[int, int]) -> list[Work]:
    """Different ones, of the year and before the month."""
    blocks = [block for family in dict.fromkeys(families) for block in _FAMILIES[family]]
    chosen = rng.sample(blocks, min(count, len(blocks)))
    return [_work(rng, block, when) for block in chosen]


def _work(rng: Random, block: tuple[str, ...], when: tuple[int, int]) -> Work:
    values = _fill(rng, *when)
    place_ = rng.choice((town, place))(rng)
    order, *states = (line.replace("{p}", place_, 1).replace("{p}", town(rng)) for line in block)
    done, going, slow = states
    texts = (re.sub(r"\{(\w)\}", lambda found: values[found[1]], line) for line in (order, done, going, slow))
    return Work(*texts)
