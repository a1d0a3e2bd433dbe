"""Title, office, day and meeting of a paper, by where they stand: offices, meetings and words that no list holds."""

import pytest

from papers.reading.bulletin_reader import read_paper
from papers.reading.head.agencies import agency_of, paper_day
from papers.reading.head.meetings import meeting_of
from papers.reading.head.titles import title_of


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (["关于2031年第5次经理办公会确定事项落实情况的", "通报"], "关于2031年第5次经理办公会确定事项落实情况的通报"),
        (
            ["关于印发2031年《政府工作报告》主要任务", "上半年落实情况的通报"],
            "关于印发2031年《政府工作报告》主要任务上半年落实情况的通报",
        ),
        (["云政办发〔2031〕8号云汀市推动制造业发展若干政策措施"], "云汀市推动制造业发展若干政策措施"),
        (["重点工程进展情况（通用3篇）"], "重点工程进展情况"),
        (["云汀县巡察反馈问题整改台账", "序号存在问题责任单位整改时限整改情况"], "云汀县巡察反馈问题整改台账"),
        (["2031年民生实事进展情况表（截至2月底）"], "2031年民生实事进展情况表（截至2月底）"),
        (["突出问题整改销号公示", "发布日期：2031-07-27 15:18来源：云汀园区管委会"], "突出问题整改销号公示"),
        (
            ["云汀县人民政府办公室", "关于印发重点任务分工方案的通知", "云汀县2031年重点任务分工方案"],
            "云汀县2031年重点任务分工方案",
        ),
    ],
)
def test_title(front: list[str], title: str) -> None:
    assert title_of(front) == title


@pytest.mark.parametrize(
    ("front", "tail", "agency"),
    [
        (["督查通报", "云汀集团督查审计部 2031年4月9日"], [], "云汀集团督查审计部"),
        (["任务清单"], ["云汀矿业公司综合管理部", "2031年4月9日"], "云汀矿业公司综合管理部"),
        (["云汀县人民政府", "会议纪要"], ["云汀县人民政府办公室 2031年4月9日印发"], "云汀县人民政府办公室"),
        (["云汀市人民政府办公厅关于2031年重点工作分解的通知"], [], "云汀市人民政府办公厅"),
        (["索引号 11330 发布机构 区政府办公室", "区政府召开第86次常务会议"], [], "区政府办公室"),
        (["2031年3月2日下午"], [], ""),
        (["关于做好防汛工作的通知", "截至2031年4月9日"], [], ""),
    ],
)
def test_agency(front: list[str], tail: list[str], agency: str) -> None:
    assert agency_of(front, tail) == agency


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["发布时间：2031-08-23 14:52信息来源：云汀县", "云汀县督查室 2031年8月19"], "2031-08-19"),
        (["发布时间：2031-08-23 14:52信息来源：云汀县"], "2031-08-23"),
        (["2031年13月40日", "二〇三一年八月九日"], "2031-08-09"),
        (["没有日期"], "None"),
    ],
)
def test_day(lines: list[str], day: str) -> None:
    assert str(paper_day(lines)) == day


@pytest.mark.parametrize(
    ("title", "preamble", "meeting"),
    [
        (
            "总经理办公会会议纪要",
            "4月9日，总经理岳宁主持召开2031年第15次总经理办公会，议题如下。",
            "2031年第15次总经理办公会",
        ),
        (
            "区政府召开第86次常务会议",
            "3月3日，章一凡区长主持召开区政府第86次常务会议，纪要如下。",
            "区政府第86次常务会议",
        ),
        ("", "各县市区人民政府，各开发区管委会，市直各单位：", ""),
        ("", "深入贯彻省、市工作会议精神和县委三届五次全会精神。", ""),
        ("任务分工方案", "本方案已经市政府第86次常务会议审议通过，现印发给你们。", ""),
        ("2031年第二十八次党委会议定事项台账", "", "2031年第二十八次党委会"),
        ("县政府第5次常务会议纪要", "", "县政府第5次常务会议"),
    ],
)
def test_meeting(title: str, preamble: str, meeting: str) -> None:
    assert meeting_of(title, [preamble]) == meeting


@pytest.mark.parametrize("names", ["序号\t督办事项\t责任单位\t完成情况", "序\t干什么\t谁来干\t干到哪"])
def test_the_title_of_a_sheet_is_no_row_of_its_table(names: str) -> None:
    rows = "".join(f"{at}\t修建公路{at}公里\t县交通局\t已完成{at}公里。\n" for at in range(1, 6))
    paper = read_paper(f"2031年重点工程进展情况表\t\t\t\n{names}\n{rows}")
    assert (paper.title, len(paper.items)) == ("2031年重点工程进展情况表", 5)
