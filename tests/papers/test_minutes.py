"""Minutes by topic: of each matter what was decided, without what was heard, shown and urged."""

import pytest

from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper


def directives(text: str) -> list[str]:
    return [item.directive for item in read_paper(text).items]


HEAD = "云溪县人民政府第九次常务会议纪要\n2031年4月9日，县长方竹主持召开县政府第九次常务会议。纪要如下：\n"


@pytest.mark.parametrize(
    "heard",
    [
        "听取县水务局关于供水管网治理情况的汇报。会议指出，各单位要认真总结经验。",
        "传达学习全省水利工作会议精神，并听取我县贯彻意见。会议强调，各部门要提高认识。一是要加强统筹。二是要抓好落实。",
        "审议《云溪县供水管网治理方案（送审稿）》。王县长指出，有关部门要守土尽责。",
        "关于供水管网治理\n会议听取了县水务局的汇报。会议认为，前期工作扎实。\n",
        "关于供水管网治理问题\n与会人员就治理路径进行了讨论。会上，县水务局作了说明。",
    ],
)
def test_a_topic_comes_to_what_was_decided_of_it(heard: str) -> None:
    decided = "会议原则同意县水务局提出的治理方案，由县水务局于9月底前完成首批改造"
    stressed = "会议强调，要加强宣传，形成合力。"
    text = f"{HEAD}一、{heard}{decided}。{stressed}\n二、{heard}{decided}。"
    assert directives(text) == [decided, decided]


@pytest.mark.parametrize("verb", ["会议听取并原则同意", "会议研究并同意", "会议审议通过了", "会议一致同意"])
@pytest.mark.parametrize("mark", ["（{}）", "{}．", "{}、"])
def test_whatever_the_verb_and_the_number(verb: str, mark: str) -> None:
    said = f"{verb}药剂科关于饮片采购的情况汇报"
    rows = "\n".join(f"{mark.format(at)}{said}。会议指出，要把好质量关。" for at in (1, 2))
    text = f"云溪县中医院院长办公会纪要\n6月3日，院长柳青主持召开院长办公会。\n{rows}\n会议还研究了其他事项。"
    assert directives(text) == [said, said]


def test_a_topic_where_nothing_was_decided_is_left_out() -> None:
    text = (
        "云溪县人大常委会主任会议纪要\n4月1日，主任田禾主持召开会议。"
        "会议议题：1.听取文旅融合情况报告；2.审议代表建议督办办法；3.确定下次会议的建议议题。现将有关情况纪要如下：\n"
        "一、关于文旅融合情况\n会议听取了县文旅局的报告。\n会议建议：一要完善规划；二要加大投入。\n"
        "二、关于代表建议督办\n会议确定，由代表工委牵头，5月底前完成实地督办。\n"
        "三、通报一季度经济运行情况\n县统计局通报了主要指标。"
    )
    paper = read_paper(text)
    assert [item.directive for item in paper.items] == ["由代表工委牵头，5月底前完成实地督办"]
    assert {left.lines for left in paper.left_out} >= {(3, 5), (8, 9)}


def test_of_a_report_agreed_to_the_decision_that_follows_is_the_matter() -> None:
    text = (
        "5月12日，区长闻笛主持召开区政府第21次常务会议。\n"
        "会议听取并原则同意关于东片旧改的情况汇报。会议同意发布征收决定，并通过补偿方案。居民代表列席本议题。\n"
        "会议听取并原则同意关于养老服务规划的情况汇报。会议要求，要加强协同。"
    )
    assert directives(text) == ["会议同意发布征收决定，并通过补偿方案", "会议听取并原则同意关于养老服务规划的情况汇报"]


def test_words_that_lead_in_are_no_decision() -> None:
    text = (
        "云溪师范学校校务会纪要\n3月5日，校长齐放主持召开校务会。会议研究决定事项如下\n"
        "会议决定，由教务处会同学生处做好补考安排，3月20日前完成。"
    )
    assert directives(text) == ["由教务处会同学生处做好补考安排，3月20日前完成"]


def test_what_a_meeting_is_for_and_what_was_reached_through_it_are_no_decisions() -> None:
    text = (
        "近日，云溪县召开整改推进会。\n据介绍，本次会议目的就是通过集中交账，推动整改。\n"
        "通过整改，清退资金12万元，完善制度3项。"
    )
    with pytest.raises(UnreadablePaper):
        read_paper(text)


def test_a_bulletin_of_what_was_decided_keeps_the_matter_and_its_progress() -> None:
    text = (
        "第3次专题会议议定事项办理情况的通报\n会议由县长方竹主持召开，现将办理情况通报如下：\n"
        "1.关于老街消防通道问题。会议决定：由县消防大队牵头整治。目前，已拆除违建3处。\n"
        "2.关于乡村客运补贴问题。会议决定：由县交通局兑现补贴。截至5月底，已兑现20万元。"
    )
    items = read_paper(text).items
    assert items[0].directive == "关于老街消防通道问题。会议决定：由县消防大队牵头整治"
    assert items[1].progress == "截至5月底，已兑现20万元。"


def test_how_a_matter_is_to_be_done_stays_with_it() -> None:
    said = "3、关于节日值班安排。会议要求，各科室要在29日上午完成全院排班，并报院办公室汇总后张贴公布，做好交接班的记录"
    text = f"医院周会会议纪要\n9月27日，院周会由副院长柳青主持，主要内容如下：\n1、清点库房。\n2、更换标识。\n{said}。"
    assert directives(text)[-1] == said.removeprefix("3、")


@pytest.mark.parametrize(
    "urged",
    [
        "要求各相关单位要全面贯彻落实，科学安排指标。",
        "会议指出，培育工作意义重大。区级有关部门和各街镇要高度重视，定期会商。",
        "李旭强调，增强责任感。各相关部门和乡镇要高度重视，制定切实可行的方案。",
        "区委副书记、区长闻笛指出，意义重大。各乡镇（街道）、部门要主动对接。",
    ],
)
def test_what_everybody_is_urged_to_ends_a_decision_and_opens_none(urged: str) -> None:
    text = f"5月25日，区长闻笛主持召开区政府第70次常务会议。\n会议研究了统计公报，原则同意该公报。{urged}"
    assert directives(text) == ["会议研究了统计公报，原则同意该公报"]


def test_what_one_sentence_decides_is_one_matter() -> None:
    decided = "同意成立基建工作小组；原则同意小组人员组成，由基建处印发"
    text = f"校党委常委会召开会议，书记方竹主持。\n会议听取了基建情况汇报。会议决定：{decided}。"
    assert directives(text) == [decided]


def test_what_was_agreed_before_a_numbered_list_is_a_matter_where_it_has_a_next_step() -> None:
    head = f"{HEAD}一、研究迎接复审工作\n会议指出，成效明显。\n"
    below = "会议就有关具体事项明确如下：\n1.关于经费问题。县财政局安排50万元。\n2.关于设备问题。由县卫健局提出方案。"
    agreed = "会议原则同意县卫健局提出的分解方案，按程序报县委研究"
    assert directives(f"{head}{agreed}。\n{below}")[0] == agreed
    assert len(directives(f"{head}会议原则同意县卫健局提出的分解方案。\n{below}")) == 2


def test_who_attended_belongs_to_no_matter() -> None:
    text = (
        "工程推进会\n4月19日，副县长汤青主持召开工程推进会。汤青强调：\n一、做好协调保障；\n二、列出问题清单；\n三、倒排工期。\n"
        "县交通局、县水务局负责人参加会议。"
    )
    assert directives(text)[-1] == "倒排工期"
