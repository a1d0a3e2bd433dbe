"""What a directive is about, for lists: printed ones begin with who leads, who answers and who helps."""

import re
from functools import lru_cache

from domain.hygiene import cut

_SHORTEST = 6
_STOPS = "，,。；;：:“”"
_ROLE = "(?:同志|牵头|负责|为主|配合|协助)"
_UNIT = "(?:局|办|委|镇|乡|街道|院|中心|公司|政府|部门|单位)"
_ANSWERS = f"{_UNIT}(?:牵头|具体|共同|负责){{1,2}}"
_FIRST = re.compile(f"(?:(?:由|商|会同|请|以)[^{_STOPS}]{{1,60}}{_ROLE}|[^{_STOPS}]{{1,60}}{_ANSWERS})[，,]")
# A heading of sub-items says less than who answers for it.
_HEADING = re.compile(
    "(?:重点|着力|切实)?(?:抓好|做好|落实好?|完成)[\\d一二三四五六七八九十]+[个项件]?(?:方面)?的?(?:重点)?工作[：:。]?"
)
_NEXT = re.compile(f"[^{_STOPS}]{{1,60}}{_ROLE}[，,]")
MATTER_UNITS = 14
_DAY = r"(?:\d{4}年)?(?:\d{1,2}月份?)?(?:\d{1,2}[日号]|[上中下]旬|[底末])?"
_BY = (
    rf"(?:在|于|力争|确保|争取|务必)*(?:(?=\d){_DAY}|今年|年内|年底|月底|本月|本周|近期)(?:之前|以前|前|底|内)?[，,、]?"
)
_PRESSING = "(?:进一步|持续|全面|扎实|切实|加快|大力|深入|积极|抓紧|尽快|统筹|认真|继续|重点|着力|全力|稳步)*"
_DOING = "(?:推进|推动|做好|抓好|完成|落实好?|开展|组织实施)?"
_BEGIN = re.compile(f"(?:{_BY})?(?:关于|要(?![素件点求]))?(?:{_BY})?{_PRESSING}{_DOING}(?:{_DAY})?")
_CLAUSES = re.compile("[，,。；;：:\n]")
_SHORTEST_MATTER = 4


def gist(directive: str) -> str:
    """ "由…同志牵头，县农林局负责，制定实施方案" is about "制定实施方案"."""
    place, clause = 0, _FIRST.match(directive)
    while clause is not None:
        place = clause.end()
        clause = _NEXT.match(directive, place)
    rest = directive[place:].strip()
    is_telling = len(rest) >= _SHORTEST and not _HEADING.fullmatch(rest)
    return rest if is_telling else directive


def brief(directive: str, units: int) -> str:
    """The gist on one line of at most `units` UTF-16 units; a list names people and units in its own columns."""
    return cut(gist(directive), units)


@lru_cache(maxsize=4096)
def matter(directive: str) -> str:
    """The gist in at most 14 characters, for behind a number: without dates and verbs of pressing in front."""
    words = gist(directive).rstrip("。；;")
    begun = _BEGIN.match(words)
    rest = words[begun.end() :] if begun else words
    for telling in (rest, words):
        clause = _first_clause(telling)
        if len(clause) >= _SHORTEST_MATTER and not _BEGIN.fullmatch(clause):
            return cut(clause, MATTER_UNITS)
    return cut(rest or words, MATTER_UNITS)


def called(label: str, directive: str) -> str:
    """ "#37（县养老服务中心改造）", where the number alone would stand."""
    return f"{label}（{matter(directive)}）"


def _first_clause(words: str) -> str:
    return _CLAUSES.split(words.strip(), maxsplit=1)[0].strip()
