"""Lists that people ask for by word: what is nearly due, and who has not told anything of late."""

from collections.abc import Sequence
from datetime import date

from domain.dates.words import say_date
from domain.gist import matter
from domain.words import listed, shortened

SOON_TITLE = "{days}天内到期的事项"
NONE_SOON = "{days}天内没有要到期的事项。"
UNREPORTED_TITLE = "{days}天内没报进展：{units}家单位 {items}件"
ALL_REPORTED = "{days}天内各单位都报过进展。"
NEVER = "还没报过"
UNITS_SHOWN = 10
ITEMS_SHOWN = 3


def unreported_lines(lines: Sequence[tuple[str, Sequence[tuple[str, str]], date | None]], today: date) -> str:
    """ "县农林局 2件：#14（…）、#15（…） · 上次11月3日": units with (label, directive) of their items."""
    return "\n".join(shortened(lines, UNITS_SHOWN, "……另有 {} 家", lambda one: _unreported(*one, today)))


def _unreported(unit: str, own: Sequence[tuple[str, str]], last: date | None, today: date) -> str:
    named = [f"{label}（{matter(directive)}）" for label, directive in own[:ITEMS_SHOWN]]
    etc = "等" if len(own) > ITEMS_SHOWN else ""
    when = f"上次{say_date(last, today)}" if last else NEVER
    return f"{unit} {len(own)}件：{listed(named)}{etc} · {when}"
