"""Whether a few lines are a paper or talk, by their build alone: a heading that names a kind of paper, and a list.

Pure. Talk and reports have lists, too, but no heading of that kind, or a list that gives nobody anything to do.
"""

import re

_FEWEST, _LONGEST_HEADING = 2, 50
_NUMBER = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百\d]{1,3}(?:[、.．:：\t]|[条项])|[（(【〔\[][一二三四五六七八九十百\d]{1,3}[）)】〕\]]"
    r"|[①-⑳•●◆■▲➢※√]|[一二三四五六七八九十]是)"
)
_KINDS = re.compile(
    r"(?:纪要|通报|通知|清单|台账|方案|分工|决议|[一览分解分工任务]表|任务书|[督交]办[单件]|简报|专报|督办函)(?:[（(][^（）()]{1,12}[）)])?$"
)
# These head what one person plans for the day as well.
_MAYBE_KINDS = re.compile(
    r"(?:安排|计划|要点|任务|事项|措施|意见|决定|工作|问题|项目|分解|实事)(?:[（(][^（）()]{1,12}[）)])?$"
)
_LEADS_IN = re.compile(r"^会议[^。；]{0,30}[：:]$")
_COLUMNS = re.compile(r"(?=.*(?:任务|事项|项目|问题|内容))(?=.*(?:单位|部门|责任|时限|期限))[^\t]+\t")
_GIVES = re.compile(r"牵头|负责|配合|(?:责任|承办|主办|牵头)(?:单位|部门|人)|[局委办院站所科处镇乡]|街道|中心|公司")


def is_listed(text: str) -> bool:
    """Lines that are numbered or ticked off one below another."""
    return sum(bool(_NUMBER.match(line)) for line in text.splitlines()) >= _FEWEST


def is_short_paper(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    listed = [line for line in lines if _NUMBER.match(line)]
    if len(listed) < _FEWEST or _NUMBER.match(lines[0]):
        return False
    above = lines[: lines.index(listed[0])]
    if any(len(one) <= _LONGEST_HEADING and _KINDS.search(one) for one in above[:3]):
        return True
    if any(_LEADS_IN.match(one) or _COLUMNS.match(one) for one in above):
        return True
    gives = sum(bool(_GIVES.search(line)) for line in lines[len(above) :])
    return len(above[0]) <= _LONGEST_HEADING and bool(_MAYBE_KINDS.search(above[0])) and gives >= _FEWEST
