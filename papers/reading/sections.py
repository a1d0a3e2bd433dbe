"""Headings of sections: what they claim to count, and whether what they hold is done."""

import re

from domain.papers.reading import ReadSection

_COUNT = re.compile(r"(?P<count>\d+)\s*[件项个条]")
_PERCENT = re.compile(r"(?:占(?:比|总数的?)?|完成率|办结率)\s*(?:为)?(?P<percent>\d+(?:\.\d+)?)%")
_CLOSED = re.compile(r"已(?:经)?(?:全部)?(?:完成|办结|落实|销号|完结)|办结事项|完成事项|办理完毕|全部完成")
_NOT_CLOSED = re.compile(r"未(?:按期|按时|如期|全部|能)*(?:完成|办结|落实|销号)|尚未|基本完成|部分完成")
_TASKS, _ENDED = "(?:事项|项目|工作|任务)", r"(?=$|[（，。：、和与\d])"
# 正在推进, 推进的事项, 持续推进（3项）; 推进国企改革 and 持续优化环境 head tasks.
_UNDER_WAY = re.compile(
    rf"(?:持续|长期|正常|有序|稳步|加快|需)(?:推进|开展|实施|坚持)(?:落实)?的?{_TASKS}?{_ENDED}"
    rf"|(?:推进|开展|实施)(?:的|中|类)的?{_TASKS}?{_ENDED}|(?:推进|实施){_TASKS}{_ENDED}|长期性?{_TASKS}"
    r"|正在|未(?:按期|按时|如期|全部|能)*(?:完成|办结)|办理中|在办|滞后|未启动|未开工|缓慢|阶段性|欠进度|达进度|超进度|未落实|尚未"
)
SHORT_HEADING = 40


def section_from(words: str, number: int) -> ReadSection:
    """Count, percentage and state as a heading claims them."""
    heading = words.rstrip("。：")
    first = heading.split("。")[0] if len(heading) > SHORT_HEADING else heading
    count, percent = _COUNT.search(first), _PERCENT.search(first)
    is_closed = _CLOSED.search(first) and not _NOT_CLOSED.search(first)
    state = "closed" if is_closed else "in_progress" if _UNDER_WAY.search(first) else "unknown"
    return ReadSection(
        number,
        heading,
        state,
        "长期" in first,
        int(count["count"]) if count else None,
        percent["percent"] if percent else None,
    )
