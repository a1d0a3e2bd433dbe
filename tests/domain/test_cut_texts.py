"""When messages are parts of one text, and how they are joined."""

import pytest

from domain.messages.cut_texts import goes_on, joined, may_go_on


def test_only_what_is_nearly_full_and_followed_at_once_goes_on() -> None:
    assert may_go_on("文" * 4090)
    assert not may_go_on("文" * 2000)
    assert goes_on(100, 101, "二、议定事项")
    assert not goes_on(100, 110, "二、议定事项")
    assert not goes_on(101, 100, "二、议定事项")
    assert not goes_on(100, 100, "/cancel")


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("由县农林局", "负责，年底前完成。", "由县农林局负责，年底前完成。"),
        ("年底前完成。", "3.由县财政局负责", "年底前完成。\n3.由县财政局负责"),
        ("关于项目建设", "二、其他事项", "关于项目建设\n二、其他事项"),
        ("拨付资金3", "00万元", "拨付资金300万元"),
    ],
)
def test_the_border_is_a_lines_end_where_it_was_one(before: str, after: str, whole: str) -> None:
    assert joined(before, after) == whole
