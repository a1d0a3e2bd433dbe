"""An item's life: registered, assigned, dated, planned, extended, ended, looked back at."""

from domain.commands import Press
from domain.items.assign_texts import INSTEAD
from domain.notes import Answer
from handlers.incoming import Incoming
from handlers.route import Routes, typed
from usecases.items import (
    assign,
    deadline,
    extend,
    judgement,
    lifecycle,
    lookback,
    plan,
    register,
    rhythm,
    roll_over,
    slips,
)
from usecases.items.missing import ask_deadline, offer_presets
from usecases.items.sign import sign_off
from usecases.items.slip_papers import print_slips

on = Routes()

on.say("new", lambda c: register.register(c.tx, c.actor, c.chat_id, c.words))
on.answer(
    register.NewItemWords, lambda c, asked: register.answer_question(c.tx, c.actor, asked, c.text, c.chat_id), typed
)
on.answer(register.NewItemConsent, lambda c, asked: register.say_yes(c.tx, c.actor, asked, c.text), typed)
on.press(
    Press.NEW_SWAP,
    lambda c: register.swap_unit(c.tx, c.actor, c.chat_id, stamp=c.version, unit_id=c.subject, place=c.extra),
)
on.press(Press.NEW_YES, lambda c: register.confirm_registration(c.tx, c.actor, c.chat_id, c.version))
on.press(Press.NEW_NO, lambda c: register.drop_registration(c.tx, c.actor, c.chat_id, c.version))

on.say("sign", lambda c: sign_off(c.tx, c.actor, c.words))
on.press(Press.SIGN, lambda c: sign_off(c.tx, c.actor, c.subject))


async def _reassign(c: Incoming) -> Answer:
    label, units = c.first_word
    return await assign.assign(c.tx, c.actor, label, f"{INSTEAD}{units}", c.chat_id)


on.say("assign", lambda c: assign.assign(c.tx, c.actor, *c.first_word, c.chat_id))
on.say("reassign", _reassign)
on.press(Press.ASSIGN_ASK, lambda c: assign.ask_units(c.tx, c.actor, c.subject, c.chat_id), in_groups=True)
on.answer(assign.UnitsInCharge, lambda c, asked: assign.take_units(c.tx, c.actor, asked, c.text, c.chat_id), typed)
on.press(Press.ASSIGN_UNIT, lambda c: assign.choose_unit(c.tx, c.actor, c.subject, c.version, c.extra, c.chat_id))
on.press(Press.ASSIGN_ONLY, lambda c: assign.assign_only(c.tx, c.actor, c.subject, c.version, c.extra))

on.say("due", lambda c: deadline.set_deadline(c.tx, c.actor, *c.first_word, c.chat_id))
on.press(Press.DUE_ASK, lambda c: ask_deadline(c.tx, c.actor, c.subject, c.chat_id), in_groups=True)
on.answer(deadline.NewDeadline, lambda c, asked: deadline.take_deadline(c.tx, c.actor, asked, c.text, c.chat_id), typed)
on.press(
    Press.DUE_YES,
    lambda c: deadline.confirm_deadline(c.tx, c.actor, c.subject, c.version, digits=c.extra, chat_id=c.chat_id),
)
on.press(Press.DUE_NO, lambda c: deadline.leave_deadline(c.tx, c.actor, c.subject, c.chat_id))
on.press(Press.PRESETS, lambda c: offer_presets(c.tx, c.actor, c.subject))

