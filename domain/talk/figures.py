"""How much a report says towards the target of its item, and in which sense: in all, more, or corrected.

From the words alone; what a unit stands at and what is asked back is `domain.talk.figure_verdict`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

from domain.dates.reading import find_placed_dates
from domain.talk import figure_words as words
from domain.talk.amounts import Mention, mentions
from domain.talk.bare_numbers import LISTED, bare_number, reached
from domain.talk.numbers import without_number


class Sense(StrEnum):
    """In which sense an amount is said."""

    TOTAL = "total"
    ADDED = "added"
    CORRECTED = "corrected"
    TAKEN = "taken"
    BASE = "base"
    SHORT = "short"
    REACHED = "reached"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """What the words say in the measure of the target.

    `total` in all, `added` more than before, `corrected` what it should have been, `taken` so much too many, `base`
    what it was before, `bare` an amount and no more, `is_done` where it tells of what has been done (已发展3家).
    `is_vague` where the words alone never suffice: nearly so many, two amounts for one thing; `is_about` where they do
    as long as nothing was said before. `is_alone` where the amount is all that was said.
    `short` is what the whole target is reached but for, `reached` which of them is done by now (第二家开业了); both
    only where no other amount is said.
    """

    total: Decimal | None = None
    added: Decimal | None = None
    corrected: Decimal | None = None
    taken: Decimal | None = None
    base: Decimal | None = None
    bare: Decimal | None = None
    short: Decimal | None = None
    reached: Decimal | None = None
    is_done: bool = False
    is_vague: bool = False
    is_about: bool = False
    is_alone: bool = False

    def __bool__(self) -> bool:
        said = (self.total, self.added, self.corrected, self.taken, self.bare, self.short, self.reached)
        return any(one is not None for one in said)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a target counts: the measure, how much, and the words of the item, which its reports repeat.

    `is_joint` where several units owe it together: what is missing of it says nothing of one of them.
    """

    measure: str
    amount: Decimal
    directive: str
    is_joint: bool = False


@dataclass(slots=True)
class _Heard:
    found: dict[Sense, list[Decimal]] = field(default_factory=dict)
    is_done: bool = False
    is_vague: bool = False
    is_about: bool = False
    is_alone: bool = False

    def take(self, sense: Sense, amount: Decimal) -> None:
        self.found.setdefault(sense, []).append(amount)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause, what those before it said without an amount (截至11月底，共…), all before it, and the next one."""

    text: str
    before: str
    earlier: str
    behind: str


def say_figure(text: str, today: date, target: Counted) -> SaidFigure:
    """What `text` says towards `target`; nothing (False) where it says no amount of it."""
    plain = LISTED.sub(" ", _without_dates(without_number(unicodedata.normalize("NFKC", text)), today))
    heard = _Heard()
    for clause in _clauses(plain, target):
        for mention, front, behind in _placed(clause, target):
            _hear(heard, mention, _Place(front, behind, clause, plain, target))
        one = reached(clause.text, clause.before, measure=target.measure)
        if one is not None:
            heard.take(Sense.REACHED, one)
    return _summed(heard, target, plain)


def _without_dates(text: str, today: date) -> str:
    """Days that lie ahead become a mark that says so; 本周 and 今天 stay, they tell when something was added."""
    found = [(start, one) for start, one in find_placed_dates(text, today) if one.phrase not in words.PERIODS]
    for start, one in sorted(found, key=lambda pair: -pair[0]):
        end = start + len(one.phrase)
        is_running = one.phrase.endswith(words.SPANS) and one.day is not None and _begun(one.day, today)
        is_ahead = one.phrase.endswith(("前", "内")) or (one.day is not None and one.day > today and not is_running)
        looks_back = words.UNTIL.search(text[:start])
        text = f"{text[:start]}{words.AHEAD_MARK if is_ahead and not looks_back else ' '}{text[end:]}"
    return text


def _begun(end: date, today: date) -> bool:
    """Whether the month that ends then has begun: 11月 tells of what was done in it."""
    return (end.year, end.month) == (today.year, today.month)


def _clauses(text: str, target: Counted) -> Iterator[_Clause]:
    before = earlier = ""
    parts = [part for part in words.CLAUSE.split(text) if part.strip()]
    for part, behind in zip_longest(parts, parts[1:], fillvalue=""):
        yield _Clause(part, before, earlier, behind)
        earlier = f"{earlier} {part}"
        before = "" if any(mentions(part, target.measure)) else f"{before} {part}"


def _placed(clause: _Clause, target: Counted) -> Iterator[tuple[Mention, str, str]]:
    """Each amount with the words before it, from the amount before on, and behind it, up to the next one."""
    text = clause.text
    found = list(mentions(text, target.measure))
    if not found:
        bare = bare_number(text, clause.earlier, measure=target.measure, directive=target.directive)
        found = [bare] if bare else []
    for place, one in enumerate(found):
        begins = found[place - 1].end if place else 0
        ends = found[place + 1].start if place + 1 < len(found) else len(text)
        yield one, text[begins : one.start], text[one.end : ends]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an amount stands: the words around it in its clause, the clause, the whole, and what is counted."""

    front: str
    behind: str
    clause: _Clause
    whole: str
    target: Counted

    def says(self, form: re.Pattern[str], text: str) -> bool:
        """Whether `text` says so in words that are not the item's own (新建 of 新建公路45公里 adds nothing)."""
        return any(one.group() not in self.target.directive for one in form.finditer(text))


