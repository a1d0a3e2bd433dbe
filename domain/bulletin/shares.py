"""Shares of a whole in per cent, as bulletins print them."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def percent(part: int, whole: int, decimals: int = 1) -> str:
    """One decimal unless whole: "62.5%", "70%"; or none at all."""
    return percents((part, whole - part), decimals)[0] if whole else "0%"


def rate(part: int, whole: int, decimals: int = 1) -> str:
    """A share that stands alone, rounded as one does by hand: 3 of 8 is 37.5% or 38%."""
    steps = Decimal(part * 100 * 10**decimals) / whole if whole else Decimal(0)
    return _said(int(steps.to_integral_value(ROUND_HALF_UP)), decimals)


def percents(counts: Sequence[int], decimals: int = 1) -> tuple[str, ...]:
    """Shares of one whole in tenths (or whole parts) of a per cent that add up to 100 (largest remainder).

    Of equal remainders the larger count is rounded up, whatever the order: 11 and 5 of 16 always read
    68.8% and 31.2%.
    """
    whole = sum(counts)
    if not whole:
        return tuple("0%" for _ in counts)
    parts = 100 * 10**decimals
    exact = [Decimal(count) * parts / whole for count in counts]
    steps = [int(share) for share in exact]
    by_remainder = sorted(range(len(counts)), key=lambda place: (steps[place] - exact[place], -counts[place]))
    for place in by_remainder[: parts - sum(steps)]:
        steps[place] += 1
    return tuple(_said(step, decimals) for step in steps)


def _said(step: int, decimals: int) -> str:
    return f"{step / 10:.1f}".removesuffix(".0") + "%" if decimals else f"{step}%"
