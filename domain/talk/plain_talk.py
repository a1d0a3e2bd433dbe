"""Plain talk as one value: which items it may be about, and what it says of them.

Pure: from the words and the person's open items. It decides nothing; the person is asked, always.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.dates.reading import DateReading
from domain.dates.workdays import WorkCalendar
from domain.quantities import Quantity
from domain.talk.amounts import quantity_told
from domain.talk.hints import promised_day, says_done, says_no_change
from domain.talk.matching import Candidate, Match, match_items

MOST = 3


@dataclass(frozen=True, slots=True)
class Talk:
    """`matches` best first, at most three; `promise` may be unsure and is then to be asked about."""

    matches: tuple[Match, ...]
    quantity: Quantity | None
    done: bool
    no_change: bool
    promise: DateReading | None

    @property
    def tells_something(self) -> bool:
        """Whether it sounds like a report, even where no item is named."""
        return bool(self.quantity or self.done or self.no_change or self.promise)


def understand(text: str, candidates: Sequence[Candidate], today: date, calendar: WorkCalendar | None = None) -> Talk:
    """`candidates` are the person's open items; the same words always give the same value."""
    return Talk(
        tuple(match_items(text, candidates, MOST)),
        quantity_told(text, today),
        says_done(text),
        says_no_change(text),
        promised_day(text, today, calendar),
    )
