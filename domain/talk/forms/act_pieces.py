"""A message taken apart: sentence by sentence, and each at the places where a speaker would pause.

Pure. Every piece does one thing, finer than the acts of speech that `acts.py` makes of them.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from domain.talk.forms import act_forms as forms
from domain.talk.hints import says_done, says_no_change


class Fragment(StrEnum):
    """What a piece of a sentence does, finer than the acts.

    `ONGOING` and `LACKING` tell how it stands with nothing of it done; `MENTIONED` names work without more, `TOLD`
    does so in a sentence of its own; `CLOSING` asks that the item be closed.
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
    TOLD = "told"
    CLOSING = "closing"
    ACKNOWLEDGEMENT = "acknowledgement"
    SMALL_TALK = "small_talk"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


SENTENCE = re.compile(
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


def plain_words(text: str) -> str:
    """In compatibility form, pictures taken for what they stand for where they stand alone."""
    folded = unicodedata.normalize("NFKC", text).strip()
    words = forms.PICTURE.sub("，", folded).strip("，, \n。.!！~")
    if not words:
        laughed = _LAUGHED if forms.PICTURE.search(folded) else ""
        return _NODDED if forms.NODDING.search(folded) else laughed
    if is_nod(words):
        return words
    words = forms.OURS.sub("，", forms.QUOTED.sub("，", forms.NUMBERED.sub("", words)))
    return forms.BY_LETTERS.sub(lambda found: forms.LETTERS[found[0].lower()], words)


_NODDED, _LAUGHED = "好的", "哈哈"
_PAUSES = re.compile(r"[\s，。；;、！!,.~～…]+")


def is_nod(words: str) -> bool:
    """Also with whom it is said to: 好的主任."""
    bare = _PAUSES.sub("", words)
    bare = forms.LAUGH.sub("", bare) or bare
    return any(forms.NODS.match(one) for one in (bare, _END.sub("", bare), forms.TITLE.sub("", bare)))


def fragments_of(plain: str, days: Days) -> Iterator[Fragment]:
    if is_nod(plain):
        yield Fragment.ACKNOWLEDGEMENT
    elif forms.PLACE.match(plain):
        yield Fragment.ONGOING
    elif _is_private(plain):
        yield Fragment.SMALL_TALK
    else:
        for sentence in filter(None, (one.strip() for one in SENTENCE.split(plain))):
            yield from _in_sentence(sentence, days)


def _is_private(plain: str) -> bool:
    if forms.WRONG_CHAT.search(plain) and not forms.ASKS.search(plain):
        return True
    is_ours = forms.OFFICIAL.search(plain) or any(forms.BUSY.search(one) for one in SENTENCE.split(plain) if one)
    return forms.PRIVATE.search(plain) is not None and not is_ours


def _in_sentence(sentence: str, days: Days) -> Iterator[Fragment]:
    """A protest is seen in the whole sentence, the rest in the pieces that a speaker would pause between."""
    asks = forms.ASKS.search(sentence) is not None
    whole = next(
        (piece for piece, form, even_asked in _WHOLE if form.search(sentence) and (even_asked or not asks)), None
    )
    if is_nod(sentence):
        yield Fragment.ACKNOWLEDGEMENT
    elif whole is not None:
        yield whole
    elif _protests(sentence):
        yield Fragment.PROTEST
    else:
        yield from _parts_of(sentence, days)


# With whether it is so even where the sentence asks.
_WHOLE = (
    (Fragment.SMALL_TALK, forms.GREETING, True),
    (Fragment.ACKNOWLEDGEMENT, forms.BUSY, False),
    (Fragment.ACKNOWLEDGEMENT, forms.PASSED_ON, False),
    (Fragment.NOTHING, forms.ADDRESS, True),
    (Fragment.CLOSING, forms.TO_BE_CLOSED, True),
)


def _protests(sentence: str) -> bool:
    if forms.CHOICE.search(sentence):
        return False
    is_moved = forms.MOVED_AWAY.search(sentence) is not None and not forms.HANDED_ON.search(sentence)
    return is_moved or forms.PROTEST.search(sentence) is not None


def _parts_of(sentence: str, days: Days) -> Iterator[Fragment]:
    wish = _wish_in(sentence)
    if wish is not None:
        yield wish[0]
    cuts = [0, *(one.start() for one in _PIECE.finditer(sentence) if one.start()), len(sentence)]
    is_asked = is_ahead = False
    for start, end in pairwise(cuts):
        if wish is not None and wish[1] < end and start < wish[2]:
            continue
        piece = _piece_of(sentence[start:end], days)
        if piece is Fragment.MENTIONED and len(cuts) == 2 and forms.RESULT.search(forms.SOFT.sub("", sentence)):
            piece = Fragment.TOLD
        # What stands behind a question is asked too: 是不是 | 已经销号了.
        is_asked = is_asked or piece is Fragment.QUESTION
        if is_ahead and piece in _TOLD and not forms.HAS.search(sentence[start:end]):
            piece = Fragment.PROMISE
        # So is what stands behind a day to come: 周五前把 | 剩下的搞完.
        is_ahead = piece is Fragment.PROMISE
        yield Fragment.QUESTION if is_asked else piece


_TOLD = frozenset({Fragment.FINISHED, Fragment.DONE, Fragment.COUNTED, Fragment.MENTIONED})
_WISHES = (
    (Fragment.EXTENSION, forms.EXTENSION, forms.MOVED_ALREADY),
    (Fragment.LEAVE, forms.LEAVE, forms.OTHERS_AWAY),
    (Fragment.DIFFICULTY, forms.DIFFICULTY, forms.HELP_GIVEN),
)


def _wish_in(sentence: str) -> tuple[Fragment, int, int] | None:
    """What is wished for and where the words of it stand; how to apply for something is a question."""
    if forms.HOW_TO.search(sentence):
        return None
    asked = forms.COORDINATE.search(sentence)
    if asked and not forms.HELP_GIVEN.search(sentence):
        return Fragment.DIFFICULTY, *asked.span()
    for piece, form, against in _WISHES:
        found = form.search(sentence)
        if found and not against.search(sentence):
            return piece, *found.span()
    return None


def _piece_of(part: str, days: Days) -> Fragment:
    if is_nod(part):
        return Fragment.ACKNOWLEDGEMENT
    is_same = says_no_change(part) or forms.SAME.search(part) is not None
    asks = forms.ASKS.search(part) is not None and not forms.ASKED_OF_OTHERS.search(part)
    if asks and (not is_same or part.endswith(("?", "吗"))):
        return Fragment.QUESTION
    if is_same:
        return Fragment.NO_CHANGE
    if forms.SMALL.search(part) and not forms.FIGURE.search(part):
        return Fragment.SMALL_TALK
    return _told_by(part, days)


def _told_by(part: str, days: Days) -> Fragment:
    if forms.TOLD_BEFORE.search(part):
        return Fragment.UNKNOWN
    if forms.SUPPOSED.search(part) or forms.NONE_LEFT.search(part):
        return Fragment.NOTHING
    if forms.VAGUE.match(part):
        return Fragment.VAGUE
    if _is_ahead(part, days):
        return Fragment.PROMISE
    if _is_finished(part):
        return Fragment.FINISHED
    return _meant(part) or _how_it_stands(part)


def _is_ahead(part: str, days: Days) -> bool:
    """Whether a day to come is named for what the piece tells; 已 and 昨天 tell of what was."""
    named = [is_ahead for phrase, is_ahead in days if phrase in part]
    if forms.OVER.search(part):
        return False
    if named and not any(named):
        # A day that has passed is none to come, unless the words say that they mean the next.
        return forms.WILL.search(part) is not None and not part.endswith("了")
    return forms.AHEAD.search(part) is not None or any(named)


def _meant(part: str) -> Fragment | None:
    """What is to come without a day: with its result it is promised, else it is a nod."""
    if forms.ONLY_THEN.search(part):
        return Fragment.PROMISE if forms.RESULT.search(part) else Fragment.ACKNOWLEDGEMENT
    if forms.HAS.search(part) or forms.LE.search(part):
        return None
    if forms.WILL_DO.search(part) or forms.ABOUT_TO.match(part):
        return Fragment.ACKNOWLEDGEMENT
    if forms.WILL.search(part) and forms.WITHOUT_DELAY.search(part):
        return Fragment.ACKNOWLEDGEMENT
    kinds = (forms.RESULT, forms.FIGURE, forms.WORKED)
    if not forms.WILL.search(part) or not any(one.search(part) for one in kinds):
        return None
    is_hard = any(one.search(forms.SOFT.sub("", part)) for one in kinds)
    return Fragment.PROMISE if is_hard else Fragment.ACKNOWLEDGEMENT


def _is_finished(part: str) -> bool:
    if says_done(part):
        return True
    bare = _END.sub("", part)
    if not forms.FINISHED.search(bare) or forms.OF_A_PART.search(part) or forms.MANY_LEFT.search(part):
        return False
    return not forms.OF_A_COUNT.search(part) or forms.THE_WHOLE.search(part) is not None


def _how_it_stands(part: str) -> Fragment:
    if forms.WAITS.match(part):
        return Fragment.LACKING
    if forms.LACKS.search(part):
        return Fragment.LACKING if forms.LACKS_YET.search(part) or forms.RESULT.search(part) else Fragment.UNKNOWN
    if forms.ASIDE.search(part) and not forms.FIGURE.search(part):
        return Fragment.UNKNOWN
    is_already = forms.ALREADY.search(part) is not None
    if (_is_work(part) or is_already) and not forms.EFFORT.search(part):
        return Fragment.DONE
    if _is_work(part) or forms.UNDER_WAY.search(part):
        return Fragment.ONGOING
    if forms.FIGURE.search(part):
        return Fragment.COUNTED
    return Fragment.MENTIONED if forms.RESULT.search(part) else Fragment.UNKNOWN


def _is_work(part: str) -> bool:
    if forms.WORKED.search(part):
        return True
    has_result = forms.RESULT.search(part) is not None
    if forms.HAS.search(part) or forms.FIGURE.search(part):
        return has_result or forms.SHORT_RESULT.search(part) is not None
    return has_result and forms.LE.search(part) is not None
