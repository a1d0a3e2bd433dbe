"""The words of the office's papers as they hold now."""

from domain.bulletin.wording import Wording, wording_of
from storage.office.settings import setting
from storage.tx import Tx


async def office_wording(tx: Tx) -> Wording:
    """As the office decided; a masthead that came with its papers holds until then."""
    printing = await setting(tx, "bulletin")
    learnt = {name: printing[name] for name in ("masthead",) if name in printing}
    return wording_of({**learnt, **await setting(tx, "wording")})
