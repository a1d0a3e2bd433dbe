"""Who and when, in a directive: leaders, units and deadlines recognised by form (bulletin-shapes.md section 2)."""

import re
from dataclasses import dataclass
from datetime import date

from domain.dates import find_dates
from domain.workdays import WorkCalendar

_HAN = r"\u4e00-\u9fff·"
_NAME = rf"[{_HAN}]{{2,4}}"
_NAMES = rf"{_NAME}(?:、{_NAME})*"
_NOT_A_NAME = re.compile(r"负责|相关|有关|分管|主要|领导|同志|部门|单位|组长|县委|政府|各|等")
_TITLES = r"(?:副?(?:县|市|区|镇|乡|州)长|常务副[县市区]长|书记|常委|主任|局长|秘书长)"
_LEAD = (
    re.compile(rf"由(?P<names>{_NAMES})同志"),
    re.compile(rf"(?:^|[，；。（])(?P<names>(?!由){_NAMES})同志(?:任(?:第一)?(?:副)?组长|牵头|负责|总牵头)"),
    re.compile(rf"由(?P<names>{_NAMES}?){_TITLES}(?:牵头|负责|任组长)"),
)
_CONSULTED = re.compile(rf"(?:商|会同)(?P<names>{_NAMES})同志")
_UNIT_END = re.compile(
    r"(?:局|办|委|镇|乡|街道|街道办|办事处|中心|公司|集团|政府|法院|检察院|医院|学院|学校|馆|站|大队|支队|队|处|室|部|"
    r"银行|联社|协会|社|所|园区|管委会|部门|单位|组|会|县|市|区)$"
)
_GROUP = re.compile(r"^各(?:[^，]{1,8})$")
_OPEN = re.compile(
    r"等(?:有关|相关)?(?:部门|单位|镇|乡镇)?(?:及有关部门)?$|(?:等)?(?:有关|相关)(?:部门|单位)$"
)
_RESPONSIBLE = re.compile(
    r"^(?:后续工作|具体工作|此项工作|该项工作)?(?:由|以)?(?P<units>[^：]{2,60}?)"
    r"(?:(?:共同|具体|分别|总|统筹)?负责(?:落实|实施|组织实施)?|为主|(?:总)?牵头(?:负责|落实)?|主办|承办)$"
)
_COOPERATING = re.compile(r"^(?P<units>[^：]{2,60}?)(?:积极|共同|协同)?(?:配合|协助|协办|参与)(?:落实)?$")
_TARGET = re.compile(
    r"每年(?:各)?(?:发展|新增|新建|建成|完成|培育)?(?P<amount>\d+)(?P<measure>家|个|户|亩|项|处|人)"
)
_LONG_TERM = re.compile(r"长期|持续推进|持续开展|常态化|每年")
_BOUND = re.compile(r"(?:前|内|底|末|止)$")
_DEMAND = re.compile(
    r"^(?:前|以前|之前)?(?:完成|办结|印发|到位|落实|建成|开工|竣工|投用|报|出台|见效|全部|基本)"
)


@dataclass(frozen=True, slots=True)
class Duties:
    lead_leaders: tuple[str, ...]
    consulted_leaders: tuple[str, ...]
    responsible_units: tuple[str, ...]
    cooperating_units: tuple[str, ...]
    open_list: bool


def find_duties(directive: str, bracket: str = "") -> Duties:
    """From the directive's clauses and, if there is one, the bracket at its end."""
    text = f"{directive}，{bracket}"
    responsible: list[str] = []
    cooperating: list[str] = []
    is_open = False
    for clause in re.split(r"[，；。：（）]", text):
        if "同志" in clause and "负责同志" not in clause:
            clause = clause.rsplit("同志", 1)[1]
        for pattern, found in ((_COOPERATING, cooperating), (_RESPONSIBLE, responsible)):
            match = pattern.match(clause)
            if match is None:
                continue
            units, opened = split_units(match["units"])
            found.extend(unit for unit in units if unit not in found)
            is_open = is_open or (opened and bool(units))
            break
    return Duties(_leaders(text), _consulted(text), tuple(responsible), tuple(cooperating), is_open)


def _leaders(text: str) -> tuple[str, ...]:
    found: dict[str, int] = {}
    for pattern in _LEAD:
        for match in pattern.finditer(text):
            for name in _real_names(match["names"]):
                found.setdefault(name, match.start("names"))
    return tuple(sorted(found, key=lambda name: found[name]))


def _consulted(text: str) -> tuple[str, ...]:
    return tuple(name for match in _CONSULTED.finditer(text) for name in _real_names(match["names"]))


def _real_names(words: str) -> list[str]:
    return [name for name in words.split("、") if not _NOT_A_NAME.search(name)]


def split_units(words: str) -> tuple[list[str], bool]:
    """A list of units and whether it is open ("等部门"). No units when one of them looks like none."""
    opened = bool(_OPEN.search(words))
    listed = _OPEN.sub("", words).strip("由、 ")
    parts: list[str] = []
    for part in re.split(r"[、,]|以及|及", listed):
        parts.extend(_split_at_and(part.strip()))
    parts = [part for part in parts if part]
    if not parts:
        return [], opened
    # Within "…等部门" the endings may be left off: 县茶业、市监、经贸等有关部门.
    looks_right = [bool(_UNIT_END.search(part) or _GROUP.match(part)) for part in parts]
    is_list = opened and all(len(part) <= 8 for part in parts)
    return (parts, opened) if all(looks_right) or is_list else ([], opened)


def _split_at_and(part: str) -> list[str]:
    for word in ("和", "与"):
        left, found, right = part.partition(word)
        if found and _UNIT_END.search(left) and (_UNIT_END.search(right) or _GROUP.match(right)):
            return [left, right]
    return [part]


def names_in(words: str) -> tuple[str, ...]:
    """Leaders of a labelled field: 责任领导：张三、李四."""
    parts = re.split(r"[、，,；;\s]", words)
    stripped = (re.sub(rf"(?:同志|{_TITLES})", "", part) for part in parts)
    return tuple(name for name in stripped if re.fullmatch(_NAME, name) and not _NOT_A_NAME.search(name))


def units_in(words: str) -> tuple[str, ...]:
    """Units of a labelled field: 责任单位：县农林局、各镇."""
    parts = re.split(r"[、，,；;\s]", words.strip("。；"))
    return tuple(part for part in (re.sub(r"(?:牵头|负责|配合)$", "", part) for part in parts) if part)


@dataclass(frozen=True, slots=True)
class Due:
    day: date | None
    phrase: str | None
    long_term: bool


def find_due(directive: str, bracket: str, label: str, today: date | None) -> Due:
    """The deadline that the words set; a date that merely stands in them is none."""
    long_term = bool(_LONG_TERM.search(f"{directive}，{bracket}，{label}"))
    at = today or date(2000, 1, 1)
    for text, is_sure in ((label, True), (bracket, True), (directive, False)):
        for reading in find_dates(text, at, WorkCalendar()):
            if reading.long_term or not reading.phrase:
                continue
            after = text.partition(reading.phrase)[2]
            is_bound = reading.phrase.endswith("前") or (
                _BOUND.search(reading.phrase) is not None and _DEMAND.search(after) is not None
            )
            if is_sure or is_bound:
                has_year = today is not None or re.search(r"\d{4}", reading.phrase)
                return Due(reading.day if has_year else None, reading.phrase, long_term)
    return Due(None, None, long_term)


def find_target(directive: str) -> tuple[str, str] | None:
    """("1", "家") of 每年各发展1家."""
    match = _TARGET.search(directive)
    return (match["amount"], match["measure"]) if match else None
