"""A paragraph out of what the units said in the period: in their order, each said once, newer words for older ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.bulletin import forms
from domain.bulletin.prose.sentences import Paragraph, Sentence, reports_behind


@dataclass(frozen=True, slots=True)
class ProgressSaid:
    """A report of a unit, or a paper's words on all of them (no unit).

    `is_new`: said in the period. `is_final`: the unit wrote it for print (核稿). `is_doubted`: its figure was asked
    about and is not counted yet.
    """

    report_id: int
    unit: str
    text: str
    day: date
    is_new: bool = True
    is_printed: bool = False
    is_final: bool = False
    speaks_for_all: bool = False
    is_doubted: bool = False


@dataclass(frozen=True, slots=True)
class ProgressOf:
    """Whose progress it is: the units in the order of responsibility, the words of the item, the day of printing."""

    units: tuple[str, ...]
    directive: str
    as_of: date


def compose(said: Sequence[ProgressSaid], about: ProgressOf) -> Paragraph:
    """`said` in the order in which it was said."""
    standing = _standing(said, about)
    is_named = len(about.units) > 1 or len({one.unit for one in standing}) > 1
    given_way = [_trace(one) for one in said if one not in standing]
    sentences = [
        _together(one, given_way) if one.speaks_for_all else _sentence(one, is_named=is_named)
        for one in _in_order(standing, about)
    ]
    return Paragraph(tuple(sentences), tuple(given_way))


def _standing(said: Sequence[ProgressSaid], about: ProgressOf) -> list[ProgressSaid]:
    together = next((place for place, one in enumerate(said) if one.speaks_for_all), None)
    if together is not None:
        return list(said[together:])
    newest = {one.unit: one for one in said}
    own = [one for one in newest.values() if one.unit]
    return own if own and len(about.units) <= 1 else list(newest.values())


def _in_order(said: Iterable[ProgressSaid], about: ProgressOf) -> list[ProgressSaid]:
    places = {unit: place for place, unit in enumerate(about.units)}
    return sorted(said, key=lambda one: -1 if one.speaks_for_all or not one.unit else places.get(one.unit, len(places)))


def _sentence(one: ProgressSaid, *, is_named: bool) -> Sentence:
    text = forms.full_stop(one.text)
    named = forms.said_by(one.unit, text) if is_named and one.unit and one.unit not in text else text
    return Sentence(named, one.unit, (one.report_id,), one.text)


def _together(one: ProgressSaid, before: Sequence[Sentence]) -> Sentence:
    """A consolidation rests on what the units had said before it."""
    return Sentence(forms.full_stop(one.text), one.unit, (one.report_id, *reports_behind(before)), one.text)


def _trace(one: ProgressSaid) -> Sentence:
    return Sentence("", one.unit, (one.report_id,), one.text)
