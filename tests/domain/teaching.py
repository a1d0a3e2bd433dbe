"""Makes `domain/talk/forms/act_weights.json` from the labelled phrases: `python -m tests.domain.teaching`.

The same phrases always give the same weights. `across` tells what the weights are worth: each phrase is judged by
weights that were learned without it.
"""

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from domain.talk.acts import traits_found
from domain.talk.forms.act_likeness import WEIGHTS, likeness

PHRASES = Path(__file__).parent / "phrases"
SAID_ON = date(2026, 11, 30)
ROUNDS = 24
RATE = 0.4
DECAY = 1e-4
# A change of a weight that is smaller than this is not worth its time.
LEAST = 2e-3
UNIT = 0.1
# What only one phrase has tells of that phrase alone.
SEEN_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    label: str
    text: str
    traits: frozenset[str]


def corpora() -> list[Path]:
    return sorted(PHRASES.glob("acts_taught_*.tsv"))


def digest(paths: Sequence[Path]) -> str:
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def read(paths: Sequence[Path]) -> list[Phrase]:
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_phrase(*line.split("\t", 1)) for line in lines]


def _phrase(label: str, written: str) -> Phrase:
    text = written.replace("\\n", "\n")
    return Phrase(label, text, traits_found(text, SAID_ON))


def learn(phrases: Sequence[Phrase]) -> tuple[list[str], dict[str, list[float]]]:
    """Softmax regression by stochastic descent with a step of its own for each weight (AdaGrad)."""
    labels = sorted({one.label for one in phrases})
    seen = Counter(trait for one in phrases for trait in one.traits)
    weights = {trait: [0.0] * len(labels) for trait, times in seen.items() if times >= SEEN_AT_LEAST}
    steps = {trait: [1e-8] * len(labels) for trait in weights}
    chance = random.Random(1)
    shuffled = [replace(one, traits=frozenset(one.traits & weights.keys())) for one in phrases]
    for _ in range(ROUNDS):
        chance.shuffle(shuffled)
        for phrase in shuffled:
            _step(phrase, labels, weights, steps)
    return labels, weights


def _step(
    phrase: Phrase, labels: Sequence[str], weights: dict[str, list[float]], steps: dict[str, list[float]]
) -> None:
    scale = 1 / math.sqrt(len(phrase.traits))
    shares = likeness(phrase.traits, labels, weights)
    slopes = [(shares[label] - (label == phrase.label)) * scale for label in labels]
    wanted = [(place, slope) for place, slope in enumerate(slopes) if abs(slope) > LEAST * scale]
    for trait in phrase.traits if wanted else ():
        row, sums = weights[trait], steps[trait]
        for place, slope in wanted:
            change = slope + DECAY * row[place]
            sums[place] += change * change
            row[place] -= RATE * change / math.sqrt(sums[place])


def across(phrases: Sequence[Phrase], folds: int = 5) -> list[tuple[Phrase, dict[str, float]]]:
    """Each phrase with the shares of its labels, as learned from the other folds."""
    judged = []
    for fold in range(folds):
        labels, weights = learn([one for place, one in enumerate(phrases) if place % folds != fold])
        judged += [(one, likeness(one.traits, labels, weights)) for one in phrases[fold::folds]]
    return judged


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def stored(labels: Sequence[str], weights: dict[str, list[float]], of: str) -> str:
    """The file: whole numbers of `UNIT`, one trait a line, so that a change can be read."""
    rounded = {trait: [round(value / UNIT) for value in row] for trait, row in sorted(weights.items())}
    kept = {trait: row for trait, row in rounded.items() if any(row)}
    lines = ",\n".join(f"{_json(trait)}:{_json(row)}" for trait, row in kept.items())
    head = json.dumps({"labels": labels, "unit": UNIT, "phrases": of}, ensure_ascii=False)
    return f'{head[:-1]}, "weights": {{\n{lines}\n}}}}\n'


def main() -> None:
    phrases = read(corpora())
    if "--across" in sys.argv:
        right = sum(max(shares, key=lambda label: shares[label]) == one.label for one, shares in across(phrases))
        print(f"{right} of {len(phrases)} right")
    WEIGHTS.write_text(stored(*learn(phrases), digest(corpora())), encoding="utf-8")


if __name__ == "__main__":
    main()
