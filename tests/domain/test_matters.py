"""What stands behind a number that a message speaks of."""

import pytest

from domain.gist import matter
from domain.matters import Matter, with_matter
from domain.notes import Note

HOME = Matter("#22", "由周明同志牵头，县民政局负责，推进县养老服务中心改造，12月底前完工。")


@pytest.mark.parametrize(
    ("directive", "words"),
    [
        (HOME.directive, "县养老服务中心改造"),
        ("12月31日前完成柳河桥支座更换", "柳河桥支座更换"),
        ("县农林局、县财政局负责，11月20日前制定实施方案并印发", "制定实施方案并印发"),
        ("2026年12月底前，全面完成农村公路路面改造3公里，验收合格", "农村公路路面改造3公里"),
        ("关于做好2026年秋冬季森林防火工作", "秋冬季森林防火工作"),
        ("要素保障工作专班尽快组建", "要素保障工作专班尽快组建"),
        ("要加快推进县城老旧小区改造提升及配套设施建设", "县城老旧小区改造提升及配套…"),
        ("印发", "印发"),
        ("12月5日前，印发", "印发"),
        ("30%以上农户脱贫", "30%以上农户脱贫"),
        ("修建河堤", "修建河堤"),
        ("", ""),
    ],
)
def test_a_matter_is_told_without_who_when_and_pressing(directive, words):
    assert matter(directive) == words


def told(text: str, title: str = "", about: Matter = HOME) -> str:
    note = with_matter(Note(1, "answer", text, title), about)
    return f"{note.title}|{note.text}" if title else note.text


def test_the_first_mention_is_named_and_the_blank_behind_it_closes_up():
    assert told("已记为 #22 的批示：抓紧。#22 已转") == "已记为 #22（县养老服务中心改造）的批示：抓紧。#22 已转"
    assert told("已记录 R-1 · #22 · 第3次反馈") == "已记录 R-1 · #22（县养老服务中心改造） · 第3次反馈"
    assert told("看下面", "📌 #22 已拆分") == "📌 #22（县养老服务中心改造）已拆分|看下面"


def test_another_number_and_what_somebody_said_stay_as_they_are():
    for words in ("#221 已办结", "#22.1 已办结", "#2 已办结", "您说的“#22 怎样”", "R-22"):
        assert told(words) == words
    assert told("#22.1 随 #22 办结") == "#22.1 随 #22（县养老服务中心改造）办结"


def test_what_shows_the_matter_needs_no_second_one():
    assert told("县养老服务中心改造，已完成主体", "#22") == "#22|县养老服务中心改造，已完成主体"
    once = told("#22 已办结")
    assert told(once) == once


def test_a_toast_has_no_room():
    note = Note(1, "toast", "#22 已办结")
    assert with_matter(note, HOME) is note
