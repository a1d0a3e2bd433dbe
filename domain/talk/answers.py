"""What may answer an open question, and for how long: one rule for all questions.

Pure: the words as they came, and the question as it stands now. Nothing is decided on a guess: what may be an
answer or not is asked back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import Enum

from domain.dates.workdays import WorkCalendar, workdays_after
from domain.talk.matching import Match

LASTS_WORKDAYS = 1
# What the bot shows a person that invites an answer of its own: words after it may be about it.
INVITING = frozenset(
    {
        "assigned",
        "card",
        "coordination",
        "countersign",
        "deadline",
        "desk",
        "difficulty_card",
        "extension_card",
        "feedback_card",
        "gather",
        "held",
        "instruction",
        "late_date",
        "look_back",
        "nudge",
        "promise",
        "proof",
        "remark",
        "review_card",
        "slip",
        "verdict",
        "weekly",
    }
)


class Fate(Enum):
    """What a message is to the question that is open."""

    ANSWER = "answer"
    # It goes its own way, and the question stays.
    ELSEWHERE = "elsewhere"
    # The question has ended or yielded, or the words tell of something else.
    ASK_BACK = "ask_back"


class RepliesTo(Enum):
    NOTHING = "nothing"
    # The message that asked.
    PROMPT = "prompt"
    # One that asked before, or that we know nothing of.
    OLD_PROMPT = "old_prompt"
    OTHER = "other"


class Doubt(Enum):
    """Why words are asked back."""

    OVER = "over"
    OLD = "old"
    YIELDED = "yielded"
    ANOTHER = "another"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message as far as the rule looks at it.

    `is_command`: with a slash or as a Chinese word, with or without words behind it.
    """

    is_command: bool = False
    is_forwarded: bool = False
    replies_to: RepliesTo = RepliesTo.NOTHING


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A question as it stands when a message comes.

    `has_yielded`: the bot has shown something else to answer since; `names_another`: the words are plainly
    about another item; `begins_command`: with the word of a command that does something else.
    """

    takes_words: bool = True
    is_over: bool = False
    has_yielded: bool = False
    names_another: bool = False
    begins_command: bool = False

    @property
    def doubt(self) -> Doubt:
        if self.is_over:
            return Doubt.OVER
        if self.begins_command:
            return Doubt.COMMAND
        return Doubt.ANOTHER if self.names_another else Doubt.YIELDED


def fate_of(heard: Utterance, standing: QuestionState) -> Fate:
    if heard.is_command or heard.is_forwarded or heard.replies_to is RepliesTo.OTHER:
        return Fate.ELSEWHERE
    if not standing.takes_words:
        return Fate.ELSEWHERE
    if standing.is_over or standing.names_another or heard.replies_to is RepliesTo.OLD_PROMPT:
        return Fate.ASK_BACK
    # Who replies to the prompt itself means it, whatever has come in between.
    if (standing.has_yielded or standing.begins_command) and heard.replies_to is not RepliesTo.PROMPT:
        return Fate.ASK_BACK
    return Fate.ANSWER


def ends_at(asked_at: datetime, zone: tzinfo, calendar: WorkCalendar) -> datetime:
    """A whole working day later, counted from the next working day's begin when asked on a day off."""
    return workdays_after(asked_at, LASTS_WORKDAYS, zone, calendar)


def may_be_over(asked_at: datetime, now: datetime) -> bool:
    """Whether the calendar has to be looked at: a working day is never shorter than a day."""
    return now - asked_at >= timedelta(days=LASTS_WORKDAYS)


_SHARP = re.compile(r"#\s*(\d{1,7}(?:\.\d{1,3})?)")
# From here a likeness in words is plain.
_PLAINLY = 60.0


def names_another(words: str, own: str, *, anywhere: bool) -> bool:
    """Whether "#2" is said where `own` names #1: in front, or in a report anywhere."""
    plain = words.strip().replace("＃", "#")
    labels = _SHARP.findall(plain) if anywhere else [found[1] for found in [_SHARP.match(plain)] if found]
    return bool(labels) and not set(labels) & set(_SHARP.findall(own))


def is_plainly_another(item_id: int, matches: Sequence[Match]) -> bool:
    """Whether the words resemble another of the person's items, and the one asked about not at all."""
    alike = {match.item_id for match in matches}
    return item_id not in alike and any(match.score >= _PLAINLY for match in matches)
