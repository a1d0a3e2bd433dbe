"""What is odd about a paper, and what about a reading should be looked at first: one line each."""

from collections.abc import Sequence

from domain.papers.reading import ReadItem

_ORDER = "零一二三四五六七八九十"
_MISSING_AT_MOST = 10

SECTION_COUNT = "{section}标题称{claimed}件，实际列出{listed}件"
OPEN_LIST = "{item}的单位写作“等部门”，名单不全，请补充"
SAME = "{item}与{other}的内容相同"
SPELLINGS = "“{names}”可能是同一单位，请核对"
SUB_COUNT = "{item}称“{claim}”，实际列出{count}项"
SUB_NUMBERS = "{item}的子事项编号不连续：{numbers}"
SUB_MISSING = "，缺少{numbers}"
GROUP = "{item}的“{unit}”是一组单位，请指明有哪些"
BEFORE_MEETING = "{item}的时限“{words}”早于会议日期，请核对"
BEFORE_PAPER = "{item}的时限“{words}”早于文件日期，已逾期或年份有误，请核对"
UNKNOWN_UNITS = "{names}等{count}个单位不在单位名册中，请核对"
UNKNOWN_UNIT = "{item}的“{unit}”不在单位名册中，请核对"

# Doubts about a field of an item.
ODD_CELL = "“{words}”不像这一栏的内容，可能串了栏"
HAS_NO_UNIT = "没有写明责任单位"
HAS_OPEN_LIST = "单位写作“等部门”，名单不全"
STRANGE_PERSON = "“{name}”不在人员名册中"
GUESSED_UNIT = "“{name}”从位置看是单位名称，请核对"
STRANGE_UNIT = "“{name}”不在单位名册中"
IS_GROUP = "“{name}”是一组单位，请指明有哪些"
UNPAIRED_QUOTES = "引号没有成对，要求与进展可能分错"
LOOKS_DONE = "要求里像是有进展"
NO_PROGRESS = "没有读到进展"
LOOKS_LIKE_DIRECTIVE = "进展里没有办理情况的字样，可能是要求"
UNSURE_LETTERS = "“{words}”识别不清，请对照原件"
UNSURE_LINE = "第{line}行“{words}”识别不清，请对照原件"
SUB_WITHOUT_PROGRESS = "子事项{number}没有读到进展"


def section_name(section: int) -> str:
    return f"第{_ORDER[section]}部分" if section < len(_ORDER) else f"第{section}部分"


def item_name(item: ReadItem) -> str:
    return f"{section_name(item.section)}第{item.number_as_printed or item.position}项"


def totals(claimed: int | None, claimed_closed: int | None, listed: int, closed: int) -> str:
    """The claims beside what is listed; None where the paper claims nothing."""
    said = [f"共{claimed}件"] if claimed is not None else []
    said += [f"已完成{claimed_closed}件"] if claimed_closed is not None else []
    told = f"、其中已完成{closed}件" if claimed_closed is not None else ""
    return f"正文称{'、'.join(said)}，实际列出{listed}件{told}"


def shares(printed: Sequence[str], listed: Sequence[str], *, follow_claims: bool) -> str:
    why = "按所称件数计算" if follow_claims else "与件数对不上"
    return f"占比{'、'.join(printed)}{why}，按列出的件数应为{'、'.join(listed)}"


def repeated(section: int, number: int, places: Sequence[int]) -> str:
    where = "、".join(map(str, places))
    return f"{section_name(section)}编号{number}出现{len(places)}次（该部分第{where}条）"


def missing(section: int, numbers: Sequence[int]) -> str:
    more = f"等{len(numbers)}个" if len(numbers) > _MISSING_AT_MOST else ""
    return f"{section_name(section)}缺少编号{'、'.join(map(str, numbers[:_MISSING_AT_MOST]))}{more}"


def without_unit(item: ReadItem) -> str:
    words = item.directive if len(item.directive) <= 20 else f"{item.directive[:20]}…"
    return f"{item_name(item)}没有写明责任单位：{words}"
