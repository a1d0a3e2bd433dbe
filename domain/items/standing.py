"""What a unit stands at towards its target: the figures of its reports, played in the order of happening."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NOTHING = Decimal(0)


class FigureMeaning(StrEnum):
    """What a figure says: so much more, so much in all, or that what was said before was wrong."""

    ADD = "add"
    TOTAL = "total"
    SET = "set"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class MeantFigure:
    amount: Decimal
    meaning: FigureMeaning

    def after(self, stands: Decimal) -> Decimal:
        """What the unit stands at once this was said; nobody stands below nothing."""
        match self.meaning:
            case FigureMeaning.ADD:
                return stands + self.amount
            case FigureMeaning.TAKE:
                return max(stands - self.amount, NOTHING)
            case FigureMeaning.TOTAL | FigureMeaning.SET:
                return self.amount


def standing(figures: Iterable[MeantFigure]) -> Decimal:
    """`figures` of one unit on one item, the oldest first."""
    stands = NOTHING
    for one in figures:
        stands = one.after(stands)
    return stands
