"""What surrounds the date grammar: several dates, doubts that must be told, and words that must not crash it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates.reading import find_dates, read_date, say_date
from domain.dates.workdays import WorkCalendar

TODAY = date(2026, 11, 23)
PIECES = (
    "0 1 2 3 9 12 31 1031 2026 9999 0000 二〇 十 百 两 半 个 元 年 月 日 号 天 周 星期 季度 小时 工作日 内 "
    "之内 前 底 末 中 初 上旬 中下旬 上 下 本 每 明 去 后 前 起 至 - . / 五一 国庆 春节 长期 全年 第 近 "
    "今明两天 ， 完成"
)
sentences = st.lists(st.sampled_from(PIECES.split()), max_size=9).map("".join)


def test_all_dates_of_a_sentence_in_their_order() -> None:
    found = find_dates("12月5日前报方案，长期坚持，12月20日前完成，明年3月底前验收", TODAY)
    assert [(one.day, one.long_term) for one in found] == [
        (date(2026, 12, 5), False),
        (None, True),
        (date(2026, 12, 20), False),
        (date(2027, 3, 31), False),
    ]


def test_the_phrase_stands_in_the_text_so_that_the_rest_is_the_reason() -> None:
    words = "延到12月31日前，因资金未到位"
    reading = read_date(words, TODAY)
    assert words.replace(reading.phrase, "", 1) == "延到，因资金未到位"


def test_nothing_read_says_so() -> None:
    reading = read_date("尽快办理", TODAY)
    assert (reading.day, reading.long_term, reading.sure, reading.phrase) == (None, False, False, "")
    assert reading.why_unsure


def test_working_days_follow_the_calendar_of_the_office() -> None:
    closed = WorkCalendar({date(2026, 11, 24): False})
    assert read_date("3个工作日内", TODAY, closed).day == date(2026, 11, 27)


def test_working_days_beyond_the_published_calendar_are_asked_about() -> None:
    reading = read_date("5个工作日内", date(2027, 3, 1), WorkCalendar())
    assert reading.day == date(2027, 3, 8)
    assert not reading.sure
    assert "2027年放假安排未公布" in reading.why_unsure


@pytest.mark.parametrize("words", ["收到通知后3日内", "会后5个工作日内", "自印发之日起15日内"])
def test_a_span_from_an_unknown_day_offers_none(words: str) -> None:
    reading = read_date(words, TODAY)
    assert reading.day is None
    assert "从哪天起算" in reading.why_unsure


def test_a_span_from_now_on_starts_today() -> None:
    assert read_date("今后3天内", TODAY).day == date(2026, 11, 26)


def test_a_year_left_out_in_january_is_asked_for() -> None:
    assert "2026年还是2027年" in read_date("12月31日前", date(2027, 1, 5)).why_unsure


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 11, 6), "11月6日"), (date(2027, 1, 6), "2027年1月6日"), (date(2025, 12, 31), "2025年12月31日")],
)
def test_a_day_is_said_with_its_year_when_it_is_another(day: date, said: str) -> None:
    assert say_date(day, TODAY) == said


def test_a_day_is_said_with_its_weekday_when_asked_for() -> None:
    assert say_date(date(2026, 11, 27), TODAY, with_weekday=True) == "11月27日（周五）"


@given(st.dates(date(2005, 1, 1), date(2090, 12, 31)), st.integers(-92, 800))
def test_what_we_say_of_a_day_ahead_we_read_back(today: date, ahead: int) -> None:
    """Farther back the words mean next year's day, so only the recent past is read as the past."""
    day = today + timedelta(days=ahead)
    reading = read_date(say_date(day, today), today)
    assert reading.day == day
    assert reading.sure or ahead < 0 or today.month == 1
    assert not (reading.sure and ahead < 0)


@given(sentences, st.dates(date(2005, 1, 1), date(2090, 12, 31)))
def test_no_words_break_the_grammar(words: str, today: date) -> None:
    for reading in find_dates(words, today, WorkCalendar()):
        assert reading.phrase in words
        assert reading.sure or reading.why_unsure
        assert not (reading.sure and reading.day is None and not reading.long_term)
        assert not (reading.sure and reading.day is not None and reading.day < today)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("#87.2下周五前完成安装", date(2026, 12, 4)),
        ("#87.2下月底前完成", date(2026, 12, 31)),
        ("87.2本周五装完", date(2026, 11, 27)),
    ],
)
def test_a_number_in_front_takes_nothing_from_the_week_or_month_named(words: str, day: date) -> None:
    reading = read_date(words, TODAY)
    assert (reading.day, reading.sure) == (day, True)
