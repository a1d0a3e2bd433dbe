"""Targets by item and unit: who has reached what each owes, and who has not."""

from collections.abc import Sequence
from decimal import Decimal

from domain.items import targets_texts as texts
from domain.items.targets_texts import Target, UnitAmount
from domain.notes import Answer
from domain.refusals import NotFound
from domain.views.status_tables_texts import of_target
from domain.views.status_texts import PAGE, turning
from storage.items import items, targets
from storage.tables import Item
from storage.tx import Tx


async def targets_of(tx: Tx, found: Sequence[Item]) -> list[Target]:
    """Of items that carry one, in their order."""
    ids = [item.item_id for item in found]
    in_charge, amounts = await targets.responsible(tx, ids), await targets.amounts(tx, ids)
    return [
        Target(
            item.item_id,
            item.label,
            item.directive,
            item.target_amount,
            item.target_measure,
            _units(in_charge.get(item.item_id, ()), amounts.get(item.item_id, {})),
            item.target_is_joint,
        )
        for item in found
        if item.target_amount is not None
    ]


def _units(in_charge: Sequence[str], amounts: dict[str, Decimal]) -> tuple[UnitAmount, ...]:
    """Who owes first, then what others added."""
    own = [UnitAmount(name, amounts.get(name, Decimal(0))) for name in in_charge]
    helped = [UnitAmount(name, amount, owes=False) for name, amount in amounts.items() if name not in in_charge]
    return (*own, *helped)


async def card_lines(tx: Tx, item: Item) -> list[str]:
    """For the item's card; nothing where there is no target."""
    return [line for target in await targets_of(tx, [item]) for line in texts.card_lines(target)]


async def show_targets(tx: Tx, page: int) -> Answer:
    """[指标]: the items with a target, each with its bar; who may look was asked by the caller."""
    found = await targets.with_target(tx, PAGE + 1, page * PAGE)
    if not found:
        return Answer(texts.NONE, choices=turning("targets", 0, page, more=False))
    shown = await targets_of(tx, found[:PAGE])
    text = "\n".join(texts.list_line(target) for target in shown)
    return Answer(text, texts.TITLE, texts.list_rows(shown, page, more=len(found) > PAGE))


async def show_target(tx: Tx, item_id: int, page: int) -> Answer:
    """The table by unit of one item."""
    parts = await items.by_id(tx, item_id)
    found = await targets_of(tx, [parts.item]) if parts is not None else []
    if not found:
        raise NotFound(texts.NO_TARGET)
    target = found[0]
    page = min(page, max(0, (len(target.units) - 1) // texts.A_PAGE))
    return Answer(
        texts.table(target, page),
        texts.title(target),
        texts.table_rows(target, page),
        tables=(of_target(target, texts.A_PAGE, page),),
    )
