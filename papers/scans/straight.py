"""A page that was laid on the glass askew is turned until its lines lie level."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Degrees: beyond the widest the recogniser copes by itself, below the least nothing is gained.
_WIDEST, _STEP, _LEAST = 3.0, 0.25, 0.2


def straightened(page: "Image") -> "Image":
    """Turned by the angle at which rows of ink and rows of paper differ most."""
    angle = max(_angles(), key=lambda one: _contrast(page, one))
    if abs(angle) < _LEAST:
        return page
    return page.rotate(angle, fillcolor=(255, 255, 255))


def _angles() -> list[float]:
    steps = int(_WIDEST / _STEP)
    return [at * _STEP for at in range(-steps, steps + 1)]


def _contrast(page: "Image", angle: float) -> float:
    import numpy as np

    small = page.convert("L").reduce(4)
    rows = (np.array(small.rotate(angle, fillcolor=255)) < 140).sum(axis=1).astype(float)
    return float(np.square(np.diff(rows)).sum())
