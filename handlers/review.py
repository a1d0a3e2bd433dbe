"""Completion is decided on: by the head of the unit first, where there is one, then by a supervisor."""

from domain.commands import Press
from handlers.route import Routes
from usecases.review import countersign, review
from usecases.review.take_back import take_back_named, take_back_pressed

on = Routes()

on.say("approve", lambda c: review.approve_named(c.tx, c.actor, c.item))
on.press(Press.APPROVE, lambda c: review.approve(c.tx, c.actor, c.subject, c.version))
on.say("return", lambda c: review.send_back_named(c.tx, c.actor, *c.item_and_words, c.chat_id))
on.press(Press.SEND_BACK, lambda c: review.ask_reason(c.tx, c.actor, c.subject, version=c.version, chat_id=c.chat_id))
on.answer(review.ReturnReason, lambda c, asked: review.take_reason(c.tx, c.actor, asked, c.text))
on.say("retract", lambda c: take_back_named(c.tx, c.actor, c.item))
on.press(Press.RETRACT, lambda c: take_back_pressed(c.tx, c.actor, c.subject))

on.press(Press.COUNTERSIGN, lambda c: countersign.agree(c.tx, c.actor, c.subject, c.version))
on.press(
    Press.COUNTERSIGN_NO,
    lambda c: countersign.ask_reason(c.tx, c.actor, c.subject, version=c.version, chat_id=c.chat_id),
)
on.answer(countersign.CountersignReason, lambda c, asked: countersign.take_reason(c.tx, c.actor, asked, c.text))
