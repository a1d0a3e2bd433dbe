"""When Telegram was heard last, so that a new process knows how long it was away."""

from datetime import datetime

from storage.office.settings import put_setting, setting
from storage.tx import Tx

NAME = "heard"


async def heard_at(tx: Tx) -> datetime | None:
    stored = await setting(tx, NAME)
    return datetime.fromisoformat(str(stored["at"])) if stored else None


async def keep_heard(tx: Tx) -> None:
    await put_setting(tx, NAME, {"at": tx.now.isoformat()})
