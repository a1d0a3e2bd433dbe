"""The frame makes the items: what a paper numbers is an item or is listed as left out, whatever its words are."""

import pytest

from domain.papers.reading import ReadPaper
from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper
from papers.reading.frame.covers import split_papers


def directives(paper: ReadPaper) -> list[str]:
    return [item.directive for item in paper.items]


def numbers(paper: ReadPaper) -> list[int | None]:
    return [item.number_as_printed for item in paper.items]


HEADS = (
    "会议纪要\n2031年3月2日，会议研究决定：",
    "总经理办公会会议纪要\n2031年3月2日\n会议议定事项如下：",
    "青石滩人民医院院长办公会纪要\n2031年3月2日\n经研究，决定以下事项：",
    "云汀中级人民法院审判管理专题会议纪要\n2031年3月2日\n现将会议议定事项纪要如下：",
    "省水利厅厅务会议纪要\n2031年3月2日\n会议明确：",
)
WORDS = (
    "启动云汀大桥维修工程，5月底前开工",
    "工程投资控制在200万元以内",
    "封闭施工期间公交绕行",
    "安全环保部要在3月底前完成隐患排查",
    "由曾国明、县住建局牵头，4月底前完成小区改造",
)
FORMS = (
    ("一、", "二、", "三、", "四、", "五、"),
    ("1.", "2.", "3.", "4.", "5."),
    ("（一）", "（二）", "（三）", "（四）", "（五）"),
    ("1 ", "2 ", "3 ", "4 ", "5 "),
    ("第一条 ", "第二条 ", "第三条 ", "第四条 ", "第五条 "),
    ("⒈", "⒉", "⒊", "⒋", "⒌"),
    ("①", "②", "③", "④", "⑤"),
    ("一是", "二是", "三是", "四是", "五是"),
    ("议题一：", "议题二：", "议题三：", "议题四：", "议题五："),
    ("68.", "69.", "70.", "71.", "72."),
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("form", FORMS)
def test_every_number_below_the_frame_is_an_item(head: str, form: tuple[str, ...]) -> None:
    text = "\n".join([head, *(f"{mark}{words}。" for mark, words in zip(form, WORDS, strict=True))])
    paper = read_paper(text)
    assert directives(paper) == list(WORDS)
    assert not paper.left_out
    assert not {one.kind for one in paper.anomalies} & {"missing_number", "repeated_number"}


@pytest.mark.parametrize(
    ("second", "third"),
    [
        ("2.100个村完成改厕", "3.12345热线办结率95%以上"),
        ("2．30所学校食堂改造", "3．5个老旧小区加装电梯"),
        ("2. 8条断头路打通", "3. 2座水库除险加固"),
        ("2.1500名护士轮训", "3.4家分院联网"),
        ("2.60%以上车间达标", "3.7台机组检修"),
    ],
)
def test_a_number_before_a_figure_is_a_number(second: str, third: str) -> None:
    ends = "（责任单位：县城管局）"
    paper = read_paper(f"2031年任务\n1.新建公园2处。{ends}\n{second}。{ends}\n{third}。{ends}")
    assert numbers(paper) == [1, 2, 3]
    assert directives(paper)[1] == second[2:].strip()


@pytest.mark.parametrize("rest", ["2.5亿元", "3.5公里", "1.2万亩", "12.30前完成", "2031年完成"])
def test_a_figure_at_the_head_of_a_cut_line_is_none(rest: str) -> None:
    paper = read_paper(
        f"2031年任务\n1.加快推进沿江产业带建设和老城区管网改造，全年力争完成投资或建成\n{rest}以上目标。（县发改局负责）\n"
        "2.建成学校。（县教育局负责）"
    )
    assert numbers(paper) == [1, 2]
    assert rest in paper.items[0].directive


@pytest.mark.parametrize(
    "urged",
    [
        "会议指出，当前形势严峻，各单位、各部门要全力以赴抓好落实。",
        "会议强调，各级各部门要高度重视。",
        "会议认为，此项工作意义重大。",
        "会议传达学习了全省安全生产会议精神。",
        "会议听取了后勤保障部关于食堂工作的汇报。",
    ],
)
def test_what_is_only_heard_or_urged_is_listed_and_not_called_missing(urged: str) -> None:
    paper = read_paper(f"会议纪要\n2031年5月1日\n一、{urged}\n二、由县财政局负责拨款。\n三、由县住建局负责改造。")
    assert numbers(paper) == [2, 3]
    assert [one.text for one in paper.left_out] == [f"一、{urged}"]
    assert paper.left_out[0].lines == (3, 3)
    assert "missing_number" not in {one.kind for one in paper.anomalies}


def test_a_number_that_the_source_lacks_is_told() -> None:
    paper = read_paper("会议纪要\n2031年5月1日\n会议议定：\n一、修路。\n二、架桥。\n四、建校。")
    assert [one.kind for one in paper.anomalies if one.kind != "no_unit"] == ["missing_number"]


NOTICE = """关于印发《2031年重点工作计划》的{kind}
各镇人民政府：
现将《2031年重点工作计划》印发给你们，请抓好落实。
{first}各责任单位要明确专人，1月15日前报送方案。
{second}县政府督查室要加强督查。
云汀县人民政府办公室
2031年1月5日
{title}
一、新建学校3所。责任单位：县教育局。完成时限：9月底前。
二、改造道路5条。责任单位：县住建局。完成时限：10月底前。
"""


@pytest.mark.parametrize(("first", "second"), [("一、", "二、"), ("1.", "2."), ("（一）", "（二）")])
@pytest.mark.parametrize("title", ["2031年重点工作计划", "附件\n2031年重点工作计划", "附件1\n2031年任务分解表"])
def test_a_covering_notice_is_told_from_what_it_encloses(first: str, second: str, title: str) -> None:
    paper = read_paper(NOTICE.format(kind="通知", first=first, second=second, title=title))
    assert directives(paper) == ["新建学校3所", "改造道路5条"]
    assert [one.text[: len(first)] for one in paper.left_out] == [first, second]


@pytest.mark.parametrize(
    "cut",
    [
        "（牵\n头单位：市科协，配合单位：市发改委、市国资委、\n市经贸委）",
        "（牵头单\n位：市科协，配合单\n位：市发改委、市国资委、市经贸委）",
        "（牵头单位：市科协，配合单位：市发\n改委、\n市国资委、市经贸委\n）",
    ],
)
def test_a_bracket_over_several_lines_is_one(cut: str) -> None:
    paper = read_paper(f"2031年任务\n1.加快成果转化。{cut}\n2.建设平台。（牵头单位：市科技局）")
    assert paper.items[0].responsible_units == ("市科协",)
    assert paper.items[0].cooperating_units == ("市发改委", "市国资委", "市经贸委")


@pytest.mark.parametrize(
    "heading",
    [
        "关于云汀县政府投资项目管理办法及其配套实施细则的修订\n有关问题",
        "关于审议《云汀县国有企业负责人经营业绩考核与薪酬管理\n暂行办法》",
        "关于云汀集团有限公司年度采购计划和重点设备更新改造项目\n资金安排",
    ],
)
def test_a_heading_over_two_lines_is_one(heading: str) -> None:
    paper = read_paper(
        f"县政府常务会议纪要\n2031年5月1日\n一、{heading}\n会议原则同意县发改局的意见，由县发改局修改后印发。\n"
        "二、关于环卫\n（一）由县城管局负责清扫。\n（二）由县财政局拨款。"
    )
    assert paper.sections[0].heading == heading.replace("\n", "")
    assert directives(paper)[0] == "会议原则同意县发改局的意见，由县发改局修改后印发"


def test_minutes_without_numbers_give_their_decisions() -> None:
    paper = read_paper(
        "县政府会议纪要\n2031年5月1日，县长主持召开专题会议。\n会议原则同意《方案》，由县住建局修改完善后印发。\n"
        "会议听取县城管局关于垃圾处理的汇报，由县城管局牵头，8月底前完成。"
    )
    assert [item.responsible_units for item in paper.items] == [("县住建局",), ("县城管局",)]


@pytest.mark.parametrize(
    "marks", [("一是", "二是", "三是"), ("1.", "2.", "3."), ("①", "②", "③"), ("（1）", "（2）", "（3）")]
)
def test_a_list_within_one_paragraph(marks: tuple[str, ...]) -> None:
    one, two, three = marks
    paper = read_paper(
        f"关于实事项目的通报\n滞后项目：{one}实施照明改造工程，正在招标；{two}建设步道，征迁正在推进；{three}打造公园。"
    )
    assert [item.directive[:4] for item in paper.items] == ["实施照明", "建设步道", "打造公园"]


@pytest.mark.parametrize("counted", ["已完成5项。具体为修路等。", "5个项目已提前完成。", "正在推进2项，占20%。"])
def test_a_count_is_no_item(counted: str) -> None:
    paper = read_paper(
        f"关于任务的通报\n1.新建文化站。责任单位：县文旅局。\n2.改造危房。责任单位：县住建局。\n3.{counted}"
    )
    assert numbers(paper) == [1, 2]
    assert len(paper.left_out) == 1


def test_two_papers_in_one_text_are_parted() -> None:
    first = (
        "县政府第3次常务会议纪要\n2031年5月1日\n一、由县财政局负责拨款。\n二、由县住建局改造。\n云汀县人民政府办公室\n"
    )
    second = "县政府第4次常务会议纪要\n2031年6月1日\n一、由县水利局负责修渠。\n"
    assert [title for title, _ in split_papers(first + second)] == [
        "县政府第3次常务会议纪要",
        "县政府第4次常务会议纪要",
    ]
    assert "".join(text + "\n" for _, text in split_papers(first + second)) == first + second
    assert len(split_papers(first)) == 1
    assert len(split_papers(NOTICE.format(kind="通知", first="一、", second="二、", title="2031年重点工作计划"))) == 1


@pytest.mark.parametrize("mark", ["﹒", "丶", "·", "．", "､", ")", "）", ".  "])
def test_whatever_mark_stands_behind_the_number(mark: str) -> None:
    text = f"2031年任务\n1{mark}新建公园\n责任单位：县城管局\n2{mark}改造道路\n责任单位：县住建局"
    assert directives(read_paper(text)) == ["新建公园", "改造道路"]


@pytest.mark.parametrize("kind", ["①②③", "⑴⑵⑶"])
@pytest.mark.parametrize("says", ["会议议定：", "经讨论，形成如下意见：", "会议研究决定：", "院长办公会明确以下事项："])
def test_what_follows_below_a_topic_are_matters_and_no_parts(kind: str, says: str) -> None:
    rows = "\n".join(
        f"{mark}{words}" for mark, words in zip(kind, ("由县水利局修渠。", "修路。", "架桥。"), strict=True)
    )
    paper = read_paper(
        f"会议纪要\n2031年5月1日\n1.关于水利工程的事项\n会议给予肯定。{says}\n{rows}\n2.关于交通\n会议议定：\n{rows}"
    )
    assert len(paper.items) == 6
    assert not any(item.sub_items for item in paper.items)


def test_circled_lines_below_a_duty_are_its_parts() -> None:
    paper = read_paper(
        "2031年任务\n1.狠抓作风建设\n责任科室：县卫健局\n工作举措：\n①栽植行道树3388株。\n②安装路灯46盏。\n"
        "2.由县财政局负责，做好以下工作：\n①拨付资金。\n②开展审计。"
    )
    assert [len(item.sub_items) for item in paper.items] == [2, 2]
    assert paper.items[0].responsible_units == ("县卫健局",)


@pytest.mark.parametrize(
    "names",
    [
        ("整改问题", "整改责任单位", "整改措施", "完成时限", "整改完成情况"),
        ("问题描述", "责任部门", "整改目标", "整改期限", "进展情况"),
        ("反馈问题", "牵头单位", "工作措施", "时间要求", "落实情况"),
    ],
)
def test_fields_under_numbers_of_their_own_are_one_matter(names: tuple[str, ...]) -> None:
    values = ("工地裸土未覆盖。", "县住建局", "全部覆盖。", "2031年9月30日前", "已全覆盖。")
    rows = "\n".join(f"{mark}、{name}\n{value}" for mark, name, value in zip("一二三四五", names, values, strict=True))
    (item,) = read_paper(f"生态环境问题整改公示\n2031年7月1日\n{rows}").items
    assert item.directive.startswith("工地裸土未覆盖")
    assert (item.responsible_units, item.progress.rstrip("。")) == (("县住建局",), "已全覆盖")
    assert item.deadline is not None


def test_lines_of_one_form_after_words_that_they_follow() -> None:
    paper = read_paper(
        "全年实事计划投资27亿元，已完成15亿元。主要进度如下：\n改造农村公路60公里。上半年已完成40公里。\n"
        "新建卫生室12所。上半年已建成9所。\n发放助学金300人。上半年已全部发放。"
    )
    assert directives(paper) == ["改造农村公路60公里", "新建卫生室12所", "发放助学金300人"]
    assert paper.items[0].progress == "上半年已完成40公里。"


def test_numbering_that_stands_above_what_is_usual() -> None:
    paper = read_paper(
        "会议纪要\n2031年5月1日\n1.研究水库工程\n会议明确：\n（一）由县水利局开工。\n（二）由县财政局拨款。\n"
        "2.研究自建房整治\n会议明确：\n（一）由县住建局排查。\n（二）由县公安局配合。"
    )
    assert numbers(paper) == [1, 2, 1, 2]


def test_what_a_meeting_points_out_between_its_decisions_is_none() -> None:
    paper = read_paper(
        "8月13日，局长主持召开局长办公会。现纪要如下：\n"
        "会议原则同意《扶持方案》。会议指出，建筑业是重要产业。会议要求，抓紧印发。\n"
        "会议听取了关于取暖的汇报。会议指出，此项工作重要。会议强调，要加快进度，8月底前完成。\n"
        "经会议研究，原则通过考核办法并由办公室修改后发文执行。"
    )
    assert [words[:6] for words in directives(paper)] == ["会议原则同意", "要加快进度，", "原则通过考核"]


ADVICE = (
    "关于目标任务完成情况的通报\n目标任务145项，已完成24个。\n下一步工作要求：\n一是锚定时限。相关责任单位要抓落实。\n二是精准施策。相关责任单位要分析原因。",
    "关于分解落实重点工作任务的通知\n现将有关事项通知如下：\n一、提高站位，加强领导\n2031年是开局之年。各乡镇、各部门要高度重视。\n"
    "二、改进作风，狠抓落实\n各牵头单位要细化措施。",
    "目标任务分工方案解读\n一、出台背景\n会议通过的报告明确了要求。\n二、主要内容\n分解采用表格形式，共149项。\n三、保障措施\n县政府办公室将定期调度。",
)


@pytest.mark.parametrize("text", ADVICE)
def test_advice_to_everybody_and_chapters_of_a_report_are_no_items(text: str) -> None:
    with pytest.raises(UnreadablePaper):
        read_paper(text)


def test_a_report_of_rectification_gives_its_problems_and_leaves_its_chapters() -> None:
    paper = read_paper(
        "关于巡察整改进展情况的通报\n现将整改进展情况予以公布。\n一、整改工作组织情况\n局党组召开专题会议6次。\n"
        "二、反馈问题整改情况\n（一）关于落实部署有差距的问题\n1.理论学习不够深入。\n整改情况：一是制定计划；二是开展研讨。\n"
        "责任单位：办公室\n2.河长制落实不到位。\n整改情况：修订制度。\n责任单位：河湖科\n"
        "三、下一步打算\n（一）持续抓好整改。\n（二）建立长效机制。\n"
    )
    assert directives(paper) == ["理论学习不够深入", "河长制落实不到位"]
    assert len(paper.left_out) == 3


def test_prose_after_the_last_item_belongs_to_none() -> None:
    paper = read_paper(
        "关于滞后任务的通报\n1.新建文化站。责任单位：县文旅局。尚未开工。\n2.改造危房。责任单位：县住建局。已改造31户。\n"
        "3.建成学校。责任单位：县教育局。主体已封顶。\n各责任单位要倒排工期，于9月20日前将整改方案报县政府督查室。"
    )
    assert paper.items[2].progress == "主体已封顶。"


@pytest.mark.parametrize(
    "empty",
    [
        "已完成工作。暂无。",
        "已办结事项：无",
        "逾期未办结事项（暂无）",
        "本周新增问题：没有",
        "已销号问题，尚无此类问题。",
        "需长期开展的工作。无，确定事项已全部完成。",
    ],
)
def test_a_heading_that_holds_nothing_is_no_item(empty: str) -> None:
    paper = read_paper(f"督办通报\n一、{empty}\n二、正在推进工作1件\n1、“修建堤防”。县水利局正在招标。")
    assert [one.directive for one in paper.items] == ["修建堤防"]
    assert not [one for one in paper.anomalies if "没有写明" in one.sentence and empty[:4] in one.sentence]


def test_one_numbering_may_stand_on_two_levels() -> None:
    rows = "(一)由县水利局修渠。\n(二)由县财政局拨款。\n"
    paper = read_paper(
        f"会议纪要\n2031年5月1日\n（一）关于水利的事项\n会议听取了汇报。会议议定：\n{rows}"
        f"（二）关于交通的事项\n会议给予肯定。会议决定：\n{rows}"
    )
    assert numbers(paper) == [1, 2, 1, 2]
    assert len(paper.sections) == 2


@pytest.mark.parametrize("numbered", ["第{}项：", "任务{}：", "事项{}、", "第{}条 "])
def test_named_numbers_go_on_below_headings_and_keep_what_is_printed(numbered: str) -> None:
    rows = [f"{numbered.format(number)}改造道路{number}条（县住建局负责）。" for number in (38, 39, 40)]
    paper = read_paper("\n".join(["2031年任务分解", "一、加强建设", *rows[:2], "二、改善民生", rows[2]]))
    assert numbers(paper) == [38, 39, 40]


def test_a_folio_between_two_parts_is_the_pages() -> None:
    paper = read_paper(
        "会议纪要\n2031年5月1日，县长主持召开专题会议。\n会议议定：\n1、由县应急局开展巡查。\n2、由县人社局做好以下工作：\n"
        "①编制规划；\n②调解纠纷；\n1\n③建成幼儿园。\n3、由县水利局修渠。"
    )
    assert [sub.number for sub in paper.items[1].sub_items] == [1, 2, 3]


@pytest.mark.parametrize("label", ["提案人：姜思宁", "领衔代表：罗素秋等11人"])
def test_a_label_that_nobody_knows_is_no_word_of_the_matter(label: str) -> None:
    paper = read_paper(
        f"建议办理台账\n1.关于修复渠道的建议\n{label}\n主办单位：县水利局\n2.关于建园的建议\n主办单位：县教育局"
    )
    assert directives(paper) == ["关于修复渠道的建议", "关于建园的建议"]


def test_measures_under_a_name_of_the_offices_own() -> None:
    paper = read_paper(
        "问题整改情况\n（一）合同审查流于形式。\n整改举措：推行示范文本。\n责任单位：县司法局\n（二）消防通道被占用。\n整改举措：清理占道物品。\n责任单位：县住建局"
    )
    assert directives(paper) == ["合同审查流于形式：推行示范文本", "消防通道被占用：清理占道物品"]


def test_what_is_heard_and_decided_in_one_sentence_is_a_matter() -> None:
    paper = read_paper(
        "卫生健康委员会党委会议纪要\n2031年4月12日\n1、关于卫生院改造事宜\n"
        "会议听取规划科汇报，经集体研究，同意改造两所卫生院，由规划科牵头，10月底前完工。\n"
        "2、关于人员招聘事宜\n同意招聘12名，人事科按程序办理。\n3、关于食堂事宜\n会议听取了后勤科的汇报。"
    )
    assert numbers(paper) == [1, 2]
    assert directives(paper)[1].startswith("关于人员招聘事宜：同意")


def test_a_heading_with_its_unit_in_brackets_and_progress_below() -> None:
    paper = read_paper(
        "关于重点项目推进情况的督查通报\n一、进展滞后的项目\n（一）柳溪水厂扩建（县水务集团）\n因征地未完成，尚未开工。\n"
        "（二）城东停车场（县城投公司）\n招标两次流标。\n二、下步要求\n（一）各项目单位要倒排工期。"
    )
    assert [(item.directive, item.responsible_units) for item in paper.items] == [
        ("柳溪水厂扩建", ("县水务集团",)),
        ("城东停车场", ("县城投公司",)),
    ]


@pytest.mark.parametrize("gap", [" ", "　", "\t"])
def test_lines_numbered_by_a_blank_need_no_stop(gap: str) -> None:
    rows = (
        "安排城乡环境整治专项补助资金2亿元，比例提高到3%",
        "城镇新增就业岗位3000个以上，其中高校毕业生1000人",
        "新建公路90公里",
    )
    text = "会议决定办好以下事项\n" + "".join(f"{at}{gap}{row}\n" for at, row in enumerate(rows, 1))
    assert numbers(read_paper(text)) == [1, 2, 3]


def test_a_heading_is_parted_by_a_colon_from_what_it_means_to_do() -> None:
    text = "2031年民生实事方案\n1.促进就业\n新增岗位2000个。举办招聘会30场。\n2.改善出行\n新建公交站台12座。"
    assert directives(read_paper(text)) == ["促进就业：新增岗位2000个。举办招聘会30场", "改善出行：新建公交站台12座"]


def test_the_words_that_announce_a_list_are_those_that_lead_in_to_it() -> None:
    text = (
        "云溪县人大会议公告\n会议于2031年1月7日票决，确定2031年民生实事项目为3项，分别是：\n"
        "一、东湖社区改造；\n二、农村危桥加固；\n三、老人食堂建设。\n现予以公告。"
    )
    assert directives(read_paper(text)) == ["东湖社区改造", "农村危桥加固", "老人食堂建设"]


@pytest.mark.parametrize(
    "told", ["安排重点项目58个，总投资72亿元。33个续建项目完成投资4亿元", "共列入项目17个，年度计划投资8亿元"]
)
def test_figures_of_many_are_no_matter(told: str) -> None:
    text = f"重点项目建设进展\n一、市级重点项目进展情况\n2031年，{told}。\n二、省级重点项目进展情况\n2031年，{told}。"
    with pytest.raises(UnreadablePaper):
        read_paper(text)


def test_problems_of_a_bulletin_that_lists_nothing_else_are_its_matters() -> None:
    text = (
        "卫生整治督查通报\n8月11日，督查组开展了检查。现将情况通报如下：\n一、评比结果\n综合得分第一名东湖镇。\n"
        "二、存在的问题\n1. 机制未落实。大部分村没有成立协会。\n2. 清理不到位。如东湖镇河堤有垃圾。\n"
        "三、下段工作要求\n（一）加强宣传。各单位要继续加强宣传。\n（二）强化责任。各单位要认真总结经验。"
    )
    paper = read_paper(text)
    assert directives(paper) == ["机制未落实。大部分村没有成立协会", "清理不到位。如东湖镇河堤有垃圾"]
    assert not any(item.progress for item in paper.items)


def test_a_beginning_that_a_site_shows_before_the_paper_is_none_of_it() -> None:
    words = "为加快重点工作推进，近期开展督查，现通报如下。"
    body = "一、东湖公园\n由县住建局负责。\n二、西湖公园\n由县园林局负责。"
    text = f"内容概述：{words}一、东湖公园…\n督查通报\n{words}\n{body}"
    assert len(read_paper(text).items) == 2


@pytest.mark.parametrize("praise", ["好的方面", "值得肯定的做法", "通报表扬的单位"])
@pytest.mark.parametrize("wanted", ["工作要求", "下一步打算"])
def test_praise_is_no_matter_but_what_one_must_do_by_a_day_is(praise: str, wanted: str) -> None:
    text = (
        f"关于河道清理的督查通报\n2027年5月9日\n一、{praise}\n1.城关镇巡查做得细。\n2.河湾镇台账清楚。\n"
        f"二、{wanted}\n1.县水务局要在5月底前清完东渠。\n2.县城管局6月15日前补种行道树。"
    )
    paper = read_paper(text)

    assert [item.responsible_units for item in paper.items] == [("县水务局",), ("县城管局",)]
    assert [left.lines for left in paper.left_out] == [(4, 4), (5, 5)]


def test_what_everybody_must_stays_advice() -> None:
    text = (
        "关于河道清理的督查通报\n2027年5月9日\n一、重点任务\n1.清完东渠。责任单位：县水务局\n"
        "2.补种行道树。责任单位：县城管局\n二、工作要求\n1.各镇要在6月底前上报材料。\n2.各单位要在7月底前自查。"
    )
    assert len(read_paper(text).items) == 2


def test_work_done_is_no_matter_of_an_answer() -> None:
    text = (
        "关于第36号建议的答复\n2027年6月3日\n一、前期已完成的工作。新建蓄水池4座，铺管12公里。\n二、下一步打算\n"
        "（一）县水务局10月底前完成招标。\n（二）县疾控中心11月底前检测水质。"
    )
    assert [item.responsible_units for item in read_paper(text).items] == [("县水务局",), ("县疾控中心",)]


@pytest.mark.parametrize("pair", ["（）", "()", "【】"])
def test_who_does_it_may_stand_before_the_number(pair: str) -> None:
    first, last = pair
    text = f"近期工作\n{first}质检科{last}1.抽检水样40份。\n{first}维修班{last}2.更换阀门12只，5月底前"
    assert [(item.responsible_units, item.directive) for item in read_paper(text).items] == [
        (("质检科",), "抽检水样40份"),
        (("维修班",), "更换阀门12只，5月底前"),
    ]


@pytest.mark.parametrize("sign", ["• ", "·", "- ", "– ", "※", "√", "➤ "])
def test_offices_behind_one_sign_are_a_list(sign: str) -> None:
    lines = ("质检科：抽检水样40份", "维修班：更换阀门12只，5月底前", "档案室：移交旧档")
    text = "本周重点工作安排\n" + "\n".join(sign + line for line in lines)
    assert [item.responsible_units for item in read_paper(text).items] == [("质检科",), ("维修班",), ("档案室",)]
