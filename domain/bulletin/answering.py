"""Which printed item a reply to a bulletin means: 二8, 第二部分第8项, 第8项, or a few words of it. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from domain.bulletin.forms import bare
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot
from domain.speech.spoken import label_in
from domain.talk.matching import Candidate, match_items

_CHINESE = "[一二三四五六七八九十百]"
_PLACE = rf"(?:\d{{1,3}}|{_CHINESE}{{1,4}})"
_BEHIND = r"\s*(?:项|条|件|号|个)?(?:事项|工作)?(?![\d.]*\d|[%家个户亩月日年季天亿万元千公])[\s,，、:：.．)）-]*"
_FORMS = (
    # 第二部分第8项, 二部分8, 第一大项第3条
    rf"第?\s*\(?(?P<section>{_CHINESE}{{1,2}}|\d)\)?\s*(?:部分|大部分|大项|板块|大类|节|块)\s*(?:的|里的?|中的?)?[\s,，、]*第?\s*\(?(?P<place>{_PLACE})\)?{_BEHIND}",
    # 二8, 二(8), 二、8, (二)第8项
    rf"\(?(?P<section>{_CHINESE})\)?[\s,，、.．-]*(?:第|之)?\s*\(?(?P<place>\d{{1,3}})\)?{_BEHIND}",
    # 2-8, 2—8
    rf"(?P<section>\d)\s*[-—–之]\s*(?P<place>\d{{1,3}}){_BEHIND}",
)
_ADDRESSES = tuple(re.compile(form) for form in _FORMS)
_ORDINAL = re.compile(rf"第\s*(?P<place>{_PLACE})\s*[项条件号](?:事项|工作)?[\s,，、:：]*")
# So much likelier than the next that it needs no question.
_PLAINLY = 8.0


@dataclass(frozen=True, slots=True)
class Addressed:
    """The item, and what was said besides its address; `is_wrong` where the bulletin prints no such place."""

    item_id: int | None
    words: str
    is_wrong: bool = False


def addressed_in(words: str, bulletin: BulletinSnapshot, shown: Sequence[BulletinEntry]) -> Addressed | None:
    """`shown` are the entries of the part that was answered. None where the words give no address that is plain."""
    plain = unicodedata.normalize("NFKC", words).strip()
    for form in _ADDRESSES:
        if found := form.match(plain):
            entry = _printed(bulletin, _number(found["section"]), _number(found["place"]))
            return Addressed(entry.item_id if entry else None, plain[found.end() :].strip(), is_wrong=entry is None)
    if found := _ORDINAL.match(plain):
        place, rest = _number(found["place"]), plain[found.end() :].strip()
        for among in (shown, bulletin.entries):
            alike = {one.item_id for one in among if one.place == place}
            if len(alike) == 1:
                return Addressed(alike.pop(), rest)
    return None


def resembled(words: str, shown: Sequence[BulletinEntry]) -> int | None:
    """The one item that the words plainly speak of."""
    told = [Candidate(one.item_id, one.label, bare(one.directive), one.place, "", one.units) for one in shown]
    matches = match_items(words, told, 2)
    if not matches or (len(matches) > 1 and matches[0].score - matches[1].score < _PLAINLY):
        return None
    return matches[0].item_id


def _printed(bulletin: BulletinSnapshot, section: int, place: int) -> BulletinEntry | None:
    if not 1 <= section <= len(bulletin.sections):
        return None
    return next((one for one in bulletin.sections[section - 1].entries if one.place == place), None)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else int(label_in(f"第{words}项") or 0)
