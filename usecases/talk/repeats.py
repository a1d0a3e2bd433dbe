"""What is said again: the same message under another update id."""

from domain.arrivals import MessageSource
from domain.refusals import TooLate
from domain.talk import report_texts as texts
from storage.talk import reports
from storage.tx import Tx


async def refuse_repeats(tx: Tx, source: MessageSource, item_id: int | None = None) -> None:
    """One message is one report, under whatever update id it comes again."""
    for report_id, reported in await reports.made_with(tx, source.chat_id, source.message_id):
        if item_id in (None, reported):
            raise TooLate(texts.SAME_MESSAGE.format(report_id=report_id))
