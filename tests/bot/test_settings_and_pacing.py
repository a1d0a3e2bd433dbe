"""Settings say what is wrong in one line each; the pacing keeps Telegram's limits; logs keep secrets."""

import re
from pathlib import Path

import pytest

from bot.intake import chat_of
from bot.logs import mask, without_words
from bot.pacing import Limits, Pacing
from bot.settings import Settings, SettingsError, load


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ADMIN_IDS=1,two", "ADMIN_IDS: expected numeric"),
        ("ADMIN_ID=1", "ADMIN_ID: unknown setting"),
        ("TIMEZONE=Asia/Nowhere", "TIMEZONE: no such time zone"),
        ("WEEKLY_BULLETIN=friday", "WEEKLY_BULLETIN: expected a weekday"),
        ("WORKING_HOURS=9-5", "WORKING_HOURS: expected hours"),
        ("BULLETIN_MODE=maybe", "BULLETIN_MODE: expected one of auto, review"),
        ("LOG_LEVEL=LOUD", "LOG_LEVEL: expected one of"),
        ("TELEGRAM_API_URL=localhost", "TELEGRAM_API_URL: expected an address"),
        ("MIRRORS=https://x", "MIRRORS: address 1"),
    ],
)
def test_each_wrong_setting_gets_a_line(line: str, words: str) -> None:
    Path(".env").write_text(f"{line}\n")
    with pytest.raises(SettingsError) as error:
        load()
    assert len(error.value.lines) == 1
    assert error.value.lines[0].startswith(words)


def test_the_example_file_loads() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    Path(".env").write_text(example, encoding="utf-8")
    assert load().weekly_bulletin == "fri 17:00"


def test_the_example_file_explains_every_setting_and_no_other() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == {name.upper() for name in Settings.model_fields}


def test_pacing_keeps_a_second_per_chat_and_twenty_a_minute_per_group() -> None:
    pacing = Pacing(Limits())
    pacing.count(7, 100.0)
    assert pacing.resting(100.5) == {7: 101.0}
    assert pacing.resting(101.0) == {}
    for number in range(20):
        pacing.count(-5, 200.0 + number)
    assert pacing.resting(220.5)[-5] == 260.0
    assert -5 not in pacing.resting(260.0)


def test_pacing_spreads_all_chats() -> None:
    pacing = Pacing(Limits(per_second=10))
    for chat in range(5):
        pacing.count(chat, 0.0)
    assert 0.3 <= pacing.free_at <= 0.5


def test_retry_after_is_obeyed_for_its_chat() -> None:
    pacing = Pacing(Limits())
    pacing.pause(9, 50.0)
    assert pacing.resting(49.9) == {9: 50.0}
    assert pacing.resting(50.0) == {}


def test_logs_show_no_token_and_no_words() -> None:
    token = "123456789:AAabcdefghijklmnopqrstuvwxyz_0123456"
    assert token not in str(mask(None, "", {"event": f"url /bot{token}/getMe"}))
    with pytest.raises(ValueError, match="wrote") as caught:
        int("what somebody wrote")
    told = without_words(None, "", {"event": "failed", "exc_info": caught.value})
    assert "wrote" not in str(told)
    assert told["error"] == "ValueError"


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}}}, 5),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}, "message": {"chat": {"id": -7}}}}, -7),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}}}, 6),
        ({"update_id": 1, "message": {"chat": "odd"}}, 0),
        ({"update_id": 1, "message": {"chat": {"id": None}}}, 0),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}, "message": "odd"}}, 6),
        ({"update_id": 1, "something_new": {}}, 0),
    ],
)
def test_every_update_finds_a_chat_or_none(update: dict[str, object], chat: int) -> None:
    assert chat_of(update) == chat
