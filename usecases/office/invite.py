"""Invite a person to a seat: a one-use code of 128 random bits, of which only the hash is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.hygiene import clean
from domain.notes import Answer
from domain.office import people_texts as texts
from domain.office.people import OF_UNITS, ROLE_WORDS, WORD_ROLES, Action, Actor, Role, require
from domain.office.units import UnitMatch
from domain.refusals import BadInput, NotAllowed, TooLate
from storage.office import invitations, units
from storage.tables import Invitation, Unit
from storage.tx import Tx
from usecases.steps.asking import Question, ask, drop, expected, open_question
from usecases.steps.units import decided_unit, not_found, open_unit

CODE_BYTES = 16
VALID_FOR = timedelta(hours=24)


class InvitedPerson(Question, kind="invite", action=Action.INVITE):
    """Who is to be invited to which seat?"""


class InvitedUnit(Question, kind="invite_unit", action=Action.INVITE):
    """Is an unknown unit to be made? Other words begin anew."""

    unit: str
    name: str
    stamp: int
    role: str = Role.OFFICIAL.value


def hash_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Invitee:
    """Who is invited to what, as far as the words say; `unit` is None for roles without one."""

    name: str
    role: Role
    unit: str | None = None


async def invite(tx: Tx, actor: Actor, words: str, bot_name: str, *, is_private: bool) -> Answer:
    """ "县农林局 张三", "张三 县领导"; without words the bot asks. A unit that is not there is offered."""
    require(actor, Action.INVITE)
    if not is_private:
        raise BadInput(texts.IN_PRIVATE)
    if not clean(words):
        return await ask(tx, actor, actor.telegram_id, InvitedPerson(), texts.HOW_TO_INVITE)
    invited = await _understood(tx, words)
    if invited.role is Role.ADMIN and Role.ADMIN not in actor.roles:
        raise NotAllowed(texts.ADMIN_BY_ADMIN)
    if invited.unit is None:
        return await _issue(tx, actor, invited, None, bot_name)
    match = (await units.directory(tx)).look_up(invited.unit)
    if match.is_group:
        raise BadInput(not_found(match))
    if len(match.units) != 1:
        return await _offer_unit(tx, actor, invited, match)
    return await _issue(tx, actor, invited, await open_unit(tx, match.units[0].unit_id), bot_name)


async def _understood(tx: Tx, words: str) -> Invitee:
    """Unit, name and role in the order people type them; the role may be left out for an official."""
    parts = texts.invited_parts(clean(words))
    roles = [part for part in parts if part in WORD_ROLES]
    names = [part for part in parts if part not in WORD_ROLES]
    if len(roles) > 1 or not 1 <= len(names) <= 2:
        raise BadInput(texts.INVITE_UNCLEAR)
    role = WORD_ROLES[roles[0]] if roles else Role.OFFICIAL
    if len(names) == 1:
        return _without_unit(names[0], role, is_said=bool(roles))
    unit, name = await _unit_first(tx, names[0], names[1])
    if role not in OF_UNITS:
        raise BadInput(texts.ROLE_WITHOUT_UNIT.format(role=ROLE_WORDS[role], name=name))
    if not texts.is_unit_name(unit):
        raise BadInput(texts.BAD_UNIT)
    return Invitee(_checked_name(name), role, unit)


def _without_unit(name: str, role: Role, *, is_said: bool) -> Invitee:
    if not is_said:
        raise BadInput(texts.INVITE_UNCLEAR)
    if role in OF_UNITS:
        raise BadInput(texts.OFFICIAL_NEEDS_UNIT.format(name=name))
    return Invitee(_checked_name(name), role)


async def _unit_first(tx: Tx, first: str, second: str) -> tuple[str, str]:
    """ "张三 县农林局" is as clear as the other way round once the unit is known."""
    book = await units.directory(tx)
    is_turned = not book.look_up(first).is_sure and book.look_up(second).is_sure
    return (second, first) if is_turned else (first, second)


def _checked_name(name: str) -> str:
    if len(name) < 2 or not texts.is_person_name(name):
        raise BadInput(texts.BAD_NAME.format(name=name[:20]))
    return name


async def _offer_unit(tx: Tx, actor: Actor, invited: Invitee, match: UnitMatch) -> Answer:
    """Never a new unit by a slip of the finger: units with a similar name are offered first."""
    stamp = int(tx.now.timestamp())
    text = texts.unknown_unit(match.name, [unit.name for unit in match.near])
    rows = texts.unit_rows([(unit.unit_id, unit.name) for unit in match.near], stamp)
    asked = InvitedUnit(match.name, invited.name, stamp, invited.role.value)
    return await ask(tx, actor, actor.telegram_id, asked, text, rows=rows)


async def choose_unit(tx: Tx, actor: Actor, unit_id: int, stamp: int, bot_name: str) -> Answer:
    """The button under the offer: an existing unit, or a new one for `unit_id` 0."""
    require(actor, Action.INVITE)
    offer = await _take_offer(tx, actor, stamp)
    invited = Invitee(offer.name, Role(offer.role), offer.unit)
    unit = await (open_unit(tx, unit_id) if unit_id else decided_unit(tx, actor, offer.unit))
    answer = await _issue(tx, actor, invited, unit, bot_name)
    return Answer(answer.text, answer.title, kind=answer.kind, edit=True)


async def drop_offer(tx: Tx, actor: Actor, stamp: int) -> Answer:
    await _take_offer(tx, actor, stamp)
    return Answer(texts.LEFT_QUESTION, edit=True)


async def _take_offer(tx: Tx, actor: Actor, stamp: int) -> InvitedUnit:
    """What the pressed buttons belong to, which is then asked no longer."""
    offer, there = await expected(tx, actor, actor.telegram_id, InvitedUnit, texts.INVITE_OFFER_GONE)
    if offer.stamp != stamp:
        raise TooLate(texts.INVITE_OFFER_GONE)
    await drop(tx, there)
    return offer


async def _issue(tx: Tx, actor: Actor, invited: Invitee, unit: Unit | None, bot_name: str) -> Answer:
    """Store the hash, show the code: it is seen this once and never again."""
    code = secrets.token_urlsafe(CODE_BYTES)
    until = tx.now + VALID_FOR
    await _store(tx, actor, invited, unit, hash_of(code), until)
    there = await open_question(tx, actor, actor.telegram_id)
    if there is not None and isinstance(there.question, InvitedPerson | InvitedUnit):
        await drop(tx, there)
    unit_name = unit.name if unit else None
    shown_until = tx.when(until)
    return Answer(
        texts.invitation(code, bot_name=bot_name, until=shown_until),
        texts.invitation_title(invited.name, invited.role, unit_name),
        kind="invitation",
        links=texts.invitation_links(code, bot_name),
    )


async def _store(tx: Tx, actor: Actor, invited: Invitee, unit: Unit | None, code_hash: str, until: datetime) -> None:
    unit_id = unit.unit_id if unit else None
    await invitations.end_for_seat(tx, invited.name, invited.role, unit_id)
    row = Invitation(
        code_hash=code_hash,
        name=invited.name,
        role=invited.role,
        unit_id=unit_id,
        invited_by=actor.person_id,
        invited_at=tx.now,
        expires_at=until,
    )
    await tx.add(row)
    tx.record(
        "invite",
        invited.name,
        by=actor,
        after={"invitation": row.invitation_id, "role": invited.role, "unit": unit.name if unit else None},
    )
