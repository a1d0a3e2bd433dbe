"""Sentences of nudges: the digest of a round with its sections, and the answer to /nudge."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.commands import Press
from domain.dates.deadlines import light, say_deadline, say_since
from domain.dates.words import say_date
from domain.gist import brief
from domain.notes import Choice, Rows
from domain.nudging.stages import VAIN_ROUNDS
from domain.states import STATE_WORDS, State
from domain.views.status_texts import ItemInList
from domain.words import shortened

BUTTONS = 5
LINES = 12
HOW_TO_REPORT = "请点按钮，或直接回复本条。"
HOW_TO_PICK = "请点事项，在它的卡片上报进展。"
HOW_TO_SIGN = "请点【签收】，表示本单位已知道。"
# What the button of an item carries where its card is a message of its own.
BELOW = "below"
WHICH = "请写明要催办的编号，可写几个，例如：/nudge 37 38；看后几天催谁发 /nudge 预览"
TOO_MANY = "一次最多催办 {limit} 件，请分几次发。"
BY_HAND = "督查室催办"


def digest_title(count: int) -> str:
    return f"催办：{count} 件事项等您反馈"


def late_title(count: int) -> str:
    return f"逾期：{count} 件未办结"


def unsigned_title(count: int) -> str:
    return f"签收提醒：{count} 件还没有签收"


def vain_title(count: int) -> str:
    return f"催办无回音：{count} 件，已催{VAIN_ROUNDS}次"


def escalation_title(count: int, days: int) -> str:
    return f"逾期{days}天以上：{count} 件未办结"


def group_title(unit: str, count: int) -> str:
    return f"催办：{unit} {count} 件事项待办"


def line(item: ItemInList, today: date, unit: str = "", *, unsigned: bool = False) -> str:
    """ "🔴 #37 已逾期3天 · 制定实施方案…"; a long-term item says how long it has not moved."""
    lamp = light(item.state, item.deadline, item.last_moved_on, today)
    when = say_deadline(item.deadline, today, long_term=item.long_term)
    if item.deadline is None:
        when += say_since(item.last_moved_on, today, "，{} 天未动")
    if unsigned:
        when = f"待签收，{when}"
    return " · ".join(part for part in (f"{lamp} {item.label} {when}", unit, brief(item.directive, 60)) if part)


@dataclass(frozen=True, slots=True)
class DigestItem:
    """An item in a digest. `units` are named where the reader answers for others too."""

    item: ItemInList
    units: str = ""
    unsigned: bool = False
    unit_ids: tuple[int, ...] = ()
    in_vain: bool = False


def own_section(shown: Sequence[DigestItem], today: date) -> str:
    how = HOW_TO_REPORT if len(shown) == 1 else HOW_TO_PICK
    if all(one.unsigned for one in shown):
        how = HOW_TO_SIGN
    return "\n".join((*_lines(shown, today, "发 /my，查看全部。"), "", how))


def stand_in_section(name: str, shown: Sequence[DigestItem], today: date) -> str:
    """What somebody who is away would have heard."""
    return "\n".join((f"代办 · {name}（请假中）", *_lines(shown, today, "发 /my，查看全部。")))


def above_section(shown: Sequence[DigestItem], today: date) -> str:
    """What is late or unsigned in the hands of others."""
    return "\n".join(_lines(shown, today, "发 /overdue，查看逾期清单。"))


def _lines(shown: Sequence[DigestItem], today: date, more: str) -> list[str]:
    rest = f"……另有 {{}} 件，{more}"
    return shortened(shown, LINES, rest, lambda one: _line(one, today))


def _line(shown: DigestItem, today: date) -> str:
    said = line(shown.item, today, shown.units, unsigned=shown.unsigned)
    return f"{said}（已催{VAIN_ROUNDS}次没有回音）" if shown.in_vain else said


def one_item_buttons(shown: DigestItem, own_version: int, again: str) -> Rows:
    """Whatever answers a nudge of one item. `own_version` is that of the reader's own part in hand, 0 where there is
    none; `again` is empty where the item may not be put off."""
    item_id = shown.item.item_id
    sign = (Choice("签收", Press.SIGN, item_id, style="success"),) if shown.unsigned else ()
    acts = [Choice("报进展", Press.REPORT, item_id, style="primary")]
    if own_version:
        acts.append(Choice("无新进展", Press.NO_CHANGE, item_id, own_version))
        acts.append(Choice("申请办结", Press.DONE, item_id))
    later = (Choice(again, Press.SNOOZE, item_id),) if again else ()
    return tuple(row for row in (sign, tuple(acts), later) if row)


def picker_buttons(shown: Sequence[DigestItem], puts_off: Collection[int], again: str) -> Rows:
    """Each item opens its card below; with [签收] or, where it may be put off (`puts_off`: item ids), [`again`]."""
    return tuple(_picker_row(one, puts_off, again) for one in shown[:BUTTONS])


def _picker_row(shown: DigestItem, puts_off: Collection[int], again: str) -> tuple[Choice, ...]:
    item, item_id = shown.item, shown.item.item_id
    first = [Choice(f"{item.label} {brief(item.directive, 14)}", Press.ITEM, item_id, extra=BELOW)]
    if shown.unsigned:
        first.append(Choice("签收", Press.SIGN, item_id, style="success"))
    elif item_id in puts_off:
        first.append(Choice(again, Press.SNOOZE, item_id))
    return tuple(first)


def again_words(day: date, today: date) -> str:
    """What the button that puts an item off promises."""
    if (day - today).days == 1:
        return "明天上午再提醒"
    return f"{say_date(day, today)}上午再提醒"


def put_off(label: str, day: date, today: date, left: int) -> str:
    rest = f"还可推迟{left}次" if left else "之后不能再推迟"
    return f"{label} 到{say_date(day, today, with_weekday=True)}上午再提醒您（{rest}）。"


def put_off_no_more(label: str, limit: int) -> str:
    if not limit:
        return f"督查室没有开放推迟提醒。请发 /report {label[1:]} 已完成招标。"
    return f"{label} 已推迟过{limit}次，不能再推迟。请发 /report {label[1:]} 已完成招标。"


def put_off_already(label: str, day: date, today: date) -> str:
    return f"{label} 已推迟到{say_date(day, today, with_weekday=True)}，不用再按。"


NO_HOUR = "无"
HOUR_TITLE = "提醒时间"
HOUR_USAGE = "请写明几点以后提醒您（{first}到{last}点之间的整点），例如：/hour 10；恢复随时提醒发 /hour 无"


def hour_typed(words: str) -> str:
    """ "10" of "10点"."""
    return words.removesuffix("点").strip()


def hour_now(hour: int | None) -> str:
    return f"现在是{hour}点以后提醒您。" if hour is not None else "现在上班时间随时提醒您。"


def hour_set(hour: int | None) -> str:
    return f"好的，每个工作日{hour}点以后提醒您。" if hour is not None else "好的，上班时间随时提醒您。"


def full_day(person: str, limit: int) -> str:
    return f"{person}（今天已收到{limit}条催办，明天再催）"


def nobody_urged(reasons: Sequence[str]) -> str:
    return "；".join(reasons) + "。"


def settled(label: str, state: State) -> str:
    return f"{label} {STATE_WORDS[state]}，不用催办"


def pressed_before(label: str, local: datetime) -> str:
    return f"{label} 在 {local:%H:%M} 刚催办过，满一小时才能再催"


def told(label: str, reached: Sequence[str], missing: Sequence[str], *, spared: Sequence[str] = ()) -> str:
    """ "已催办 #37：县农林局 鲍林；收不到：县财政局（没有联络员…）；县林业局7天内已反馈，没有催"."""
    words = [f"已催办 {label}：{'、'.join(reached)}"]
    words += [f"收不到：{'、'.join(missing)}"] if missing else []
    words += [f"{'、'.join(spared)}7天内已反馈，没有催"] if spared else []
    return "；".join(words)


def leaves_at(opening: datetime, today: date) -> str:
    day = f"{say_date(opening.date(), today, with_weekday=True)} " if opening.date() != today else ""
    return f"现在不是上班时间，{day}{opening:%H:%M} 送达。"


def nobody(label: str, missing: Sequence[str]) -> str:
    why = "、".join(missing) or f"还没有责任单位，请发 /assign {label[1:]} 县农林局"
    return f"{label} 催办无人可收：{why}"


def reached(unit: str, *, name: str, reader: str) -> str:
    """ "县农林局 鲍林", with who reads it while that person is away."""
    return f"{unit} {name}" if reader == name else f"{unit} {name}（请假，由{reader}代办）"


def no_official(unit: str) -> str:
    return f"{unit}（没有联络员，发 /invite {unit} 张三，邀请）"


def asks_later(unit: str) -> str:
    return f"{unit}（已申请延期，请先答复延期）"


def unreachable(unit: str, name: str) -> str:
    return f"{unit} {name}（已停用机器人，请电话联系）"
