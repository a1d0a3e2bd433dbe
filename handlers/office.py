"""First words and help, people and groups, rules and calendar, what people think of the tool, who did what."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated, Message

from domain.commands import Press
from domain.deep_links import issue_in, label_in
from domain.notes import Answer
from domain.nudging.policy import NUDGING
from domain.nudging.unit_group_texts import WORDS as UNIT_WORDS
from domain.office import gate_texts
from domain.refusals import BadInput
from handlers.gate import migrates
from handlers.incoming import Incoming
from handlers.route import Routes, typed
from storage.tx import Tx
from usecases.bulletin.bulletin import open_issue
from usecases.items import merge_units
from usecases.items.assign import members_told
from usecases.office import feedback, policy, seats, settings, unit_sets, units
from usecases.office.audit_trail import show_trail
from usecases.office.bind import GroupPlace, added_to_group, bind_group, confirm_rebind, keep_binding, put_out_of_group
from usecases.office.bind_unit import bind_unit_group
from usecases.office.first_start import help_for, leave_question, start, turn_help
from usecases.office.invite import InvitedPerson, InvitedUnit, choose_unit, drop_offer, invite
from usecases.office.join import join
from usecases.office.migrate_group import move_group
from usecases.office.people import back_in_touch, lost_touch, remove_person, show_person, show_roster, show_section
from usecases.steps.asking import Question
from usecases.views.cards import show_item

on = Routes()


async def _start(c: Incoming) -> Answer | None:
    sender = c.said.from_user
    assert sender is not None
    label = label_in(c.words)
    if label and c.person is not None and c.is_private:
        return await show_item(c.tx, c.actor, label)
    issue = issue_in(c.words)
    if issue is not None and c.person is not None and c.is_private:
        return await open_issue(c.tx, c.actor, issue)
    if c.words:
        return await join(c.tx, sender.id, c.words, is_private=c.is_private)
    return await start(c.tx, c.person, sender.full_name) if c.person else None


async def _cancel(c: Incoming) -> Answer:
    if c.item:
        raise BadInput(gate_texts.VOID_INSTEAD.format(words=c.words))
    return await leave_question(c.tx, c.actor, c.chat_id)


on.say("start", _start, in_groups=True)
on.say("help", lambda c: help_for(c.actor, is_private=c.is_private), in_groups=True)
on.press(Press.HELP, lambda c: turn_help(c.actor, c.extra), in_groups=True)
on.say("cancel", _cancel, in_groups=True)

on.say("feedback", lambda c: feedback.feed_back(c.tx, c.actor, c.words, c.chat_id))
on.answer(feedback.FeedbackWords, lambda c, _asked: feedback.take_feedback(c.tx, c.actor, c.text))
on.press(Press.FEEDBACK_ANSWER, lambda c: feedback.ask_answer(c.tx, c.actor, c.subject, c.chat_id))
on.answer(feedback.FeedbackReply, lambda c, asked: feedback.take_answer(c.tx, c.actor, asked, c.text))

# A pasted bulletin is no name: it goes its own way although the question is open.
LONGEST_NAME = 70


def _is_name(c: Incoming) -> bool:
    return typed(c) and len(c.text) <= LONGEST_NAME


async def _invite_named(c: Incoming, _asked: Question) -> Answer:
    return await invite(c.tx, c.actor, c.text, c.bot_name, is_private=True)


on.say("invite", lambda c: invite(c.tx, c.actor, c.words, c.bot_name, is_private=c.is_private), in_groups=True)
on.answer(InvitedPerson, _invite_named, _is_name)
on.answer(InvitedUnit, _invite_named, _is_name)
on.press(Press.INVITE, lambda c: invite(c.tx, c.actor, "", c.bot_name, is_private=True))
on.press(Press.INVITE_UNIT, lambda c: choose_unit(c.tx, c.actor, c.subject, c.version, c.bot_name))
on.press(Press.INVITE_DROP, lambda c: drop_offer(c.tx, c.actor, c.version))
on.say("people", lambda c: show_roster(c.tx, c.actor, is_private=c.is_private), in_groups=True)
on.press(Press.PEOPLE, lambda c: show_roster(c.tx, c.actor, c.subject, edit=True))
on.press(Press.PEOPLE_OF, lambda c: show_section(c.tx, c.actor, c.extra))
on.press(Press.PERSON, lambda c: show_person(c.tx, c.actor, c.subject))
on.press(Press.PERSON_NAME, lambda c: seats.ask_name(c.tx, c.actor, c.subject, c.chat_id))
on.answer(seats.PersonName, lambda c, asked: seats.rename_person(c.tx, c.actor, asked, c.text), _is_name)
on.press(Press.PERSON_SEAT, lambda c: seats.pick_seat(c.tx, c.actor, c.subject, c.version, c.extra, c.chat_id))
on.answer(seats.SeatTitle, lambda c, asked: seats.set_title(c.tx, c.actor, asked, c.text), _is_name)
on.press(Press.PERSON_JOIN, lambda c: seats.ask_another_unit(c.tx, c.actor, c.subject, c.chat_id))
on.answer(seats.SeatUnit, lambda c, asked: seats.take_unit(c.tx, c.actor, asked, c.text), _is_name)
on.press(Press.PERSON_HEAD, lambda c: seats.make_head(c.tx, c.actor, c.subject, c.version))
on.press(Press.PERSON_OUT, lambda c: seats.ask_removal(c.tx, c.actor, c.subject, c.version, whole=c.extra == "all"))
on.press(Press.SEAT_OUT_YES, lambda c: seats.take_seat(c.tx, c.actor, c.subject, c.version))
on.press(Press.PERSON_OUT_YES, lambda c: remove_person(c.tx, c.actor, c.subject))

on.say("units", lambda c: units.show_units(c.tx, c.actor, c.words))
on.press(Press.UNITS, lambda c: units.show_units(c.tx, c.actor, page=c.subject, edit=True))
on.press(Press.UNIT, lambda c: units.show_unit(c.tx, c.actor, c.subject, edit=True))
on.press(Press.UNIT_RENAME, lambda c: units.ask_name(c.tx, c.actor, c.subject, c.chat_id))
on.answer(units.UnitName, lambda c, asked: units.rename_unit(c.tx, c.actor, asked, c.text), _is_name)
on.press(Press.UNIT_ALIAS, lambda c: units.ask_alias(c.tx, c.actor, c.subject, c.chat_id))
on.answer(units.UnitAliasName, lambda c, asked: units.take_alias(c.tx, c.actor, asked, c.text), _is_name)
on.press(Press.UNIT_CLOSE, lambda c: units.close_unit(c.tx, c.actor, c.subject, is_open=False))
on.press(Press.UNIT_OPEN, lambda c: units.close_unit(c.tx, c.actor, c.subject, is_open=True))
on.press(Press.UNIT_MERGE, lambda c: merge_units.ask_target(c.tx, c.actor, c.subject, c.chat_id))
on.answer(merge_units.MergeTarget, lambda c, asked: merge_units.take_target(c.tx, c.actor, asked, c.text), _is_name)
on.press(Press.UNIT_MERGE_YES, lambda c: merge_units.merge_units(c.tx, c.actor, c.subject, c.version))
on.press(Press.UNIT_SETS, lambda c: unit_sets.list_sets(c.tx, c.actor))
on.press(Press.UNIT_SET, lambda c: unit_sets.show_set(c.tx, c.actor, c.subject, c.version, edit=c.extra != "new"))
on.press(
    Press.UNIT_SET_ON, lambda c: unit_sets.toggle_member(c.tx, c.actor, c.subject, unit_id=c.version, page=c.number)
)
on.press(Press.UNIT_SET_DONE, lambda c: members_told(c.tx, c.actor, c.subject, c.chat_id))

on.say("settings", lambda c: settings.show_settings(c.tx, c.actor, c.words))
on.press(Press.SETTINGS, lambda c: settings.press_settings(c.tx, c.actor, c.extra))
on.press(Press.SETTING, lambda c: settings.press_entry(c.tx, c.actor, c.extra))
on.press(Press.SETTING_SET, lambda c: settings.press_value(c.tx, c.actor, c.extra, c.subject, c.version))
on.say("policy", lambda c: policy.show_policy(c.tx, c.actor, c.words))
on.press(Press.POLICY_HOME, lambda c: settings.press_settings(c.tx, c.actor, NUDGING.name))
on.press(Press.POLICY, lambda c: policy.press_knob(c.tx, c.actor, c.subject))
on.press(Press.POLICY_SET, lambda c: policy.press_value(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.POLICY_ITEM, lambda c: policy.press_item_rule(c.tx, c.actor, c.subject, c.extra))
on.say("audit", lambda c: show_trail(c.tx, c.actor, c.words, is_private=c.is_private), in_groups=True)
on.press(Press.AUDIT, lambda c: show_trail(c.tx, c.actor, c.extra, c.subject, edit=True), in_groups=True)


async def _bind(c: Incoming) -> Answer | None:
    """`/bind unit 县农林局` is about a group of the unit, a bare one about the leadership group."""
    topic_id = c.said.message_thread_id if c.said.is_topic_message else None
    place = GroupPlace(c.chat_id, c.said.chat.title or "", topic_id)
    if c.words.split(" ")[0].lower() in UNIT_WORDS:
        return await bind_unit_group(c.tx, c.actor, place, c.words, is_private=c.is_private)
    return await bind_group(c.tx, c.actor, place, is_private=c.is_private)


on.say("bind", _bind, in_groups=True, quiet=True)
on.press(Press.REBIND, lambda c: confirm_rebind(c.tx, c.actor, c.subject, c.version), in_groups=True)
on.press(Press.REBIND_NO, lambda c: keep_binding(c.actor), in_groups=True)

# What Telegram tells of chats: nobody of the roster speaks here.
chats = Router(name="chats")
_OUT = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}


@chats.message(migrates)
async def move(message: Message, tx: Tx) -> None:
    """Both chats tell of it, in any order."""
    if message.migrate_to_chat_id is not None:
        await move_group(tx, message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await move_group(tx, message.migrate_from_chat_id, message.chat.id)


@chats.my_chat_member()
async def come_or_go(change: ChatMemberUpdated, tx: Tx) -> None:
    chat, by = change.chat, change.from_user
    is_out, was_out = (one.status in _OUT for one in (change.new_chat_member, change.old_chat_member))
    if chat.type == "private":
        await (lost_touch(tx, by.id) if is_out else back_in_touch(tx, by.id))
    elif is_out and chat.type != "channel":
        await put_out_of_group(tx, chat.id, by.id)
    elif was_out and chat.type != "channel":
        await added_to_group(tx, chat.id, chat.title or "", by.full_name, by.id)
