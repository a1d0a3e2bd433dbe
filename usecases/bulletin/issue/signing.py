"""签发: a named person signs an issue before it goes; it is asked for, given, or sent back with a reason."""

from domain.bulletin import bulletin_texts
from domain.bulletin.issue import life_texts
from domain.bulletin.issue import signing_texts as texts
from domain.bulletin.life import IssueStep
from domain.bulletin.posts import summary
from domain.bulletin.snapshot import bulletin_from_json
from domain.commands import Press
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, may, require
from domain.refusals import BadInput
from domain.requests import RequestKind, RequestVerb
from storage.delivery import claims
from storage.tables import Bulletin, Request
from storage.tx import Tx
from usecases.bulletin.checks import open_checks
from usecases.bulletin.drafts import MANUAL
from usecases.bulletin.holds import ahead_card
from usecases.bulletin.issue.last_look import last_look
from usecases.bulletin.issue.signatures import require_signer, settle_requests, signers, signing_card
from usecases.bulletin.issue.weekly_time import next_weekly
from usecases.bulletin.life import open_draft, record_bulletin, step
from usecases.bulletin.publish import publish
from usecases.steps.asking import Question, ask
from usecases.steps.cards import Card, supervisors
from usecases.steps.requests import put


class WhyNotSigned(Question, kind="sign_issue_no", action=Action.SIGN_ISSUE):
    """What is to be changed before it is signed?"""

    bulletin_id: int
    version: int


async def ask_signature(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[送签]; who signs himself signs by it."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    who = await signers(tx)
    if not who:
        raise BadInput(texts.NO_SIGNERS)
    if actor.person_id in [one.person_id for one in who]:
        return await sign(tx, actor, bulletin_id, version)
    await put_to_signers(tx, actor, row)
    return Answer(texts.asked([one.name for one in who]), edit=True)


async def put_to_signers(tx: Tx, actor: Actor | None, row: Bulletin) -> None:
    """Each of them is asked; the first who signs has signed for all."""
    await step(tx, row, IssueStep.ASK_SIGNATURE, actor)
    who = await signers(tx)
    text = summary(bulletin_from_json(row.snapshot))
    for one in who:
        asked = Request(
            kind=RequestKind.SIGNATURE,
            bulletin_id=row.bulletin_id,
            decider_id=one.person_id,
            text=texts.TITLE,
            seen=row.version,
        )
        await put(tx, actor, asked)
    record_bulletin(tx, actor, "ask_signature", row, after={"text": texts.signed_by([one.name for one in who])})
    card = signing_card(row.bulletin_id, row.version)
    card.put(tx, who, text, texts.TITLE, texts.buttons(row.bulletin_id, row.version))


async def sign(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[签发]: asks once more where something stands against it."""
    row = await _to_sign(tx, actor, bulletin_id, version)
    asked = await last_look(tx, row, Press.SIGN_ISSUE_ANYWAY, may_redo=may(actor, Action.PUBLISH))
    return asked or await sign_anyway(tx, actor, bulletin_id, version)


async def sign_anyway(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """It goes at once; the week's at its hour."""
    row = await _to_sign(tx, actor, bulletin_id, version)
    await step(tx, row, IssueStep.SIGN, actor, accepted=list(await open_checks(tx, row)))
    record_bulletin(tx, actor, "sign_bulletin", row, after={"hash": row.snapshot_hash})
    if await waits_for_its_hour(tx, row):
        words = bulletin_texts.decided(life_texts.goes_at(tx.when((await next_weekly(tx)).at)), actor.name)
        await ahead_card(row.period).close(tx, await supervisors(tx), words)
    else:
        words = bulletin_texts.published(*await publish(tx, bulletin_id, version, actor))
        words = bulletin_texts.decided(words, actor.name)
    await settle_requests(tx, row, RequestVerb.GRANT, actor, words)
    return Answer(words, edit=True)


async def waits_for_its_hour(tx: Tx, row: Bulletin) -> bool:
    """Of the week whose moment is still to come."""
    return row.period != MANUAL and await claims.of_period(tx, "weekly", 0, row.period) is None


async def _to_sign(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Bulletin:
    require(actor, Action.SIGN_ISSUE)
    if not await signers(tx):
        # No name is set (any more): then it is any supervisor's.
        require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    await require_signer(tx, actor, row)
    return row


async def ask_why_not(tx: Tx, actor: Actor, chat_id: int, *, bulletin_id: int, version: int) -> Answer:
    """[退改]."""
    await _to_sign(tx, actor, bulletin_id, version)
    return await ask(tx, actor, chat_id, WhyNotSigned(bulletin_id, version), texts.ask_reason())


async def send_back(tx: Tx, actor: Actor, asked: WhyNotSigned, text: str) -> Answer:
    """The reason goes to the supervisors; the draft is theirs again."""
    row = await _to_sign(tx, actor, asked.bulletin_id, asked.version)
    reason = clean(text)
    if not reason:
        raise BadInput(texts.ask_reason())
    await step(tx, row, IssueStep.SEND_BACK, actor)
    record_bulletin(tx, actor, "send_back_bulletin", row, after={"text": reason})
    await settle_requests(tx, row, RequestVerb.REFUSE, actor, bulletin_texts.decided(texts.SENT_BACK, actor.name))
    card = Card("word", f"sign_back:{row.bulletin_id}:{row.version}:{tx.now.isoformat()}")
    readers = await supervisors(tx, but=actor.person_id)
    card.put(tx, readers, texts.sent_back(actor.name, reason), rows=texts.look(row.bulletin_id, row.version))
    return Answer(texts.told_back())
