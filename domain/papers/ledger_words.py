"""Words of a ledger's cells: states under all their names, names of units and people, ways between states."""

import re

from domain.hygiene import clean
from domain.ideographs import NAME_LETTERS
from domain.papers import ledger_return_texts as texts
from domain.papers.ledger import LedgerRow
from domain.states import OPEN_STATES, STATE_WORDS, State, Verb

_NAME = re.compile(rf"[{NAME_LETTERS}·（）()—-]{{2,30}}")
_MORE_WORDS = {
    State.ASSIGNED: "未签收 未启动 未开始 未开展 待办",
    State.IN_PROGRESS: "推进 正在推进 正在办理 办理中 进行中 在办 正在进行 未完成 未办结 持续推进 长期推进 长期坚持 "
    "滞后",
    State.AWAITING_REVIEW: "审核中 申请办结",
    State.CLOSED: "完成 已完成 办结 销号 已销号 办结销号 全部完成 是 100%",
    State.CANCELLED: "撤销 终止 已终止 取消 停办",
}
_STATES = {word: state for state, words in _MORE_WORDS.items() for word in words.split()} | {
    word: state for state, word in STATE_WORDS.items()
}

# The verbs that lead an assignment from one state to another, when a supervisor says so in the ledger.
WAYS: dict[tuple[State, State], tuple[Verb, ...]] = {
    (State.ASSIGNED, State.IN_PROGRESS): (Verb.REPORT,),
    (State.AWAITING_REVIEW, State.IN_PROGRESS): (Verb.SEND_BACK,),
    (State.CLOSED, State.IN_PROGRESS): (Verb.REOPEN,),
    (State.ASSIGNED, State.CLOSED): (Verb.ASK_COMPLETION, Verb.APPROVE),
    (State.IN_PROGRESS, State.CLOSED): (Verb.ASK_COMPLETION, Verb.APPROVE),
    (State.AWAITING_REVIEW, State.CLOSED): (Verb.APPROVE,),
    **{(state, State.CANCELLED): (Verb.CANCEL,) for state in OPEN_STATES},
}


def is_name(words: str) -> bool:
    return bool(_NAME.fullmatch(words)) and not words.isdecimal()


def read_state(words: str) -> State | None:
    """The state that a cell names, in the words of any office."""
    return _STATES.get("".join(clean(words).strip("。").split()))


def way_to(state: State, row: LedgerRow) -> str:
    """Why a row cannot become `state` by the ledger; empty when it can."""
    if state in (State.ASSIGNED, State.AWAITING_REVIEW):
        return texts.STATE_BY_SYSTEM
    if row.state is State.CANCELLED:
        return texts.STOPPED
    if (row.state, state) not in WAYS:
        return texts.NO_WAY.format(before=STATE_WORDS[row.state], after=STATE_WORDS[state])
    if state is State.CANCELLED and any(one is State.CLOSED for _, one in row.units):
        return texts.PARTLY_CLOSED
    return ""
