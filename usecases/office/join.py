"""Join with an invitation code: one use, in time, five wrong tries lock the sender for an hour."""

from datetime import timedelta

from domain.notes import Answer
from domain.office import people_texts as texts
from domain.office.people import Role
from domain.refusals import BadInput, NotAllowed
from storage.office import invitations, people, units
from storage.tables import Invitation, Person
from storage.tx import Tx
from usecases.office.first_start import PLACEHOLDER, put_menu, welcome, what_now
from usecases.office.invite import hash_of
from usecases.steps.cards import Card, persons

WRONG_TRIES = 5
LOCK = timedelta(hours=1)


async def join(tx: Tx, telegram_id: int, code: str, *, is_private: bool = True) -> Answer:
    """Take the seat the code stands for. A wrong, used or expired code reads the same for everyone.

    A wrong code is answered, not raised: the try must be counted, and a refusal would undo the count.
    """
    if not is_private:
        raise BadInput(texts.IN_PRIVATE)
    tries = await invitations.attempts(tx, telegram_id)
    if tries is not None and tries.locked_until is not None and tries.locked_until > tx.now:
        raise NotAllowed(texts.LOCKED)
    invitation = await invitations.of_hash(tx, hash_of(code))
    person = await people.person_of_telegram_id(tx, telegram_id)
    if invitation is not None and person is not None and person.is_active:
        again = await _not_a_new_seat(tx, person, invitation)
        if again is not None:
            return again
    if invitation is None or not await invitations.use(tx, invitation):
        return await _wrong(tx, telegram_id)
    return await _seated(tx, telegram_id, person, invitation)


async def _not_a_new_seat(tx: Tx, person: Person, invitation: Invitation) -> Answer | None:
    """The link tapped twice, tried out by its sender, or for a seat one already has."""
    if invitation.used_by == person.person_id:
        actor = await people.actor_of(tx, person.telegram_id)
        assert actor is not None
        return await welcome(tx, actor)
    if invitation.used_at is not None or invitation.expires_at <= tx.now:
        return None
    if invitation.invited_by == person.person_id and invitation.name != person.name:
        raise BadInput(texts.OWN_LINK.format(name=invitation.name))
    if await people.has_seat(tx, person.person_id, invitation.role, invitation.unit_id):
        return Answer(texts.already_seated(invitation.role, await _unit_name(tx, invitation)))
    return None


async def _wrong(tx: Tx, telegram_id: int) -> Answer:
    tx.record("join", by=telegram_id, result="refused")
    is_locked = await invitations.count_failure(tx, telegram_id, WRONG_TRIES, LOCK)
    return Answer(texts.LOCKED if is_locked else texts.BAD_CODE)


async def _seated(tx: Tx, telegram_id: int, known: Person | None, invitation: Invitation) -> Answer:
    person = await _person(tx, telegram_id, known, invitation.name)
    invitation.used_by, invitation.used_at = person.person_id, tx.now
    await tx.add(invitation)
    if invitation.role is Role.HEAD and invitation.unit_id is not None:
        await people.set_head(tx, invitation.unit_id, person.person_id)
    else:
        await people.add_seat(tx, person.person_id, invitation.role, invitation.unit_id)
    await invitations.forget_failures(tx, telegram_id)
    unit = await _unit_name(tx, invitation)
    tx.record(
        "join",
        f"P-{person.person_id}",
        by=person,
        after={"invitation": invitation.invitation_id, "role": invitation.role, "unit": unit},
    )
    actor = await people.actor_of(tx, telegram_id)
    assert actor is not None
    put_menu(tx, telegram_id, actor.roles)
    await _tell_inviter(tx, invitation, person, unit)
    return Answer(await what_now(tx, actor), texts.joined(person.name, invitation.role, unit), kind="joined")


async def _person(tx: Tx, telegram_id: int, known: Person | None, name: str) -> Person:
    """The seat goes to the account that came; a name on the roster stays, a removed person starts anew."""
    if known is None:
        known = Person(telegram_id=telegram_id, name=name, joined_at=tx.now)
    elif not known.is_active:
        known.name, known.joined_at = name, tx.now
    elif known.name == PLACEHOLDER:
        known.name = name
    known.is_active = known.is_reachable = True
    await tx.add(known)
    return known


async def _unit_name(tx: Tx, invitation: Invitation) -> str | None:
    unit = await units.unit(tx, invitation.unit_id) if invitation.unit_id else None
    return unit.name if unit else None


async def _tell_inviter(tx: Tx, invitation: Invitation, person: Person, unit: str | None) -> None:
    words = texts.inviter_told(invitation.name, person.name, invitation.role, unit)
    Card("joined", f"joined:{invitation.invitation_id}").put(tx, await persons(tx, invitation.invited_by), words)
