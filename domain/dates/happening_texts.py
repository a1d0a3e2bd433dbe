"""What is said of a message whose date cannot be so."""

from datetime import datetime

from domain.dates.words import say_moment


def not_believed(told: datetime, at: datetime) -> str:
    return f"（消息自带的时间 {told.year}年{say_moment(told)} 不可信，按 {say_moment(at)} 记）"
