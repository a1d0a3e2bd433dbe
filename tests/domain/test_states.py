"""The one transition table, the state an item has from its parts, and how a person names an item."""

import pytest

from domain.labels import split_label
from domain.refusals import TooLate
from domain.states import TRANSITIONS, State, Verb, next_state, state_of_item
from domain.typed import spoken_report

ASSIGNED, UNDER_WAY, WAITS, CLOSED, CANCELLED = State

# Rows: state; columns: report, ask completion, approve, send back, cancel, reopen, amend, withdraw.
TABLE = {
    ASSIGNED: (UNDER_WAY, WAITS, None, None, CANCELLED, None, UNDER_WAY, None),
    UNDER_WAY: (UNDER_WAY, WAITS, None, None, CANCELLED, None, UNDER_WAY, None),
    WAITS: (WAITS, None, CLOSED, UNDER_WAY, CANCELLED, None, UNDER_WAY, UNDER_WAY),
    CLOSED: (None, None, None, None, None, UNDER_WAY, UNDER_WAY, None),
    CANCELLED: (None, None, None, None, None, UNDER_WAY, None, None),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("place", range(len(Verb)), ids=[verb.value for verb in Verb])
def test_each_cell_of_the_transition_table(state: State, place: int) -> None:
    verb, after = list(Verb)[place], TABLE[state][place]
    if after is not None:
        assert next_state(state, verb, "#3") is after
        return
    assert (state, verb) not in TRANSITIONS
    with pytest.raises(TooLate) as refused:
        next_state(state, verb, "#3")
    assert refused.value.sentence.startswith("#3 ")
    assert "/item 3" in refused.value.sentence


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([CLOSED, CLOSED], CLOSED),
        ([CLOSED, CANCELLED], CLOSED),
        ([CLOSED, WAITS], WAITS),
        ([CLOSED, ASSIGNED], UNDER_WAY),
        ([ASSIGNED, ASSIGNED], ASSIGNED),
        ([ASSIGNED, CANCELLED], ASSIGNED),
        ([WAITS, UNDER_WAY], UNDER_WAY),
        ([WAITS], WAITS),
        ([], UNDER_WAY),
        ([CANCELLED], UNDER_WAY),
    ],
)
def test_an_item_follows_its_parts(parts: list[State], expected: State) -> None:
    assert state_of_item(parts, own=UNDER_WAY) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("37 资金已到位", ("37", "资金已到位")),
        ("#37 资金已到位", ("37", "资金已到位")),
        ("＃37.1，已开工", ("37.1", "已开工")),
        ("37资金已到位", ("37", "资金已到位")),
        ("37\n资金已到位\n明日验收", ("37", "资金已到位\n明日验收")),
        ("6 3家 已投产", ("6", "3家 已投产")),
        ("37", ("37", "")),
        ("3家已投产", ("", "3家已投产")),
        ("3.5亩已流转", ("", "3.5亩已流转")),
        ("#3家具厂已搬迁", ("3", "家具厂已搬迁")),
        ("资金37万元", ("", "资金37万元")),
        ("12345678901", ("", "12345678901")),
        ("", ("", "")),
    ],
)
def test_the_number_in_front(words: str, expected: tuple[str, str]) -> None:
    assert split_label(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/report 37 已完成", ("37", "已完成")),
        ("/report@duban_bot #37.2 已完成", ("37.2", "已完成")),
        ("/done 37 已完成", ("37", "已完成")),
        ("进展37已完成", ("37", "已完成")),
        ("申请办结 37 已完成", ("37", "已完成")),
        ("进展 顺利", ("", "进展 顺利")),
        ("进展3家已投产", ("", "进展3家已投产")),
        ("反馈如下", ("", "反馈如下")),
        ("37 已完成", ("", "37 已完成")),
    ],
)
def test_the_progress_words_of_a_command(text: str, expected: tuple[str, str]) -> None:
    assert spoken_report(text) == expected
