"""What a bulletin prints behind the progress of an item: 批示 and 困难 where the office says so, extensions, slips."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.bulletin.prose.official import Speaker, tidied
from domain.items import slips_texts as slip_texts
from domain.requests import RequestKind, RequestState
from domain.talk import difficulty_texts, discuss_texts, instruct_texts
from storage import requests
from storage.items import slips
from storage.office.settings import office_wording
from storage.talk import dialogue
from storage.talk.dialogue import InstructionWithItem
from storage.tx import Tx
from usecases.items.slips import lines_of


async def notes_of(tx: Tx, since: datetime | None) -> Mapping[int, Sequence[str]]:
    """By item. Instructions are those given or answered after `since` (the draft of the bulletin before), and those
    without an answer; difficulties those that are open; of slips the newest of each unit."""
    wording = await office_wording(tx)
    notes: defaultdict[int, list[str]] = defaultdict(list)
    for given in await dialogue.news_of_instructions(tx, since) if wording.shows_instructions else ():
        notes[given.item.item_id].append(_instruction(tx, given))
    if wording.shows_difficulties:
        for item_id, obstacles in (await _difficulties(tx)).items():
            notes[item_id].append(difficulty_texts.in_bulletin(obstacles))
    for item_id, count in (await requests.granted_by_item(tx, RequestKind.EXTENSION)).items():
        notes[item_id].append(discuss_texts.EXTENDED.format(count=count))
    for item in await slips.open_items(tx):
        notes[item.item_id] += [slip_texts.in_bulletin(line) for line in await lines_of(tx, item)]
    return notes


def _instruction(tx: Tx, given: InstructionWithItem) -> str:
    row = given.request
    answered_on = tx.day(row.decided_at) if row.decided_at else tx.today
    answer = tidied(row.answer, Speaker("", answered_on, tx.today)) if row.answer else ""
    words, day = tidied(row.text, Speaker("", tx.day(row.asked_at), tx.today)), tx.day(row.asked_at)
    is_answered = row.state is RequestState.ANSWERED
    return instruct_texts.in_bulletin(given.leader.name, words, day, answer, is_answered=is_answered)


async def _difficulties(tx: Tx) -> Mapping[int, Sequence[str]]:
    flagged: defaultdict[int, list[str]] = defaultdict(list)
    for one in await dialogue.open_difficulties(tx):
        speaker = Speaker(one.unit or "", tx.day(one.request.asked_at), tx.today)
        flagged[one.item.item_id].append(tidied(one.request.text, speaker))
    return flagged
