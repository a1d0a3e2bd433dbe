"""A paragraph out of what the units said in the period: in their order, each said once, newer words for older ones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.bulletin import forms
from domain.bulletin.prose.official import Clause, Speaker, officially
from domain.bulletin.prose.sentences import Paragraph, Sentence, reports_behind
from domain.bulletin.prose.superseding import gives_way_to, is_past, names_nothing
from domain.dates.words import say_date
from domain.talk.amounts import mentions
from domain.talk.figures import Counted, say_figure

_UNTIL = re.compile(r"截至[\d年月日]+")
# Words that tell their day need no other.
_DATED = re.compile(r"(?:截至|至|于)?(?:\d{4}年)?\d{1,2}月(?:\d|底|初|上旬|中旬|下旬)")
_CORRECTS = re.compile(r"^[+\d.]+$|^更正|[报填写算]错|多报|少报|重复|实际")
# More than this of one unit is a report of its own; what is oldest goes first.
_CLAUSES_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class ProgressSaid:
    """A report of a unit, or a paper's words on all of them (no unit).

    `is_new`: said in the period. `is_final`: the unit wrote it for print (核稿). `doubt`: what is printed behind its
    words, as its figure was asked about and is not counted yet.
    """

    report_id: int
    unit: str
    text: str
    day: date
    is_new: bool = True
    is_printed: bool = False
    is_final: bool = False
    speaks_for_all: bool = False
    doubt: str = ""

    @property
    def is_made_for_print(self) -> bool:
        return self.is_printed or self.is_final

    @property
    def stands_as_it_is(self) -> bool:
        """What was written for print is not touched."""
        return self.is_made_for_print or self.speaks_for_all


@dataclass(frozen=True, slots=True)
class ProgressOf:
    """Whose progress it is: the units in the order of responsibility, the words of the item, the day of printing.

    `counted`: what is counted of it, where a sentence of figures stands behind, so that no other tells them.
    `is_open`: what was said of it grows old, and is dated then. `names_silent`: who says nothing where others do is
    told.
    """

    units: tuple[str, ...]
    directive: str
    as_of: date
    counted: Counted | None = None
    is_open: bool = False
    names_silent: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A report with what is printed of it."""

    said: ProgressSaid
    clauses: tuple[Clause, ...]


def compose(said: Sequence[ProgressSaid], about: ProgressOf) -> Paragraph:
    """`said` in the order in which it was said."""
    together = next((place for place, one in enumerate(said) if one.speaks_for_all), None)
    if together is None:
        told = _paragraph(said, about)
        return replace(told, sentences=(*told.sentences, *_silent(said, told, about)))
    before = tuple(_trace(one) for one in said[:together])
    later = _paragraph(said[together + 1 :], replace(about, units=(*about.units, "")))
    return Paragraph((_together(said[together], before, about), *later.sentences), (*before, *later.given_way))


def _together(one: ProgressSaid, before: Sequence[Sentence], about: ProgressOf) -> Sentence:
    """A consolidation rests on what the units had said before it."""
    return Sentence(
        _of_its_day(forms.full_stop(one.text), one, about), one.unit, (one.report_id, *reports_behind(before)), one.text
    )


def _paragraph(said: Sequence[ProgressSaid], about: ProgressOf) -> Paragraph:
    told = [one for each in _by_unit(said, about) for one in _of_unit(each, about)]
    own = [one for one in told if one.said.unit]
    told = [*_of_papers(said, own, about), *own]
    printed = {one.said.report_id for one in told if one.clauses}
    is_named = len(about.units) > 1 or len({one.said.unit for one in told if one.clauses}) > 1
    sentences = _sentences([one for one in told if one.clauses], about, is_named=is_named)
    return Paragraph(tuple(sentences), tuple(_trace(one) for one in said if one.report_id not in printed))


def _by_unit(said: Sequence[ProgressSaid], about: ProgressOf) -> Iterator[list[ProgressSaid]]:
    """Those responsible first, in their order; what a unit said for print takes the place of all before."""
    named = [*about.units, *(one.unit for one in said)]
    for unit in dict.fromkeys(filter(None, named)):
        mine = [one for one in said if one.unit == unit]
        final = max((place for place, one in enumerate(mine) if one.is_final), default=0)
        mine = mine[final:]
        new = [one for one in mine if one.is_new and not one.is_printed] or mine[-1:]
        yield new


