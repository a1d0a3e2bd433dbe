"""Words around papers that come in: questions, refusals, what was written. Pages: `paper_preview`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.bulletin.forms import circled
from domain.commands import Press
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.office.units import UnitMatch
from domain.pager import in_rows
from domain.words import listed, shortened

FILE_TOO_LARGE = "文件超过20MB，机器人无法下载。请精简后重发，或只发正文的 Word（docx）。"
FILE_NOT_FETCHED = "文件没有下载成功，请重发一次。"
PASTED = "粘贴的文字"
FORGOTTEN = "这份文件后面的部分带有密级标志，前面读出的内容已删除。"
SEND_PAPER = (
    "请把通报、纪要或任务清单发到这里：.txt、.docx、.xlsx、.csv、文字版 .pdf 文件，或直接粘贴全文。发 /cancel 放弃。"
)
TOO_SHORT = "文字太短，读不出事项。请粘贴全文，或发送文件；逐条新建请发 /new。"
NO_ITEMS = "没有读出事项。请确认是通报、纪要或任务清单的全文；逐条新建请发 /new。"
NOTHING_NEW = "这份文件的{count}件事项都已在库，没有需要导入的。发 /status，查看。"
WHICH_FIELD = "改哪一处？"
ASK_POSITION = "要改哪一项？请回复预览里的序号（例如 4；子事项写 4②）。发 /cancel 放弃。"
NO_MEETING = "未注明会议"
NO_POSITION = "没有第 {words} 项，请回复预览里的序号（1–{last}）。发 /cancel 放弃。"
LAST_ITEM = "只剩这一项，不能再去掉。不想导入请点[取消]。"
ONLY_WORDS = "请用文字回复。发 /cancel 放弃。"

FIELDS = {
    "resp": "责任单位",
    "coop": "配合单位",
    "lead": "牵头领导",
    "due": "时限",
    "state": "状态",
    "drop": "不是事项",
}
# An item is taken out on its card; a part is finished or not as its item is.
_OF_PARTS_ALONE, _OF_ITEMS_ALONE = ("drop",), ("state",)
ASK_VALUE = {
    "resp": "请回复责任单位，多个用顿号隔开（例如：县农林局、县财政局）。",
    "coop": "请回复配合单位，多个用顿号隔开；没有请回复“无”。",
    "lead": "请回复牵头领导姓名，多个用顿号隔开；没有请回复“无”。",
    "due": "请回复时限（例如：12月31日、三季度末、长期）；没有请回复“无”。",
}
ASK_OF_PART = {
    "resp": "请回复责任单位，多个用顿号隔开；与原事项相同请回复“无”。",
    "lead": "请回复牵头领导姓名，多个用顿号隔开；与原事项相同请回复“无”。",
    "due": "请回复时限（例如：12月31日、三季度末、长期）；与原事项相同请回复“无”。",
}
BAD_DATE = "没有看懂时限“{words}”{why}。请写成 2026年12月31日、三季度末 或 长期。"
BAD_NAME = "“{name}…”不像一个名称。请用顿号隔开，每个不超过30字。"
TO_ASSIGN_SHOWN = 6
NAMES_SHOWN = 12
FINDINGS_ALONE = "这份通报没有列出事项，不能导入。数字对不上的有{count}处："


@dataclass(frozen=True, slots=True)
class PlaceInPaper:
    """An item of a preview by its position, or with `part` a part of it by its number."""

    position: int
    part: int = 0

    def __str__(self) -> str:
        return f"{self.position}{circled(self.part) if self.part else ''}"

    @property
    def packed(self) -> str:
        return f"{self.position}-{self.part}" if self.part else f"{self.position}"


_PLACE = re.compile(
    r"[#第]?\s*(?P<position>\d{1,4})\s*(?:项|条)?\s*(?:的?第?(?P<mark>[①-⑳])|[-.．](?P<part>\d{1,2}))?\s*(?:项|条)?"
)


def place_typed(words: str) -> PlaceInPaper | None:
    """ "4", "第4项", "4②" or "4.2"."""
    match = _PLACE.fullmatch(words)
    if match is None:
        return None
    part = ord(match["mark"]) - ord("①") + 1 if match["mark"] else int(match["part"] or 0)
    return PlaceInPaper(int(match["position"]), part)


def ask_value(place: PlaceInPaper, field: str, now: str) -> str:
    asked = {**ASK_VALUE, **ASK_OF_PART} if place.part else ASK_VALUE
    return f"第{place}项现为：{now or _none(place)}\n{asked[field]}"


def _none(place: PlaceInPaper) -> str:
    return "与原事项相同" if place.part else "无"


def field_rows(draft_id: int, *, version: int, place: PlaceInPaper) -> Rows:
    choices = [
        Choice(name, Press.PAPER_FIELD, draft_id, version, f"{place.packed}.{field}")
        for field, name in FIELDS.items()
        if field not in (_OF_PARTS_ALONE if not place.part else _OF_ITEMS_ALONE)
    ]
    return in_rows(choices, 3)


def corrected(place: PlaceInPaper, field: str, *, before: str, after: str) -> str:
    """The echo of a correction, in front of the page that shows it."""
    if field == "drop":
        return f"✏️ 已去掉第{place}项，不会导入。"
    return f"✏️ 第{place}项{FIELDS[field]}：{before or _none(place)} → {after or _none(place)}"


def read_before(who: str, at: str) -> str:
    return f"同一份文件已由{who}于{at}导入过"


def imported(first: str, last: str, count: int, closed: int) -> str:
    span = first if first == last else f"{first}–{last}"
    return f"已导入{count}件：{span}，其中已办结{closed}件"


def missing(without_unit: Sequence[str], new_units: int, without_official: Sequence[str]) -> str:
    """What the office has to complete after an import; empty when nothing is missing."""
    lines = [f"新登记单位{new_units}个"] if new_units else []
    if without_unit:
        labels = "、".join(without_unit)
        lines.append(f"⚠️ 没有责任单位的{len(without_unit)}件：{labels}。点下面的按钮补上。")
    if without_official:
        names = "、".join(without_official[:NAMES_SHOWN]) + ("等" if len(without_official) > NAMES_SHOWN else "")
        lines.append(
            f"⚠️ 还没有联络员的单位{len(without_official)}个：{names}。发 /invite {without_official[0]} 张三，邀请。"
        )
    return "\n".join(lines)


def with_number(text: str, next_number: int) -> str:
    line = f"期号接着编：下一期为第{next_number}期。要改发 /settings 上期期号 {next_number - 1}"
    return f"{line}\n{text}" if text else line


def assign_rows(items: Sequence[tuple[int, str]]) -> Rows:
    """Buttons to name a unit for (item_id, label)."""
    choices = [Choice(f"交办 {label}", Press.ASSIGN_ASK, item_id) for item_id, label in items[:TO_ASSIGN_SHOWN]]
    return in_rows(choices, 3)


def assigned_card(labels: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """(title, text) to an official: the items newly in hand, as (label, directive)."""
    lines = [f"{label} {brief(directive, 50)}" for label, directive in labels]
    return f"📌 新交办您单位{len(labels)}件", "\n".join(shortened(lines, 10, "……另有{}件，发 /my，查看"))


LIKELY_OPEN = "“{name}”和“{unit}”近似，请先点[同一单位]或[新单位]，再确认导入。"
NEW_UNIT = "✏️ “{name}”是新单位，确认导入时登记。"
LIKELY_SHOWN = 3


def same_unit(name: str, unit: str) -> str:
    return f"✏️ “{name}”就是{unit}，以后不再问。"


def unit_lines(new: Sequence[UnitMatch], likely: Sequence[UnitMatch], groups: Sequence[str]) -> list[str]:
    """What of the units somebody should look at before confirming."""
    lines = []
    if new:
        some = listed(match.name for match in new[:NAMES_SHOWN])
        lines.append(f"🆕 新单位{len(new)}个（确认后登记）：{some}{'等' if len(new) > NAMES_SHOWN else ''}")
    lines += [f"⚠️ 近似：“{match.name}”是不是{listed(unit.name for unit in match.likely)}？" for match in likely]
    if groups:
        lines.append(f"⚠️ 统称未指明（不当作单位）：{listed(groups[:NAMES_SHOWN])}")
    return lines


def unit_rows(
    draft_id: int, version: int, likely: Sequence[tuple[int, UnitMatch]], groups: Sequence[tuple[int, str]]
) -> Rows:
    rows = []
    for place, match in likely[:LIKELY_SHOWN]:
        rows += [
            (Choice(f"同一单位：{cut(unit.name, 20)}", Press.PAPER_UNIT, draft_id, version, f"{place}.{unit.unit_id}"),)
            for unit in match.likely[:2]
        ]
        rows.append((Choice(f"新单位：{cut(match.name, 20)}", Press.PAPER_UNIT, draft_id, version, f"{place}.0"),))
    rows += [(Choice(f"指明“{cut(name, 16)}”", Press.UNIT_SET, set_id, 0, "new"),) for set_id, name in groups[:3]]
    return tuple(rows)
