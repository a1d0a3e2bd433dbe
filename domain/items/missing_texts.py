"""What is missing: elements of items (要素不全), and people who cannot be reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.commands import Press
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows
from domain.words import shortened

MISSING_TITLE = "要素不全：{count} 件"
NOTHING_MISSING = "每件在办事项都有责任单位和办理时限。"
UNREACHED_TITLE = "联系不上：{count} 处"
ALL_REACHED = "名册上的人都能收到消息，在办单位都有联络员。"
SECTION = 8


@dataclass(frozen=True, slots=True)
class Gap:
    """An open item and what it lacks."""

    item_id: int
    label: str
    directive: str
    no_unit: bool
    no_deadline: bool


def gap_line(gap: Gap) -> str:
    """ "⚠️ #3 缺责任单位、办理时限 · 制定方案"."""
    lacks = [word for word, is_missing in (("责任单位", gap.no_unit), ("办理时限", gap.no_deadline)) if is_missing]
    return f"⚠️ {gap.label} 缺{'、'.join(lacks)} · {brief(gap.directive, 40)}"


def gap_lines(gaps: Sequence[Gap]) -> str:
    return "\n".join(gap_line(gap) for gap in gaps)


def gap_rows(gaps: Sequence[Gap]) -> Rows:
    """A row an item: [#3 定单位] [#3 定时限]."""
    return tuple(
        (
            *([Choice(f"{gap.label} 定单位", Press.ASSIGN_ASK, gap.item_id)] if gap.no_unit else []),
            *([Choice(f"{gap.label} 定时限", Press.DUE_ASK, gap.item_id)] if gap.no_deadline else []),
        )
        for gap in gaps
    )


def blocked_line(name: str, units: str) -> str:
    where = f"（{units}）" if units else ""
    return f"{name}{where}：机器人发不到，请电话请其打开机器人点“开始”"


def silent_line(unit: str, items: int, *, has_official: bool) -> str:
    if has_official:
        return f"{unit}（在办 {items} 件）：联络员都收不到消息，可发 /invite {unit} 张三，增加一人"
    return f"{unit}（在办 {items} 件）：没有联络员，请发 /invite {unit} 张三"


def unjoined_line(name: str, *, seat: str, unit_and_name: str, ends: str) -> str:
    """`unit_and_name` is what follows /invite to invite again; `ends` is empty when the code has run out."""
    if ends:
        return f"{name}（{seat}）：邀请码{ends}到期，请提醒其点邀请链接"
    return f"{name}（{seat}）：邀请码已过期，请重新发 /invite {unit_and_name}"


def sections(blocked: Sequence[str], *, silent: Sequence[str], unjoined: Sequence[str]) -> str:
    parts = (("收不到消息的人", blocked), ("没人可通知的单位", silent), ("已邀请、未加入", unjoined))
    return "\n\n".join(_section(title, lines) for title, lines in parts if lines)


def _section(title: str, lines: Sequence[str]) -> str:
    shown = shortened([f"· {line}" for line in lines], SECTION, "……另有 {} 处")
    return "\n".join((f"{title}（{len(lines)}）", *shown))


def person_rows(people: Sequence[tuple[int, str]]) -> Rows:
    """A button to the card of each, two a row."""
    buttons = [Choice(cut(name, 16), Press.PERSON, person_id) for person_id, name in people[:SECTION]]
    return in_rows(buttons, 2)
