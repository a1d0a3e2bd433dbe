"""The supervision slip as a form: what is asked of a unit, by when, and room for its answer."""

from dataclasses import dataclass
from datetime import date

from domain.bulletin.forms import circled, long_date
from domain.hygiene import cut
from domain.items import slip_papers_texts as texts
from domain.items.slips_texts import PLAIN, SlipNumber
from domain.papers.printed import PaperSlip

_RED = "E60012"
# By the first letter of a step's name.
_COLOURS = {"蓝": "1F4FA3", "黄": "B8860B", "橙": "D9730D", "红": _RED}
# So much that the form stays on one page; the whole text is in the minutes and in the robot.
_TEXT_AT_MOST = 120
_PARTS_AT_MOST, _PART_AT_MOST, _LAST_AT_MOST, _NAMES_AT_MOST = 5, 28, 60, 60


@dataclass(frozen=True, slots=True)
class SlipItem:
    """What a slip says of the item; `last` is the newest report (unit, day, words) if there is one."""

    label: str
    directive: str
    parts: tuple[str, ...]
    source: str
    leaders: tuple[str, ...]
    consulted: tuple[str, ...]
    cooperating: tuple[str, ...]
    deadline: date | None
    deadline_text: str
    last: tuple[str, date, str] | None


@dataclass(frozen=True, slots=True)
class SlipForm:
    """A numbered slip to one unit, or (with no `number`) the plain one to all units of the item."""

    agency: str
    day: date
    units: tuple[str, ...]
    item: SlipItem
    number: SlipNumber | None = None
    reason: str = ""
    answer_due: date | None = None

    @property
    def name(self) -> str:
        return self.number.name if self.number else ""

    @property
    def printed(self) -> str:
        return self.number.printed if self.number else texts.open_number(self.day.year)

    @property
    def title(self) -> str:
        """Of its files and their caption."""
        return self.number.printed if self.number else texts.open_title(self.item.label)


def slip_paper(asked: SlipForm) -> PaperSlip:
    return PaperSlip(
        masthead=PLAIN,
        colour=_COLOURS.get(asked.name[:1], _RED),
        number=asked.printed,
        date_line=long_date(asked.day),
        agency=asked.agency,
        rows=tuple((name, words) for name, words in _rows(asked) if words),
        answer_title=texts.ANSWER,
        answer_lines=5,
        answer_foot=texts.ANSWER_FOOT,
    )


def _rows(asked: SlipForm) -> list[tuple[str, str]]:
    item = asked.item
    due = long_date(item.deadline) if item.deadline else item.deadline_text
    shown = [f"\n{circled(place)}{cut(part, _PART_AT_MOST)}" for place, part in enumerate(item.parts, 1)]
    left_out = texts.more_parts(len(shown)) if len(shown) > _PARTS_AT_MOST else ""
    parts = "".join(shown[:_PARTS_AT_MOST]) + left_out
    return [
        (texts.TO, cut("、".join(asked.units), _NAMES_AT_MOST)),
        (texts.MATTER, f"{item.label} {cut(item.directive, _TEXT_AT_MOST)}{parts}"),
        (texts.SOURCE, item.source),
        (texts.LEADERS, "、".join(item.leaders)),
        (texts.CONSULTED, "、".join(item.consulted)),
        (texts.HELPING, cut("、".join(item.cooperating), _NAMES_AT_MOST)),
        (texts.DEADLINE, due or texts.NO_DEADLINE),
        (texts.STEP, asked.number.with_step("", "") if asked.number else ""),
        (texts.REASON, asked.reason),
        (texts.LAST, _last(item)),
        (texts.DEMAND, texts.demand(asked.answer_due)),
    ]


def _last(item: SlipItem) -> str:
    if item.last is None:
        # The parts may have been reported on, each by itself.
        return "" if item.parts else texts.NO_REPORT
    unit, day, words = item.last
    return f"{long_date(day)}{unit}：{cut(words, _LAST_AT_MOST)}"
