"""The look before a nudge that was asked for in plain words: whom, and about what."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.deadlines import say_deadline
from domain.gist import matter
from domain.notes import Choice, Rows
from domain.words import listed, shortened

LINES = 10
# callback_data holds 64 bytes, of which "p:urge:1234567:0:" takes 17.
ROOM = 47
NOT_URGED = "好的，不催。"
NOTHING_TO_URGE = "{whom}现在没有可催的事项。"
THE_UNREPORTED = "没报进展的"
THE_OVERDUE = "逾期的"
LATER = "先催这{shown}件，另有{rest}件催完再说一次。"
NOBODY = "（没有联络员）"


def title(count: int) -> str:
    return f"要催办这{count}件吗？"


def line(
    label: str, directive: str, *, whom: Sequence[str], deadline: date | None, long_term: bool, today: date
) -> str:
    """ "#14（养老服务中心改造） · 距时限3天 → 县民政局 王五"."""
    when = say_deadline(deadline, today, long_term=long_term)
    return f"{label}（{matter(directive)}） · {when} → {listed(whom)}"


def preview(lines: Sequence[str], rest: int) -> str:
    more = [LATER.format(shown=len(lines), rest=rest)] if rest else []
    return "\n".join([*shortened(lines, LINES, "……另有 {} 件"), *more])


def whom(unit: str, names: Sequence[str]) -> str:
    return f"{unit} {'、'.join(names)}" if names else f"{unit}{NOBODY}"


def rows(unit_id: int, labels: Sequence[str]) -> Rows:
    return ((Choice("催办", Press.URGE, unit_id, 0, packed(labels), style="primary"), Choice("不催", Press.URGE_NO)),)


def packed(labels: Sequence[str]) -> str:
    return "_".join(label.lstrip("#") for label in labels)


def unpacked(extra: str) -> str:
    """As `/nudge` takes them."""
    return extra.replace("_", " ")


def fitting(labels: Sequence[str]) -> int:
    """How many of them one button can carry."""
    return next((count for count in range(len(labels), 0, -1) if len(packed(labels[:count])) <= ROOM), 0)
