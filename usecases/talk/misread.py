"""The way out of a misread act: whatever the words were taken for, one button makes them the report that they are."""

from dataclasses import replace

from domain.arrivals import Saying
from domain.commands import Press
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Actor
from domain.talk import act_texts as texts
from domain.talk.acts import SpeechAct, is_courtesy
from storage.delivery import outbox
from storage.tx import Tx
from usecases.talk.waiting import add_words, entry_of, note_key, noted

# The longest that is plainly one of these.
_SHORT = {SpeechAct.ACKNOWLEDGEMENT: 10, SpeechAct.SMALL_TALK: 6}
# Buttons below each other.
_MOST = 3


def may_be_progress(words: str, act: SpeechAct) -> bool:
    """All but what is plainly a nod or a greeting, or has no words; that nothing is new is stored already."""
    spoken = sum(one.isalnum() for one in words)
    is_nod = len(words) <= _SHORT.get(act, 0) and is_courtesy(words)
    return spoken > 1 and not is_nod and act is not SpeechAct.NO_CHANGE


async def with_way_out(
    tx: Tx, actor: Actor, answer: Answer, saying: Saying, act: SpeechAct, item_id: int = 0
) -> Answer:
    """With [记为进展], for which the words wait in the note itself: a question that stands stands on."""
    words = clean(saying.text)
    has_one = any(one.verb is Press.AS_PROGRESS for row in answer.choices for one in row)
    if has_one or not may_be_progress(words, act):
        return answer
    source = saying.source
    entry = entry_of(tx, saying, item_id=item_id)
    rows = (*answer.choices[: _MOST - 1], texts.progress_row(item_id, source.message_id))
    answer = replace(answer, choices=rows)
    key = note_key(source.chat_id, source.message_id)
    if await outbox.known_keys(tx, [key]):
        # What an edit made of the words; they wait where a further edit reaches them.
        await add_words(tx, actor, replace(entry, prompt=""))
        return answer
    return replace(answer, waits=noted(entry), dedupe_key=key)
