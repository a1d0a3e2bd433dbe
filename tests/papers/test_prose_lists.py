"""Matters that are not numbered: named within a sentence, decided in prose, told clause by clause."""

import time

import pytest

from domain.papers.reading import ReadPaper
from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper


def directives(paper: ReadPaper) -> list[str]:
    return [item.directive for item in paper.items]


NAMES = ("云汀大桥维修工程", "青石滩水库除险加固", "柳荫小学扩建项目", "城北污水管网改造")
ONE_BY_ONE = "；".join(f"{number}是{name}" for number, name in zip("一二三四", NAMES, strict=True))
LISTED = "、".join(NAMES)


@pytest.mark.parametrize(
    "sentence",
    [
        f"滞后项目：{ONE_BY_ONE}。",
        f"目前进度较慢的项目，{ONE_BY_ONE}。",
        f"截至9月底，未开工项目4个：{ONE_BY_ONE}。",
        f"其中4项已完成，分别是：{LISTED}。",
        f"列入督查的12项工作中，达到序时进度8项，未达到序时进度4项，为{LISTED}。",
        f"四个项目已竣工，分别为{NAMES[0]}、{NAMES[1]}、{NAMES[2]}和{NAMES[3]}。",
        f"其中，{LISTED}4项工程未达到序时进度。",
        f"进度偏慢的4项分别是：{LISTED}。",
        f"基本建成的项目有：{LISTED}等四个项目。",
        f"滞后的项目主要有：{LISTED}。",
        f"{LISTED}4个已完工。",
        f"已办结4件，依次为{NAMES[0]}；{NAMES[1]}；{NAMES[2]}；{NAMES[3]}。",
    ],
)
@pytest.mark.parametrize(
    "paper",
    [
        "云汀县2031年实事项目进展情况的通报\n2031年10月9日\n现将有关情况通报如下：\n{}\n",
        "青石滩镇项目建设通报\n2031年10月9日\n一、项目进展\n{}\n二、下一步工作\n各单位要高度重视，加快推进。\n",
    ],
)
def test_matters_named_in_a_sentence(paper: str, sentence: str) -> None:
    assert directives(read_paper(paper.format(sentence))) == list(NAMES)


@pytest.mark.parametrize(
    ("sentence", "progress"),
    [
        (
            "滞后项目：一是云汀大桥维修工程（第三项）正在编制标书；二是柳荫小学扩建项目（第八项）预计9月开工。",
            ["正在编制标书", "预计9月开工"],
        ),
        (
            "已完成项目2个，分别是云汀大桥维修工程已通车，柳荫小学扩建项目已投入使用，其他项目正按序时推进。",
            ["已通车", "已投入使用"],
        ),
        (
            "推进缓慢的2项任务分别是：云汀大桥维修工程尚未招标；柳荫小学扩建项目，受征地影响未动工。",
            ["尚未招标", "受征地影响未动工"],
        ),
    ],
)
def test_how_far_stands_beside_the_name(sentence: str, progress: list[str]) -> None:
    paper = read_paper(f"云汀县实事项目督查通报\n2031年9月9日\n一、县级项目\n{sentence}\n")
    assert directives(paper) == ["云汀大桥维修工程", "柳荫小学扩建项目"]
    assert [item.progress for item in paper.items] == progress


def test_what_is_named_as_done_is_closed() -> None:
    paper = read_paper(f"云汀县实事项目通报\n2031年9月9日\n目前已完成4项，分别是：{LISTED}。\n")
    assert {item.state for item in paper.items} == {"closed"}


