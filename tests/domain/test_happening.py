"""When something happened: Telegram's date where it can be so, a bound where there is none."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.intake import dated
from domain.dates.happening import DatedUpdate, Happened, believed, when_happened

NOW = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("before_now", "contact_before", "wanted"),
    [
        (16 * HOUR, 17 * HOUR, Happened(NOW - 16 * HOUR)),
        (timedelta(), timedelta(), Happened(NOW)),
        # The bot was away for days, and so was the message.
        (3 * DAY, 4 * DAY, Happened(NOW - 3 * DAY)),
        # Clocks differ by a minute.
        (timedelta(minutes=-1), HOUR, Happened(NOW)),
        (-9 * DAY, HOUR, Happened(NOW, NOW + 9 * DAY)),
        (10 * DAY, HOUR, Happened(NOW - HOUR, NOW - 10 * DAY)),
        (10 * DAY, None, Happened(NOW - DAY, NOW - 10 * DAY)),
        (20 * HOUR, None, Happened(NOW - 20 * HOUR)),
        # A clock that went back since the last contact.
        (HOUR, -9 * DAY, Happened(NOW - HOUR)),
    ],
)
def test_a_date_is_believed_where_it_can_be_so(
    before_now: timedelta, contact_before: timedelta | None, wanted: Happened
) -> None:
    contact = None if contact_before is None else NOW - contact_before
    assert believed(NOW - before_now, NOW, contact) == wanted


def test_a_press_was_made_before_what_follows_it_and_never_before_its_message() -> None:
    said = [NOW - 5 * HOUR, NOW - 3 * HOUR]
    batch = [
        DatedUpdate(not_before=NOW - 9 * DAY),
        DatedUpdate(said[0]),
        DatedUpdate(not_before=NOW - 4 * HOUR),
        DatedUpdate(said[1]),
        DatedUpdate(not_before=NOW - 2 * DAY),
    ]
    assert [one.at for one in when_happened(batch, NOW, NOW - DAY)] == [said[0], *said[:1], said[1], said[1], NOW]
    late = [DatedUpdate(not_before=NOW - HOUR), DatedUpdate(NOW - 3 * HOUR)]
    assert when_happened(late, NOW, NOW - DAY)[0] == Happened(NOW - HOUR)


@pytest.mark.parametrize("parts", [0, 1, 700_000, 999_999])
def test_what_is_said_after_a_press_in_the_same_second_is_not_before_it(parts: int) -> None:
    known = NOW.replace(microsecond=parts)
    (pressed,) = when_happened([DatedUpdate(not_before=NOW - HOUR)], known, NOW - HOUR)
    (said,) = when_happened([DatedUpdate(NOW)], known, known)
    assert pressed.at <= said.at == NOW


def test_what_an_update_says_of_its_time() -> None:
    at = int(NOW.timestamp())
    assert dated({"update_id": 1, "message": {"date": at}}) == DatedUpdate(NOW)
    assert dated({"update_id": 1, "edited_message": {"date": at - 9, "edit_date": at}}) == DatedUpdate(NOW)
    assert dated({"update_id": 1, "my_chat_member": {"date": at}}) == DatedUpdate(NOW)
    assert dated({"update_id": 1, "callback_query": {"message": {"date": at}}}) == DatedUpdate(not_before=NOW)
    for odd in ({}, {"message": {"date": "soon"}}, {"message": {"date": -5}}, {"message": {"date": 10**30}}):
        assert dated({"update_id": 1, **odd}) == DatedUpdate()
    assert dated({"update_id": 1, "callback_query": {"message": {"date": 0}}}) == DatedUpdate()
