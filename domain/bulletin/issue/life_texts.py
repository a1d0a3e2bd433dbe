"""Sentences of an issue's life: what a draft is waiting for, who did what before, what changed since it was made."""

from collections.abc import Sequence
from datetime import date

from domain.bulletin.life import BulletinState
from domain.commands import Press
from domain.notes import Choice, Rows
from domain.words import shortened

NEW_PROGRESS = "有新进展"
NOW_CLOSED = "已办结"
OPEN_AGAIN = "又在推进"
NOW_OVERDUE = "已逾期"
OTHERWISE = "批示、时限等有变化"
ADDED = "新列入"
GONE = "不再列入"
FRAME = "通报用词或发送单位改过"
NOTHING_LEFT = "现在已没有可通报的内容"
FIGURES = "各单位的数字有变化"
LAST_LOOK = "发布前请再看一眼"
AHEAD = "本周通报草稿，请过目"
PUT_OFF = "本周通报已暂缓"
HOUR_PASSED = "发布时间已到，请看下面的新消息。"
REDONE = "已按最新情况重做"
SAME = "没有变化，草稿就是最新的"
_CHECKS = 12
_SHOWN = 6
WAITING_WORDS = {
    BulletinState.PROOFING: "送各单位核稿",
    BulletinState.SIGNING: "送签",
    BulletinState.SIGNED: "签发，到时间发布",
}
_AGAIN = "发 /bulletin，看最新的。"


def withdrawn_before(issue_number: int | None, *, who: str, at: str) -> str:
    return f"第{issue_number}期已由{who or '督查室'}于{at}撤回，这次没有改动。"


def discarded_before(*, who: str, at: str, is_correction: bool) -> str:
    """A correction ends so too when it has become the next edition."""
    if is_correction:
        return f"这份更正稿已由{who or '督查室'}于{at}处理。发 /bulletin last，看最新一版。"
    return f"这份草稿已由{who or '督查室'}于{at}放弃。重新起草请发 /bulletin。"


def changed_before(*, who: str, at: str) -> str:
    return f"这份草稿已由{who or '机器人'}于{at}改过，您点的是旧稿，没有发布。{_AGAIN}"


def waits_already(state: BulletinState, *, who: str, at: str) -> str:
    return f"这份草稿已由{who or '督查室'}于{at}{WAITING_WORDS[state]}，这次没有改动。{_AGAIN}"


def about(label: str, what: str) -> str:
    return f"{label} {what}"


def since(drafted: str, changes: Sequence[str]) -> str:
    """`drafted` is when: "11月23日09:00"."""
    lines = shortened([f"· {one}" for one in changes], _SHOWN, "· 另有{}处")
    return "\n".join([f"⏳ 这份草稿是{drafted}的，此后有{len(changes)}处变化：", *lines])


def same_as(issue_number: int | None) -> str:
    return f"与第{issue_number}期内容相同，仍要发布？"


def shown_checks(checks: Sequence[str]) -> list[str]:
    return shortened(checks, _CHECKS, "……另有{}处")


def redo_row(bulletin_id: int, version: int) -> tuple[Choice, ...]:
    return (Choice("按最新情况重做", Press.REDO, bulletin_id, version, style="success"),)


def last_look_buttons(
    bulletin_id: int, version: int, anyway: Press, *, is_old: bool, may_redo: bool, spoken_at: int | None = None
) -> Rows:
    """`is_old`: there is something newer to make it from; `spoken_at`: the paragraph that reads as talk."""
    as_it_is = Choice("照原样发" if is_old else "仍要发布", anyway, bulletin_id, version)
    back = change_button("返回修改", bulletin_id, version, spoken_at=spoken_at if may_redo else None)
    return (*((redo_row(bulletin_id, version),) if is_old and may_redo else ()), (as_it_is, back))


def change_button(label: str, bulletin_id: int, version: int, *, spoken_at: int | None) -> Choice:
    """To the very paragraph that reads as talk, where there is one."""
    if spoken_at is not None:
        return Choice(label, Press.REWORD, bulletin_id, version, str(spoken_at))
    return Choice(label, Press.BULLETIN_PAGE, bulletin_id, version, "0")


def ahead(when: str, checks: Sequence[str], told: str, *, goes: bool) -> str:
    """`goes`: by itself, when nobody says otherwise and no check is open."""
    if not goes:
        what = f"{when}发布，请先点【照发】。"
    elif checks:
        what = f"{when}到点时下面{len(checks)}处还没有核对好，就先不发。点【照发】，到点照样发。"
    else:
        what = f"{when}自动发布。"
    return "\n".join([what, *shown_checks(checks), "", told])


def ahead_buttons(bulletin_id: int, version: int, *, is_signed_by_others: bool, spoken_at: int | None) -> Rows:
    go = Choice("照发", Press.WEEK_SIGN, bulletin_id, version, style="success")
    hold = Choice("暂缓", Press.WEEK_HOLD, bulletin_id, version)
    change = change_button("改", bulletin_id, version, spoken_at=spoken_at)
    papers = Choice("看成稿", Press.DRAFT_PAPERS, bulletin_id, version)
    return ((hold, change) if is_signed_by_others else (go, hold, change), (papers,))


def goes_at(when: str) -> str:
    return f"已签发，{when}照这份草稿发布"


def put_off(name: str) -> str:
    return f"本周通报已由{name}暂缓，到点不发。改好后点【发布】，或点【本周不发】。"


def week_held(day: date, reasons: Sequence[str]) -> str:
    """Why the automatic issue did not go."""
    head = f"{day.month}月{day.day}日的通报没有自动发布，先请核对："
    return "\n".join([head, *shown_checks(reasons), "改好后点【发布】。"])
