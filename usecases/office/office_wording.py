"""The words of the office's papers as they hold now."""

from domain.bulletin.wording import WORDING, Wording, wording_of
from storage.office import settings
from storage.tx import Tx


async def office_wording(tx: Tx) -> Wording:
    return wording_of((await settings.kept(tx, WORDING)).value)
