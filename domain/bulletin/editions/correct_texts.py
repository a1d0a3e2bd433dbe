"""Sentences of a corrected issue."""

from collections.abc import Sequence
from datetime import date

from domain.bulletin.editions.differences import PassageChange
from domain.bulletin.forms import Sort, edition_mark, long_date
from domain.bulletin.wording import Wording
from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows

NOT_PUBLISHED = "这份通报还没有发布，直接改写草稿即可。发 /bulletin，起草。"
NOTHING_CHANGED = "还没有改动任何一段。请先点【逐段改写】，再发布更正。"
STILL_LEAVING = "这一期还没有全部发到群里，发完后才能更正。请稍后再点；有待确认的请先确认。"
CORRECTED_MEANWHILE = "这一期刚被更正过。请发 /bulletin last，看最新一版。"
EMPTIED = "更正后的正文见文件。"


def correction(day: date, places: Sequence[str]) -> str:
    """What stands at the head of the new edition."""
    return f"本期已于{long_date(day)}更正（{'、'.join(places)}），以本版为准。"


def title(masthead: str, issue_number: int | None, edition: int) -> str:
    return f"{masthead} 第{issue_number}期{edition_mark(edition)}"


def told(words: str, changed: Sequence[PassageChange]) -> str:
    """For robots, which cannot change what they posted."""
    return "\n".join([words, *(f"{one.name} {one.after}" for one in changed)])


WHICH_STATE = "{label} “{directive}”\n本期列为{now}。要改列为什么？件数、占比和序号随之重算；台账里的状态不变。"
RESTATED = "{label} 已改列为{to}，件数已重算。"
LEFT_OUT = "{label} 不再列入本期，件数已重算。"
ONLY_CORRECTIONS = "草稿按台账列状态，不能在这里改。请先改事项（如在卡片上点【通过】），再重新起草：发 /bulletin。"
ITEM_GONE = "这一项已不在更正稿里。请回到预览查看。"
ONLY_ONE_LEFT = "本期只剩这一项，不能移出。"
_OUT = "out"


def state_word(sort: Sort, wording: Wording) -> str:
    return {
        Sort.CLOSED: wording.closed,
        Sort.OPEN: wording.under_way,
        Sort.ADVANCED: "取得阶段性成果",
        Sort.GOING: "待续报进展",
        Sort.URGENT: "需加快推进",
    }[sort]


def ask_state(label: str, *, directive: str, now: str) -> str:
    return WHICH_STATE.format(label=label, directive=cut(directive, 60), now=now)


def state_rows(bulletin_id: int, *, version: int, item_id: int, choices: Sequence[tuple[Sort, str]]) -> Rows:
    rows = [
        (Choice(f"列为{word}", Press.RESTATE_AS, bulletin_id, version, f"{item_id}-{sort}"),) for sort, word in choices
    ]
    out = Choice("移出本期", Press.RESTATE_AS, bulletin_id, version, f"{item_id}-{_OUT}", style="danger")
    back = Choice("回到预览", Press.BULLETIN_PAGE, bulletin_id, version, "0")
    return (*rows, (out,), (back,))


def state_pressed(extra: str) -> tuple[int, str]:
    """(item id, sort or "out") of a button; (0, "") for a forged one."""
    item, _, sort = extra.partition("-")
    is_item = item.isascii() and item.isdecimal() and len(item) < 10
    return (int(item), sort) if is_item and sort in {*Sort, _OUT} else (0, "")


def is_out(sort: str) -> bool:
    return sort == _OUT


def figures_wrong(figures: Sequence[str]) -> str:
    return f"导语里的件数与正文不一致，没有发布。请改导语，写明：{'；'.join(figures)}。"


def published(issue_number: int | None, groups: int) -> str:
    return f"第{issue_number}期的更正版已发布，正在改动 {groups} 个领导群里的原消息，不另发。原版留存。"
