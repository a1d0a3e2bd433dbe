"""Sentences of the look ahead at the rounds of the next working days."""

from collections.abc import Sequence
from datetime import date

from domain.dates.words import say_date
from domain.words import shortened

TITLE = "后几个工作日的催办（预览）"
WORDS = ("预览", "预告")
NOBODY = "没有人要催。"
MAY_CHANGE = "这是按现在的情况推算的，期间有了反馈会相应减少。"
LINES = 15
LABELS = 8


def ahead(days: Sequence[tuple[date, Sequence[tuple[str, Sequence[str]]]]], today: date) -> str:
    """By day: each reader with the numbers of the items."""
    return "\n\n".join([*(_day(day, told, today) for day, told in days), MAY_CHANGE])


def _day(day: date, told: Sequence[tuple[str, Sequence[str]]], today: date) -> str:
    head = say_date(day, today, with_weekday=True)
    if not told:
        return f"{head}：{NOBODY}"
    lines = shortened(told, LINES, "……另有{}人", lambda one: f"{one[0]} {_labels(one[1])}")
    return "\n".join([f"{head} · {len(told)}人", *lines])


def _labels(labels: Sequence[str]) -> str:
    shown = " ".join(labels[:LABELS])
    return f"{shown} 等{len(labels)}件" if len(labels) > LABELS else shown
