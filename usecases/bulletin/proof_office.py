"""What supervisors do with 核稿: switch it, see how the week's round stands, send a draft to its units."""

from domain.bulletin import proofs_texts as texts
from domain.bulletin.snapshot import bulletin_from_json
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput
from storage.office.settings import keep_setting, setting_version
from storage.tx import Tx
from usecases.bulletin.bulletin import open_draft
from usecases.bulletin.proofs import (
    SETTING,
    draft_round,
    is_on,
    next_weekly_day,
    proof_day,
    put_round,
    shown_in,
    week_key,
)
from usecases.steps.office_time import office_calendar

_ON, _OFF = ("on", "开", "开启"), ("off", "关", "关闭")


async def show_proofs(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/proof`, `/proof on`, `/proof off`."""
    require(actor, Action.PUBLISH)
    wanted = clean(words).lower()
    if wanted in _ON or wanted in _OFF:
        return await switch(tx, actor, on=wanted in _ON)
    if wanted:
        raise BadInput(texts.USAGE)
    on = await is_on(tx)
    lines = [await _state_line(tx, on=on), await _week_line(tx)]
    return Answer("\n".join(line for line in lines if line), texts.TITLE, texts.switch_rows(on=on))


async def _state_line(tx: Tx, *, on: bool) -> str:
    calendar, weekly_day = await office_calendar(tx), next_weekly_day(tx)
    day = proof_day(calendar, weekly_day)
    return texts.state_line(on=on, next_day=day if day >= tx.today else None, today=tx.today)


async def _week_line(tx: Tx) -> str:
    shown = await shown_in(tx, week_key(next_weekly_day(tx)))
    return texts.week_line(shown) if shown else ""


async def switch(tx: Tx, actor: Actor, *, on: bool) -> Answer:
    """[开启核稿] or [关闭核稿]; a round that is under way goes on."""
    require(actor, Action.PUBLISH)
    if await is_on(tx) is on:
        return Answer(texts.ALREADY.format(state="开" if on else "关"))
    version = await setting_version(tx, SETTING)
    await keep_setting(tx, SETTING, {"on": on}, version)
    tx.record(
        "switch_proofs",
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"on": not on},
        after={"on": on, "text": "开启" if on else "关闭"},
    )
    return Answer(texts.switched(on=on))


async def send_draft(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[送核稿]: each unit is shown the sentences of this very draft."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    if row.corrects_id is not None:
        raise BadInput(texts.NOT_ON_DRAFT)
    count = await put_round(tx, draft_round(bulletin_id), bulletin_from_json(row.snapshot))
    if not count:
        raise BadInput(texts.NOTHING_TO_SEND)
    tx.record(
        "ask_proofs",
        f"通报草稿{bulletin_id}",
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        after={"count": count},
    )
    return Answer(texts.sent(count))
