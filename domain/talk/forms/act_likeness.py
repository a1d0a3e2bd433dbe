"""How much a message resembles what people say when they acknowledge, ask, promise, report, …: weights that were
learned from labelled phrases (softmax regression over runs of characters and over what the forms found).

`act_weights.json` beside this file is made from `tests/domain/phrases/acts_taught_*.tsv` by
`python -m tests.domain.teaching`. A way of speaking that is not understood is taught by adding phrases there, never
by changing the weights by hand.
"""

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("act_weights.json")
LONGEST_RUN = 4
_READ_AT_MOST = 200
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*|[零一二三四五六七八九十百千万两]+(?=[个家户人亩公里米处座条所项件份次吨元套台期批名辆盏])"
)
_BLANKS = re.compile(r"\s+")
_PAUSES = re.compile(r"[，。；;、！!：\n,~～…—\s?？]+")

Weights = Mapping[str, Sequence[float]]


def traits_of(text: str, found: Iterable[str]) -> frozenset[str]:
    """Runs of characters, those of the first and of the last clause once more, and `found`, what the forms say of it.

    All figures count as one.
    """
    folded = _FIGURE.sub("0", unicodedata.normalize("NFKC", text[:_READ_AT_MOST]).lower())
    clauses = [one for one in _PAUSES.split(folded) if one] or [""]
    return frozenset(
        {
            *_runs(_BLANKS.sub(" ", folded).strip(), range(1, LONGEST_RUN + 1)),
            *(f"<{run}" for run in _runs(clauses[0], range(2, 4))),
            *(f">{run}" for run in _runs(clauses[-1], range(2, 4))),
            *(f"={one}" for one in found),
        }
    )


def _runs(words: str, lengths: Iterable[int]) -> Iterator[str]:
    """With the ends marked."""
    marked = f"^{words}$"
    return (marked[at : at + length] for length in lengths for at in range(len(marked) - length + 1))


def likeness(traits: frozenset[str], labels: Sequence[str], weights: Weights, unit: float = 1.0) -> dict[str, float]:
    """A share of 1 for each label; weights count in `unit`, and traits without weights tell nothing."""
    rows = [weights[one] for one in traits if one in weights]
    scale = unit / math.sqrt(max(1, len(rows)))
    sums = [scale * sum(column) for column in zip(*rows, strict=True)] or [0.0] * len(labels)
    top = max(sums)
    shares = [math.exp(one - top) for one in sums]
    whole = sum(shares)
    return {label: share / whole for label, share in zip(labels, shares, strict=True)}


@lru_cache(maxsize=1)
def _learned() -> tuple[list[str], float, dict[str, list[int]]]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return stored["labels"], stored["unit"], stored["weights"]


def resembles(traits: frozenset[str]) -> dict[str, float]:
    """The share of each label, as the stored weights have it."""
    labels, unit, weights = _learned()
    return likeness(traits, labels, weights, unit)
