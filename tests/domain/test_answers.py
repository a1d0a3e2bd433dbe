"""What may answer a question, and for how long: the rule by itself."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.dates.workdays import WorkCalendar
from domain.talk.answers import (
    Doubt,
    Fate,
    QuestionState,
    RepliesTo,
    Utterance,
    ends_at,
    fate_of,
    is_plainly_another,
    may_be_over,
    names_another,
)
from domain.talk.matching import Match

ANSWER, ELSEWHERE, ASK_BACK = Fate.ANSWER, Fate.ELSEWHERE, Fate.ASK_BACK
PLAIN, OPEN = Utterance(), QuestionState()
TO_PROMPT, TO_OLD, TO_OTHER = (
    Utterance(replies_to=one) for one in (RepliesTo.PROMPT, RepliesTo.OLD_PROMPT, RepliesTo.OTHER)
)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("heard", "standing", "fate"),
    [
        (PLAIN, OPEN, ANSWER),
        (TO_PROMPT, OPEN, ANSWER),
        (Utterance(is_command=True), OPEN, ELSEWHERE),
        (Utterance(is_command=True, replies_to=RepliesTo.PROMPT), OPEN, ELSEWHERE),
        (Utterance(is_forwarded=True), OPEN, ELSEWHERE),
        (TO_OTHER, OPEN, ELSEWHERE),
        (TO_OTHER, QuestionState(is_over=True), ELSEWHERE),
        (TO_OLD, OPEN, ASK_BACK),
        (PLAIN, QuestionState(takes_words=False), ELSEWHERE),
        (PLAIN, QuestionState(is_over=True), ASK_BACK),
        (TO_PROMPT, QuestionState(is_over=True), ASK_BACK),
        (PLAIN, QuestionState(has_yielded=True), ASK_BACK),
        (TO_PROMPT, QuestionState(has_yielded=True), ANSWER),
        (PLAIN, QuestionState(names_another=True), ASK_BACK),
        (TO_PROMPT, QuestionState(names_another=True), ASK_BACK),
    ],
)
def test_what_a_message_is_to_a_question(heard: Utterance, standing: QuestionState, fate: Fate) -> None:
    assert fate_of(heard, standing) is fate


def test_the_doubt_is_told() -> None:
    assert QuestionState(is_over=True, names_another=True).doubt is Doubt.OVER
    assert QuestionState(names_another=True, has_yielded=True).doubt is Doubt.ANOTHER
    assert QuestionState(has_yielded=True).doubt is Doubt.YIELDED


@pytest.mark.parametrize(
    ("asked", "ends"),
    [
        ("2026-11-23 10:00", "2026-11-24 10:00"),
        # A Friday, a Saturday, and the eve of the New Year, whose weekend is worked for.
        ("2026-11-27 16:00", "2026-11-30 16:00"),
        ("2026-11-28 11:00", "2026-12-01 00:00"),
        ("2026-12-31 09:00", "2027-01-04 09:00"),
    ],
)
def test_a_question_ends_after_a_working_day(asked: str, ends: str) -> None:
    at = datetime.fromisoformat(asked).replace(tzinfo=ZONE)
    calendar = WorkCalendar({date(2027, 1, 1): False})
    assert ends_at(at.astimezone(UTC), ZONE, calendar) == datetime.fromisoformat(ends).replace(tzinfo=ZONE)


def test_the_calendar_is_looked_at_only_when_a_day_has_passed() -> None:
    at = datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert not may_be_over(at, at + timedelta(hours=23, minutes=59))
    assert may_be_over(at, at + timedelta(hours=24))


@pytest.mark.parametrize(
    ("words", "anywhere", "another"),
    [
        ("#2 已完成招标", True, True),
        ("＃2已完成招标", True, True),
        ("已完成招标，见#2", True, True),
        ("已完成招标，见#2", False, False),
        ("#2 的做法可参照", False, True),
        ("#1 已完成招标", True, False),
        ("#1 与 #2 一并推进", True, False),
        ("2家已签约", True, False),
        ("12月15日", True, False),
    ],
)
def test_words_that_name_another_item(words: str, anywhere: bool, another: bool) -> None:
    assert names_another(words, "#1 的进展", anywhere=anywhere) is another


@pytest.mark.parametrize(
    ("matches", "another"),
    [([], False), ([Match(2, 75.0)], True), ([Match(2, 50.0)], False), ([Match(2, 75.0), Match(1, 46.0)], False)],
)
def test_words_that_plainly_resemble_another_item(matches: list[Match], another: bool) -> None:
    assert is_plainly_another(1, matches) is another
