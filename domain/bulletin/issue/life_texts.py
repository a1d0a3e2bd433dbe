"""Sentences of an issue's life: what a draft is waiting for, who did what before, what changed since it was made."""

from collections.abc import Sequence

from domain.bulletin.life import BulletinState
from domain.words import shortened

NEW_PROGRESS = "有新进展"
NOW_CLOSED = "已办结"
OPEN_AGAIN = "又在推进"
NOW_OVERDUE = "已逾期"
OTHERWISE = "批示、时限等有变化"
ADDED = "新列入"
GONE = "不再列入"
FRAME = "通报用词或发送单位改过"
FIGURES = "各单位的数字有变化"
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
