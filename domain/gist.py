"""What a directive is about, for lists: printed ones begin with who leads, who answers and who helps."""

import re

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
