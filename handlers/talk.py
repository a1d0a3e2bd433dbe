"""What is said about an item: reports, completion, difficulties, questions, instructions, promises; plain talk."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from domain.commands import BY_NAME, Occasion, Press
from domain.messages import kinds_texts
from domain.notes import Answer
from domain.office import gate_texts
from domain.refusals import BadInput, NotAllowed, TooLate
from domain.talk import report_texts
from domain.typed import is_slashed, spoken_report
from handlers.incoming import Incoming
from handlers.kinds import kind_of
from handlers.route import Handler, Routes
from usecases.steps.asking import CommandWords
from usecases.steps.can_ask import not_understood
from usecases.talk import (
    complete,
    coordinate,
    difficulty,
    discuss,
    hear,
    instruct,
    promise,
    questions,
    report,
    set_target,
)
from usecases.talk.again import store_again
from usecases.talk.album import go_on, with_begun
from usecases.talk.amend import amend_report
from usecases.talk.figures import count_pressed
from usecases.talk.free_text import ask_back, ask_which, ask_which_progress, drop_match, store_match, take_meant
from usecases.talk.gather import gather, take_consolidation
from usecases.talk.in_group import reply_in_group
from usecases.talk.instruct_post import instruct_in_group, instruct_on_printed
from usecases.talk.several import ask_several, store_several
from usecases.talk.take_back_report import take_back, was_taken_back

on = Routes()


async def _report(c: Incoming) -> Answer:
    label, text = c.item_and_words
    if not text and not c.files:
        return await report.ask_for_report(c.tx, c.actor, label, c.chat_id)
    saying = await with_begun(c.tx, c.actor, replace(c.saying, text=text))
    return await hear.hear(c.tx, c.actor, label, saying)


async def _add_photo(c: Incoming) -> Answer | None:
    assert c.question is not None
    words = spoken_report(c.text)[1] if c.text else ""
    return await go_on(c.tx, c.actor, c.question, replace(c.saying, text=words))


async def _edit(c: Incoming) -> Answer | None:
    if await was_taken_back(c.tx, c.source):
        raise BadInput(report_texts.EDITED)
    return await amend_report(c.tx, c.actor, c.source, c.text)


async def _done(c: Incoming) -> Answer:
    label, text = c.item_and_words
    saying = await with_begun(c.tx, c.actor, replace(c.saying, text=text))
    return await complete.ask_completion(c.tx, c.actor, label, saying)


on.say("report", _report)
on.press(Press.REPORT, lambda c: report.ask_for_report(c.tx, c.actor, c.subject, c.chat_id))
on.answer(report.ProgressWords, lambda c, asked: hear.answer_report(c.tx, c.actor, asked, c.saying))
on.meet(Occasion.ALBUM, _add_photo)
on.meet(Occasion.TO_ITEM, lambda c: hear.reply_to_card(c.tx, c.actor, c.about_item, c.saying))
on.meet(Occasion.EDIT, _edit)
on.press(
    Press.NO_CHANGE, lambda c: discuss.press_no_change(c.tx, c.actor, c.subject, version=c.version, chat_id=c.chat_id)
)
on.press(Press.TAKE_BACK, lambda c: take_back(c.tx, c.actor, c.subject))
on.press(Press.COUNT, lambda c: count_pressed(c.tx, c.actor, c.subject, c.extra))
on.meet(Occasion.TO_GATHER, lambda c: take_consolidation(c.tx, c.actor, c.about_item, c.saying))
on.press(Press.TARGET, lambda c: set_target.ask_target(c.tx, c.actor, c.subject, c.chat_id))
on.answer(set_target.NewTarget, lambda c, asked: set_target.take_target(c.tx, c.actor, asked, c.text))
on.press(Press.GATHER, lambda c: gather(c.tx, c.actor, c.subject, c.chat_id), in_groups=True)

on.press(Press.PROMISE, lambda c: promise.make_promise(c.tx, c.actor, c.subject))
on.press(Press.PROMISE_KEPT, lambda c: promise.settle_promise(c.tx, c.actor, c.subject, kept=True))
on.press(Press.PROMISE_BROKEN, lambda c: promise.settle_promise(c.tx, c.actor, c.subject, kept=False))

on.say("done", _done)
on.press(Press.DONE, lambda c: complete.ask_for_words(c.tx, c.actor, c.subject, c.chat_id))
on.answer(complete.CompletionWords, lambda c, asked: complete.answer_done(c.tx, c.actor, asked, c.saying))

on.say("difficulty", lambda c: difficulty.flag_difficulty(c.tx, c.actor, *c.item_and_words, c.chat_id))
on.press(Press.DIFFICULTY, lambda c: difficulty.flag_difficulty(c.tx, c.actor, c.subject, "", c.chat_id))
on.answer(difficulty.DifficultyWords, lambda c, asked: difficulty.answer_flag(c.tx, c.actor, asked, c.text))
on.press(Press.SETTLE, lambda c: difficulty.ask_outcome(c.tx, c.actor, c.subject, c.chat_id))
on.answer(difficulty.SettlementWords, lambda c, asked: difficulty.take_outcome(c.tx, c.actor, asked, c.text))

on.say("ask", lambda c: discuss.ask(c.tx, c.actor, *c.item_and_words, c.chat_id))
on.press(Press.ASK, lambda c: discuss.ask(c.tx, c.actor, c.subject, "", c.chat_id))
on.answer(discuss.AskWords, lambda c, asked: discuss.answer_ask(c.tx, c.actor, asked, c.text))
on.press(Press.ANSWER, lambda c: discuss.ask_answer(c.tx, c.actor, c.subject, c.chat_id))
on.answer(discuss.AnswerWords, lambda c, asked: discuss.take_answer(c.tx, c.actor, asked, c.text))
on.press(Press.ASK_OFF, lambda c: questions.withdraw_question(c.tx, c.actor, c.subject))
on.meet(Occasion.TO_REMARK, lambda c: discuss.reply(c.tx, c.actor, c.about, c.text))

on.press(Press.PASS_ON, lambda c: coordinate.ask_solver(c.tx, c.actor, c.subject, c.chat_id, again=bool(c.version)))
on.press(Press.PASS_TO, lambda c: coordinate.pass_to(c.tx, c.actor, c.subject, c.version, c.extra))
on.answer(coordinate.SolverName, lambda c, asked: coordinate.take_solver(c.tx, c.actor, asked, c.text))
on.press(Press.TAKE, lambda c: coordinate.take(c.tx, c.actor, c.subject))
on.press(Press.SOLVE, lambda c: coordinate.ask_solution(c.tx, c.actor, c.subject, c.chat_id))
on.answer(coordinate.SolutionWords, lambda c, asked: coordinate.take_solution(c.tx, c.actor, asked, c.text))
on.meet(Occasion.TO_COORDINATION, lambda c: coordinate.reply_to_coordination(c.tx, c.actor, c.about, c.text))
on.press(Press.SETTLE_AS, lambda c: coordinate.settle_as(c.tx, c.actor, c.subject))

on.say("instruct", lambda c: instruct.give_instruction(c.tx, c.actor, *c.item_and_words, c.chat_id))
on.press(Press.INSTRUCT, lambda c: instruct.give_instruction(c.tx, c.actor, c.subject, "", c.chat_id))
on.answer(instruct.InstructionWords, lambda c, asked: instruct.answer_instruct(c.tx, c.actor, asked, c.text))
on.press(
    Press.INSTRUCT_ITEM,
    lambda c: instruct.choose_item(c.tx, c.actor, c.subject, chat_id=c.chat_id, message_id=c.version),
)
on.press(Press.INSTRUCT_NONE, lambda c: instruct.choose_none(c.tx, c.actor, c.chat_id, c.version))
on.meet(Occasion.TO_INSTRUCTION, lambda c: instruct.reply_to_instruction(c.tx, c.actor, c.about, c.saying))
on.meet(Occasion.FROM_LEADER, lambda c: instruct_on_printed(c.tx, c.actor, c.about, c.text, c.source))
on.meet(Occasion.TO_NUDGE_IN_GROUP, lambda c: reply_in_group(c.tx, c.actor, c.about, c.saying))
on.meet(Occasion.FROM_LEADER_IN_GROUP, lambda c: instruct_in_group(c.tx, c.actor, c.about, c.text, c.source))


async def talk(c: Incoming) -> Answer | None:
    if c.is_forwarded:
        raise BadInput(gate_texts.FORWARDED)
    if is_slashed(c.text):
        raise await not_understood(c.tx, c.actor, gate_texts.NO_COMMAND)
    if c.arrival.refusal is not None and not c.arrival.files:
        raise c.arrival.refusal
    several = await ask_several(c.tx, c.actor, c.saying, c.reply)
    return several or await ask_which(c.tx, c.actor, c.saying, c.reply)


on.meet(Occasion.TALK, talk)


async def _other_kind(c: Incoming) -> Answer:
    raise BadInput(kinds_texts.instead(kind_of(c.said)))


on.meet(Occasion.OTHER_KIND, _other_kind)
on.meet(Occasion.DOUBTFUL, lambda c: ask_back(c.tx, c.actor, c.question, c.doubt, c.saying, c.reply))


async def _meant(c: Incoming) -> Answer | None:
    """[是，…]: the words that were asked back go the way of an answer to the question, or nowhere when it is late."""
    try:
        asked, entry = await take_meant(c.tx, c.actor, c.chat_id, c.version)
        with c.tx.said_at(entry.said_at):
            answer = await c.answers[asked.kind].run(replace(c, asked=asked, entry=entry))
    except (TooLate, NotAllowed) as refusal:
        refusal.ends_words = c.version
        raise
    return replace(answer, edit=not answer.ask) if answer else None


def _of_words(taken: Callable[..., Awaitable[Answer]]) -> Handler:
    """What waiting words are made by a press: of their item, and of the message that they came with."""
    return lambda c: taken(c.tx, c.actor, c.subject, chat_id=c.chat_id, message_id=c.version)


async def _as_progress(c: Incoming) -> Answer | None:
    if not c.subject:
        return await ask_which_progress(c.tx, c.actor, c.chat_id, c.version)
    return await hear.press_as_progress(c.tx, c.actor, c.subject, chat_id=c.chat_id, message_id=c.version)


on.press(Press.AS_PROGRESS, _as_progress)
on.press(Press.AS_QUESTION, _of_words(hear.press_as_question))
on.press(Press.AS_PROMISE, _of_words(hear.press_as_promise))
on.press(Press.AS_EXTENSION, _of_words(hear.press_as_extension))
on.press(Press.AS_DIFFICULTY, _of_words(hear.press_as_difficulty))
on.press(Press.AS_DONE, _of_words(complete.press_as_done))
on.press(Press.AS_LEAVE, _of_words(hear.press_as_leave))
on.press(Press.MEANT, _meant)
on.answer(
    CommandWords,
    lambda c, asked: c.commands[asked.command].run(replace(c, words=c.text.strip())),
    lambda c: (
        c.question is None
        or not isinstance(c.question.question, CommandWords)
        or BY_NAME[c.question.question.command].completed_by(c.text)
    ),
)
on.press(Press.MEANT_NONE, lambda c: drop_match(c.tx, c.actor, c.chat_id, c.version, item_id=c.subject))
on.press(Press.MATCH, lambda c: store_match(c.tx, c.actor, c.subject, chat_id=c.chat_id, message_id=c.version))
on.press(Press.AGAIN, _of_words(store_again))
on.press(Press.ASK_AGAIN, _of_words(store_again))
on.press(Press.INSTRUCT_AGAIN, _of_words(store_again))
on.press(Press.SEVERAL, lambda c: store_several(c.tx, c.actor, chat_id=c.chat_id, message_id=c.version))
on.press(Press.MATCH_NONE, lambda c: drop_match(c.tx, c.actor, c.chat_id, c.version, item_id=c.subject))
