"""What a cell looks like, whatever its column is called, and how ill it would stand in a column."""

import re
from functools import lru_cache

from domain.dates.words import number_of
from domain.ideographs import HAN
from papers.reading.frame.numbering import CHINESE
from papers.reading.leaders import is_person, names_in
from papers.reading.tables.grid import unmarked_cell
from papers.reading.units import looks_like_unit

LISTS = ("responsible", "cooperating", "leads")
BLANK = ("", "/", "-", "—", "－", "无", "\\", "——", "--")
# From here on a cell does not belong where it stands.
ODD = 2.0
_NUMBER = re.compile(r"^(?P<digits>\d{1,4})[、.．*＊]?$")
_COUNT = re.compile(r"^[（(]?(?:\d{1,4}(?:[-.．]\d{1,3})?|[一二三四五六七八九十]{1,3})[）)]?[、.．*＊]?$")
_AMOUNT = re.compile(r"^[\d,.]+(?:%|[万亿千百]?[元个户人件家项所处座公里亩吨条台套次名]{0,3})?$")
_PHONE = re.compile(r"^(?:\d{3,4}[-—])?\d{7,11}$")
_DATE = re.compile(
    r"\d+月|年(?:底|内|度|末|前|$)|[月季旬]底|底前|长期|常[态年]|季度|持续|\d{1,2}[.．/-]\d{1,2}$|\d{4}[.．/-]\d{1,2}"
    r"|[上下]半年|每[年季月周]|立行立改|立[即整]|即[知时改]|近期|全年|[上下本]月|\d+(?:个工作)?日内|已完成整改"
)
# 制定《2031年度办法》 has a year and is none.
_OF_DATES = re.compile(r"[\d年月日底末前后内上下旬半季度至到一二三四五六七八九十周起止—~～./、，；。（）() -]")
_LONGEST_DATE, _MOST_BESIDE = 24, 6
# 修路 and 安防 look like names as well.
_SURE_NAME = 3
_STATE = re.compile(
    r"^(?:已?(?:办结|完成|销号|完工|整改到位)|(?:正在|未)?(?:办理|推进|实施|启动|完成|开工|整改|办结)中?|(?:有序|正常|加快)?推进中?"
    r"|(?:进展)?滞后|(?:进展)?缓慢|逾期|是|否|正常|长期推进|达(?:到)?(?:时间|序时)进度|基本完成|[ABCＡＢＣ]类?)$"
)
_TOLD = re.compile(r"已|正在|目前|截至|截止|尚未|完成率|\d%|累计")
_NUMBERED = re.compile(r"^\d{1,3}(?:[、．]|\.(?!\d))")
_CLASS = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[、）)]")
_SURE_UNIT = re.compile(r"^(?:[省市县区州旗]|各)|(?:局|委|办|镇|乡|街道|部|处|科|公司)$")
_SENTENCE = re.compile(r"[。；！？]|，.*，")
_ALL_HAN = re.compile(rf"[{HAN}]+")
_GAP = re.compile(r"[\s\u2063]+")
_GAPPED = re.compile(rf"[{HAN}]\s+[{HAN}]|[{HAN}]{{3}}")
_ALL_GAPPED = re.compile(rf"(?:[{HAN}]{{3}})*[{HAN}]\s+[{HAN}](?:[{HAN}]\s+[{HAN}]|[{HAN}]{{3}})*")
_PARTS = re.compile(r"[、,，；;/\s\u2063]+")
_NAME = re.compile(rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,7}})?")
_BARE_NAME = re.compile(rf"(?:各|[{HAN}]{{2}})[{HAN}（）()]{{0,14}}")


def row_number(cell: str) -> int | None:
    match = _NUMBER.match(unmarked_cell(cell))
    return int(match["digits"]) if match else None


def counted(cell: str) -> int | None:
    """A row's number in digits or as 四."""
    words = unmarked_cell(cell)
    return number_of(words) if words and not words.strip(CHINESE) else row_number(words)


def is_count(cell: str) -> bool:
    """What can stand under 序号: 12, 3-1, 四, （二）."""
    return bool(_COUNT.match(cell))


def is_state(words: str) -> bool:
    return bool(_STATE.match(words))


def is_date(cell: str) -> bool:
    if len(cell) > _LONGEST_DATE or not _DATE.search(cell):
        return False
    return len(_OF_DATES.sub("", cell)) <= _MOST_BESIDE and "于" not in cell[1:]


def is_amount(cell: str) -> bool:
    return bool(_AMOUNT.match(cell) or _PHONE.match(cell))


