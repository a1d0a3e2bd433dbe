"""What waits for the speaker's decision or answer."""

from domain.commands import Press
from handlers.route import Routes
from usecases.desk.desk import open_matter, press_next, show_desk
from usecases.desk.picks import approve_picked, show_picks
from usecases.desk.updates import seen_to, try_again

on = Routes()

on.say("desk", lambda c: show_desk(c.tx, c.actor))
on.press(Press.DESK, lambda c: open_matter(c.tx, c.actor, c.extra, c.subject))
on.press(Press.DESK_NEXT, lambda c: press_next(c.tx, c.actor, c.extra, c.subject, c.version))
on.press(Press.DESK_PICK, lambda c: show_picks(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.DESK_APPROVE, lambda c: approve_picked(c.tx, c.actor, c.version, c.extra))
on.press(Press.UPDATE_AGAIN, lambda c: try_again(c.tx, c.actor, c.subject))
on.press(Press.UPDATE_SETTLED, lambda c: seen_to(c.tx, c.actor, c.subject))
# The buttons of a list that was replaced by the desk.
on.press(Press.REVIEW_ITEM, lambda c: show_picks(c.tx, c.actor))
