"""The ledger goes out: ordered in chat, drawn from the rows of the day when it is sent."""

from domain.bulletin import bulletin_texts
from domain.notes import Answer, Paper
from domain.office.people import Action, Actor, require
from domain.papers import ledger_texts as texts
from domain.papers.ledger import Ledger
from domain.refusals import BadInput, NotFound
from storage.bulletin import bulletins
from storage.papers import ledger
from storage.tables import Meeting
from storage.tx import Tx
from storage.views import figures, totals
from storage.views.figures import FigureScope
from usecases.views.status import bounds_of


async def send_ledger(tx: Tx, actor: Actor, words: str = "", *, is_private: bool = True) -> Answer:
    """`/ledger [meeting]`: the file, or the meetings that the words may mean."""
    require(actor, Action.KEEP_LEDGER)
    if not is_private:
        raise BadInput(texts.PRIVATE_ONLY)
    if not words:
        return await _sent(tx, None)
    meetings = await bulletins.meetings_like(tx, words)
    if not meetings:
        raise NotFound(bulletin_texts.no_meeting(words))
    if len(meetings) > 1:
        return Answer(texts.WHICH_MEETING, choices=texts.meeting_rows([_button(one) for one in meetings]))
    return await _sent(tx, meetings[0])


def _button(meeting: Meeting) -> tuple[int, str]:
    return meeting.meeting_id, meeting.title


async def ledger_of_meeting(tx: Tx, actor: Actor, meeting_id: int) -> Answer:
    """The pressed one of several meetings; 0 is all of them."""
    require(actor, Action.KEEP_LEDGER)
    meeting = await tx.row(Meeting, meeting_id) if meeting_id else None
    if meeting is None and meeting_id:
        raise NotFound(bulletin_texts.GONE)
    return await _sent(tx, meeting)


async def _sent(tx: Tx, meeting: Meeting | None) -> Answer:
    meeting_id, title = (_button(meeting)) if meeting else (0, "")
    found = await totals.counts(tx, bounds_of(tx), FigureScope("meeting", meeting_id) if meeting else figures.ALL)
    if not found.total:
        raise BadInput(texts.NOTHING)
    text = texts.caption(title, tx.today, found.total, found.closed)
    return Answer(text, kind="ledger", paper=Paper("ledger", meeting_id, texts.file_name(title, tx.today)))


async def whole_ledger(tx: Tx, meeting_id: int = 0) -> Ledger:
    """All that the file shows, of a meeting or (0) of the office; read in pages, so in a reading Tx."""
    meeting = await tx.row(Meeting, meeting_id) if meeting_id else None
    rows = await ledger.rows(tx, meeting_id)
    labels = {row.label for row in rows} if meeting_id else None
    history = await ledger.history(tx, labels, ledger.HISTORY_LIMIT + 1)
    return Ledger(
        title=texts.title(tx.profile.agency, meeting.title if meeting else ""),
        written_at=tx.now,
        zone=tx.profile.zone,
        rows=tuple(rows),
        history=tuple(history[: ledger.HISTORY_LIMIT]),
        history_is_cut=len(history) > ledger.HISTORY_LIMIT,
    )
