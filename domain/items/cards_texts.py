"""The card of an item, and lists of one's own items."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.bulletin.forms import circled
from domain.commands import Press
from domain.dates.deadlines import Light, light, say_deadline, say_deadline_met, say_since
from domain.dates.reading import say_date
from domain.gist import brief, matter
from domain.hygiene import cut
from domain.items import plan_texts as plan
from domain.messages.materials_texts import look_rows
from domain.notes import Choice, Rows
from domain.pager import in_rows, leading_back, pager
from domain.states import OPEN_STATES, STATE_WORDS, State
from domain.words import shortened

MINE_PER_PAGE = 8
NOTHING_OPEN = "您名下没有未办结的事项。"
NO_HISTORY = "还没有记录。"
ONLY_SUPERVISES = "您名下没有承办的事项。发 /status，看督办概况，发 /desk，看等您定的。"
ASK_MATCH = "是否记为以下事项的进展？"
NO_MATCH = "没有登记：没有看出是哪件事项。请写明编号，或回复那件事项的卡片再说一次。"
NOT_STORED = "没有登记。请写明编号再发，例如：/report 37 已完成招标"
MATCH_GONE = "没有登记：这条内容已放弃或已过时，请重新发送。发 /my，查看您的事项。"
# Under a note about several items.
MINE: Rows = ((Choice("我的事项", Press.MY),),)
SUBS_SHOWN = 10
MY_PARTS_SHOWN = 4
PART_BUTTONS = 8
VERDICTS_SHOWN = 3
UNITS_SHOWN = 12
URGED_SHOWN = 2
URGED_UNITS = 3
# A phone shows as much of a directive at a glance; what is longer is folded.
FOLDED_FROM = 150
SHOWN_OF_LONG = 80


@dataclass(frozen=True, slots=True)
class OwnItemLine:
    """An item as lists show it."""

    item_id: int
    label: str
    directive: str
    state: State
    deadline: date | None
    long_term: bool
    last_moved_on: date
    helps: bool = False
    parent_id: int | None = None
    own_due: bool = True
    whole: str = ""
    asked_on: date | None = None

    def lamp(self, today: date) -> Light:
        return light(self.state, self.deadline, self.last_moved_on, today, asked_on=self.asked_on)


_PRESSING = (Light.OVERDUE, Light.DUE_SOON, Light.ON_COURSE, Light.CLOSED, Light.CANCELLED)


def most_pressing_first(lines: Iterable[OwnItemLine], today: date) -> list[OwnItemLine]:
    """By light, then by deadline; what only waits for the supervisors and what one merely helps with last."""

    def pressing(line: OwnItemLine) -> tuple[bool, bool, int, date]:
        waits = line.state is State.AWAITING_REVIEW
        return line.helps, waits, _PRESSING.index(line.lamp(today)), line.deadline or date.max

    return sorted(lines, key=pressing)


def mine_title(count: int, *, page: int, pages: int) -> str:
    return f"我的事项（{count}件）" + (f" {page + 1}/{pages}" if pages > 1 else "")


def list_line(line: OwnItemLine, today: date) -> str:
    """ "🟡 #37 directive · 距时限3天"."""
    settled = line.state in (State.AWAITING_REVIEW, State.CLOSED, State.CANCELLED)
    ending = STATE_WORDS[line.state] if settled else ""
    ending = ending or say_deadline(line.deadline, today, long_term=line.long_term)
    help_word = "（配合）" if line.helps else f"（{line.whole}）" if line.whole else ""
    return f"{line.lamp(today)} {line.label} {brief(line.directive, 40)}{help_word} · {ending}"


def with_parts(line: OwnItemLine, parts: Sequence[OwnItemLine], today: date) -> list[str]:
    """The line of an item, and below it those of its parts."""
    below = [f"　└ {list_line(part, today)}" for part in parts]
    return [list_line(line, today), *shortened(below, MY_PARTS_SHOWN, "　……另有{}个子事项")]


def list_rows(lines: Sequence[OwnItemLine], page: int, pages: int) -> Rows:
    buttons = [Choice(line.label, Press.ITEM, line.item_id) for line in lines]
    rows = in_rows(buttons, 4)
    shown = leading_back(rows, Choice("", Press.MY, extra=str(page)))
    return (*shown, *pager(page, lambda to: Choice("", Press.MY, extra=str(to)), more=page < pages - 1))


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Everything that the card of an item shows."""

    line: OwnItemLine
    meeting: str
    leads: Sequence[str]
    consulted: Sequence[str]
    units: Sequence[tuple[str, State]]
    cooperating: Sequence[str]
    subs: Sequence[OwnItemLine]
    sub_units: Mapping[int, str]
    reports: Sequence[tuple[str, str, date]]
    original_deadline: date | None
    extensions: int
    target: Sequence[str] = ()
    parent: str = ""
    talk: Sequence[str] = ()
    life: Sequence[str] = ()
    ended: str = ""
    judged: str = ""
    dates: Sequence[str] = ()
    # Of the responsible units those that have told nothing yet, where there are several.
    silent_units: Sequence[str] = ()
    urged: Sequence[str] = ()


