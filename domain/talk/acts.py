"""The act of speech (what kind of thing was said), known before anything is stored, counted, signed or printed.

Pure. A message is looked at sentence by sentence, and a sentence piece by piece; the weightiest act of all pieces
is the act of the message. What no form knows is `UNSURE` and is asked back: nothing is stored on a guess.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from domain.dates.reading import DateReading, find_dates
from domain.dates.workdays import WorkCalendar
from domain.quantities import read_amount
from domain.talk import act_forms as forms
from domain.talk.hints import PERIOD_ENDS, says_done, says_no_change


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


class _Fragment(StrEnum):
    """What a piece of a sentence does, finer than the acts.

    `ONGOING` and `LACKING` tell how it stands with nothing of it done; `MENTIONED` names work without more.
    """

    FINISHED = "finished"
    DONE = "done"
    PROTEST = "protest"
    EXTENSION = "extension"
    LEAVE = "leave"
    DIFFICULTY = "difficulty"
    NO_CHANGE = "no_change"
    QUESTION = "question"
    ONGOING = "ongoing"
    PROMISE = "promise"
    LACKING = "lacking"
    COUNTED = "counted"
    VAGUE = "vague"
    MENTIONED = "mentioned"
    ACKNOWLEDGEMENT = "acknowledgement"
    SMALL_TALK = "small_talk"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


_ACT_OF = {
    _Fragment.FINISHED: SpeechAct.FINISHED,
    _Fragment.DONE: SpeechAct.PROGRESS,
    _Fragment.PROTEST: SpeechAct.PROTEST,
    _Fragment.EXTENSION: SpeechAct.WISH,
    _Fragment.LEAVE: SpeechAct.WISH,
    _Fragment.DIFFICULTY: SpeechAct.WISH,
    _Fragment.NO_CHANGE: SpeechAct.NO_CHANGE,
    _Fragment.ONGOING: SpeechAct.PROGRESS,
    _Fragment.LACKING: SpeechAct.PROGRESS,
    _Fragment.COUNTED: SpeechAct.PROGRESS,
    _Fragment.VAGUE: SpeechAct.PROGRESS,
    _Fragment.MENTIONED: SpeechAct.PROGRESS,
    _Fragment.PROMISE: SpeechAct.PROMISE,
    _Fragment.QUESTION: SpeechAct.QUESTION,
    _Fragment.ACKNOWLEDGEMENT: SpeechAct.ACKNOWLEDGEMENT,
    _Fragment.SMALL_TALK: SpeechAct.SMALL_TALK,
}
_WISH_OF = {
    _Fragment.EXTENSION: WishFor.EXTENSION,
    _Fragment.LEAVE: WishFor.LEAVE,
    _Fragment.DIFFICULTY: WishFor.DIFFICULTY,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """`date` is the day that a wish names, and may be unsure; `wish` what is wished for, whatever the act."""

    act: SpeechAct
    text: str
    wish: WishFor | None = None
    date: DateReading | None = None

    @property
    def makes_report(self) -> bool:
        return self.act in (SpeechAct.PROGRESS, SpeechAct.FINISHED)


_SENTENCE = re.compile(
    r"(?<=[?？])|[，。；;、！!：\n,~～…—]|(?<![\d吗]):|(?<!吗):(?!\d)|(?<!\d)\.(?!\d)|\s+(?![\d%])|(?<=[\u4e00-\u9fff])\s+(?=\d)"
)
_PIECE = re.compile(
    r"(?=预计|估计|计划(?!生育)|争取(?!资金|项目|到|上级)|力争|剩余|剩下|还剩|其余|但是?|不过|可是|就是|因为|由于|所以|因此|申请|恳请|"
    r"请(?:求|问|协调|督查|县|领导|上级|示|帮|支持|予|改|转|销|审|给)|能不能|能否|可否|可不可以|是不是|什么时候|啥时候|何时|麻烦|希望|目前|"
    r"下一步|下步|另外|然后|接下来|(?<=[到的了好悉嗯吧道白])已经?)"
)
_END = re.compile(r"(?:[了啦]?(?:哈|啊|呀|哦|噢|喔|嘞|咯|喽|吧|的|呢|哟|嘛|耶|滴|哒|~|～|\.|!)+)$")


# The phrases that name a day, and whether it is to come.
Days = tuple[tuple[str, bool], ...]


def heard(text: str, said_on: date, calendar: WorkCalendar | None = None) -> Heard:
    """What kind of thing `text` is, said on `said_on`; the same words always give the same value."""
    read = [one for one in find_dates(text, said_on, calendar) if one.day is not None]
    named = (*_named_days(read, said_on), *_bare_days(text, said_on))
    pieces = list(_pieces(_plain(text), named))
    piece = _weightiest(pieces)
    wish = next((_WISH_OF[one] for one in _WISH_OF if one in pieces), None)
    return Heard(_ACT_OF.get(piece, SpeechAct.UNSURE), text, wish, read[-1] if wish and read else None)


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


def _plain(text: str) -> str:
    """In compatibility form, pictures taken for what they stand for where they stand alone."""
    folded = unicodedata.normalize("NFKC", text).strip()
    words = forms.PICTURE.sub("，", folded).strip("，, \n。.!！~")
    if not words:
        return _NODDED if forms.NODDING.search(folded) else _LAUGHED if folded else ""
    if _is_nod(words):
        return words
    words = forms.OURS.sub("，", forms.QUOTED.sub("，", forms.NUMBERED.sub("", words)))
    return forms.BY_LETTERS.sub(lambda found: forms.LETTERS[found[0].lower()], words)


_NODDED, _LAUGHED = "好的", "哈哈"
_PAUSES = re.compile(r"[\s，。；;、！!,.~～…]+")


def _is_nod(words: str) -> bool:
    """Also with whom it is said to: 好的主任."""
    bare = _PAUSES.sub("", words)
    bare = forms.LAUGH.sub("", bare) or bare
    return any(forms.NODS.match(one) for one in (bare, _END.sub("", bare), forms.TITLE.sub("", bare)))


def _pieces(plain: str, days: Days) -> Iterator[_Fragment]:
    if _is_nod(plain):
        yield _Fragment.ACKNOWLEDGEMENT
    elif _is_private(plain):
        yield _Fragment.SMALL_TALK
    else:
        for sentence in filter(None, (one.strip() for one in _SENTENCE.split(plain))):
            yield from _in_sentence(sentence, days)


def _is_private(plain: str) -> bool:
    if forms.WRONG_CHAT.search(plain) and not forms.ASKS.search(plain):
        return True
    is_ours = forms.OFFICIAL.search(plain) or any(forms.BUSY.search(one) for one in _SENTENCE.split(plain) if one)
    return forms.PRIVATE.search(plain) is not None and not is_ours


def _in_sentence(sentence: str, days: Days) -> Iterator[_Fragment]:
    """A protest is seen in the whole sentence, the rest in the pieces that a speaker would pause between."""
    asks = forms.ASKS.search(sentence) is not None
    whole = next(
        (piece for piece, form, even_asked in _WHOLE if form.search(sentence) and (even_asked or not asks)), None
    )
    if _is_nod(sentence):
        yield _Fragment.ACKNOWLEDGEMENT
    elif whole is not None:
        yield whole
    elif _protests(sentence):
        yield _Fragment.PROTEST
    else:
        yield from _parts_of(sentence, days)


# With whether it is so even where the sentence asks.
_WHOLE = (
    (_Fragment.SMALL_TALK, forms.GREETING, True),
    (_Fragment.ACKNOWLEDGEMENT, forms.BUSY, False),
    (_Fragment.ACKNOWLEDGEMENT, forms.PASSED_ON, False),
    (_Fragment.NOTHING, forms.ADDRESS, True),
    (_Fragment.FINISHED, forms.TO_BE_CLOSED, True),
)


def _protests(sentence: str) -> bool:
    if forms.CHOICE.search(sentence):
        return False
    is_moved = forms.MOVED_AWAY.search(sentence) is not None and not forms.HANDED_ON.search(sentence)
    return is_moved or forms.PROTEST.search(sentence) is not None


def _parts_of(sentence: str, days: Days) -> Iterator[_Fragment]:
    wish = _wish_in(sentence)
    if wish is not None:
        yield wish[0]
    cuts = [0, *(one.start() for one in _PIECE.finditer(sentence) if one.start()), len(sentence)]
    is_asked = False
    for start, end in pairwise(cuts):
        if wish is not None and wish[1] < end and start < wish[2]:
            continue
        piece = _piece_of(sentence[start:end], days)
        # What stands behind a question is asked too: 是不是 | 已经销号了.
        is_asked = is_asked or piece is _Fragment.QUESTION
        yield _Fragment.QUESTION if is_asked else piece


_WISHES = (
    (_Fragment.EXTENSION, forms.EXTENSION, forms.MOVED_ALREADY),
    (_Fragment.LEAVE, forms.LEAVE, forms.OTHERS_AWAY),
    (_Fragment.DIFFICULTY, forms.DIFFICULTY, forms.HELP_GIVEN),
)


def _wish_in(sentence: str) -> tuple[_Fragment, int, int] | None:
    """What is wished for and where the words of it stand; how to apply for something is a question."""
    if forms.HOW_TO.search(sentence):
        return None
    for piece, form, against in _WISHES:
        found = form.search(sentence)
        if found and not against.search(sentence):
            return piece, *found.span()
    return None


def _piece_of(part: str, days: Days) -> _Fragment:
    if _is_nod(part):
        return _Fragment.ACKNOWLEDGEMENT
    if forms.ASKS.search(part) and not forms.ASKED_OF_OTHERS.search(part):
        return _Fragment.QUESTION
    if says_no_change(part) or forms.SAME.search(part):
        return _Fragment.NO_CHANGE
    if forms.SMALL.search(part) and not forms.FIGURE.search(part):
        return _Fragment.SMALL_TALK
    return _told_by(part, days)


def _told_by(part: str, days: Days) -> _Fragment:
    if forms.TOLD_BEFORE.search(part):
        return _Fragment.UNKNOWN
    if forms.NONE_LEFT.search(part):
        return _Fragment.NOTHING
    if forms.VAGUE.match(part):
        return _Fragment.VAGUE
    if _is_ahead(part, days):
        return _Fragment.PROMISE
    if _is_finished(part):
        return _Fragment.FINISHED
    return _meant(part) or _how_it_stands(part)


def _is_ahead(part: str, days: Days) -> bool:
    """Whether a day to come is named for what the piece tells; 已 and 昨天 tell of what was."""
    named = [is_ahead for phrase, is_ahead in days if phrase in part]
    if forms.OVER.search(part):
        return False
    if named and not any(named) and (part.endswith("了") or not forms.WILL.search(part)):
        return False
    return forms.AHEAD.search(part) is not None or any(named)


def _meant(part: str) -> _Fragment | None:
    """What is to come without a day: with its result it is promised, else it is a nod."""
    if forms.ONLY_THEN.search(part):
        return _Fragment.PROMISE if forms.RESULT.search(part) else _Fragment.ACKNOWLEDGEMENT
    if forms.HAS.search(part) or forms.LE.search(part):
        return None
    if forms.WILL_DO.search(part) or forms.ABOUT_TO.match(part):
        return _Fragment.ACKNOWLEDGEMENT
    if forms.WILL.search(part) and forms.WITHOUT_DELAY.search(part):
        return _Fragment.ACKNOWLEDGEMENT
    kinds = (forms.RESULT, forms.FIGURE, forms.WORKED)
    if not forms.WILL.search(part) or not any(one.search(part) for one in kinds):
        return None
    is_hard = any(one.search(forms.SOFT.sub("", part)) for one in kinds)
    return _Fragment.PROMISE if is_hard else _Fragment.ACKNOWLEDGEMENT


def _is_finished(part: str) -> bool:
    if says_done(part):
        return True
    bare = _END.sub("", part)
    if not forms.FINISHED.search(bare) or forms.OF_A_PART.search(part) or forms.MANY_LEFT.search(part):
        return False
    return not forms.OF_A_COUNT.search(part) or forms.THE_WHOLE.search(part) is not None


def _how_it_stands(part: str) -> _Fragment:
    if forms.WAITS.match(part):
        return _Fragment.LACKING
    if forms.LACKS.search(part):
        return _Fragment.LACKING if forms.LACKS_YET.search(part) or forms.RESULT.search(part) else _Fragment.UNKNOWN
    if forms.ASIDE.search(part) and not forms.FIGURE.search(part):
        return _Fragment.UNKNOWN
    if _is_work(part) and not forms.EFFORT.search(part):
        return _Fragment.DONE
    if _is_work(part) or forms.UNDER_WAY.search(part):
        return _Fragment.ONGOING
    if forms.FIGURE.search(part):
        return _Fragment.COUNTED
    return _Fragment.MENTIONED if forms.RESULT.search(part) else _Fragment.UNKNOWN


def _is_work(part: str) -> bool:
    if forms.WORKED.search(part):
        return True
    has_result = forms.RESULT.search(part) is not None
    if forms.HAS.search(part) or forms.FIGURE.search(part):
        return has_result or forms.SHORT_RESULT.search(part) is not None
    return has_result and forms.LE.search(part) is not None


# From the heaviest down. How it stands yields to a wish and a question, as nothing has been done.
_WEIGHT = (
    _Fragment.FINISHED,
    _Fragment.DONE,
    _Fragment.PROTEST,
    _Fragment.EXTENSION,
    _Fragment.LEAVE,
    _Fragment.DIFFICULTY,
    _Fragment.QUESTION,
    _Fragment.NO_CHANGE,
    _Fragment.ONGOING,
    _Fragment.PROMISE,
    _Fragment.COUNTED,
    _Fragment.LACKING,
    _Fragment.ACKNOWLEDGEMENT,
    _Fragment.VAGUE,
    _Fragment.MENTIONED,
    _Fragment.SMALL_TALK,
)
# What is not finished along with it.
_OPEN_YET = frozenset({_Fragment.ONGOING, _Fragment.LACKING, _Fragment.PROMISE})


def _weightiest(pieces: list[_Fragment]) -> _Fragment:
    heaviest = next((one for one in _WEIGHT if one in pieces), None)
    if heaviest is _Fragment.FINISHED and not _OPEN_YET.isdisjoint(pieces):
        return _Fragment.DONE
    if heaviest is _Fragment.VAGUE and _Fragment.SMALL_TALK in pieces:
        return _Fragment.ACKNOWLEDGEMENT
    if heaviest is None and _Fragment.NOTHING in pieces and _Fragment.UNKNOWN not in pieces:
        return _Fragment.SMALL_TALK
    return heaviest or _Fragment.UNKNOWN