on.say("plan", lambda c: plan.set_plan(c.tx, c.actor, *c.item_and_words, c.chat_id))
on.press(Press.PLAN, lambda c: plan.set_plan(c.tx, c.actor, c.subject, "", c.chat_id))
on.answer(plan.PlanDay, lambda c, asked: plan.answer_plan(c.tx, c.actor, asked, c.typed, c.chat_id))
on.press(
    Press.PLAN_YES, lambda c: plan.confirm_plan(c.tx, c.actor, c.subject, c.version, digits=c.extra, chat_id=c.chat_id)
)
on.press(Press.PLAN_NO, lambda c: plan.leave_plan(c.tx, c.actor, c.subject, c.chat_id))
on.press(Press.PLAN_GRANT, lambda c: plan.grant_plan(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.PLAN_HOLD, lambda c: plan.hold_plan(c.tx, c.actor, c.subject, c.version, c.extra))

on.say("extend", lambda c: extend.ask_extension(c.tx, c.actor, *c.item_and_words, c.chat_id))
on.press(Press.EXTEND, lambda c: extend.ask_extension(c.tx, c.actor, c.subject, "", c.chat_id))
on.answer(extend.ExtensionWish, lambda c, asked: extend.answer_extend(c.tx, c.actor, asked, c.typed, c.chat_id))
on.press(Press.EXTEND_DAY, lambda c: extend.confirm_day(c.tx, c.actor, c.subject, c.extra, c.chat_id))
on.press(Press.EXTEND_NONE, lambda c: extend.drop_day(c.tx, c.actor, c.subject, c.chat_id))
on.press(Press.EXTEND_YES, lambda c: extend.decide_extension(c.tx, c.actor, c.subject, c.version, granted=True))
on.press(Press.EXTEND_NO, lambda c: extend.decide_extension(c.tx, c.actor, c.subject, c.version, granted=False))
on.press(
    Press.EXTEND_OTHER, lambda c: extend.ask_other_day(c.tx, c.actor, c.subject, version=c.version, chat_id=c.chat_id)
)
on.answer(extend.OtherDay, lambda c, asked: extend.take_other_day(c.tx, c.actor, asked, c.text), typed)


def _say_act(name: str, act: str) -> None:
    on.say(
        name,
        lambda c: lifecycle.start_named(c.tx, c.actor, act, label=c.item, words=c.item_and_words[1], chat_id=c.chat_id),
    )


_say_act("void", "cancel")
_say_act("stop", "stop")
_say_act("reopen", "reopen")
_say_act("handover", "hand")
_say_act("move", "move")
_say_act("split", "split")
_say_act("merge", "merge")
on.press(Press.MORE, lambda c: lifecycle.show_menu(c.tx, c.actor, c.subject))
on.press(Press.LIFE, lambda c: lifecycle.start_pressed(c.tx, c.actor, c.extra, c.subject, c.chat_id))
on.answer(lifecycle.ActWords, lambda c, asked: lifecycle.take_words(c.tx, c.actor, asked, c.text, c.chat_id), typed)
on.answer(lifecycle.ActConsent, lambda c, asked: lifecycle.say_yes(c.tx, c.actor, asked, c.text), typed)
on.press(Press.LIFE_YES, lambda c: lifecycle.confirm(c.tx, c.actor, c.subject, c.extra, c.chat_id))
on.press(Press.LIFE_NO, lambda c: lifecycle.drop(c.tx, c.actor, c.subject, c.extra, c.chat_id))

on.say("lookback", lambda c: lookback.set_named(c.tx, c.actor, *c.item_and_words))
on.press(Press.LOOK, lambda c: lookback.press(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.LOOK_YES, lambda c: lookback.confirm(c.tx, c.actor, c.subject, c.version))
on.press(Press.LOOK_NO, lambda c: lookback.ask_reason(c.tx, c.actor, c.subject, version=c.version, chat_id=c.chat_id))
on.answer(lookback.LookBackReason, lambda c, asked: lookback.take_reason(c.tx, c.actor, asked, c.text), typed)

on.say("judge", lambda c: judgement.judge_named(c.tx, c.actor, *c.item_and_words, c.chat_id))
on.press(Press.JUDGE, lambda c: judgement.press(c.tx, c.actor, c.subject, c.version, c.extra, c.chat_id))
on.answer(judgement.JudgementReason, lambda c, asked: judgement.take_reason(c.tx, c.actor, asked, c.text), typed)

on.say("rhythm", lambda c: rhythm.set_named(c.tx, c.actor, *c.item_and_words))
on.press(Press.RHYTHM, lambda c: rhythm.press(c.tx, c.actor, c.subject, c.version, c.extra))
on.say("roll", lambda c: roll_over.preview(c.tx, c.actor, c.words, c.chat_id))
on.press(Press.ROLL_YES, lambda c: roll_over.confirm(c.tx, c.actor, c.subject, stamp=c.version, chat_id=c.chat_id))
on.press(Press.ROLL_NO, lambda c: roll_over.leave_as_is(c.tx, c.actor, c.version, c.chat_id))

on.say("slip", lambda c: slips.ask_named(c.tx, c.actor, c.item))
on.say("print", lambda c: print_slips(c.tx, c.actor, c.item))
on.press(Press.SLIPS, lambda c: slips.ask(c.tx, c.actor, c.subject))
on.press(Press.SLIP, lambda c: slips.preview(c.tx, c.actor, c.subject))
on.press(Press.SLIP_YES, lambda c: slips.issue(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.SLIP_OFF, lambda c: slips.withdraw(c.tx, c.actor, c.subject))