def _hear(heard: _Heard, mention: Mention, place: _Place) -> None:
    if _is_short(place):
        heard.take(Sense.SHORT, max(place.target.amount - mention.amount, Decimal(0)))
        return
    if mention.of is None and (_is_no_figure(place) or _is_none_yet(mention, place)):
        return
    sense = Sense.BARE if mention.of is not None else _sense_of(place, mention.amount)
    clause = place.clause
    heard.take(sense, mention.amount)
    heard.is_vague |= mention.rough or place.says(words.EARLIER_STAGE, clause.text) or _is_unfinished(place)
    heard.is_about |= mention.about
    heard.is_alone |= not words.BESIDES.search(f"{clause.before}{place.front}{place.behind}{clause.behind}")
    if sense is Sense.BARE:
        is_done = words.DONE.search(place.front) or words.DONE_BEHIND.match(place.behind)
        heard.is_done |= bool(is_done or words.DONE.search(place.clause.before) or mention.of)


def _is_short(place: _Place) -> bool:
    """还差5个 and no more; money that is still missing is no share of the work."""
    clause = place.clause.text
    is_said = words.SHORT_OF.search(place.front) and words.SHORT_BEHIND.match(place.behind)
    is_part = words.SHORT_OF_PART.search(clause) or words.AHEAD.search(clause)
    return bool(is_said and not is_part and "元" not in place.target.measure and not place.target.is_joint)


def _is_unfinished(place: _Place) -> bool:
    """3个村同时搞，都还没完."""
    return words.NOT_FINISHED.match(place.clause.behind) is not None


def _is_none_yet(mention: Mention, place: _Place) -> bool:
    """一家都没有; 3个都还没验收; and 3个村，都还没完 where no word says that they are done."""
    if mention.amount == 1 and words.NONE_AT_ALL.match(place.behind):
        return True
    if words.NOT_DONE_BEHIND.match(place.behind) and not words.TAKEN_BEHIND.match(place.behind):
        return not _takes_back(place)
    is_said_done = any(form.search(place.front) for form in (words.DONE, words.DEED, words.SUM))
    return _is_unfinished(place) and not is_said_done


def _takes_back(place: _Place) -> bool:
    return bool(words.CORRECTION.search(place.whole) or words.CORRECTS.search(place.whole))


def _is_no_figure(place: _Place) -> bool:
    """Still to do, planned, under way, asked for, the wrong one, or a whole of which a part is told."""
    front, behind, clause = place.front, place.behind, place.clause.text
    return bool(
        words.STILL_TO_DO.search(front)
        or words.NO_DEED.search(front)
        or words.NOT_THAT.search(front)
        or words.WRONG.match(behind)
        or words.PART_OF.search(front)
        or words.WHOLE_OF.match(behind)
        or (words.BELONGS.match(behind) and not _is_of_target(behind, place.target))
        or words.ASKS.search(clause)
        or place.says(words.STAGE, front + behind)
        or (place.says(words.UNDER_WAY, front + behind) and not words.DONE.search(front))
        or (words.AHEAD.search(front + behind) and not words.DONE.search(front))
    )


