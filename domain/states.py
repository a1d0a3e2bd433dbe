"""The life of an assignment and of an item: states, and the one transition table.

    待签收 assigned -> 推进中 in_progress -> 待审核 awaiting_review -> 已办结 closed
A return goes back to in progress; a supervisor may cancel (撤销) and reopen.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from domain.refusals import TooLate


class State(StrEnum):
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    AWAITING_REVIEW = "awaiting_review"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATE_WORDS = {
    State.ASSIGNED: "待签收",
    State.IN_PROGRESS: "推进中",
    State.AWAITING_REVIEW: "待审核",
    State.CLOSED: "已办结",
    State.CANCELLED: "已撤销",
}

# The units have it in hand; nothing waits for the supervisors.
IN_HAND = (State.ASSIGNED, State.IN_PROGRESS)
OPEN_STATES = (State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_REVIEW)


class Verb(StrEnum):
    REPORT = "report"
    ASK_COMPLETION = "ask_completion"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    CANCEL = "cancel"
    REOPEN = "reopen"
    AMEND = "amend"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[tuple[State, Verb], State] = {
    (State.ASSIGNED, Verb.REPORT): State.IN_PROGRESS,
    (State.IN_PROGRESS, Verb.REPORT): State.IN_PROGRESS,
    (State.AWAITING_REVIEW, Verb.REPORT): State.AWAITING_REVIEW,
    (State.ASSIGNED, Verb.ASK_COMPLETION): State.AWAITING_REVIEW,
    (State.IN_PROGRESS, Verb.ASK_COMPLETION): State.AWAITING_REVIEW,
    (State.AWAITING_REVIEW, Verb.APPROVE): State.CLOSED,
    (State.AWAITING_REVIEW, Verb.SEND_BACK): State.IN_PROGRESS,
    (State.AWAITING_REVIEW, Verb.WITHDRAW): State.IN_PROGRESS,
    # An amended text voids what was asked or confirmed on the old one.
    (State.AWAITING_REVIEW, Verb.AMEND): State.IN_PROGRESS,
    (State.CLOSED, Verb.AMEND): State.IN_PROGRESS,
    (State.ASSIGNED, Verb.AMEND): State.IN_PROGRESS,
    (State.IN_PROGRESS, Verb.AMEND): State.IN_PROGRESS,
    (State.ASSIGNED, Verb.CANCEL): State.CANCELLED,
    (State.IN_PROGRESS, Verb.CANCEL): State.CANCELLED,
    (State.AWAITING_REVIEW, Verb.CANCEL): State.CANCELLED,
    (State.CLOSED, Verb.REOPEN): State.IN_PROGRESS,
    (State.CANCELLED, Verb.REOPEN): State.IN_PROGRESS,
}

_WHY_NOT = {
    State.ASSIGNED: "还没有进展反馈",
    State.IN_PROGRESS: "还没有申请办结",
    State.AWAITING_REVIEW: "正在等督查室审核",
    State.CLOSED: "已经办结销号",
    State.CANCELLED: "已经撤销",
}


def next_state(state: State, verb: Verb, label: str) -> State:
    """The state after `verb`; `TooLate` names `label` (such as "#37") and why it cannot be."""
    after = TRANSITIONS.get((state, verb))
    if after is None:
        raise TooLate(f"{label} {_WHY_NOT[state]}，这一步现在不能做。发 /item {label.lstrip('#')}，看最新情况。")
    return after


def state_of_item(parts: Iterable[State], own: State) -> State:
    """The state an item has from its assignments and sub-items; `own` stands when it has no parts."""
    states = [state for state in parts if state is not State.CANCELLED]
    if not states:
        return own
    if all(state is State.CLOSED for state in states):
        return State.CLOSED
    if all(state in (State.CLOSED, State.AWAITING_REVIEW) for state in states):
        return State.AWAITING_REVIEW
    if all(state is State.ASSIGNED for state in states):
        return State.ASSIGNED
    return State.IN_PROGRESS


def all_asked_on(parts: Iterable[tuple[State, date | None]], state: State) -> date | None:
    """When the last of an item was asked to be closed, as far as it stands (`state`) as asked for or closed."""
    finished = (State.AWAITING_REVIEW, State.CLOSED)
    if state not in finished:
        return None
    return max((asked_on for part, asked_on in parts if part in finished and asked_on is not None), default=None)
