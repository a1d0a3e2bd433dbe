"""Find items by words of the directive or the responsible unit, by number, or by the initials of pinyin."""

import base64
import binascii
from collections.abc import Sequence
from itertools import islice

from domain.hygiene import clean, cut
from domain.notes import Answer, Rows
from domain.office.people import Action, Actor, require
from domain.pager import leading_back
from domain.refusals import BadInput, NotFound
from domain.talk.initials import holds_initials, may_be_initials
from domain.views import status_texts as texts
from domain.views.status_texts import ItemInList
from storage.items import items, searching
from storage.items.searching import SearchTerm
from storage.office import units
from storage.tx import Tx
from storage.views import figures

PAGE = 10
LONGEST_WORDS = 60
# Two letters stand for much; the newest are enough for a list.
SPELLED_HITS = 200
# callback_data holds 64 bytes, of which "p:find:0:99:" takes 12.
CODE_ROOM = 52


async def find_items(tx: Tx, actor: Actor, words: str, page: int = 0) -> Answer:
    """Items that hold every word of `words`, the item of that number first; wildcards stand for themselves."""
    require(actor, Action.FIND)
    wanted = cut(clean(words), LONGEST_WORDS)
    if not wanted:
        raise BadInput(texts.FIND_WHAT)
    numbered = await items.by_label(tx, wanted)
    first = numbered.item.item_id if numbered else 0
    terms = [await _sought(tx, term, first) for term in wanted.split()]
    total, rows = await searching.find(tx, terms, PAGE, offset=page * PAGE, first=first)
    if not rows:
        raise NotFound(texts.none_found(wanted))
    names = await figures.units_of(tx, [item.item_id for item in rows])
    turning = texts.finding(_packed(wanted), page, more=total > (page + 1) * PAGE)
    return Answer(
        texts.item_lines(rows, tx.today, names),
        title=texts.found_title(wanted, total),
        choices=(*_buttons(rows, wanted, page), *turning),
    )


def _buttons(rows: Sequence[ItemInList], wanted: str, page: int) -> Rows:
    code = _packed(wanted)
    buttons = texts.item_buttons(rows)
    return leading_back(buttons, texts.place_found(code, page)) if code else buttons


async def _sought(tx: Tx, term: str, numbered: int) -> SearchTerm:
    if not may_be_initials(term):
        return SearchTerm(term, [numbered] if numbered else ())
    spelled = (item_id for item_id, words in await searching.newest_directives(tx) if holds_initials(term, words))
    spoken = [unit_id for unit_id, name in (await units.unit_names(tx)).items() if holds_initials(term, name)]
    return SearchTerm(term, list(islice(spelled, SPELLED_HITS)), spoken)


async def turn_found(tx: Tx, actor: Actor, code: str, page: int) -> Answer:
    """Another page of what a button's words find."""
    answer = await find_items(tx, actor, _unpacked(code), max(0, page))
    return Answer(answer.text, title=answer.title, choices=answer.choices, edit=True)


def _packed(words: str) -> str:
    """The words as button text; empty when they do not fit."""
    code = base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")
    return code if len(code) <= CODE_ROOM else ""


def _unpacked(code: str) -> str:
    try:
        return base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode()
    except (binascii.Error, ValueError):
        raise BadInput(texts.UNREADABLE) from None
