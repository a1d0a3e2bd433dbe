"""When something was said or pressed, as far as it can be believed; the time of knowing is the transaction's.

Telegram writes the time at which it got a message into it, and that is when it was said, however long the bot was
down. A date is not believed where it cannot be so: what is to come, or what would have reached us long before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Telegram keeps updates for a day; what is older than the last contact by more cannot have waited there.
KEPT = timedelta(days=1)
# Two machines never have quite the same time.
SKEW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Happened:
    """`told` is the date that was not believed; None where nothing was wrong with it."""

    at: datetime
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class DatedUpdate:
    """What an update says about its time: of words `said`, of a press only `not_before`, our message's own date."""

    said: datetime | None = None
    not_before: datetime | None = None


def believed(said: datetime, received_at: datetime, last_contact: datetime | None) -> Happened:
    """A date to come is the time of arrival, one from long before the last contact is that contact's."""
    if said > received_at:
        return Happened(received_at, said if said - received_at > SKEW else None)
    contact = min(last_contact, received_at) if last_contact else received_at - KEPT
    earliest = contact - KEPT if last_contact else contact
    return Happened(contact, said) if said < earliest else Happened(said)


def when_happened(
    updates: Sequence[DatedUpdate], received_at: datetime, last_contact: datetime | None
) -> list[Happened]:
    """Of updates fetched together, in the order of their ids.

    A press carries no date: that of its message says when the bot wrote it. Telegram numbers updates as they come, so
    it was pressed before whatever follows it in the batch was said, at the latest when it arrived here; that latest
    moment is taken, as nothing shows that it was earlier. It is never before its message.
    """
    found: list[Happened] = []
    # Telegram's clock has whole seconds: of what happened in one, what came later is later.
    received_at = received_at.replace(microsecond=0)
    latest = received_at
    for one in reversed(updates):
        if one.said is not None:
            happening = believed(one.said, received_at, last_contact)
            latest = min(latest, happening.at)
        else:
            happening = Happened(min(received_at, max(latest, one.not_before or latest)))
        found.append(happening)
    return found[::-1]
