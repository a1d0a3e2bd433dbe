"""What is asked of the bot in plain Chinese: "柳河桥怎么样了", "谁还没报", "催一下卫健局".

Pure: the words give a request for something that a command or a button does, so that speech is no second way to do
a thing. A sentence is a request as a whole or not at all: reports, promises and questions to the office stay talk.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.hygiene import clean
from domain.speech import spoken_forms as forms


class Wanted(StrEnum):
    """What a sentence asks for."""

    ITEM = "item"
    FIND = "find"
    STATUS = "status"
    OVERDUE = "overdue"
    SOON = "soon"
    UNREPORTED = "unreported"
    NUDGE = "nudge"
    BULLETIN = "bulletin"
    LAST_BULLETIN = "last_bulletin"
    MY = "my"
    REVIEW = "review"
    HELP = "help"


# What is shown to one person alone, or done, belongs into the private chat.
SAID_IN_GROUPS = frozenset(Wanted) - {Wanted.NUDGE, Wanted.MY, Wanted.REVIEW}


@dataclass(frozen=True, slots=True)
class Spoken:
    """`about` is the number of an item, a name of a unit or leader, or words of a directive; for a nudge also the
    list that it means (`Wanted.OVERDUE`, `Wanted.UNREPORTED`).

    `is_for_readers`: of others it is no request of the bot. `is_bare`: a name alone, which may be none of ours.
    """

    wanted: Wanted
    about: str = ""
    is_for_readers: bool = False
    is_bare: bool = False


_LONGEST = 40
_SHORTEST_NAME = 2
_SPACES = re.compile(r"\s+")
_WHOLE_SENTENCES = (
    (Wanted.HELP, forms.HELP),
    (Wanted.MY, forms.MY),
    (Wanted.REVIEW, forms.REVIEW),
    (Wanted.UNREPORTED, forms.UNREPORTED),
    (Wanted.OVERDUE, forms.OVERDUE),
    (Wanted.SOON, forms.SOON),
    (Wanted.LAST_BULLETIN, forms.LAST_BULLETIN),
    (Wanted.BULLETIN, forms.BULLETIN),
)


def spoken_in(text: str) -> Spoken | None:
    """The request that a message is, whoever sent it; what that person may ask is decided where it is carried out."""
    plain = _plain(text)
    return next(_readings(plain), None) if 0 < len(plain) <= _LONGEST else None


def _plain(text: str) -> str:
    """Without greetings, thanks and particles around it."""
    words = _SPACES.sub(" ", unicodedata.normalize("NFKC", clean(text))).strip().lower()
    return forms.TAIL.sub("", forms.GREETING.sub("", words)).strip()


def _readings(plain: str) -> Iterator[Spoken]:
    yield from (Spoken(wanted) for wanted, form in _WHOLE_SENTENCES if form.fullmatch(plain))
    yield from _nudge(plain)
    if forms.ALL_SAID.fullmatch(plain):
        yield Spoken(Wanted.STATUS)
    for form in forms.QUESTIONS:
        if found := form.fullmatch(plain):
            yield from _about(found["what"])
    for form in forms.READERS_QUESTIONS:
        if found := form.fullmatch(plain):
            yield from (replace(one, is_for_readers=True) for one in _about(found["what"]))
    if found := forms.NAME_ALONE.fullmatch(plain):
        yield from (replace(one, is_for_readers=True, is_bare=True) for one in _about(found["what"]))


def _nudge(plain: str) -> Iterator[Spoken]:
    for found in filter(None, (form.fullmatch(plain) for form in forms.NUDGES)):
        whom = found["what"].strip()
        asked = urging_of(whom)
        is_list = asked.about in (Wanted.UNREPORTED, Wanted.OVERDUE)
        if is_list or not (forms.NO_URGING.search(whom) or forms.POINTS.fullmatch(whom)):
            yield asked


def urging_of(whom: str) -> Spoken:
    """ "逾期的", "没报的", "#37", "县农林局": who is to be urged, or about what."""
    if forms.UNREPORTED_ONES.fullmatch(whom):
        return Spoken(Wanted.NUDGE, Wanted.UNREPORTED)
    if forms.OVERDUE_ONES.fullmatch(whom):
        return Spoken(Wanted.NUDGE, Wanted.OVERDUE)
    return Spoken(Wanted.NUDGE, label_in(whom) or whom)


def _about(named: str) -> Iterator[Spoken]:
    what = forms.AT_FRONT.sub("", named).strip(" 的那这")
    if forms.WHOLE.fullmatch(what):
        yield Spoken(Wanted.STATUS)
    elif label := label_in(what):
        yield Spoken(Wanted.ITEM, label)
    elif forms.TELLS.search(what) or forms.POINTS.fullmatch(what) or len(what) < _SHORTEST_NAME:
        return
    elif led := forms.LEADS.fullmatch(what):
        yield Spoken(Wanted.STATUS, led["who"])
    else:
        yield Spoken(Wanted.STATUS if forms.BODY.fullmatch(what) else Wanted.FIND, what)


def one_by_one(words: str) -> tuple[str, ...]:
    """ "财政局" and "水利局" of 财政局和水利局; nothing is parted that begins or ends so, such as 和平镇."""
    parts = tuple(part.strip() for part in forms.AND.split(words))
    return parts if all(parts) else (words,)


def label_in(words: str) -> str:
    """ "14" of 第14项, #14, 十四号; "" of what is no number alone."""
    found = forms.LABEL.fullmatch(words.strip())
    if found is None:
        return ""
    if found["number"][0].isdecimal():
        return found["number"]
    is_ordinal = found["kind"] is not None or words.startswith(("第", "事项"))
    return _in_digits(found["number"]) if is_ordinal else ""


def _in_digits(words: str) -> str:
    # It loads a hundred milliseconds of tables.
    import cn2an

    try:
        return str(int(cn2an.cn2an(words, "smart")))
    except ValueError:
        return ""
