"""An edit reaches whatever waits for a press or an answer and came from the edited message, through this one place.

What waits knows its messages: `wait_for` and the drafts of papers keep `tx.sources`. It follows the edit where the
message alone led to it, its words being heard anew; what several messages led to dies, and that is said.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.arrivals import MessageSource, SavedFile
from domain.notes import Answer, Note, Priority
from domain.office.people import Actor
from domain.papers.shown import PAPER
from domain.talk import edits_texts as texts
from storage.delivery import outbox
from storage.office import people
from storage.papers import drafts
from storage.tables import DraftState, OpenQuestion
from storage.talk import reports
from storage.tx import Tx
from usecases.steps.asking import StandingQuestion, prompt_key, read_question
from usecases.talk.free_text import ask_back_again
from usecases.talk.waiting import ItemMeant, UnplacedMessage, forget_words, note_key, noted_words


@dataclass(frozen=True, slots=True)
class FollowedEdit:
    """`answer` says what became of it; without one the words are heard anew, as of then, with their files."""

    answer: Answer | None = None
    said_at: datetime | None = None
    files: tuple[SavedFile, ...] = ()


async def follow_edit(tx: Tx, actor: Actor, source: MessageSource, text: str, *, is_text: bool) -> FollowedEdit | None:
    """None where nothing waits from the message. A report of it is amended, whatever waits beside it."""
    if await reports.of_message(tx, source.chat_id, source.message_id):
        return None
    for row in await people.questions_of(tx, actor.person_id):
        there = StandingQuestion(row, read_question(row.kind, row.fields))
        if isinstance(there.question, ItemMeant):
            entry = next((one for one in there.question.pending if _is_of(one, source)), None)
            if entry is not None:
                return await _follow_words(tx, actor, entry, text)
        elif any(one[:2] == [source.chat_id, source.message_id] for one in row.sources):
            return await _follow_question(tx, row)
    if noted := await noted_words(tx, source.chat_id, source.message_id):
        await _close(tx, source.chat_id, note_key(source.chat_id, source.message_id))
        return FollowedEdit(None, noted.said_at, noted.files)
    return await _follow_paper(tx, actor, source) if is_text else None


def _is_of(entry: UnplacedMessage, source: MessageSource) -> bool:
    return (entry.chat_id, entry.message_id) == (source.chat_id, source.message_id)


async def _follow_words(tx: Tx, actor: Actor, entry: UnplacedMessage, text: str) -> FollowedEdit:
    await _close(tx, entry.chat_id, entry.prompt)
    if entry.kind:
        answer = await ask_back_again(tx, actor, entry, text)
        return FollowedEdit(replace(answer, text=f"{answer.text}\n{texts.HEARD_ANEW}"))
    await forget_words(tx, actor, entry.chat_id, entry.message_id)
    tx.sources = tx.sources[-1:]
    return FollowedEdit(None, entry.said_at, entry.files)


async def _follow_question(tx: Tx, row: OpenQuestion) -> FollowedEdit:
    await _close(tx, row.chat_id, prompt_key(row.person_id, row.stamp))
    await tx.remove(row)
    if len(row.sources) > 1:
        return FollowedEdit(Answer(texts.let_go(row.asked_for)))
    tx.sources = tuple(row.sources)
    return FollowedEdit(None, _said_at(row.sources))


async def _follow_paper(tx: Tx, actor: Actor, source: MessageSource) -> FollowedEdit | None:
    """A pasted paper is read anew; one of several messages has to be sent again as a whole."""
    found = await drafts.open_from(tx, actor.person_id, (source.chat_id, source.message_id))
    dropped = [one for one in found if one.kind == PAPER.name and await tx.move(one, state=DraftState.DROPPED)]
    for one in dropped:
        tx.record(PAPER.dropped, f"{PAPER.label}-{one.paper_draft_id}", by=actor)
    if not dropped:
        return None
    sources = dropped[0].sources
    if len(sources) > 1:
        return FollowedEdit(Answer(texts.PAPER_GONE))
    tx.sources = tuple(sources)
    return FollowedEdit(None, _said_at(sources))


def _said_at(sources: list[list[int]]) -> datetime | None:
    return datetime.fromtimestamp(sources[0][2], UTC) if sources and len(sources[0]) > 2 else None


async def _close(tx: Tx, chat_id: int, key: str) -> None:
    """The card with the older words says so, and has no buttons any more."""
    for known in await outbox.known_keys(tx, [key]):
        note = Note(chat_id, "question", texts.CLOSED, priority=Priority.INTERACTIVE, edits_key=known)
        tx.put(replace(note, dedupe_key=f"{known}:edited"))
