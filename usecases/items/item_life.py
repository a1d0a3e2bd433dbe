"""What the card of an item says about its life: how it ended, its rhythm, look-back, judgement and slips."""

from domain.items import lifecycle_texts as texts
from storage.items import lifecycle
from storage.tables import Item
from storage.tx import Tx
from usecases.items import judgement, lookback, rhythm, slips


async def state_word(tx: Tx, item: Item) -> str:
    """How an ended item ended; "" where the state's own word says it."""
    ending = await lifecycle.ending_of(tx, item.item_id)
    return texts.ENDED_STATES.get(ending.kind.value, "") if ending else ""


async def card_lines(tx: Tx, item: Item) -> list[str]:
    lines = []
    ending = await lifecycle.ending_of(tx, item.item_id)
    if ending is not None:
        day = tx.day(ending.ended_at)
        lines.append(texts.ending_line(ending.kind.value, ending.reason, day, tx.today))
    lines += await slips.card_lines(tx, item)
    lines += await judgement.card_lines(tx, item)
    lines += await rhythm.card_lines(tx, item)
    merged = [one.label for one in await lifecycle.merged_into(tx, item.item_id)]
    lines += [texts.holds_line(merged)] if merged else []
    return [*lines, *await lookback.card_lines(tx, item)]


async def beside_light(tx: Tx, item: Item) -> str:
    """The supervisor's judgement that stands today; "" when there is none."""
    row = await judgement.standing(tx, item)
    return row.word if row else ""
