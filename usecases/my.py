"""/my: an official's open items, a leader's led ones, the most pressing first."""

from domain.notes import Answer
from domain.people import Action, Actor, Role, require
from domain.texts import cards as texts
from domain.texts.cards import Line
from storage import items
from storage.tx import Tx
from usecases.cards import line_of


async def show_mine(tx: Tx, actor: Actor, page: int = 0, *, edit: bool = False) -> Answer:
    """Eight a page, each with a button that opens its card."""
    require(actor, Action.SEE_OWN)
    mine = texts.most_pressing_first(await _mine(tx, actor), tx.today)
    if not mine:
        supervises = actor.is_supervisor and not actor.unit_ids
        return Answer(texts.ONLY_SUPERVISES if supervises else texts.NOTHING_OPEN, edit=edit)
    pages = -(-len(mine) // texts.MINE_PER_PAGE)
    page = max(0, min(page, pages - 1))
    lines = mine[page * texts.MINE_PER_PAGE :][: texts.MINE_PER_PAGE]
    text = "\n".join(texts.list_line(line, tx.today) for line in lines)
    title = f"我的事项（{len(mine)}件）" + (f" {page + 1}/{pages}" if pages > 1 else "")
    return Answer(text, title, texts.list_rows(lines, page, pages), kind="list", edit=edit)


async def _mine(tx: Tx, actor: Actor) -> list[Line]:
    """Sub-items stand under their item unless they alone are the unit's; what one helps with is marked."""
    units = sorted(actor.unit_ids)
    helped = {item.item_id: item for item in await items.open_helped_by(tx, units)} if units else {}
    found = {item.item_id: item for item in await items.open_of_units(tx, units)} if units else {}
    if Role.LEADER in actor.roles:
        found |= {item.item_id: item for item in await items.open_led_by(tx, actor.name)}
    lines = [line_of(item) for item in found.values() if item.parent_id not in found]
    return lines + [line_of(item, helps=True) for key, item in helped.items() if key not in found]
