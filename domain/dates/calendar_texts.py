"""Sentences of the working calendar."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.notes import Choice, Rows
from domain.words import shortened

USAGE = "请粘贴放假通知，例如：/calendar 2027年10月1日至7日放假，10月9日上班"
UNDATED = "没有看懂这一行的日期，没有录入。请写成：10月1日至7日放假，10月10日上班"
NOT_OURS = "没有看懂是不是本机关放假或上班，没有录入。请写成：10月1日至7日放假，10月10日上班"
UNCLEAR = "没有看懂{day}是放假还是上班，没有录入。请在日期后写明“放假”或“上班”。"
BOTH = "{day}既写了放假又写了上班，没有录入。请核对通知后重发。"
COUNT = "写的是共{said}天、数出来是{found}天，没有录入。请核对通知后重发。"
BAD_SPAN = "“{words}”前后颠倒或超过31天，没有录入。请核对后重发。"
NO_SUCH_DAY = "没有{month}月{day}日这一天，没有录入。请核对后重发。"
WEEKDAY = "{day}不是周{said}，没有录入。请核对通知后重发。"
CLASHES = "{day}此前录为{now}，和这次矛盾，没有录入。以这次为准请先发：/calendar 删除 {month}月{number}日"
SAME = "这些日子早已录入，没有变化。发 /calendar，查看。"
NOT_KEPT = "{day}没有单独录入过，不用删除。发 /calendar，查看。"
NO_DAY = "没有看懂日期"
NO_KIND = "没有看懂是放假还是上班"
NO_ROWS = "没有读出放假或上班的日子，没有录入。表里要有“日期”和“类型”（放假、上班）两列，请核对后重发。"
BY_FILE = "也可以把放假通知或日期表（xlsx、docx、pdf、txt）作为文件回复本条，先预览，确认后才录入。"
LEFT_SHOWN = 8
REMOVE = "删除"
TITLE = "工作日历"
PREVIEW_TITLE = f"{TITLE}：请确认"
HOW = "查看和录入发 /calendar"
SHOWN = 12


def say(day: date) -> str:
    """ "2027年10月1日（周五）"."""
    return f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def kind(works: bool) -> str:
    return "上班" if works else "放假"


def coverage(year: int, *, covered: bool) -> str:
    if covered:
        return f"{year}年：已有放假安排。"
    assumed = "暂按周一至周五上班、法定节日（元旦1月1日、国庆10月1日至3日等）放假"
    return f"{year}年：还没有放假安排，{assumed}。通知下来后请发 /calendar，回复它粘贴通知原文。"


def overview(
    today: date, works: bool, years: Sequence[tuple[int, bool]], own: Sequence[tuple[date, bool]], hours: str
) -> str:
    lines = [f"今天{say(today)}：{'工作日' if works else '休息日'}。"]
    lines += [coverage(year, covered=covered) for year, covered in years]
    lines.append(f"催办只在工作日 {hours} 发出，其余时间不打扰。")
    if own:
        kept = shortened(own, SHOWN, "……另有{}天", lambda one: f"{say(one[0])} {kind(one[1])}")
        lines += ["", "本室录入的日子：", *kept]
    return "\n".join(lines)


def row_left(number: int, words: str, why: str) -> str:
    """A row that was not taken; of a refusal's sentence only what is wrong."""
    return f"第{number}行“{words}”：{why.partition('，')[0].rstrip('。')}"


def sentence_left(words: str, why: str) -> str:
    return f"“{words}”：{why.partition('，')[0].rstrip('。')}"


def outside(number: int, days: Sequence[date], years: Sequence[int]) -> str:
    return f"第{number}行 {spans(days)}：不在{'、'.join(map(str, years))}年内"


def preview(source: str, days: Sequence[tuple[date, bool]], known: int, left: Sequence[str]) -> str:
    """What would be kept; `known` days are there already."""
    lines = [f"读自：{source}", *_by_kind(days)]
    if known:
        lines.append(f"其中{known}天早已录入，不变。")
    if left:
        lines += ["", "⚠️ 没有采用：", *shortened(left, LEFT_SHOWN, "……另有{}处")]
    return "\n".join([*lines, "", "确认前没有任何变化。"])


def preview_rows(draft_id: int, version: int) -> Rows:
    yes = Choice("确认", Press.CALENDAR_YES, draft_id, version, style="success")
    return ((yes, Choice("取消", Press.CALENDAR_NO, draft_id, version)),)


def kept(days: Sequence[tuple[date, bool]], years: Sequence[tuple[int, bool]]) -> str:
    return "\n".join(["已录入", *_by_kind(days), *(coverage(year, covered=covered) for year, covered in years)])


def _by_kind(days: Sequence[tuple[date, bool]]) -> list[str]:
    off = [day for day, works in days if not works]
    on = [day for day, works in days if works]
    lines = []
    if off:
        lines.append(f"放假{len(off)}天：{spans(off)}")
    if on:
        lines.append(f"上班{len(on)}天：{spans(on)}")
    return lines


def spans(days: Sequence[date]) -> str:
    """Neighbouring days as one span; `days` sorted."""
    found: list[list[date]] = []
    for day in days:
        if found and (day - found[-1][-1]).days == 1:
            found[-1].append(day)
        else:
            found.append([day])
    return "、".join(say(one[0]) if len(one) == 1 else f"{say(one[0])}至{say(one[-1])}" for one in found)


def removed(day: date) -> str:
    return f"已删除{say(day)}的单独规定，恢复按国家放假安排。"
