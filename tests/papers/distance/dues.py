"""By when: phrases whose day nobody would doubt, rhythms, and days that do not exist."""

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.papers.distance.words import listed


@dataclass(frozen=True, slots=True)
class Due:
    """A phrase, and its day: None for a rhythm. What cannot be a day is not told."""

    text: str
    day: date | None = None
    is_told: bool = True


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def in_sentence(rng: Random, when: date) -> Due:
    """A phrase that can stand before a verb, later than the paper and in its year."""
    months = list(range(when.month + 1, 13)) or [12]
    month = rng.choice(months)
    roll = rng.random()
    if roll < 0.38:
        return Due(f"{month}月底前", _end(when.year, month))
    if roll < 0.62:
        day = rng.randint(3, 28)
        return Due(f"{month}月{day}日前", date(when.year, month, day))
    if roll < 0.74:
        return Due(f"{when.year}年{month}月底前", _end(when.year, month))
    if roll < 0.84:
        return Due(rng.choice(("年底前", "今年年底前")), _end(when.year, 12))
    if roll < 0.9 and when.month < 9:
        return Due("三季度末前", _end(when.year, 9))
    if roll < 0.94 and when.month < 6:
        return Due("上半年", _end(when.year, 6))
    following = rng.randint(1, 6)
    return Due(f"{when.year + 1}年{following}月底前", _end(when.year + 1, following))


def rhythm(rng: Random) -> Due:
    return Due(
        rng.choice(
            tuple(
                listed("""
                长期坚持 持续推进 每季度末 每月5日前 每月25日前 每季度最后一个月的30日前 常态化推进 每年 长期
            """)
            )
        )
    )


def in_cell(rng: Random, when: date) -> Due:
    """As it stands behind a label or in a column."""
    roll = rng.random()
    if roll < 0.12:
        return rhythm(rng)
    if roll < 0.5:
        return in_sentence(rng, when)
    month, day = rng.randint(min(when.month + 1, 12), 12), rng.randint(2, 28)
    end = _end(when.year, month)
    forms = (
        Due(f"{when.year}年{month}月", end),
        Due(f"{when.year}年{month}月{day}日", date(when.year, month, day)),
        Due(f"{when.year}.{month}.{day}", date(when.year, month, day)),
        Due(f"{when.year}-{month:02d}-{day:02d}", date(when.year, month, day)),
        Due(f"{when.year}/{month}/{day}", date(when.year, month, day)),
        Due(f"{month}月{day}日", date(when.year, month, day)),
        Due(f"{month}月底", end),
        Due(f"{when.year}年底", _end(when.year, 12)),
        Due("12.30", date(when.year, 12, 30)),
        Due("12月31日", date(when.year, 12, 31)),
    )
    return rng.choice(forms)


def impossible(rng: Random, when: date) -> tuple[str, str]:
    """A day that is none, and the words of it that show so."""
    year = when.year
    leap = 30 if isleap(year) else 29
    shown = rng.choice(
        (
            f"2月{leap}日",
            "6月31日",
            "9月31日",
            "11月31日",
            "4月31日",
            f"{year}年13月",
            f"{year}1228日",
            f"{year}年11月32日",
        )
    )
    return f"{shown}前", shown


def unusual(rng: Random, when: date) -> tuple[str, str]:
    """A day that exists, though it looks as if it did not."""
    ends = [f"{month}月31日" for month in (3, 5, 7, 8, 10, 12) if month > when.month]
    leap = [f"{when.year}年2月29日"] * 3 if isleap(when.year) and when.month < 2 else []
    shown = rng.choice([*ends, *leap, f"{when.year}年12月31日"])
    return f"{shown}前", shown
