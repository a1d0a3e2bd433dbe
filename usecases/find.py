"""Find items by words of the directive or the responsible unit."""

import base64
import binascii

from domain.hygiene import clean, cut
from domain.notes import Answer
from domain.people import Action, Actor, require
from domain.refusals import BadInput, NotFound
from domain.texts import status as texts
from storage import figures
from storage.tx import Tx

PAGE = 10
LONGEST_WORDS = 60
# callback_data holds 64 bytes, of which "p:find:0:99:" takes 12.
CODE_ROOM = 52


async def find_items(tx: Tx, actor: Actor, words: str, page: int = 0) -> Answer:
    """Items that hold every word of `words`; wildcards stand for themselves."""
    require(actor, Action.FIND)
    wanted = cut(clean(words), LONGEST_WORDS)
    if not wanted:
        raise BadInput(texts.FIND_WHAT)
    total, rows = await figures.find(tx, wanted.split(), PAGE, page * PAGE)
    if not rows:
        raise NotFound(texts.none_found(wanted))
    names = await figures.units_of(tx, [item.item_id for item in rows])
    turning = texts.finding(_packed(wanted), page, more=total > (page + 1) * PAGE)
    return Answer(
        texts.item_lines(rows, tx.today, names),
        title=texts.found_title(wanted, total),
        choices=(*texts.item_buttons(rows), *turning),
    )


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
