"""Requests, what one side asks for and the other decides: kinds, status machine, who asks and who decides."""

from enum import StrEnum
from typing import Self

from domain.office.people import Action


class RequestKind(StrEnum):
    """Members carry what allows to ask and what to decide. One without cannot be written."""

    asked_by: Action
    decided_by: Action

    def __new__(cls, value: str, asked_by: Action, decided_by: Action) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.asked_by, member.decided_by = asked_by, decided_by
        return member

    COMPLETION = "completion", Action.ASK_COMPLETION, Action.REVIEW
    COUNTERSIGN = "countersign", Action.ASK_COMPLETION, Action.COUNTERSIGN
    EXTENSION = "extension", Action.ASK_EXTENSION, Action.GRANT_EXTENSION
    LATE_PLAN = "late_plan", Action.PLAN, Action.GRANT_EXTENSION
    DIFFICULTY = "difficulty", Action.FLAG_DIFFICULTY, Action.SETTLE_DIFFICULTY
    INSTRUCTION = "instruction", Action.INSTRUCT, Action.REPORT
    LOOK_BACK = "look_back", Action.KEEP_LIFE, Action.KEEP_LIFE
    SLIP_ANSWER = "slip_answer", Action.ISSUE_SLIP, Action.REPORT
    HELD_POST = "held_post", Action.PUBLISH, Action.PUBLISH
    SIGNATURE = "signature", Action.PUBLISH, Action.SIGN_ISSUE
    # 追问: the office asks a unit. 询问: a unit asks the office.
    QUESTION = "question", Action.DISCUSS, Action.REPORT
    ENQUIRY = "enquiry", Action.DISCUSS, Action.ANSWER_UNITS
    COORDINATION = "coordination", Action.SETTLE_DIFFICULTY, Action.COORDINATE


class RequestState(StrEnum):
    """`deferred`: it stands, but whoever decides is not asked yet. `lapsed`: the decider kept silent."""

    DEFERRED = "deferred"
    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    ANSWERED = "answered"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


STANDING = (RequestState.DEFERRED, RequestState.OPEN)


class RequestVerb(StrEnum):
    PRESENT = "present"
    RENEW = "renew"
    GRANT = "grant"
    REFUSE = "refuse"
    ANSWER = "answer"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    SUPERSEDE = "supersede"
    REOPEN = "reopen"
    # Whoever is to act has it in hand, and says so; it stands on.
    TAKE = "take"


_Steps = dict[tuple[RequestState, RequestVerb], RequestState]

_ENDS: _Steps = {
    (state, verb): after
    for state in STANDING
    for verb, after in (
        (RequestVerb.WITHDRAW, RequestState.WITHDRAWN),
        (RequestVerb.SUPERSEDE, RequestState.SUPERSEDED),
    )
}
_VERDICT: _Steps = {
    **_ENDS,
    (RequestState.OPEN, RequestVerb.GRANT): RequestState.GRANTED,
    (RequestState.OPEN, RequestVerb.REFUSE): RequestState.REFUSED,
}
_ANSWER: _Steps = {**_ENDS, (RequestState.OPEN, RequestVerb.ANSWER): RequestState.ANSWERED}
# The answer was taken back.
_ANSWER_AGAIN: _Steps = {**_ANSWER, (RequestState.ANSWERED, RequestVerb.REOPEN): RequestState.OPEN}
_PRESENTED: _Steps = {(RequestState.DEFERRED, RequestVerb.PRESENT): RequestState.OPEN}

_STEPS: dict[RequestKind, _Steps] = {
    # Deferred while the unit's head has it: sent back there, it is withdrawn. A verdict can be taken back.
    RequestKind.COMPLETION: {
        **_VERDICT,
        **_PRESENTED,
        # A part goes with its whole, though the head still has a request for the part alone.
        (RequestState.DEFERRED, RequestVerb.GRANT): RequestState.GRANTED,
        (RequestState.DEFERRED, RequestVerb.REFUSE): RequestState.REFUSED,
        (RequestState.GRANTED, RequestVerb.REOPEN): RequestState.OPEN,
        (RequestState.REFUSED, RequestVerb.REOPEN): RequestState.OPEN,
    },
    RequestKind.COUNTERSIGN: {
        **_VERDICT,
        (RequestState.OPEN, RequestVerb.RENEW): RequestState.OPEN,
        (RequestState.OPEN, RequestVerb.LAPSE): RequestState.LAPSED,
    },
    RequestKind.EXTENSION: _VERDICT,
    RequestKind.LATE_PLAN: _VERDICT,
    # The verdict that ended it was taken back.
    RequestKind.DIFFICULTY: {**_ANSWER, (RequestState.SUPERSEDED, RequestVerb.REOPEN): RequestState.OPEN},
    RequestKind.INSTRUCTION: _ANSWER_AGAIN,
    # Deferred until its day.
    RequestKind.LOOK_BACK: {**_VERDICT, **_PRESENTED},
    RequestKind.SLIP_ANSWER: _ANSWER_AGAIN,
    RequestKind.HELD_POST: _VERDICT,
    RequestKind.SIGNATURE: _VERDICT,
    RequestKind.QUESTION: _ANSWER,
    RequestKind.ENQUIRY: _ANSWER,
    RequestKind.COORDINATION: {**_ANSWER, (RequestState.OPEN, RequestVerb.TAKE): RequestState.OPEN},
}

REQUEST_TRANSITIONS: dict[tuple[RequestKind, RequestState, RequestVerb], RequestState] = {
    (kind, *step): after for kind, steps in _STEPS.items() for step, after in steps.items()
}

# These are decided after their item ended, too, or have none.
OUTLIVES_ITEM = (RequestKind.INSTRUCTION, RequestKind.LOOK_BACK, RequestKind.HELD_POST, RequestKind.SIGNATURE)
# A unit asks for these, or is asked, while it has the item in hand.
ASKED_IN_HAND = (
    RequestKind.EXTENSION,
    RequestKind.LATE_PLAN,
    RequestKind.DIFFICULTY,
    RequestKind.QUESTION,
    RequestKind.ENQUIRY,
    RequestKind.COORDINATION,
)


def next_request_state(kind: RequestKind, state: RequestState, verb: RequestVerb) -> RequestState | None:
    """The state after `verb`; None when it comes too late."""
    return REQUEST_TRANSITIONS.get((kind, state, verb))
