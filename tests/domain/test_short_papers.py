"""A paper is one at any length; talk and reports of a few lines are none."""

import pytest

from domain.messages.short_papers import is_short_paper


@pytest.mark.parametrize(
    "text",
    [
        "石桥镇第7次镇长办公会议纪要\n2031年4月2日\n一、镇水利站5月底前清淤。\n二、旧仓库改造。",
        "重点任务清单（第二批）\n1.教务处：修订校历。\n2.总务处：检修锅炉。",
        "会议议定：\n（1）镇卫生院月底前启用门诊；\n（2）镇中学寒假前检查校车。",
        "序号\t任务\t责任单位\t时限\n1\t编制预案\t应急办\t1月底\n2\t清理河道\t水利站\t2月底",
        "近期工作安排\n①财务科编制预算，6月5日前\n②信息科升级网站",
        "整改台账\n【1】台账不全，档案科\n【2】门禁失灵，保卫科",
    ],
)
def test_a_heading_and_a_list_are_a_paper(text: str) -> None:
    assert is_short_paper(text)


@pytest.mark.parametrize(
    "text",
    [
        "柳河桥进展：\n1.桩基完成60%。\n2.钢筋进场。",
        "1.柳河桥完成桩基\n2.旧粮库图纸已出\n3.小学封顶",
        "明天的安排\n1. 上午去现场\n2. 下午碰头",
        "要买的东西\n1、墨盒\n2、A4纸",
        "第7次会议纪要什么时候印？",
        "会议纪要收到了吗\n1号那份还差一页",
        "",
    ],
)
def test_talk_and_reports_are_none(text: str) -> None:
    assert not is_short_paper(text)
