"""What is said again: the same message under another update id, or the same words within minutes.

A flaky phone sends a message twice, under two message ids: it looks like one who means it twice, so it is asked.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from domain.arrivals import MessageSource, Saying
from domain.hygiene import same_name_key
from domain.office.people import Actor
from domain.refusals import Refusal, TooLate
from domain.talk import report_texts as texts
from storage.talk import reports
from storage.talk.reports import SaidBefore
from storage.tx import Tx

MINUTES = 10


class SaidTwice(Refusal):
    """The same words stand on the item since minutes; nothing is stored before a press says that they are meant."""

    def __init__(self, sentence: str, item_id: int, saying: Saying, said_at: datetime, kind: str = "") -> None:
        super().__init__(sentence)
        self.item_id, self.saying, self.said_at = item_id, saying, said_at
        # The question that such words answer; without one they are a report.
        self.kind = kind


async def refuse_repeats(tx: Tx, source: MessageSource, item_id: int | None = None) -> None:
    """One message is one report, under whatever update id it comes again."""
    _refuse_same(await _before(tx, source, item_id), source, item_id)


async def check_repeats(tx: Tx, saying: Saying, item_id: int) -> None:
    """As `refuse_repeats`; SaidTwice for the same words in another message. Files are never the same ones."""
    before = await _before(tx, saying.source, item_id)
    _refuse_same(before, saying.source, item_id)
    if saying.again or saying.files:
        return
    words = same_name_key(saying.text)
    for one in before:
        if one.item_id == item_id and same_name_key(one.text) == words:
            raise SaidTwice(texts.said_twice(one.report_id), item_id, saying, tx.happened_at)


def check_said(tx: Tx, actor: Actor, said: Iterable[tuple[str, datetime]], text: str, item_id: int, kind: str) -> None:
    """As `check_repeats`, for what is no report: `said` is what the actor said on the item so far, and when."""
    since, words = tx.happened_at - timedelta(minutes=MINUTES), same_name_key(text)
    if not tx.sources or not any(at > since and same_name_key(one) == words for one, at in said):
        return
    chat_id, message_id = tx.sources[-1][:2]
    if chat_id != actor.telegram_id:
        raise TooLate(texts.SAID_TWICE_IN_GROUP)
    saying = Saying(text, MessageSource(chat_id, message_id))
    raise SaidTwice(texts.said_twice(), item_id, saying, tx.happened_at, kind)


async def _before(tx: Tx, source: MessageSource, item_id: int | None) -> Sequence[SaidBefore]:
    since = tx.happened_at - timedelta(minutes=MINUTES)
    return await reports.said_before(tx, source.chat_id, source.message_id, since, item_id)


def _refuse_same(before: Sequence[SaidBefore], source: MessageSource, item_id: int | None) -> None:
    for one in before:
        if one.message_id == source.message_id and item_id in (None, one.item_id):
            raise TooLate(texts.SAME_MESSAGE.format(report_id=one.report_id))