def card(facts: CardFacts, today: date) -> tuple[str, str]:
    """(title, text)."""
    line = facts.line
    parts = [
        directive_lines(line.directive)[0],
        *([f"所属：{facts.parent}"] if facts.parent else []),
        f"状态：{facts.ended or STATE_WORDS[line.state]}{_silence(line, today)}",
        f"时限：{_deadline(facts, today)}",
        *facts.dates,
        *facts.life,
        *_people(facts),
        *facts.urged,
        *facts.target,
        *_subs(facts, today),
        *(["", *facts.talk] if facts.talk else []),
        *_reports(facts, today),
    ]
    judged = f" · {facts.judged}" if facts.judged else ""
    return f"{line.lamp(today)} {line.label}{judged}", "\n".join(parts)


def directive_lines(directive: str) -> tuple[str, str]:
    """What stands on the card, and the whole where it is too long for that: it is folded below."""
    return (directive, "") if len(directive) <= FOLDED_FROM else (cut(directive, SHOWN_OF_LONG), directive)


def told_line(units: int, silent: Sequence[str]) -> str:
    """ "反馈：4/12 已报；未报：县财政局、…"."""
    count = f"反馈：{units - len(silent)}/{units} 已报"
    return f"{count}；未报：{'、'.join(shortened(silent, UNITS_SHOWN, '等{}个'))}" if silent else count


def urged_line(days: Sequence[tuple[date, Sequence[str]]], today: date) -> list[str]:
    """ "催办（3次）：11月24日 县农林局、县财政局；11月26日 县财政局": the newest days."""
    shown = [f"{say_date(day, today)} {_named(names)}" for day, names in days[-URGED_SHOWN:]]
    return [f"催办（{len(days)}次）：{'；'.join(shown)}"] if shown else []


def _named(units: Sequence[str]) -> str:
    return "、".join(units) if len(units) <= URGED_UNITS else f"{len(units)}个单位"


def due_words(facts: CardFacts, today: date) -> str:
    """The words of the card that grow old by the day; "" where none do."""
    line = facts.line
    if line.deadline is None or line.long_term or line.state not in OPEN_STATES or line.asked_on is not None:
        return ""
    words = say_deadline_met(line.deadline, today, today)
    return words if f"（{words}）" in _deadline(facts, today) else ""


def _silence(line: OwnItemLine, today: date) -> str:
    if line.state not in OPEN_STATES:
        return " · 已结束跟踪"
    return say_since(line.last_moved_on, today, " · {}天未动")


def _deadline(facts: CardFacts, today: date) -> str:
    line = facts.line
    words = say_deadline_met(line.deadline, line.asked_on or today, today, long_term=line.long_term)
    if line.deadline is None:
        return words
    text = say_date(line.deadline, today)
    if line.state in OPEN_STATES:
        text = f"{text}，{words}" if words.endswith("）") else f"{text}（{words}）"
    moved = facts.extensions and facts.original_deadline
    return (
        f"{text}，已延期{facts.extensions}次，原{say_date(facts.original_deadline, today)}"
        if moved and facts.original_deadline
        else text
    )


def _people(facts: CardFacts) -> list[str]:
    lines = [f"来源：{facts.meeting}"] if facts.meeting else []
    if facts.leads:
        consulted = f"（商 {'、'.join(facts.consulted)}）" if facts.consulted else ""
        lines.append(f"牵头：{'、'.join(facts.leads)}{consulted}")
    units = "、".join(f"{name}（{STATE_WORDS[state]}）" for name, state in facts.units[:UNITS_SHOWN])
    lines.append(f"责任：{units or '⚠️ 未明确'}" + ("等" if len(facts.units) > UNITS_SHOWN else ""))
    if len(facts.units) > 1:
        lines.append(told_line(len(facts.units), facts.silent_units))
    if facts.cooperating:
        lines.append(f"配合：{'、'.join(facts.cooperating)}")
    return lines


def _subs(facts: CardFacts, today: date) -> list[str]:
    lines = [_sub_line(sub, facts.sub_units.get(sub.item_id, ""), today) for sub in facts.subs]
    return ["", "子事项：", *shortened(lines, SUBS_SHOWN, "……另有{}项")] if lines else []


def _sub_line(sub: OwnItemLine, units: str, today: date) -> str:
    """With its own units, and while it is open with its own date."""
    has_date = sub.own_due and (sub.deadline is not None or sub.long_term) and sub.state in OPEN_STATES
    due = say_deadline_met(sub.deadline, sub.asked_on or today, today, long_term=sub.long_term) if has_date else ""
    told = (f"{sub.lamp(today)} {sub.label} {brief(sub.directive, 40)}", units, due, STATE_WORDS[sub.state])
    return " · ".join(words for words in told if words)


def reported_by(report_id: int, who: str) -> str:
    return f"{who} R-{report_id}"


