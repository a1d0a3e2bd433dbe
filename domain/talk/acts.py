"""The act of speech (what kind of thing was said), known before anything is stored, counted, signed or printed.

Pure. A message is looked at piece by piece (`forms/act_pieces.py`); what the pieces are, and the words themselves, are
weighed by what labelled phrases have taught (`forms/act_likeness.py`). Words that may be a report and may be none are
`UNSURE` and asked back: nothing is stored on a guess.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.dates.reading import DateReading, find_dates
from domain.dates.workdays import WorkCalendar
from domain.hygiene import clean
from domain.quantities import read_amount
from domain.talk.forms import act_forms as forms
from domain.talk.forms.act_likeness import resembles, traits_of
from domain.talk.forms.act_pieces import SENTENCE, Days, Fragment, fragments_of, is_nod, plain_words
from domain.talk.hints import PERIOD_ENDS


class SpeechAct(StrEnum):
    """What a message does."""

    ACKNOWLEDGEMENT = "acknowledgement"
    QUESTION = "question"
    PROTEST = "protest"
    WISH = "wish"
    PROMISE = "promise"
    NO_CHANGE = "no_change"
    PROGRESS = "progress"
    FINISHED = "finished"
    SMALL_TALK = "small_talk"
    UNSURE = "unsure"


class WishFor(StrEnum):
    EXTENSION = "extension"
    DIFFICULTY = "difficulty"
    LEAVE = "leave"


_ACT_OF = {
    Fragment.FINISHED: SpeechAct.FINISHED,
    Fragment.DONE: SpeechAct.PROGRESS,
    Fragment.PROTEST: SpeechAct.PROTEST,
    Fragment.EXTENSION: SpeechAct.WISH,
    Fragment.LEAVE: SpeechAct.WISH,
    Fragment.DIFFICULTY: SpeechAct.WISH,
    Fragment.NO_CHANGE: SpeechAct.NO_CHANGE,
    Fragment.ONGOING: SpeechAct.PROGRESS,
    Fragment.LACKING: SpeechAct.PROGRESS,
    Fragment.COUNTED: SpeechAct.PROGRESS,
    Fragment.VAGUE: SpeechAct.PROGRESS,
    Fragment.MENTIONED: SpeechAct.PROGRESS,
    Fragment.TOLD: SpeechAct.PROGRESS,
    Fragment.CLOSING: SpeechAct.FINISHED,
    Fragment.PROMISE: SpeechAct.PROMISE,
    Fragment.QUESTION: SpeechAct.QUESTION,
    Fragment.ACKNOWLEDGEMENT: SpeechAct.ACKNOWLEDGEMENT,
    Fragment.SMALL_TALK: SpeechAct.SMALL_TALK,
}
_WISH_OF = {
    Fragment.EXTENSION: WishFor.EXTENSION,
    Fragment.LEAVE: WishFor.LEAVE,
    Fragment.DIFFICULTY: WishFor.DIFFICULTY,
}


_MAKER = object()


@dataclass(frozen=True, slots=True)
class Progress:
    """Words that may be stored as a report. None is made outside this file: by what was heard, or by a press."""

    text: str
    made_by: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        assert self.made_by is _MAKER, "only what was heard as progress, or pressed, is progress"


def pressed_as_progress(text: str) -> Progress:
    """The person was asked and has pressed: the one way past what was heard."""
    return Progress(text, _MAKER)


@dataclass(frozen=True, slots=True)
class Heard:
    """`date` is the day that a wish names, and may be unsure; `wish` what is wished for, whatever the act."""

    act: SpeechAct
    text: str
    wish: WishFor | None = None
    date: DateReading | None = None

    @property
    def progress(self) -> Progress | None:
        """What makes a report; None for all that is said besides."""
        is_told = self.act in _REPORTED
        return Progress(self.text, _MAKER) if is_told else None


@dataclass(frozen=True, slots=True)
class _ByForms:
    """What the forms find: `pieces` as they come, `act` by the weightiest of them."""

    act: SpeechAct
    wish: WishFor | None
    pieces: Sequence[Fragment]
    days: Sequence[DateReading]

    @property
    def label(self) -> str:
        return f"{self.act}:{self.wish}" if self.act is SpeechAct.WISH else str(self.act)

    @property
    def traits(self) -> Iterator[str]:
        yield f"act {self.label}"
        yield from map(str, self.pieces)
        if self.pieces:
            yield from (f"first {self.pieces[0]}", f"last {self.pieces[-1]}")


def _by_forms(text: str, said_on: date, calendar: WorkCalendar | None = None) -> _ByForms:
    read = [one for one in find_dates(text, said_on, calendar) if one.day is not None]
    named = (*_named_days(read, said_on), *_bare_days(text, said_on))
    plain = plain_words(text)
    pieces = list(fragments_of(plain, named))
    piece = _weightiest(pieces)
    if piece is Fragment.FINISHED and forms.OPEN_YET.search(plain):
        piece = Fragment.DONE
    wish = next((_WISH_OF[one] for one in _WISH_OF if one in pieces), None)
    return _ByForms(_ACT_OF.get(piece, SpeechAct.UNSURE), wish, pieces, read)


def pieces_of(text: str, said_on: date) -> Sequence[Fragment]:
    """What each piece of the words does, as they come."""
    return _by_forms(text, said_on).pieces


def traits_found(text: str, said_on: date) -> frozenset[str]:
    """What likeness is learned from and judged by."""
    return traits_of(text, _by_forms(text, said_on).traits)


_REPORTED = (SpeechAct.PROGRESS, SpeechAct.FINISHED)
# From this share on words are stored unasked, where the forms find another act from the second.
_SURE, _SURE_ALONE = 0.8, 0.92
# Below these no act is plain: with forms that know the words, without, and where they alone would send them to others.
_PLAIN, _PLAIN_ALONE, _PLAIN_TO_OTHERS = 0.4, 0.6, 0.75


def heard(text: str, said_on: date, calendar: WorkCalendar | None = None) -> Heard:
    """What kind of thing `text` is, said on `said_on`; the same words always give the same value."""
    found = _by_forms(text, said_on, calendar)
    act, wish = _likeliest(text, found)
    return Heard(act, text, wish, found.days[-1] if wish and found.days else None)


def _likeliest(text: str, found: _ByForms) -> tuple[SpeechAct, WishFor | None]:
    """What the words resemble most; a report only where that is beyond doubt, as it is stored unasked."""
    shares = resembles(traits_of(text, found.traits))
    label = max(shares, key=lambda one: shares[one])
    act, _, wish = label.partition(":")
    told = sum(shares[one] for one in _REPORTED)
    is_report = act in _REPORTED
    # Forms and likeness have to be of one mind, or one of them beyond doubt; what is expected is no report at all.
    is_expected = set(found.pieces) == {Fragment.PROMISE} and forms.EXPECTED.search(text) is not None
    is_doubtful = is_expected or told < _sure(found.act) if is_report else found.act in _REPORTED and told > 1 - _SURE
    least = _least(SpeechAct(act), found.act)
    if is_doubtful or shares[label] < least or not found.pieces:
        return SpeechAct.UNSURE, found.wish
    return SpeechAct(act), WishFor(wish) if wish else found.wish


def _sure(by_forms: SpeechAct) -> float:
    return _SURE if by_forms in (*_REPORTED, SpeechAct.UNSURE) else _SURE_ALONE


def _least(act: SpeechAct, by_forms: SpeechAct) -> float:
    if act in (SpeechAct.QUESTION, SpeechAct.PROTEST) and by_forms is not act:
        return _PLAIN_TO_OTHERS
    return _PLAIN_ALONE if by_forms is SpeechAct.UNSURE else _PLAIN


def nods(text: str) -> bool:
    """Whether the words, or a picture alone, say no more than yes."""
    return is_nod(plain_words(clean(text)))


def is_courtesy(text: str) -> bool:
    """A nod, a greeting, thanks and nothing besides; a word of consent is more than that."""
    plain = plain_words(clean(text))
    if forms.CONSENT.search(plain):
        return False
    sentences = [one.strip() for one in SENTENCE.split(plain) if one.strip()]
    if not sentences:
        # A picture; but a number alone is none.
        return not any(one.isalnum() for one in text)
    return all(is_nod(one) or forms.GREETING.search(one) or _is_thanks(one) for one in sentences)


# To whom and for what thanks are given.
_THANKED = re.compile(
    r"领导|书记|县长|主任|局长|科长|老师|同志|同事|各位|大家|大伙|你们|您们?|你|我们|我|的|与|和|及|对|给|一直|一下|"
    r"支持|理解|配合|关心|关注|提醒|指导|帮助|帮忙|工作|付出|努力|这么|非常|十分|很|都|今天|昨天|[a-z\d]"
)
_RECALLS = re.compile("撤回|撤销|作废")
_MORE = 3


def _is_thanks(sentence: str) -> bool:
    """Thanks and wishes; "辛苦财政局尽快拨付" and "撤回第1期通报" ask for something."""
    if not forms.SMALL.search(sentence) or _RECALLS.search(sentence):
        return False
    beside = _THANKED.sub("", forms.SMALL.sub("", sentence))
    return sum(one.isalnum() for one in beside) <= _MORE


def _named_days(read: Sequence[DateReading], said_on: date) -> Days:
    return tuple(
        (one.phrase, one.day > said_on)
        for one in read
        if one.day is not None and one.day != said_on and not _is_this_period(one, said_on)
    )


def _is_this_period(reading: DateReading, said_on: date) -> bool:
    """今年, 四季度 and the month that it is say when something is counted."""
    assert reading.day is not None
    is_far = (reading.day.year, reading.day.month) > (said_on.year, said_on.month)
    return reading.phrase.endswith(PERIOD_ENDS) and not (is_far and "月" in reading.phrase)


def _bare_days(text: str, said_on: date) -> Iterator[tuple[str, bool]]:
    for found in forms.BARE_DAY.finditer(text):
        day = read_amount(found[1])
        if day is not None and day != said_on.day:
            yield found[0], day > said_on.day


# From the heaviest down. How it stands yields to a wish and a question, as nothing has been done.
_WEIGHT = (
    Fragment.CLOSING,
    Fragment.FINISHED,
    Fragment.DONE,
    Fragment.PROTEST,
    Fragment.LEAVE,
    Fragment.EXTENSION,
    Fragment.DIFFICULTY,
    Fragment.QUESTION,
    Fragment.NO_CHANGE,
    Fragment.ONGOING,
    Fragment.PROMISE,
    Fragment.COUNTED,
    Fragment.LACKING,
    Fragment.ACKNOWLEDGEMENT,
    Fragment.VAGUE,
    Fragment.TOLD,
    Fragment.MENTIONED,
    Fragment.SMALL_TALK,
)
# What is not finished along with it.
_OPEN_YET = frozenset({Fragment.ONGOING, Fragment.LACKING, Fragment.PROMISE, Fragment.VAGUE})


def _weightiest(pieces: list[Fragment]) -> Fragment:
    heaviest = next((one for one in _WEIGHT if one in pieces), None)
    if heaviest is Fragment.FINISHED and not _OPEN_YET.isdisjoint(pieces):
        return Fragment.DONE
    if heaviest is Fragment.PROMISE and Fragment.TOLD in pieces:
        return Fragment.DONE
    if heaviest is Fragment.VAGUE and Fragment.SMALL_TALK in pieces:
        return Fragment.ACKNOWLEDGEMENT
    if heaviest is None and Fragment.NOTHING in pieces and Fragment.UNKNOWN not in pieces:
        return Fragment.SMALL_TALK
    return heaviest or Fragment.UNKNOWN
