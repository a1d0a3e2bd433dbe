"""Sentences for what is said about an item and is no progress: nods, questions, protests, wishes, promises."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.reading import say_date
from domain.gist import brief
from domain.notes import Choice, Rows
from domain.talk.acts import Heard, SpeechAct, WishFor

WAITING = "好的，等您的进展。"
FRIENDLY = "不客气，有进展随时回复。"
SEEN = "好的。"
ASK_UNSURE = "这句话算进展吗？按一下再登记。"
OFFERED = "没有记为进展。需要的话按一下："
PROMISED = "还没有做完的事，不记为进展。要记为承诺就按一下："
NOT_PROGRESS = "没有登记：这句话不像进展。请写明做了什么、到了哪一步，例如：方案已印发，资金到位60%。"
NOT_AMENDED = "没有更正：改后的话不像进展，原反馈没有改动。要撤回请按回执下的【撤回】。"
CLOSED = "{label} 已办结或已撤销，不用再回复。发 /item {number} 看最新情况。"
NOT_SIGNED = "还没有签收的有 {count} 件，按一下签收："
SIGNED_AT_MOST = 3
_AS_PROGRESS = "记为进展"
WITHDRAWN = "已改记为进展，并已告知督查室不用答复。"


def passed_on(label: str, told: Sequence[str]) -> str:
    return f"您的问题已就 {label} 转给督查室{'、'.join(told)}，答复会转来。没有记为进展。"


def protested(label: str, told: Sequence[str]) -> str:
    return f"已转告督查室{'、'.join(told)}：{label} 您单位认为不该由本单位承办。改派与否另行通知。"


def protest_card(label: str, *, directive: str, who: str, text: str) -> tuple[str, str]:
    title = f"✋ {label} {who}认为不该由本单位承办"
    return title, f"{brief(directive, 80)}\n原话：{text}\n直接回复本条即可答复；改派请按下面的按钮。"


def made_progress(label: str, *, who: str, text: str) -> str:
    return f"{label} {who}的话已改记为进展，不用答复。\n原话：{text}"


def protest_rows(item_id: int) -> Rows:
    return ((Choice("改派", Press.ASSIGN_ASK, item_id, style="primary"), Choice("详情", Press.ITEM, item_id)),)


def unsigned_rows(items: Sequence[tuple[int, str, str]]) -> Rows:
    """(id, label, directive) of the first few that wait for a sign-off."""
    return tuple(
        (Choice(f"签收 {label} {brief(directive, 14)}", Press.SIGN, item_id),)
        for item_id, label, directive in items[:SIGNED_AT_MOST]
    )


def rows(heard: Heard, item_id: int, message_id: int, today: date) -> Rows:
    """What can be made of the words, the likeliest first; `item_id` 0 where none is known yet."""
    offers = _offers(heard, item_id, message_id, today)
    drop = Choice("不用记", Press.MATCH_NONE, item_id, message_id)
    return (*((one,) for one in offers), (*progress_row(item_id, message_id), drop))


def progress_row(item_id: int, message_id: int) -> tuple[Choice, ...]:
    """Under whatever words were taken for something else; `item_id` 0 where it is still to be asked."""
    return (Choice(_AS_PROGRESS, Press.AS_PROGRESS, item_id, message_id),)


def _offers(heard: Heard, item_id: int, message_id: int, today: date) -> list[Choice]:
    if heard.act is SpeechAct.WISH and heard.wish is not None:
        return [_wish(heard, heard.wish, item_id, message_id, today)]
    if heard.act is SpeechAct.PROMISE and heard.date is not None and heard.date.day is not None:
        mark = "" if heard.date.sure else "？"
        label = f"记为承诺 {say_date(heard.date.day, today)}{mark}"
        return [Choice(label, Press.AS_PROMISE, item_id, message_id, style="success")]
    if heard.act in (SpeechAct.UNSURE, SpeechAct.QUESTION, SpeechAct.PROTEST):
        return [Choice("是问题，转督查室", Press.AS_QUESTION, item_id, message_id)]
    return []


def _wish(heard: Heard, wish: WishFor, item_id: int, message_id: int, today: date) -> Choice:
    if wish is WishFor.EXTENSION:
        day = heard.date.day if heard.date else None
        label = f"申请延到{say_date(day, today)}" if day and day > today else "申请延期…"
        return Choice(label, Press.AS_EXTENSION, item_id, message_id, style="success")
    if wish is WishFor.DIFFICULTY:
        return Choice("报困难", Press.AS_DIFFICULTY, item_id, message_id, style="success")
    return Choice("请假…", Press.AS_LEAVE, item_id, message_id, style="success")


def done_row(item_id: int, message_id: int) -> Rows:
    """Under words sent with /done that do not say what is finished."""
    return ((Choice("就按此申请办结", Press.AS_DONE, item_id, message_id, style="success"),),)
