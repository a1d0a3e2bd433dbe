"""People are urged, put it off, are away with a stand-in; and see what it costs them."""

from domain.commands import Press
from domain.notes import Answer
from domain.nudging.ahead_texts import WORDS as AHEAD
from domain.speech.spoken import urging_of
from handlers.incoming import Incoming
from handlers.route import Routes, typed
from usecases.nudging.burden import show_burden
from usecases.nudging.nudge import names_numbers, nudge_by_hand
from usecases.nudging.nudge_ahead import show_rounds_ahead
from usecases.nudging.snooze import HourWords, prefer_hour, snooze
from usecases.office.leave import LeaveWords, answer_leave, end_leave, press_days, press_stand_in, take_leave
from usecases.views.cards import nudge_from_card
from usecases.views.speech import ask_urging

on = Routes()


async def _nudge(c: Incoming) -> Answer:
    """Numbers are urged at once; a unit or a matter is shown first."""
    if c.words in AHEAD:
        return await show_rounds_ahead(c.tx, c.actor)
    if c.is_private and c.words and not names_numbers(c.words):
        return await ask_urging(c.tx, c.actor, urging_of(c.words))
    return await nudge_by_hand(c.tx, c.actor, c.words)


on.say("nudge", _nudge, in_groups=True)
on.press(Press.NUDGE, lambda c: nudge_from_card(c.tx, c.actor, c.subject), in_groups=True)
on.press(Press.SNOOZE, lambda c: snooze(c.tx, c.actor, c.subject))
on.say("hour", lambda c: prefer_hour(c.tx, c.actor, c.words, c.chat_id))
on.answer(HourWords, lambda c, _asked: prefer_hour(c.tx, c.actor, c.text, c.chat_id), typed)
on.say("leave", lambda c: take_leave(c.tx, c.actor, c.words, c.chat_id))
on.answer(LeaveWords, lambda c, asked: answer_leave(c.tx, c.actor, asked, c.text, c.chat_id), typed)
on.press(Press.LEAVE_DAYS, lambda c: press_days(c.tx, c.actor, c.extra, c.chat_id))
on.press(Press.LEAVE_WHO, lambda c: press_stand_in(c.tx, c.actor, c.subject, c.extra, c.chat_id))
on.press(Press.LEAVE_END, lambda c: end_leave(c.tx, c.actor, c.subject))
on.say("burden", lambda c: show_burden(c.tx, c.actor))
on.press(Press.BURDEN, lambda c: show_burden(c.tx, c.actor, c.subject, c.version, edit=True))
