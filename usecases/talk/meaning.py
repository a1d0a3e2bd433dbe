"""What a message is to the question that is open: its answer, a matter of its own, or to be asked back."""

from dataclasses import dataclass, replace

from domain.office.people import Actor
from domain.talk.answers import (
    INVITING,
    Doubt,
    Fate,
    QuestionState,
    RepliesTo,
    Utterance,
    ends_at,
    fate_of,
    is_plainly_another,
    may_be_over,
    names_another,
)
from domain.talk.matching import match_items
from domain.typed import command_begun
from storage.delivery import outbox
from storage.office import people
from storage.tables import Outbox
from storage.tx import Tx
from usecases.steps.asking import OutdatedQuestion, StandingQuestion, prompt_key
from usecases.steps.office_time import office_calendar
from usecases.talk.free_text import open_items_of


@dataclass(frozen=True, slots=True)
class Meaning:
    """`shown` is what the bot has shown since it asked."""

    fate: Fate
    doubt: Doubt = Doubt.OVER
    shown: Outbox | None = None


async def meaning_of(
    tx: Tx,
    actor: Actor,
    there: StandingQuestion | None,
    words: str,
    *,
    is_reply: bool = False,
    about: Outbox | None = None,
) -> Meaning:
    """Of words that are neither a command nor forwarded; `about` is the message of ours that they reply to."""
    heard = Utterance(replies_to=await _replied_to(tx, actor, there, about) if is_reply else RepliesTo.NOTHING)
    if there is None:
        is_late = heard.replies_to is RepliesTo.OLD_PROMPT and about is not None
        return Meaning(Fate.ASK_BACK if is_late else Fate.ELSEWHERE)
    is_outdated = isinstance(there.question, OutdatedQuestion)
    standing, shown = QuestionState(takes_words=there.question.takes_words, is_over=is_outdated), None
    if fate_of(heard, standing) is Fate.ANSWER:
        standing, shown = await _standing(tx, actor, there, words, standing, heard)
    doubt = Doubt.OLD if heard.replies_to is RepliesTo.OLD_PROMPT else standing.doubt
    return Meaning(fate_of(heard, standing), doubt, shown)


async def _replied_to(tx: Tx, actor: Actor, there: StandingQuestion | None, about: Outbox | None) -> RepliesTo:
    key = prompt_key(actor.person_id, there.row.stamp) if there else ""
    if about is None:
        prompt = await outbox.of_key(tx, key) if key else None
        # Whoever answers at once is quicker than the note of where the prompt went.
        return RepliesTo.PROMPT if prompt and prompt.message_id is None else RepliesTo.OLD_PROMPT
    if about.dedupe_key == key:
        return RepliesTo.PROMPT
    if about.kind == "question":
        return RepliesTo.OLD_PROMPT
    # A plain answer of ours, as "please write it so", is about nothing of its own.
    return RepliesTo.NOTHING if about.kind == "answer" and about.item_id is None else RepliesTo.OTHER


async def _standing(
    tx: Tx, actor: Actor, there: StandingQuestion, words: str, standing: QuestionState, heard: Utterance
) -> tuple[QuestionState, Outbox | None]:
    """As far as it takes to know: the dearest look comes last."""
    row, asked = there.row, there.question
    if may_be_over(row.asked_at, tx.happened_at):
        ends = ends_at(row.asked_at, tx.profile.zone, await office_calendar(tx))
        if tx.happened_at >= ends:
            return replace(standing, is_over=True), None
    is_bound = asked.about is not None and not asked.names_items
    if is_bound and names_another(words, row.asked_for, anywhere=asked.tells_progress):
        return replace(standing, names_another=True), None
    if heard.replies_to is RepliesTo.PROMPT:
        return standing, None
    begun = command_begun(words)
    if begun is not None and begun.name != asked.kind:
        return replace(standing, begins_command=True), None
    if asked.tells_progress and asked.about is not None:
        own = await open_items_of(tx, actor)
        matches = match_items(words, own.candidates, len(own.candidates))
        if is_plainly_another(asked.about, matches):
            return replace(standing, names_another=True), None
    prompt = prompt_key(actor.person_id, row.stamp)
    shown = await people.shown_since(tx, row.chat_id, prompt, INVITING)
    return replace(standing, has_yielded=shown is not None), shown