def _of_unit(said: Sequence[ProgressSaid], about: ProgressOf) -> Iterator[_Told]:
    """Each report with those of its clauses that nothing newer of the unit takes the place of."""
    told = [_Told(one, _clauses(one, about)) for one in said]
    left = _CLAUSES_AT_MOST
    kept: list[_Told] = []
    for place in reversed(range(len(told))):
        newer = [clause for one in told[place + 1 :] for clause in one.clauses]
        standing = [one for one in told[place].clauses if not _is_over(one, newer, told[place].said, about)]
        standing = [one for one in standing if not _is_counted(one, told[place].said, about)]
        kept.append(_Told(told[place].said, tuple(standing[-left:] if left else ())))
        left = max(left - len(standing), 0)
    yield from reversed(kept)


def _clauses(one: ProgressSaid, about: ProgressOf) -> tuple[Clause, ...]:
    if one.stands_as_it_is:
        return (Clause.as_written(forms.full_stop(one.text)),)
    return officially(one.text, Speaker(one.unit, one.day, about.as_of))


def _is_over(clause: Clause, newer: Sequence[Clause], said: ProgressSaid, about: ProgressOf) -> bool:
    if is_past(clause, said.day, about.as_of):
        return True
    return any(gives_way_to(clause, one, about.directive) for one in newer)


def _is_counted(clause: Clause, said: ProgressSaid, about: ProgressOf) -> bool:
    """Whether it tells the figure that stands in a sentence of its own."""
    if about.counted is None or said.stands_as_it_is:
        return False
    if say_figure(clause.text, said.day, about.counted) or _UNTIL.fullmatch(clause.text):
        return True
    tells = bool(say_figure(said.text, said.day, about.counted))
    if not tells:
        return False
    # Beside the figure 已投产 goes without saying.
    is_aside = names_nothing(clause, about.directive)
    return is_aside or bool(_CORRECTS.search(clause.text)) or any(mentions(clause.text, about.counted.measure))


def _of_papers(said: Sequence[ProgressSaid], own: Sequence[_Told], about: ProgressOf) -> Iterator[_Told]:
    """What a paper said of all is the past: it gives way to the units, but for units that have not spoken since."""
    spoken = {one.said.unit for one in own if not one.said.is_printed}
    silent = [unit for unit in about.units if unit not in spoken]
    newest = [one for one in said if not one.unit][-1:]
    for one in newest:
        if not spoken:
            yield _Told(one, _clauses(one, about))
        elif silent and len(about.units) > 1:
            newer = [clause for told in own for clause in told.clauses]
            lines = [line for line in forms.sentences(one.text) if not any(unit in line for unit in spoken)]
            kept = (Clause.as_written(line) for line in lines)
            yield _Told(one, tuple(line for line in kept if not _is_over(line, newer, one, about)))


def _silent(said: Sequence[ProgressSaid], told: Paragraph, about: ProgressOf) -> Iterator[Sentence]:
    """Who has said nothing where others have: once, and not where a paper's words still speak for them."""
    spoken = {one.unit for one in said if one.unit}
    has_begun = any(one.unit and not one.is_printed for one in said)
    silent = [unit for unit in dict.fromkeys(about.units) if unit not in spoken]
    if not about.names_silent or not has_begun or not silent or any(not one.unit for one in told.sentences):
        return
    yield Sentence(forms.silent(silent))


def _of_its_day(text: str, said: ProgressSaid, about: ProgressOf) -> str:
    """What was said before the period is printed as of its day; a paper's words of the past stay as they are."""
    if said.is_new or said.is_printed or not about.is_open or not text or _DATED.match(text):
        return text
    return f"{forms.of_day(say_date(said.day, about.as_of))}{text}"


def _sentences(told: Sequence[_Told], about: ProgressOf, *, is_named: bool) -> Iterator[Sentence]:
    """A sentence a report; the unit is named in its first."""
    named: set[str] = set()
    for one in told:
        unit = one.said.unit
        text = forms.full_stop(_joined(one.clauses) + one.said.doubt)
        is_first = is_named and unit and unit not in named and unit not in text
        named.add(unit)
        text = _of_its_day(text, one.said, about)
        words = forms.said_by(unit, text) if is_first else text
        yield Sentence(words, unit, (one.said.report_id,), one.said.text, is_written=one.said.is_made_for_print)


def _joined(clauses: Iterable[Clause]) -> str:
    text = "".join(f"{one.text}{one.stop}" for one in clauses)
    return text.rstrip("，；。")


def _trace(one: ProgressSaid) -> Sentence:
    return Sentence("", one.unit, (one.report_id,), one.text)
