"""Words and states of a draft that disagree are told; nothing is told of a draft that is in order."""

from datetime import date

import pytest

from domain.bulletin.making import BulletinFacts, FactItem, FactSubItem, make_bulletin
from domain.bulletin.proofread import disagreements, repeated
from domain.bulletin.prose.sentences import Paragraph, Sentence
from domain.bulletin.snapshot import BulletinSnapshot
from tests.building import told


def issue(progress: str, *, closed: bool = False, units: int = 1, parts: tuple[str, ...] = ()) -> BulletinSnapshot:
    subs = tuple(FactSubItem(f"7.{n}", f"第{n}项", told(words), closed) for n, words in enumerate(parts, 1))
    names = tuple(f"第{n}局" for n in range(units))
    item = FactItem(7, "#7", "修好东街", closed, units=names, progress=told(progress), sub_items=subs)
    return make_bulletin(BulletinFacts("云岭县人民政府督查室", date(2026, 11, 27), (item,)))


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (issue("管网改造已全部完成"), "列为正在推进，文字却说已完成"),
        (issue("正在铺设沥青", closed=True), "列为已完成，文字却说还有没做完的"),
        (issue("第0局：路面已全部完成。第1局：正在征收房屋", units=2), "各单位说法不一"),
        (issue("", parts=("已全部完成", "正在施工")), "2个子项中1个已写明完成（①）"),
        (issue("", closed=True, parts=("已全部完成", "正在施工")), "2个子项中1个文字却说还有没做完的（②）"),
    ],
)
def test_disagreements_are_told(made: BulletinSnapshot, told: str) -> None:
    (line,) = disagreements(made, [])
    assert line.startswith("⚠️ #7 ")
    assert told in line


@pytest.mark.parametrize(
    "made",
    [
        issue("正在铺设沥青，年底前完成"),
        issue("已完成3家"),
        issue("已通过验收，全部完成", closed=True),
        issue("", closed=True, parts=("已全部完成", "已办结")),
        issue("路面已全部完成。正在安装路灯"),
    ],
)
def test_a_draft_in_order_is_left_alone(made: BulletinSnapshot) -> None:
    assert disagreements(made, []) == ()


def test_a_figure_that_went_down() -> None:
    before, now = issue("累计支付资金320.5万元，征收30户"), issue("累计支付资金300万元，征收31户")
    (line,) = disagreements(now, [before])
    assert "上期320.5万元，本期300万元" in line
    assert disagreements(before, [issue("累计支付资金300万元，征收30户")]) == ()


def test_the_same_words_for_the_third_time() -> None:
    same = issue("正在办理手续")
    (line,) = repeated(same, [same, same])
    assert "连续3期文字相同" in line
    assert repeated(same, [same]) == ()
    assert disagreements(same, [same, same]) == (), "what stands still is no reason to hold an issue"


def test_lead_and_cooperating_unit_contradict_each_other() -> None:
    """One unit is in charge and another only helps: each has a report of its own."""
    item = FactItem(
        7,
        "#7",
        "修好东街",
        closed=False,
        units=("第0局",),
        progress=Paragraph(
            (Sentence("第0局：路面已全部完成。", "第0局", (4,)), Sentence("第1局：正在征收房屋。", "第1局", (5,)))
        ),
    )
    made = make_bulletin(BulletinFacts("云岭县人民政府督查室", date(2026, 11, 27), (item,)))
    (line,) = disagreements(made, [])
    assert "各单位说法不一" in line


def test_four_of_five_parts_read_finished() -> None:
    made = issue("", parts=("已全部完成", "已办结", "已竣工", "已落实到位", "正在施工"))
    (line,) = disagreements(made, [])
    assert "5个子项中4个已写明完成" in line
    assert made.entries[0].sub_entries[0][1] == "已全部完成。"
