"""The nudge policy: shown, turned knob by knob, with exceptions for single items and people for its steps."""

from dataclasses import asdict

from domain.hygiene import clean, same_name_key
from domain.labels import split_label
from domain.notes import Answer
from domain.nudging import policy_texts as texts
from domain.nudging.policy import KNOBS, Knob, Rule, knob_named, policy_of, turned, value_of
from domain.nudging.stages import NudgePolicy
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from storage.bulletin import bulletins
from storage.items.items import ItemParts
from storage.nudging import policy as policies
from storage.office import people
from storage.tx import Tx
from usecases.steps.loading import known_item, named_item


async def show_policy(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/policy`, `/policy 超期复催 5`, `/policy 37 每周`, `/policy 负责人 县农林局 张三`."""
    require(actor, Action.SET_POLICY)
    said = clean(words)
    if not said:
        return await _overview(tx)
    label, rest = split_label(said)
    if label:
        return await _item_rule(tx, actor, await named_item(tx, actor, label), rest)
    name, _, value = said.partition(" ")
    if name == texts.MEETING_WORD:
        return await _meeting_rule(tx, actor, value)
    if name in (texts.HEAD_WORD, texts.CONTACT_WORD):
        return await _set_step(tx, actor, name, value.split())
    knob = knob_named(name)
    if knob is None:
        raise BadInput(texts.NO_KNOB.format(words=name[:20]))
    if not value.strip():
        return await _one_knob(tx, knob)
    row = await policies.rules(tx)
    return await _turn(tx, actor, knob, value.strip(), row.version if row else 0)


async def _overview(tx: Tx) -> Answer:
    policy, row = await policies.policy(tx), await policies.rules(tx)
    lines = [(knob.name, knob.says, value_of(policy, knob)) for knob in KNOBS]
    text = texts.overview(lines, await policies.override_count(tx))
    rows = texts.overview_rows([knob.says for knob in KNOBS], row.version if row else 0)
    return Answer(text, texts.TITLE, rows)


async def _one_knob(tx: Tx, knob: Knob) -> Answer:
    policy, row = await policies.policy(tx), await policies.rules(tx)
    text = texts.knob_text(knob.name, knob.says, value_of(policy, knob), knob.least, knob.most)
    rows = texts.knob_rows(KNOBS.index(knob), row.version if row else 0, knob.offered)
    return Answer(text, texts.TITLE, rows)


def _edited(answer: Answer, toast: str = "") -> Answer:
    return Answer(answer.text, answer.title, answer.choices, edit=True, toast=toast)


async def press_home(tx: Tx, actor: Actor) -> Answer:
    require(actor, Action.SET_POLICY)
    return _edited(await _overview(tx))


def _knob_at(place: int) -> Knob:
    if not 0 <= place < len(KNOBS):
        raise TooLate(texts.CHANGED_MEANWHILE)
    return KNOBS[place]


async def press_knob(tx: Tx, actor: Actor, place: int) -> Answer:
    require(actor, Action.SET_POLICY)
    return _edited(await _one_knob(tx, _knob_at(place)))


async def press_value(tx: Tx, actor: Actor, place: int, version: int, words: str) -> Answer:
    """The overview in the message's place, with what changed as a toast."""
    require(actor, Action.SET_POLICY)
    done = await _turn(tx, actor, _knob_at(place), words, version)
    return _edited(await _overview(tx), toast=done.text)


async def _turn(tx: Tx, actor: Actor, knob: Knob, words: str, version: int) -> Answer:
    before = await policies.policy(tx)
    after = turned(before, knob, words)
    if after == before:
        raise BadInput(texts.same(knob.says, value_of(before, knob)))
    if not await policies.keep_rules(tx, actor.person_id, _changed(after), version):
        raise TooLate(texts.CHANGED_MEANWHILE)
    tx.record(
        "set_policy",
        knob.says,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"text": texts.value_words(value_of(before, knob))},
        after={"text": texts.value_words(value_of(after, knob))},
    )
    return Answer(texts.changed(knob.says, value_of(before, knob), value_of(after, knob)))


def _changed(policy: NudgePolicy) -> dict[str, object]:
    """Only what differs from the default is kept: a better default reaches every office."""
    default = asdict(policy_of({}))
    return {name: value for name, value in asdict(policy).items() if value != default[name]}


async def _item_rule(tx: Tx, actor: Actor, parts: ItemParts, words: str) -> Answer:
    item = parts.item
    item_id = item.parent_id or item.item_id
    assert item_id is not None
    if not words:
        now = await policies.override_of(tx, item_id)
        return Answer(
            texts.override_now(item.label, now or ""), choices=texts.override_rows(item_id), item_id=item_id
        )
    if words not in texts.RULE_SAID:
        raise BadInput(texts.ITEM_USAGE.format(number=item.label.lstrip("#")))
    return await _set_rule(tx, actor, item_id, texts.RULE_SAID[words])


async def press_item_rule(tx: Tx, actor: Actor, item_id: int, words: str) -> Answer:
    require(actor, Action.SET_POLICY)
    parts = await known_item(tx, actor, item_id)
    if words not in texts.RULE_SAID:
        raise BadInput(texts.ITEM_USAGE.format(number=parts.item.label.lstrip("#")))
    return _edited(await _set_rule(tx, actor, item_id, texts.RULE_SAID[words]))


async def _set_rule(tx: Tx, actor: Actor, item_id: int, word: str) -> Answer:
    """For the item and its parts; "" is the office's own stages."""
    item = (await known_item(tx, actor, item_id)).item
    before = await policies.override_of(tx, item_id)
    await policies.set_override(tx, item_id, actor.person_id, Rule(word) if word else None)
    tx.record(
        "set_policy",
        item.label,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"rule": before or ""},
        after={"rule": word, "text": texts.override_set(item.label, word)},
    )
    return Answer(texts.override_set(item.label, word), choices=texts.override_rows(item_id))


async def _meeting_rule(tx: Tx, actor: Actor, words: str) -> Answer:
    """`/policy 会议 第5次常务会议 每周`: for all its items, later ones too, that have no rule of their own."""
    title, _, said = words.rpartition(" ")
    if not title.strip() or said not in texts.RULE_SAID:
        raise BadInput(texts.MEETING_USAGE)
    found = await bulletins.meetings_like(tx, title.strip())
    exact = [one for one in found if one.title == title.strip()] or found
    if len(exact) != 1:
        raise (BadInput if exact else NotFound)(
            texts.which_meeting([one.title for one in exact], title.strip())
        )
    meeting, word = exact[0], texts.RULE_SAID[said]
    assert meeting.meeting_id is not None
    before = (await policies.meeting_rules(tx)).get(meeting.meeting_id)
    if not await policies.set_meeting_rule(tx, meeting.meeting_id, Rule(word) if word else None):
        raise TooLate(texts.CHANGED_MEANWHILE)
    line = texts.override_set(texts.meeting_named(meeting.title), word)
    tx.record(
        "set_policy",
        meeting.title,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"rule": before or ""},
        after={"rule": word, "text": line},
    )
    return Answer(line)


async def _set_step(tx: Tx, actor: Actor, part: str, words: list[str]) -> Answer:
    """The head of a unit, or the contact of a lead leader; 无 takes the step away."""
    if len(words) != 2:
        raise BadInput(texts.STEP_USAGE)
    whose, name = words
    person_id = None if name == texts.NOBODY else await _person_named(tx, name)
    unit_id, leader = None, ""
    if part == texts.HEAD_WORD:
        unit = await people.unit_by_name(tx, same_name_key(whose))
        if unit is None:
            raise NotFound(texts.NO_UNIT.format(name=whose))
        unit_id = unit.unit_id
    else:
        leader = whose
    await policies.set_step(tx, person_id, unit_id=unit_id, leader=leader)
    shown = "" if person_id is None else name
    tx.record(
        "set_step",
        whose,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        after={"text": part, "name": shown},
    )
    return Answer(texts.step_set(whose, part, shown))


async def _person_named(tx: Tx, name: str) -> int:
    found = await policies.people_named(tx, name)
    if not found:
        raise NotFound(texts.NO_PERSON.format(name=name))
    if len(found) > 1:
        raise BadInput(texts.TWO_PEOPLE.format(name=name))
    assert found[0].person_id is not None
    return found[0].person_id