@pytest.mark.parametrize(
    "sentence",
    [
        "有3个乡镇未完成，分别是青石滩镇、柳荫镇、云岭镇。",
        "通报的5家单位分别是县甲局、县乙局、县丙局、县丁局、县戊局。",
        "9月份柳荫镇、云岭镇、青石滩镇位居前三名，城关镇、白沙镇、黑石镇位居后三名。",
        "共整改问题285条、投诉717件，办结率98.2%。",
        "督查组对项目提出了整改要求：一是要履行责任，按计划实施；二是要沟通协调，加快建设。",
        "滞后项目的主要原因是：征地难、拆迁难、资金紧。",
        "原因有三：一是认识不足；二是力量不够；三是资金紧张。",
    ],
)
def test_other_lists_in_sentences_are_no_matters(sentence: str) -> None:
    text = f"云汀县督查情况通报\n2031年9月9日\n现将情况通报如下：\n{sentence}\n"
    with pytest.raises(UnreadablePaper):
        read_paper(text)


@pytest.mark.parametrize("frame", ["十件实事：", "2031年要办好的四件实事：", "今年确定的民生实事："])
def test_what_the_title_names_is_listed_in_one_sentence(frame: str) -> None:
    words = "，".join(f"{number}是{name}" for number, name in zip("一二三四", NAMES, strict=True))
    paper = read_paper(f"云汀2031民生实事出炉\n在政府工作报告中确定了今年要办的实事。\n{frame}{words}。\n")
    assert directives(paper) == list(NAMES)


@pytest.mark.parametrize("head", ["会议记录：", "会议内容：", "研究事项：", "议定事项："])
def test_a_record_of_a_meeting_in_one_paragraph(head: str) -> None:
    paper = read_paper(
        "青石滩镇办公会议\n时间：2031年8月13日\n地点：三楼会议室\n主持人：宋镇长\n"
        f"{head}一是巡查河道，网格员加大力度；二是管控散煤，严格要求。三是检查组通报落实情况。\n"
    )
    assert directives(paper) == ["巡查河道，网格员加大力度", "管控散煤，严格要求", "检查组通报落实情况"]


def test_clauses_that_say_whose_each_matter_is() -> None:
    paper = read_paper(
        "市政府督查室公布督办项目进展\n2031年8月9日\n"
        "两个项目圆满完成任务，分别是市人社局负责实施的技能培训计划和市住建局负责的北街道路拓宽。\n"
        "其余项目快速推进。如市教育局负责的柳荫小学扩建已封顶；市民政局牵头的养老院改造，3个院区正在装修；"
        "市农业局和市供销社负责的农贸市场建设已全面开工。\n"
    )
    assert [(item.directive, item.responsible_units, item.progress) for item in paper.items] == [
        ("技能培训计划", ("市人社局",), ""),
        ("北街道路拓宽", ("市住建局",), ""),
        ("柳荫小学扩建", ("市教育局",), "已封顶"),
        ("养老院改造", ("市民政局",), "3个院区正在装修"),
        ("农贸市场建设", ("市农业局", "市供销社"), "已全面开工"),
    ]


MEETING = "云汀县政府召开第9次常务会议\n2031年8月9日\n8月8日，岳宁县长主持召开县政府第9次常务会议，研究防汛。\n"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "会议审议通过了《云汀县预算评审办法》，会议要求，各级各部门要严格执行，加强监管。",
            ["会议审议通过了《云汀县预算评审办法》"],
        ),
        ("会议原则同意《防汛方案》。会议指出，事关安全。会议强调，治河要坚持系统观念。", ["会议原则同意《防汛方案》"]),
        (
            "会议同意引进美术馆的请示，会议要求，县文旅公司要会同有关部门做好保障。要用活资源，加强合作。要扩大影响。",
            ["会议同意引进美术馆的请示，会议要求，县文旅公司要会同有关部门做好保障"],
        ),
        ("会议同意《甲方案》。会议听取了防汛汇报。会议批准《乙计划》。", ["会议同意《甲方案》", "会议批准《乙计划》"]),
        ("会议同意《甲方案》。\n县直有关部门负责人在审议相关议题时列席会议。", ["会议同意《甲方案》"]),
        (
            "会议原则同意《甲方案》，由县甲局修改完善后印发实施。\n县领导岳宁、程远参加会议。",
            ["会议原则同意《甲方案》，由县甲局修改完善后印发实施"],
        ),
    ],
)
def test_what_a_meeting_decided_in_prose(paragraph: str, expected: list[str]) -> None:
    assert directives(read_paper(f"{MEETING}{paragraph}\n")) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        f"代表投票选出4项民生实事项目，分别为：{LISTED}。",
        f"最终票决出：{'；'.join(NAMES)}，为我市2031年4项民生实事项目。",
        f"今年确定实施四项工程：{LISTED}。",
    ],
)
def test_what_was_chosen_is_listed(sentence: str) -> None:
    assert directives(read_paper(f"代表大会闭幕\n2031年1月9日\n会上，代表以投票方式表决。{sentence}\n")) == list(NAMES)


