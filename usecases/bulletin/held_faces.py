"""What a desk shows of a held post: the question, and the buttons that its card has."""

from domain.bulletin import bulletin_texts as texts
from domain.bulletin import mirrors_texts
from domain.bulletin.editions.spoken import first_spoken
from domain.bulletin.issue import signing_texts
from domain.bulletin.life import BulletinState
from domain.bulletin.mirrors import REFUSED_AT_MOST
from domain.bulletin.posts import summary
from domain.bulletin.scopes import BulletinScope
from domain.bulletin.snapshot import bulletin_from_json
from domain.notes import Rows, note_from_json
from domain.requests_texts import KIND_WORDS
from storage.bulletin import bulletins
from storage.delivery import claims, outbox
from storage.tables import Claim, MirrorPart, OutboxState, Request
from storage.tx import Tx
from usecases.bulletin.holds import week_card
from usecases.steps.cards import Face


async def face_of(tx: Tx, request: Request) -> Face | None:
    rows = await _of_robot(tx, request.part_id) if request.part_id else await _of_claim(tx, request.claim_id or 0)
    return Face(KIND_WORDS[request.kind], request.text, rows) if rows else None


async def signature_face(tx: Tx, request: Request) -> Face | None:
    """The draft as it is to be signed, with the card's buttons."""
    row = await bulletins.by_id(tx, request.bulletin_id or 0)
    if row is None or row.state is not BulletinState.SIGNING:
        return None
    text = summary(bulletin_from_json(row.snapshot))
    return Face(KIND_WORDS[request.kind], text, signing_texts.buttons(row.bulletin_id, row.version))


async def _of_robot(tx: Tx, part_id: int) -> Rows:
    part = await tx.row(MirrorPart, part_id)
    if part is None or part.state is not OutboxState.HELD:
        return ()
    is_given_up = part.attempts + 1 >= REFUSED_AT_MOST
    return mirrors_texts.given_up_buttons(part_id) if is_given_up else mirrors_texts.unknown_buttons(part_id)


async def _of_claim(tx: Tx, claim_id: int) -> Rows:
    claim = await tx.row(Claim, claim_id)
    if claim is None:
        return ()
    if (claim.kind, claim.chat_id) == ("weekly", 0):
        draft = await bulletins.open_on(tx, BulletinScope.ALL)
        if draft is not None and draft.period == claim.period:
            spoken_at = first_spoken(bulletin_from_json(draft.snapshot))
            return texts.held_week_buttons(draft.bulletin_id, draft.version, claim_id=claim_id, spoken_at=spoken_at)
        card = await outbox.newest_of_card(tx, week_card(claim_id).key)
        return note_from_json(card.note).choices if card else texts.week_buttons(claim_id)
    held = [row for row in await claims.parts(tx, claim_id) if row.state is OutboxState.HELD]
    return texts.held_buttons(held[0].outbox_id) if held else ()
