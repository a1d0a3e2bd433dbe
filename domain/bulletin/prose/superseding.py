"""Which words take the place of which: a newer figure or stage of the same thing, not whatever was said later."""

import re
from datetime import date

from domain.bulletin.prose.official import Clause, Stage
from domain.bulletin.prose.spoken_forms import WORK
from domain.dates.reading import find_dates
from domain.quantities import find_quantities
from domain.talk.hints import says_done
from domain.talk.words import topic_pairs

# Of a building, the later takes the place of the earlier.
_LADDER = (
    "谋划|摸排|摸底|选址",
    "立项|可研|环评|备案",
    "设计|图纸|勘察|勘测",
    "招标|挂网|评标|采购",
    "中标|签约|签订|合同",
    "进场|到货|到位",
    "开工|动工|启动",
    "施工|浇筑|铺设|安装|主体",
    "封顶|贯通|合龙",
    "完工|竣工|建成",
    "验收",
    "投用|投入使用|通车|运行|交付|移交",
)
_STAGES = tuple(re.compile(one) for one in _LADDER)
_MORE = re.compile(r"^(?:[本上当][周月日]|\d{1,2}月\d{1,2}日)?新|新增|又|另")
_AMOUNT = re.compile(r"\d(?![\d月日])")
_DAY = re.compile(r"\d月|年底|月底|年内|春节|元旦|下周")
_SAME_FROM = 0.3
_NO_SUBJECT = 0.2
_PLAIN_WORK = re.compile(rf"{WORK}|已|正在|尚未|剩余|全部|预计|力争|完成|过半|一半|目前|累计|共|其中|约|余")


def gives_way_to(old: Clause, new: Clause, directive: str) -> bool:
    """`new` was said later by the same unit."""
    if old.text == new.text or (old.stage is Stage.AHEAD and not _DAY.search(old.text)):
        return True
    is_whole, is_whole_now = names_nothing(old, directive), names_nothing(new, directive)
    if says_done(new.text) and is_whole_now:
        return old.stage is not Stage.DONE
    if _MORE.search(new.text) and _AMOUNT.search(new.text):
        return False
    if is_whole and is_whole_now:
        return _is_further(old, new)
    if is_whole or is_whole_now:
        return is_whole and old.stage is not Stage.DONE and _is_later(old, new)
    ours, theirs = _subject(old, directive), _subject(new, directive)
    shared = sum(min(ours[pair], theirs[pair]) for pair in ours.keys() & theirs.keys())
    return shared >= _SAME_FROM * min(_weight(ours), _weight(theirs)) and _is_comparable(old, new)


def names_nothing(clause: Clause, directive: str) -> bool:
    """Whether it is about the whole matter, not about a thing of its own."""
    return _weight(_subject(clause, directive)) < _NO_SUBJECT


def is_past(clause: Clause, said_on: date, as_of: date) -> bool:
    """Whether it promised something for a day that is over."""
    if clause.stage is not Stage.AHEAD or clause.is_written:
        return False
    days = [one.day for one in find_dates(clause.text, said_on) if one.day is not None]
    return bool(days) and max(days) < as_of


def _subject(clause: Clause, directive: str) -> dict[str, float]:
    """What it is about besides the matter itself, which all reports are about."""
    known = topic_pairs(directive)
    told = topic_pairs(_PLAIN_WORK.sub("，", clause.text))
    return {pair: weight for pair, weight in told.items() if pair not in known}


def _weight(subject: dict[str, float]) -> float:
    return sum(subject.values())


def _is_further(old: Clause, new: Clause) -> bool:
    """Nothing is named but the work: what was under way, an earlier stage, or another count of the same."""
    if old.stage is not Stage.DONE:
        return new.stage is Stage.DONE or _shares_work(old, new)
    return bool(_amounts(old) & _amounts(new)) or _is_later(old, new) or _shares_work(old, new)


def _is_later(old: Clause, new: Clause) -> bool:
    before, now = _rung(old), _rung(new)
    return before is not None and now is not None and before <= now


def _is_comparable(old: Clause, new: Clause) -> bool:
    """A figure is no news of another figure; a word without one is none of a figure."""
    ours, theirs = _amounts(old), _amounts(new)
    if ours and theirs:
        return bool(ours & theirs)
    return says_done(new.text) or not (ours and old.stage is Stage.DONE)


def _amounts(clause: Clause) -> set[str]:
    return {quantity.unit for _, quantity in find_quantities(clause.text)}


def _rung(clause: Clause) -> int | None:
    return max((place for place, form in enumerate(_STAGES) if form.search(clause.text)), default=None)


def _shares_work(old: Clause, new: Clause) -> bool:
    return bool(set(re.findall(WORK, old.text)) & set(re.findall(WORK, new.text)))
