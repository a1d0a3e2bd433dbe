"""What a list shows of a directive: the matter, not who leads and answers."""

import pytest

from domain.gist import brief, gist
from domain.hygiene import utf16_length

PLAN = "制定高山茶品牌建设实施方案"


@pytest.mark.parametrize(
    "before",
    [
        "由林望舒同志牵头，",
        "由县农业农村局负责，",
        "县农业农村局、县市监局负责，",
        "由林望舒同志牵头，县农业农村局负责，县林业、市监等有关部门配合，",
        "由林望舒同志商何静同志，县农业农村局、县林业局等部门具体负责，",
        "由林望舒同志牵头，商何静同志，茶叶办负责，",
        "以县市监局为主，石门镇、清溪镇配合，",
    ],
)
def test_who_does_it_is_left_out(before: str) -> None:
    assert gist(before + PLAN) == PLAN


@pytest.mark.parametrize(
    "directive",
    [
        PLAN,
        "关于县城供水管网漏损治理问题",
        "要确保食品安全有人负责，落实责任清单",
        "成立领导小组，由林望舒同志任组长，有关部门配合，扎实做好防治工作",
        "按照“谁主管谁负责，谁受益谁负责”的原则落实",
    ],
)
def test_the_matter_is_left_whole(directive: str) -> None:
    assert gist(directive) == directive


def test_something_stays_that_says_what_is_meant() -> None:
    assert gist("由县住建局负责，验收") == "由县住建局负责，验收"
    assert gist("由县住建局负责，") == "由县住建局负责，"
    for heading in ("由何静同志牵头，县住建局负责，重点抓好3项工作", "县住建局负责，重点抓好5个方面工作："):
        assert gist(heading) == heading


def test_a_list_line_has_its_room_for_the_matter() -> None:
    line = brief(f"由林望舒同志牵头，县农业农村局负责，{PLAN}，按程序送审印发实施", 20)
    assert line.startswith(PLAN)
    assert utf16_length(line) <= 20
