"""An update that was set aside can be looked for in the log, which never holds what was written."""

from typing import Any

from structlog.testing import capture_logs

from bot.dispatch import Dispatch
from bot.logs import without_words
from bot.wakeup import Wakeup
from bot.worker import Worker
from domain.arrivals import Arrival
from storage.database import Database
from storage.delivery import inbox

WORDS = "毒"


async def _nothing_to_prepare(_update: Any) -> Arrival:
    raise AssertionError("it does not parse")


async def test_the_log_tells_where_it_ended_and_nothing_of_its_words(database: Database) -> None:
    async with database.transaction() as tx:
        await inbox.store(tx, [(123, 2001, f'{{"update_id": 123, "message": {{"text": "{WORDS}"}}}}')])
    worker = Worker(
        database, Dispatch("duban_bot"), _nothing_to_prepare, lambda _: False, lambda _: None, Wakeup(), Wakeup()
    )
    with capture_logs(processors=[without_words]) as lines:
        await worker.turn()
    (line,) = [one for one in lines if one["event"] == "update_set_aside"]
    assert (line["update_id"], line["error"]) == (123, "ValidationError")
    assert any("parse" in place for place in line["where"])
    assert WORDS not in str(line)