def _is_of_target(behind: str, target: Counted) -> bool:
    """3家的培育 where 培育 is what the item asks for."""
    pair = behind[1:3]
    return len(pair) == 2 and pair in target.directive


def _sense_of(place: _Place, amount: Decimal) -> Sense:
    front, behind = words.UNCHANGED.sub("", place.front), place.behind
    if words.TAKEN.search(front) or words.TAKEN_BEHIND.match(behind) or words.NOT_DONE_BEHIND.match(behind):
        return Sense.TAKEN
    if words.TOO_FEW.search(front) or (words.TOO_FEW.search(place.whole) and words.GIVEN.search(front)):
        return Sense.ADDED
    if words.SUM.search(front):
        return Sense.CORRECTED if words.CORRECTED_SUM.search(place.whole) else Sense.TOTAL
    if words.BASE.search(front):
        return Sense.BASE
    if words.CORRECTS.search(front) or words.CORRECTION.search(place.whole):
        return Sense.ADDED if place.says(words.MORE, front) else Sense.CORRECTED
    if place.says(words.MORE, front) or words.MORE_BEHIND.match(behind):
        return Sense.ADDED
    if _stands(place) or _is_share(amount, place):
        return Sense.TOTAL
    return _sense_before(place.clause.before, front)


def _stands(place: _Place) -> bool:
    return bool(
        words.STANDS.search(place.front)
        or words.SUM_BEFORE.search(place.clause.before)
        or words.UNCHANGED.search(place.whole)
    )


def _is_share(amount: Decimal, place: _Place) -> bool:
    """完成60%，就是3000亩: what share of the target it is stands beside it."""
    target = place.target
    if target.measure == "%" or not target.amount:
        return False
    told = [Decimal(one["share"]) for one in words.SHARE.finditer(place.whole)]
    told += [Decimal(50)] if words.HALF.search(place.whole) else []
    return any(abs(one - amount * 100 / target.amount) < 1 for one in told)


def _sense_before(before: str, front: str) -> Sense:
    is_more = words.MORE_BEFORE.search(before) and not words.DONE.search(front)
    return Sense.ADDED if is_more else Sense.BARE


def _summed(heard: _Heard, target: Counted, plain: str) -> SaidFigure:
    found = {sense: list(dict.fromkeys(amounts)) for sense, amounts in heard.found.items()}
    bare, is_vague = found.get(Sense.BARE, []), heard.is_vague
    if len(bare) > 1 and target.amount in bare:
        # 5个方案，已印发3个: the whole is what the target asks for.
        bare = [one for one in bare if one != target.amount]
    is_done, total = heard.is_done, found.get(Sense.TOTAL, [])
    if total == [target.amount] and bare and bare[-1] < target.amount and words.BARE_WHOLE.search(plain):
        total = []
    if Sense.ADDED in found and bare and not total and (is_done or words.COMPARED.search(plain)):
        total, bare = bare, []
    last = {} if found.keys() - {Sense.SHORT, Sense.REACHED} else found
    several = (total, found.get(Sense.ADDED, []), found.get(Sense.CORRECTED, []), bare)
    return SaidFigure(
        total=_one(total),
        added=sum(found[Sense.ADDED], Decimal(0)) if Sense.ADDED in found else None,
        corrected=_one(found.get(Sense.CORRECTED, [])),
        taken=_one(found.get(Sense.TAKEN, [])),
        base=_one(found.get(Sense.BASE, [])),
        bare=_one(bare),
        short=_one(last.get(Sense.SHORT, [])),
        reached=_one(last.get(Sense.REACHED, [])),
        is_done=is_done,
        is_vague=is_vague or any(len(one) > 1 for one in several),
        is_about=heard.is_about,
        is_alone=heard.is_alone,
    )


def _one(amounts: Sequence[Decimal]) -> Decimal | None:
    return amounts[-1] if amounts else None
