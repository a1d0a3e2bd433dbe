"""Items and figures to look at; views turn by editing."""

from domain.commands import Press
from handlers.route import Routes
from usecases.views.board import order_board, show_status_and_board
from usecases.views.cards import show_history, show_item, show_known_item
from usecases.views.find import find_items, turn_found
from usecases.views.materials import show_materials
from usecases.views.my import show_mine
from usecases.views.status import show_overdue, turn_status
from usecases.views.year_table import show_year, year_answer

on = Routes()

on.say("my", lambda c: show_mine(c.tx, c.actor))
on.press(Press.MY, lambda c: show_mine(c.tx, c.actor, c.number, edit=True))
on.say("item", lambda c: show_item(c.tx, c.actor, c.item))
on.press(Press.ITEM, lambda c: show_known_item(c.tx, c.actor, c.subject, c.extra), in_groups=True)
on.press(Press.HISTORY, lambda c: show_history(c.tx, c.actor, c.subject, c.version), in_groups=True)
on.press(Press.MATERIALS, lambda c: show_materials(c.tx, c.actor, c.subject, unit_id=c.version, skip=c.number))
on.say("find", lambda c: find_items(c.tx, c.actor, c.words), in_groups=True)
on.press(Press.FIND, lambda c: turn_found(c.tx, c.actor, c.extra, c.version), in_groups=True)

on.say("status", lambda c: show_status_and_board(c.tx, c.actor, c.words), in_groups=True)
on.press(Press.STATUS, lambda c: turn_status(c.tx, c.actor, c.extra, c.subject, c.version), in_groups=True)
on.press(Press.BOARD, lambda c: order_board(c.tx, c.actor, c.extra, c.subject), in_groups=True)
on.say("overdue", lambda c: show_overdue(c.tx, c.actor), in_groups=True)
on.say("year", lambda c: show_year(c.tx, c.actor, c.words))
on.press(Press.YEAR_TABLE, lambda c: year_answer(c.tx, c.actor, c.subject))
