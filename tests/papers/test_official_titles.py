"""Titles break where their meaning breaks, into lines of a pleasing shape."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papers.official.titles import break_title, title_width, width_of

BROKEN = [
    "县政府确定事项落实情况的通报",
    "2026年云岭县政府第5次常务会议|确定事项落实情况的通报",
    "关于2026年政府工作报告|重点工作第三季度完成情况的通报",
    "关于全县农村人居环境整治|百日攻坚行动进展情况的通报",
    "云岭彝族回族苗族自治县人民政府|第十八届第一百二十三次常务会议|确定事项落实情况的通报",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_titles_of_bulletins(broken: str) -> None:
    assert break_title(broken.replace("|", ""), 20) == tuple(broken.split("|"))


def test_a_wished_break_is_kept_and_blanks_around_digits_are_not_one() -> None:
    title = "2026 年云岭县政府第 5 次常务会议 确定事项落实情况的通报"
    assert break_title(title, 20) == ("2026年云岭县政府第5次常务会议", "确定事项落实情况的通报")
    assert break_title("云岭县人民政府第五次常务会议有关决定 事项办理情况的通报", 20)[0].endswith("决定")


@pytest.mark.parametrize("text", ["关于加强防汛抗旱和地质灾害防治工作的通报" * 3, "县" * 90, "a" * 200, ""])
def test_lines_fit_and_lose_nothing(text: str) -> None:
    lines = break_title(text, 20)
    assert "".join(lines) == text
    assert all(title_width(line) <= 20 for line in lines)


@example("““5事“”““““““““““””事5事“““““")
@given(st.text(alphabet="关于县政府第5次常务会议确定事项落实情况的通报、《》“”（）和", max_size=90))
def test_any_title_is_kept_whole_within_its_room(text: str) -> None:
    lines = break_title(text, 20)
    assert "".join(lines) == text
    assert all(line and title_width(line) <= 20 for line in lines)


def test_no_line_begins_with_a_particle_or_a_closing_sign() -> None:
    title = "关于贯彻落实《云岭县优化营商环境三年行动方案》和县委常委会会议精神的情况的通报"
    lines = break_title(title, 20)
    assert len(lines) == 2
    assert not any(line.startswith(("的", "》", "和", "、")) for line in lines)


def test_widths_count_digits_as_halves_and_a_quarter_at_their_sides() -> None:
    assert width_of("共2026年") == 1 + 2 + 1 + 0.5
    assert width_of("共计") == 2
