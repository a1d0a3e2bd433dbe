"""What does not add up in the figures of a paper, one sentence each."""

from collections.abc import Sequence

STATE_NAMES = {"closed": "已完成", "open": "正在办理"}
SUM = "{place}称{what}{count}，分项{parts}合计{sum}{measure}，两者不符"
SECTION_SUM = "{place}称共{count}，各部分{parts}合计{sum}{measure}，两者不符"
SHARE = "{place}称{kind}{share}%，按{part}、共{whole}计算应为{right}%"
SHARE_OF_PLAN = "{place}称占{of}的{share}%，按{part}、计划{whole}计算应为{right}%"
COUNTED_TWICE = "{what}的数目前后不一：{first}，{second}"
MEETINGS = "{place}称召开{what}{count}次，却提到{named}"
LOST = "{place}的“{words}”可能漏了“{lost}”字"
LOST_MONTH, LOST_YEAR_MONTH, LOST_YEAR, LOST_TO, LOST_DAY, LOST_ORDER = "月", "年、月", "年", "至", "日", "第"
LOST_ALL = "年、月、日"
NO_DATE = "{place}的“{words}”不是日历上的日期"
HEADING_MISSING = "{place}的标题编号是{after}，前面没有{missing}"
HEADING_TWICE = "标题编号{number}出现两次：{first}、{second}"
NAMED = "{place}称{count}，实际列出{listed}个：{names}"
PART_OF = "占"
BODY, OPENING, HEAD = "正文", "开头", "标题部分"
PARAGRAPH = "{part}第{number}段"
LINE = "第{line}行"


def at_lines(lines: Sequence[str]) -> str:
    return f"（{'、'.join(lines)}）" if lines else ""
