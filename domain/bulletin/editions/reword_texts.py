"""Sentences of rewording a draft paragraph by paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.bulletin.editions.passages import Passage
from domain.bulletin.editions.pointing import Miss
from domain.bulletin.editions.spoken import talk_of
from domain.bulletin.prose.sentences import Sentence
from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows
from domain.words import shortened

ASK_PLACE = (
    "请回复要改写哪一段和新的文字：节加序号（如 二1 方案已印发；子项写 二1② …），"
    "或事项编号（如 #37 方案已印发；子项写 #37.2 …），或 标题、导语、发送、抄送。原文会保留。发 /cancel 放弃。"
)
EMPTY = "请回复新的文字，原文会保留。发 /cancel 放弃。"
RESTORED = "已恢复原文"
GONE = "这一段已不在。请用最新的预览，或重新起草请发 /bulletin。"
# Half of what a message holds for each of the two wordings.
_SHOWN = 1500
_SAID, _SAID_AT_MOST = 120, 5


_MISSED = {
    Miss.HALF: "{said} 后面像是还有数字，不能确定改哪一段，没有改动。子项请写全，如 #37.2 方案已印发；文字前请空一格。",
    Miss.ABSENT: "通报里没有 {said} 这一段。请写节加序号（如 二1）或事项编号（如 #37）。",
    Miss.HAS_PARTS: "{said} 的进展写在各子项里，没有改动。请写明哪个子项，如 {said}.1 方案已印发。",
}
SPOKEN = "⚠️ 这句还像口语，请改写：{words}"
COUNT = "请只回复件数，如 2。原数会保留。发 /cancel 放弃。"
WHICH_FRAME = "改哪一处？点选后回复新的文字。"
LEAVE_OUT = "整段不要，回复“无”。"
STATE = "状态不是段落里的文字，没有改动。请点【改状态】。"
STATE_OF_DRAFT = "状态随事项走，草稿里不能改，没有改动。先办结或退回这件事，再起草通报。"
_NONE = ("无", "删去", "删除", "不要")


def says_none(words: str) -> bool:
    return words.rstrip("。") in _NONE


def missed(miss: Miss, said: str) -> str:
    return _MISSED[miss].format(said=said) if miss in _MISSED else ASK_PLACE


def title(one: Passage, place: int, count: int) -> str:
    where = f"第{place + 1}段，共{count}段 · " if place < count else ""
    return f"{where}{named(one)}"


def paragraph(one: Passage) -> str:
    """The wording that will be printed; below it the original, where the two differ."""
    lines = [*([f"“{cut(one.directive, 120)}”", ""] if one.directive else []), f"现文：{_shown(one.words)}"]
    if one.is_reworded:
        lines += ["", f"原文：{_shown(one.original)}"]
    lines += [*(SPOKEN.format(words=cut(words, _SAID)) for words in talk_of(one))]
    told = said(one.said)
    lines += ["", told] if told else []
    return "\n".join(lines)


def said(sentences: Sequence[Sentence]) -> str:
    """What the units had said in their own words, where something else is printed; "" where nothing is."""
    lines = [f"{one.unit}R-{one.report_ids[0]}：{cut(one.original, _SAID)}" for one in sentences if one.is_reworded]
    return "\n".join(["反馈原话：", *shortened(lines, _SAID_AT_MOST, "……另有{}条")]) if lines else ""


def _shown(words: str) -> str:
    return cut(words, _SHOWN) or "（无）"


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph on its page: which one of how many that are gone through, and those that belong to it."""

    place: int
    count: int
    beside: tuple[tuple[str, int], ...] = ()
    is_correction: bool = False


def rows(bulletin_id: int, version: int, one: Passage, shown: Shown) -> Rows:
    place = shown.place

    def button(label: str, verb: Press, at: int = place) -> Choice:
        return Choice(label, verb, bulletin_id, version, str(at))

    turning = [button("上一段", Press.REWORD, place - 1)] if 0 < place < shown.count else []
    if place + 1 < shown.count:
        turning.append(button("下一段", Press.REWORD, place + 1))
    change = [button("改这段", Press.REWORD_ASK)]
    if one.is_reworded:
        change.append(button("恢复原文", Press.REWORD_UNDO))
    if shown.is_correction and one.item_id:
        change.append(Choice("改状态", Press.RESTATE, bulletin_id, version, str(one.item_id)))
    beside = tuple(button(label, Press.REWORD, at) for label, at in shown.beside)
    others = (button("按编号改", Press.REWORD_ANY), button("标题、导语、发送…", Press.REWORD_FRAME))
    back = (button("回到预览", Press.BULLETIN_PAGE, 0),)
    return tuple(row for row in (tuple(turning), tuple(change), beside, others, back) if row)


def state_rows(bulletin_id: int, version: int, one: Passage) -> Rows:
    return ((Choice("改状态", Press.RESTATE, bulletin_id, version, str(one.item_id)),),)


def frame_rows(bulletin_id: int, version: int, places: Sequence[tuple[str, int]]) -> Rows:
    buttons = [Choice(label, Press.REWORD, bulletin_id, version, str(at)) for label, at in places]
    return (*in_rows(buttons, 3), (Choice("回到预览", Press.BULLETIN_PAGE, bulletin_id, version, "0"),))


def ask_words(one: Passage) -> str:
    more = LEAVE_OUT if one.may_be_empty else ""
    return f"{named(one)} 现在写的是：{cut(one.words, 600) or '（无）'}\n{EMPTY}{more}"


def beside(one: Passage) -> str:
    """The button that leads to what belongs to the same item."""
    kind = one.key.partition(".")[0]
    return {"directive": "事项原文", "notes": "附注"}.get(kind, "回到进展")


def named(one: Passage) -> str:
    return f"{one.place} {one.label}".rstrip()


def reworded(one: Passage, *, goes_on: bool = False) -> str:
    done = f"{one.label or one.place} 已改写，原文保留。"
    return f"{done}\n还要改，接着回复下一段；改完发 /cancel。" if goes_on else done


def figures_needed(figures: Sequence[str]) -> str:
    return f"导语里的件数由各事项状态算出，要与正文一致，没有改动。请保留：{'；'.join(figures)}。"


def too_long(length: int, limit: int) -> str:
    return f"这段有 {length} 字，超过 {limit} 字，请精简后重发。"
