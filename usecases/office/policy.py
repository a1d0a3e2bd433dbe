"""The nudge policy: shown, turned knob by knob, with exceptions for single items and people for its steps."""

from dataclasses import replace

from domain.hygiene import clean, plain_name
from domain.labels import split_label
from domain.notes import Answer
from domain.nudging import policy_texts as texts
from domain.nudging.policy import ITEM_RULE, MEETING_RULE, NUDGING
from domain.office.people import Action, Actor, require
from domain.office.setting_kinds import Profile
from domain.office.settings import SEATS
from domain.refusals import BadInput, NotFound, TooLate
from storage.bulletin import bulletins
from storage.items.items import ItemParts
from storage.nudging import policy as policies
from storage.office import people
from storage.office import settings as store
from storage.tx import Tx
from usecases.office import settings
from usecases.office.settings import Subject
from usecases.steps.loading import about, known_item, named_item
from usecases.steps.units import unit_meant

_RULE = ITEM_RULE.entry("rule")


async def show_policy(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/policy`, `/policy 超期复催 5`, `/policy 37 每周`, `/policy 负责人 县农林局 张三`."""
    require(actor, Action.SET_POLICY)
    said = clean(words)
    if not said:
        return await settings.show_profile(tx, actor, NUDGING)
    label, rest = split_label(said)
    if label:
        return await _item_rule(tx, actor, await named_item(tx, actor, label), rest)
    name, _, value = said.partition(" ")
    if name == texts.MEETING_WORD:
        return await _meeting_rule(tx, actor, value)
    if name in (texts.HEAD_WORD, texts.CONTACT_WORD):
        return await _set_step(tx, actor, name, value.split())
    return await settings.show_or_turn(tx, actor, said, (NUDGING,), "policy")


def _key_of_place(place: int) -> str:
    if not 0 <= place < len(NUDGING.entries):
        raise TooLate(texts.GONE)
    return f"{NUDGING.name}.{NUDGING.entries[place].name}"


async def press_knob(tx: Tx, actor: Actor, place: int) -> Answer:
    """A button of a message from before /settings: a rule by its place."""
    return await settings.press_entry(tx, actor, _key_of_place(place))


async def press_value(tx: Tx, actor: Actor, place: int, version: int, words: str) -> Answer:
    """A value of such a message, as it would be typed."""
    return await settings.press_words(tx, actor, _key_of_place(place), words, version)


async def _item_rule(tx: Tx, actor: Actor, parts: ItemParts, words: str) -> Answer:
    item_id = parts.item.parent_id or parts.item.item_id
    if words:
        return await _set_item_rule(tx, actor, parts, words)
    now = _RULE.shown((await store.values(tx, ITEM_RULE, item_id))["rule"])
    rows = texts.override_rows(item_id)
    return Answer(texts.override_now(parts.item.label, now), choices=rows, item_id=item_id)


async def press_item_rule(tx: Tx, actor: Actor, item_id: int, words: str) -> Answer:
    require(actor, Action.SET_POLICY)
    done = await _set_item_rule(tx, actor, await known_item(tx, actor, item_id), words)
    return replace(done, edit=True)


async def _set_item_rule(tx: Tx, actor: Actor, parts: ItemParts, words: str) -> Answer:
    """For the item and its parts."""
    if words not in texts.RULE_SAID:
        raise BadInput(about(parts.item, texts.ITEM_USAGE))
    item_id = parts.item.parent_id or parts.item.item_id
    item = (await known_item(tx, actor, item_id)).item
    line = await _set_rule(tx, actor, ITEM_RULE, Subject(item_id, item.label), words)
    return Answer(line, choices=texts.override_rows(item_id))


async def _set_rule(tx: Tx, actor: Actor, profile: Profile, subject: Subject, words: str) -> str:
    rule = _RULE.read(words)
    await settings.turn(tx, actor, profile, {"rule": rule}, subject=subject)
    return texts.override_set(subject.label, _RULE.shown(rule))


async def _meeting_rule(tx: Tx, actor: Actor, words: str) -> Answer:
    """`/policy 会议 第5次常务会议 每周`: for all its items, later ones too, that have no rule of their own."""
    title, _, said = words.rpartition(" ")
    if not title.strip() or said not in texts.RULE_SAID:
        raise BadInput(texts.MEETING_USAGE)
    found = await bulletins.meetings_like(tx, title.strip())
    exact = [one for one in found if one.title == title.strip()] or found
    if len(exact) != 1:
        raise (BadInput if exact else NotFound)(texts.which_meeting([one.title for one in exact], title.strip()))
    meeting = exact[0]
    subject = Subject(meeting.meeting_id, texts.meeting_named(meeting.title))
    return Answer(await _set_rule(tx, actor, MEETING_RULE, subject, said))


async def _set_step(tx: Tx, actor: Actor, part: str, words: list[str]) -> Answer:
    """The head of a unit, or the contact of a lead leader; 无 takes the step away."""
    if len(words) != 2:
        raise BadInput(texts.STEP_USAGE)
    whose, name = words
    person_id = None if name == texts.NOBODY else await _person_named(tx, name)
    if part == texts.HEAD_WORD:
        unit = await unit_meant(tx, whose)
        whose = unit.name
        await people.set_head(tx, unit.unit_id, person_id)
    else:
        whose = plain_name(whose)
        await policies.set_contact(tx, whose, person_id)
    shown = "" if person_id is None else name
    line = texts.step_set(whose, part=part, name=shown)
    tx.record(SEATS.audit, whose, by=actor, after={"text": part, "name": shown})
    await settings.tell(tx, actor, SEATS, line, f"{whose}:{tx.now.isoformat()}")
    return Answer(line)


async def _person_named(tx: Tx, name: str) -> int:
    found = await people.people_named(tx, name)
    if not found:
        raise NotFound(texts.NO_PERSON.format(name=name))
    if len(found) > 1:
        raise BadInput(texts.TWO_PEOPLE.format(name=name))
    return found[0].person_id
