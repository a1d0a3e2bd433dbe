"""What the words of a decision already say: who is in charge of it, and by when."""

import re
from collections.abc import Collection
from datetime import date

from domain.dates.reading import DateReading, find_dates
from domain.dates.workdays import WorkCalendar
from domain.hygiene import same_name_key

# "由县农林局负责", "责任单位：县农林局".
_IN_CHARGE = (
    re.compile(r"由([^，。；：,;]{2,60}?)(?:共同|分别|具体|统一)?(?:负责|牵头|承办|组织|实施|落实|办理)"),
    re.compile(r"(?:责任|承办|牵头)单位[:：为是]+\s*([^，。；,;]{2,60})"),
)
# "每年各发展1家": what each unit does with the quantity it owes.
_VERB = re.compile(r"各(?P<verb>[一-鿿]{2})\s*[\d一二两三四五六七八九十]")
_BETWEEN = re.compile(r"[、和与及]|会同")
LIKE_A_UNIT = re.compile(r"[\u4e00-\u9fff]{1,12}(?:局|委|办|镇|乡|街道|中心|公司|院|政府)")


def units_in_charge(directive: str, known: Collection[str]) -> tuple[str, ...]:
    """The units named as responsible, those of the roster spelled as there; empty when the words leave it open."""
    by_key = {same_name_key(name): name for name in known}
    for form in _IN_CHARGE:
        found = [_named(part.strip(), by_key) for match in form.finditer(directive) for part in _parts(match[1])]
        if found and all(found):
            return tuple(dict.fromkeys(found))
    starting = [name for name in known if directive.startswith(name)]
    return (max(starting, key=len),) if starting else ()


def _parts(words: str) -> list[str]:
    return [part for part in _BETWEEN.split(words) if part.strip()]


def _named(words: str, by_key: dict[str, str]) -> str:
    """Empty for what is neither in the roster nor called as units are: "由分管领导负责"."""
    known = by_key.get(same_name_key(words), "")
    return known or (words if LIKE_A_UNIT.fullmatch(words) else "")


def units_mentioned(directive: str, known: Collection[str]) -> tuple[str, ...]:
    """The roster's units in the words, in whatever part; one inside a longer name does not count."""
    left, found = directive, []
    for name in sorted(known, key=len, reverse=True):
        if name in left:
            found.append((directive.index(name), name))
            left = left.replace(name, "\0")
    return tuple(name for _, name in sorted(found))


def day_named(directive: str, today: date, calendar: WorkCalendar) -> DateReading | None:
    """The one certain day to come; None where the words name several, none, a rhythm or no end."""
    readings = find_dates(directive, today, calendar)
    if any(one.day is None for one in readings):
        return None
    ahead = [one for one in readings if one.sure and one.day is not None and one.day >= today]
    return ahead[0] if len({one.day for one in ahead}) == 1 else None


def verb_of(directive: str) -> str:
    found = _VERB.search(directive)
    return found["verb"] if found else "完成"