def test_what_is_named_twice_is_one() -> None:
    sentence = f"推进缓慢的4项分别是：{LISTED}。其中甲镇推进缓慢的2项是：{NAMES[0]}、{NAMES[1]}。"
    assert directives(read_paper(f"云汀县实事项目公示\n2031年9月9日\n公示如下。\n{sentence}\n")) == list(NAMES)


@pytest.mark.parametrize(
    "between",
    [
        "针对以上问题，我校成立整改小组，现将整改情况报告如下：",
        "医院对上述问题逐项研究，整改措施如下：",
        "公司对照问题制定台账，明确：",
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n"])
def test_problems_and_measures_run_together(between: str, gap: str) -> None:
    problems = ("照明不足", "旱厕蹲位少，卫生条件差", "浴池设施简陋")
    measures = ("立即加装灯管，达到标准", "做好旧厕改造，新建水冲式厕所", "加紧改造浴池，增加淋浴设施")
    lists = [
        f"{gap}".join(f"{at}、{one}；" for at, one in enumerate(ones, 1))[:-1] + "。" for ones in (problems, measures)
    ]
    text = (
        f"柳荫中学整改报告{gap}检查中发现还存在以下问题：{gap}{lists[0]}{gap}{between}{gap}{lists[1]}{gap}"
        "今后我们将主动自查，及时整改，努力改善条件。\n"
    )
    paper = read_paper(text)
    assert directives(paper) == list(measures)
    assert len(paper.left_out) == len(problems)


def test_two_lists_of_their_own_are_both_read() -> None:
    text = "工作任务清单\n一季度\n1、新建公园\n2、改造道路\n二季度\n1、扩建学校\n2、整治河道\n"
    assert len(read_paper(text).items) == 4


@pytest.mark.parametrize(
    "last",
    [
        "如对该问题整改情况有异议，请在公示期间向县环保局反映。",
        "如有意见，请与县督查室联系。",
        "如对上述情况有疑问，可来电咨询。",
    ],
)
@pytest.mark.parametrize("stop", ["。", ""])
def test_where_a_notice_speaks_to_its_readers_the_progress_is_over(last: str, stop: str) -> None:
    text = (
        "突出问题整改公示\n一、整改问题\n工地裸土未覆盖。\n二、责任单位\n县住建局\n三、完成时限\n2031年9月30日前\n"
        f"四、整改情况\n经现场核查，裸土已全覆盖，配有降尘设备{stop}\n{last}\n2031年7月27日\n"
    )
    assert [item.progress.rstrip("。") for item in read_paper(text).items] == ["经现场核查，裸土已全覆盖，配有降尘设备"]


@pytest.mark.parametrize("part", ["其中3件圆满完成任务", "其中2件已办结", "其中9件正在推进"])
def test_a_part_of_the_last_years_matters_is_no_claim(part: str) -> None:
    words = "，".join(f"{number}是{name}" for number, name in zip("一二三四", NAMES, strict=True))
    text = f"云汀2031民生实事出炉\n民生实事：{words}。\n报告中说，去年民生实事取得进展，{part}，打通断头路。\n"
    assert read_paper(text).claimed_total is None


def test_a_sentence_without_end_takes_no_time() -> None:
    start = time.perf_counter()
    with pytest.raises(UnreadablePaper):
        read_paper("通报\n" + "云汀建设" * 5000)
    assert time.perf_counter() - start < 5