def _reports(facts: CardFacts, today: date) -> list[str]:
    if not facts.reports:
        return ["", "还没有进展反馈。"]
    lines = [f"· {say_date(day, today)} {who}：{cut(words, 160)}" for who, words, day in facts.reports]
    return ["", "最近进展：", *lines]


@dataclass(frozen=True, slots=True)
class RequestToReview:
    """A completion request on the item that waits for a verdict."""

    assignment_id: int
    version: int
    unit: str


@dataclass(frozen=True, slots=True)
class PartButton:
    """An open part of the item; who has it in hand reports on it with a press, others look at it."""

    item_id: int
    sub: int
    directive: str
    may_report: bool


@dataclass(frozen=True, slots=True)
class CardPermissions:
    """What this person may do with the item now."""

    parts: Sequence[PartButton] = ()
    add_parts: bool = False
    sign: bool = False
    report: bool = False
    complete: bool = False
    extend: bool = False
    plan: bool = False
    nudge: bool = False
    verdicts: Sequence[RequestToReview] = ()
    flag: bool = False
    instruct: bool = False
    ask: bool = False
    # The version of the own assignment, where "no change" may be pressed.
    no_change: int = 0
    more: bool = False
    retract: bool = False
    due: bool = False
    target: bool = False
    gather: bool = False
    # How many files there are to look at.
    materials: int = 0


def card_rows(item_id: int, version: int, may: CardPermissions) -> Rows:
    """The buttons of what this person may do now."""
    own = [Choice("签收", Press.SIGN, item_id, style="success")] if may.sign else []
    own += [Choice("报进展", Press.REPORT, item_id, style="primary")] if may.report else []
    own += [Choice("申请办结", Press.DONE, item_id, style="success")] if may.complete else []
    rows: list[tuple[Choice, ...]] = [tuple(own)] if own else []
    rows += in_rows([_part_button(part) for part in may.parts[:PART_BUTTONS]], 2)
    talk = [Choice("无新进展", Press.NO_CHANGE, item_id, may.no_change)] if may.no_change else []
    talk += [Choice("报困难", Press.DIFFICULTY, item_id)] if may.flag else []
    talk += [Choice("追问", Press.ASK, item_id)] if may.ask else []
    talk += [Choice("批示", Press.INSTRUCT, item_id)] if may.instruct else []
    talk += [Choice("汇总", Press.GATHER, item_id)] if may.gather else []
    # A verdict that waits is what the card is for.
    rows += _verdict_rows(may.verdicts)
    rows += [tuple(talk)] if talk else []
    last = [plan.choice(item_id)] if may.plan else []
    last += [Choice("延期", Press.EXTEND, item_id)] if may.extend else []
    last += [Choice("催办", Press.NUDGE, item_id, version)] if may.nudge else []
    last += [Choice("定时限", Press.PRESETS, item_id, version)] if may.due else []
    last += [Choice("改指标", Press.TARGET, item_id)] if may.target else []
    last += [Choice("撤回审核", Press.RETRACT, item_id, version)] if may.retract else []
    last += [Choice("加子事项", Press.LIFE, item_id, version, "split")] if may.add_parts else []
    last += [Choice("更多", Press.MORE, item_id, version)] if may.more else []
    return (*rows, *look_rows(item_id, may.materials), (*last, Choice("历史", Press.HISTORY, item_id)))


def _part_button(part: PartButton) -> Choice:
    verb = Press.REPORT if part.may_report else Press.ITEM
    return Choice(f"{circled(part.sub)}{cut(matter(part.directive), 12)}", verb, part.item_id)


def _verdict_rows(requests: Sequence[RequestToReview]) -> list[tuple[Choice, ...]]:
    if len(requests) > VERDICTS_SHOWN:
        return [(Choice("去审核", Press.REVIEW_ITEM, style="primary"),)]
    names = [""] if len(requests) == 1 else [f" {cut(one.unit, 16)}" for one in requests]
    return [
        (
            Choice(f"通过{name}", Press.APPROVE, one.assignment_id, one.version, style="success"),
            Choice(f"退回{name}", Press.SEND_BACK, one.assignment_id, one.version, style="danger"),
        )
        for one, name in zip(requests, names, strict=True)
    ]


def history_title(label: str) -> str:
    return f"{label} 的历史"


def history_rows(item_id: int, page: int, *, has_more: bool, materials: int) -> Rows:
    turns = [Choice("较新", Press.HISTORY, item_id, page - 1)] if page > 0 else []
    turns += [Choice("更早", Press.HISTORY, item_id, page + 1)] if has_more else []
    look = look_rows(item_id, materials)
    return (*([tuple(turns)] if turns else []), *look, (Choice("返回", Press.ITEM, item_id),))


def quoted(words: str) -> str:
    return f"“{cut(words, 120)}”" if words else "（所附材料）"


def match_rows(options: Sequence[tuple[int, str, str]], message_id: int) -> Rows:
    rows = [
        (Choice(f"{label} {brief(directive, 24)}", Press.MATCH, item_id, message_id),)
        for item_id, label, directive in options
    ]
    return (*rows, (Choice("都不是", Press.MATCH_NONE, 0, message_id),))
