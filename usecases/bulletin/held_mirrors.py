"""A supervisor says of a held robot post: [群里已有], [补发] or [这期不发了]."""

from domain.bulletin import bulletin_texts
from domain.bulletin import mirrors_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.requests import RequestVerb
from storage.delivery import mirrors
from storage.requests import HeldPost
from storage.tables import ClaimState, MirrorPart, MirrorRobot, OutboxState
from storage.tx import Tx
from usecases.bulletin.holds import close_card, release
from usecases.bulletin.mirror import go_on, held_card


async def mirror_there(tx: Tx, actor: Actor, part_id: int) -> Answer:
    """The group has it: the parts behind it go on."""
    part, robot = await _held(tx, actor, part_id)
    await _release(tx, part_id, state=OutboxState.SENT, sent_at=tx.now)
    await mirrors.move_rest(tx, part.post_id, OutboxState.HELD, OutboxState.DUE)
    await go_on(tx, part.post_id)
    return await _done(tx, actor, part, robot, RequestVerb.GRANT, "held_there", bulletin_texts.HELD_THERE_DONE)


async def mirror_resend(tx: Tx, actor: Actor, part_id: int) -> Answer:
    """The group has it not: it is sent again, and the parts behind it after it."""
    part, robot = await _held(tx, actor, part_id)
    if not robot.is_active:
        raise BadInput(texts.ROBOT_GONE)
    await _release(tx, part_id, state=OutboxState.DUE, attempts=0, not_before=None)
    await mirrors.move_rest(tx, part.post_id, OutboxState.HELD, OutboxState.DUE)
    await mirrors.move_post(tx, part.post_id, ClaimState.SENDING)
    return await _done(tx, actor, part, robot, RequestVerb.REFUSE, "held_resend", bulletin_texts.HELD_RESEND_DONE)


async def mirror_drop(tx: Tx, actor: Actor, part_id: int) -> Answer:
    """Nothing more of this issue goes to the robot."""
    part, robot = await _held(tx, actor, part_id)
    await _release(tx, part_id, state=OutboxState.CANCELLED)
    await mirrors.move_rest(tx, part.post_id, OutboxState.HELD, OutboxState.CANCELLED)
    await mirrors.move_post(tx, part.post_id, ClaimState.DROPPED, tx.now)
    return await _done(tx, actor, part, robot, RequestVerb.WITHDRAW, "drop_mirror", texts.DROP_DONE)


async def _held(tx: Tx, actor: Actor, part_id: int) -> tuple[MirrorPart, MirrorRobot]:
    require(actor, Action.PUBLISH)
    part = await tx.row(MirrorPart, part_id)
    robot = await tx.row(MirrorRobot, part.robot_id) if part else None
    # A part without an error only waits behind the one that was asked about.
    if part is None or robot is None or not part.error:
        raise NotFound(texts.GONE)
    return part, robot


async def _release(tx: Tx, part_id: int, **changes: object) -> None:
    if not await mirrors.move_part(tx, part_id, OutboxState.HELD, **changes):
        raise TooLate(bulletin_texts.HELD_SETTLED)


async def _done(
    tx: Tx, actor: Actor, part: MirrorPart, robot: MirrorRobot, verb: RequestVerb, action: str, words: str
) -> Answer:
    subject = f"{robot.name} {part.title}"
    await release(tx, actor, HeldPost(part_id=part.part_id), verb, subject, action)
    return Answer(await close_card(tx, actor, held_card(part), words), edit=True)