def is_told(cell: str) -> bool:
    """A sentence that says how far something is."""
    return bool(_TOLD.search(cell))


def is_han(words: str) -> bool:
    return bool(_ALL_HAN.fullmatch(words))


def parted_names(raw: str) -> str:
    """陆 明俞 悦: names of two characters, each with a gap, that have run together."""
    return "、".join(_GAP.sub("", name) for name in _GAPPED.findall(raw)) if _ALL_GAPPED.fullmatch(raw.strip()) else raw


def parted_units(raw: str) -> str:
    """市自规局 市住建局: names that only blanks part, which the plain words of a line lose."""
    parts = raw.split()
    return "、".join(parts) if len(parts) > 1 and all(map(is_units, parts)) else raw


def parts_of(cell: str) -> list[str]:
    return [part for part in _PARTS.split(cell) if part]


@lru_cache(maxsize=8192)
def is_units(cell: str) -> bool:
    cell = cell.rstrip("。")
    parts = parts_of(cell)
    return bool(parts) and len(cell) <= 200 and "。" not in cell and all(looks_like_unit(part) for part in parts)


def is_sure_units(cell: str) -> bool:
    """铺设运动场, 新建水厂 end like units and are none."""
    return is_units(cell) and bool(_SURE_UNIT.search(cell))


@lru_cache(maxsize=8192)
def is_people(cell: str) -> bool:
    parts = parts_of(cell)
    if not parts or len(cell) > 60 or "。" in cell or is_units(cell):
        return False
    return all(is_person(part) or (part[-1] in "长记任席员" and len(part) <= 8) or _titled(part) for part in parts)


def _titled(part: str) -> bool:
    names = names_in(part)
    return bool(names) and names[0] != part and len(part) <= 16


@lru_cache(maxsize=16384)
def misfit(cell: str, kind: str) -> float:
    """0 where the cell looks like its column, ODD and more where it looks like none of it."""
    cell = unmarked_cell(cell)
    if cell in BLANK or not kind:
        return 0.0
    return _MISFITS.get(kind, _of_other)(cell)


def _of_number(cell: str) -> float:
    return 0.0 if is_count(cell) else 3.0


def _of_units(cell: str) -> float:
    if is_units(cell):
        return 0.0
    if is_date(cell) or is_amount(cell) or _SENTENCE.search(cell):
        return 2.5
    if is_people(cell):
        return 1.0
    parts = parts_of(cell)
    # A name that nobody has heard of is a name all the same.
    return 0.7 if parts and all(_BARE_NAME.fullmatch(part) for part in parts) else 1.5


def _of_leads(cell: str) -> float:
    if is_people(cell):
        return 0.0
    parts = parts_of(cell)
    if is_date(cell) or is_amount(cell) or _SENTENCE.search(cell) or len(cell) > 40:
        return 2.5
    is_likely = bool(parts) and not is_units(cell) and all(_NAME.fullmatch(part) for part in parts)
    return (0.5 if len(parts[0]) <= 3 else 0.7) if is_likely else 1.5


def _of_due(cell: str) -> float:
    return 0.0 if is_date(cell) else 2.0


def _of_state(cell: str) -> float:
    return 0.0 if is_state(cell) else 1.5


def _of_directive(cell: str) -> float:
    if is_amount(cell) or is_count(cell):
        return 1.5
    if _NUMBERED.match(cell):
        return 0.0
    if is_units(cell):
        return 1.0 if is_sure_units(cell) else 0.5
    if is_date(cell) or (len(cell) == _SURE_NAME and is_people(cell)):
        return 1.0
    return 0.8 if is_state(cell) else 0.3 if is_told(cell) else 0.0


def _of_progress(cell: str) -> float:
    if is_units(cell) or (is_date(cell) and not is_told(cell)):
        return 1.0
    if is_people(cell):
        return 0.8
    return 0.0 if is_told(cell) or is_state(cell) or is_amount(cell) else 0.2


def _of_short(cell: str) -> float:
    if row_number(cell) is not None:
        return 1.0
    longest = 60 if _CLASS.match(cell) else 40
    return 0.7 if _NUMBERED.match(cell) else 0.2 if len(cell) <= longest else 1.5


def _of_other(cell: str) -> float:
    return 0.0 if is_amount(cell) else 0.2


_MISFITS = {
    "number": _of_number,
    "responsible": _of_units,
    "cooperating": _of_units,
    "leads": _of_leads,
    "due": _of_due,
    "state": _of_state,
    "directive": _of_directive,
    "progress": _of_progress,
    "meeting": _of_short,
    "category": _of_short,
}
