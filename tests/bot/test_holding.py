"""A text that may go on and a photo of an album wait until nothing more can belong to them."""

from typing import Any

from bot.holding import ALBUM_SECONDS, TEXT_SECONDS, HoldBack

LONG = "由县农林局负责，" * 500


def update(number: int, *, who: int = 7, date: int = 100, **said: Any) -> dict[str, Any]:
    message = {"message_id": number, "date": date, "chat": {"id": who}, "from": {"id": who}, **said}
    return {"update_id": number, "message": message}


def ids(updates: list[dict[str, Any]]) -> list[int]:
    return [one["update_id"] for one in updates]


def test_a_long_text_waits_for_its_end_and_others_pass() -> None:
    holding = HoldBack()
    long, end = update(1, text=LONG), update(4, text="完毕。", date=102)
    others = [update(2, text="在吗", who=8), {"update_id": 3, "my_chat_member": {}}]
    assert ids(holding.ready([long, *others], 50.0)) == [2, 3]
    assert ids(holding.ready([long, *others, end], 50.5)) == [1, 2, 3, 4]


def test_a_long_text_without_more_waits_no_longer_than_its_end_could_take() -> None:
    holding = HoldBack()
    assert holding.ready([update(1, text=LONG)], 50.0) == []
    assert holding.ready([update(1, text=LONG)], 50.0 + TEXT_SECONDS - 0.1) == []
    assert ids(holding.ready([update(1, text=LONG)], 50.0 + TEXT_SECONDS)) == [1]


def test_each_long_part_is_waited_for_anew_and_all_leave_together() -> None:
    holding = HoldBack()
    first, second = update(1, text=LONG), update(2, text=LONG, date=101)
    assert holding.ready([first], 50.0) == []
    assert holding.ready([first, second], 53.0) == []
    assert holding.ready([first, second], 55.0) == []
    assert ids(holding.ready([first, second], 57.0)) == [1, 2]


def test_what_is_no_part_ends_the_waiting() -> None:
    for after in (update(2, text="/cancel"), update(2, text="好", date=110), update(2, photo=[{"file_id": "a"}])):
        assert ids(HoldBack().ready([update(1, text=LONG), after], 50.0)) == [1, 2]


def test_nothing_of_a_chat_passes_what_waits() -> None:
    album = [update(n, photo=[], media_group_id="5") for n in (1, 2)]
    words = update(3, text="/report 2 完成")
    holding = HoldBack()
    assert holding.ready([*album, words], 50.0) == []
    assert ids(holding.ready([*album, words], 50.0 + ALBUM_SECONDS)) == [1, 2, 3]


def test_a_full_album_does_not_wait_and_a_late_photo_is_waited_for() -> None:
    full = [update(n, photo=[], media_group_id="5") for n in range(1, 11)]
    assert len(HoldBack().ready(full, 50.0)) == 10
    holding = HoldBack()
    assert holding.ready(full[:1], 50.0) == []
    assert holding.ready(full[:2], 50.9) == []
    assert ids(holding.ready(full[:2], 51.9)) == [1, 2]


def test_what_is_broken_is_let_through() -> None:
    odd = [{"update_id": 1}, {"update_id": 2, "message": 3}, {"update_id": 3, "message": {"text": LONG, "date": "x"}}]
    assert ids(HoldBack().ready(odd, 50.0)) == [1, 2, 3]
    forged = [update(1, text=LONG), {"update_id": 2, "message": {"text": "x", "chat": {"id": 7}, "from": {"id": 7}}}]
    assert ids(HoldBack().ready(forged, 50.0)) == [1, 2]
