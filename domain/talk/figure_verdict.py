"""What becomes of a figure that a report says: counted at once, asked back by buttons, or nothing to count."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.items.standing import FigureMeaning as Meaning
from domain.items.standing import MeantFigure
from domain.talk.figures import SaidFigure


class FigureDoubt(StrEnum):
    """Why a figure is asked about."""

    OPEN = "open"
    LOWER = "lower"
    ABOVE = "above"
    SUM = "sum"
    AGAIN = "again"
    BELOW_ZERO = "below_zero"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the unit stands at, out of what it owes; `has_any` once it said a figure.

    `lately` is what colleagues of the same unit added in these days.
    """

    stands: Decimal
    owes: Decimal
    has_any: bool = False
    lately: frozenset[Decimal] = frozenset()


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    """`counted` at once, or the `options` of which a press counts one; neither where no figure is said."""

    counted: MeantFigure | None = None
    options: tuple[MeantFigure, ...] = ()
    doubt: FigureDoubt | None = None


NO_FIGURE = FigureVerdict()


@dataclass(frozen=True, slots=True)
class JudgedFigure:
    """The verdict on what a report says, with what it was judged against; `target` is what the item asks for."""

    verdict: FigureVerdict
    at: Standing
    target: Decimal
    measure: str


def judge(said: SaidFigure, at: Standing, measure: str) -> FigureVerdict:
    if not said:
        return NO_FIGURE
    if said.short is not None or said.reached is not None:
        return _told_otherwise(said, at)
    asked = _doubt_of_words(said, at)
    if asked is not None:
        return asked
    meant = _plain_meaning(said, at, measure)
    if meant is None:
        return _open(said)
    if _goes_above(said, meant, at):
        return FigureVerdict(options=(meant,), doubt=FigureDoubt.ABOVE)
    return FigureVerdict(counted=meant)


def _told_otherwise(said: SaidFigure, at: Standing) -> FigureVerdict:
    """Without an amount of what was done: 还差5个, 第二家开业了."""
    if said.short is not None:
        # Short of what: of the target, or of what was promised for this week? Only the press knows.
        is_same = at.has_any and said.short == at.stands
        same = FigureVerdict(counted=MeantFigure(said.short, Meaning.TOTAL)) if is_same else None
        return same or _doubt_of_total(said, said.short, at) or _ask(FigureDoubt.SHORT, (said.short, Meaning.TOTAL))
    assert said.reached is not None
    if said.reached <= at.stands:
        return NO_FIGURE
    if said.reached == at.stands + 1:
        return FigureVerdict(counted=MeantFigure(said.reached, Meaning.TOTAL))
    return _ask(FigureDoubt.OPEN, (said.reached, Meaning.TOTAL), (Decimal(1), Meaning.ADD))


def _goes_above(said: SaidFigure, meant: MeantFigure, at: Standing) -> bool:
    """Whether the target is passed with this figure; asked once, who has passed it may go on. "3家 …" asks nothing."""
    is_short = said.bare is not None and not said.is_done and said.total is None and said.added is None
    return not is_short and at.stands <= at.owes < meant.after(at.stands)


def readings(said: SaidFigure) -> Iterator[MeantFigure]:
    """All that a press may make of the words; a forged button counts nothing else."""
    amounts = (said.total, said.bare, said.added, said.corrected, said.short, said.reached)
    for amount in dict.fromkeys(one for one in amounts if one is not None):
        yield from (MeantFigure(amount, meaning) for meaning in (Meaning.TOTAL, Meaning.ADD, Meaning.SET))
    if said.reached is not None:
        yield MeantFigure(Decimal(1), Meaning.ADD)
    if said.taken is not None:
        yield MeantFigure(said.taken, Meaning.TAKE)
    if said.base is not None and said.added is not None:
        yield MeantFigure(said.base + said.added, Meaning.TOTAL)


def _doubt_of_words(said: SaidFigure, at: Standing) -> FigureVerdict | None:
    """Where the words contradict themselves, what stands, or what a colleague said."""
    if said.corrected is not None:
        # 上次多报1家，实际1家: what it is in truth holds, whatever the sum.
        return None
    if said.taken is not None:
        return None if said.taken <= at.stands else FigureVerdict(doubt=FigureDoubt.BELOW_ZERO)
    if said.total is not None:
        return _doubt_of_total(said, said.total, at)
    if said.is_vague or (said.is_about and at.has_any):
        return _open(said)
    if said.added is not None:
        if said.base is not None and at.has_any and said.base != at.stands:
            return _ask(FigureDoubt.SUM, (said.base + said.added, Meaning.TOTAL), (said.added, Meaning.ADD))
        return _ask(FigureDoubt.AGAIN, (said.added, Meaning.ADD)) if said.added in at.lately else None
    return None


def _doubt_of_total(said: SaidFigure, total: Decimal, at: Standing) -> FigureVerdict | None:
    if said.added is not None and said.base is not None and said.base + said.added != total:
        return _ask(FigureDoubt.SUM, (total, Meaning.TOTAL), (said.base + said.added, Meaning.TOTAL))
    if total < at.stands:
        return _ask(FigureDoubt.LOWER, (total, Meaning.SET))
    adds_up = said.added is None or not at.has_any or at.stands in (total, total - said.added)
    if not adds_up:
        return _ask(FigureDoubt.SUM, (total, Meaning.TOTAL), (said.added, Meaning.ADD))
    return _open(said) if said.is_vague or (said.is_about and at.has_any) else None


def _plain_meaning(said: SaidFigure, at: Standing, measure: str) -> MeantFigure | None:
    """What the words leave no doubt about."""
    if said.corrected is not None:
        return MeantFigure(said.corrected, Meaning.SET)
    if said.taken is not None:
        return MeantFigure(said.taken, Meaning.TAKE)
    if said.total is not None:
        return MeantFigure(said.total, Meaning.TOTAL)
    if said.added is not None:
        return _added(said.added, said.base, at)
    assert said.bare is not None
    is_sum = not at.has_any or measure == "%" or ((said.is_done or said.is_alone) and said.bare >= at.stands)
    return MeantFigure(said.bare, Meaning.TOTAL) if is_sum else None


def _added(amount: Decimal, base: Decimal | None, at: Standing) -> MeantFigure:
    if base is not None and not at.has_any:
        return MeantFigure(base + amount, Meaning.TOTAL)
    return MeantFigure(amount, Meaning.ADD)


def _open(said: SaidFigure) -> FigureVerdict:
    amount = next(one for one in (said.total, said.bare, said.added) if one is not None)
    return _ask(FigureDoubt.OPEN, (amount, Meaning.TOTAL), (amount, Meaning.ADD))


def _ask(doubt: FigureDoubt, *options: tuple[Decimal | None, Meaning]) -> FigureVerdict:
    meant = tuple(MeantFigure(amount, meaning) for amount, meaning in options if amount is not None)
    return FigureVerdict(options=meant, doubt=doubt)
