"""Papers of other shapes, all fictional: who, when, progress and oddities are found by form."""

from datetime import date

import pytest

from domain.papers.reading import ReadItem, ReadPaper
from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper

BULLETIN = """督 查 通 报
第 四 期
云岭县人民政府督查室
2026 年 3 月 2 日印
2026年县政府第 2 次常务会议
议定事项落实情况的通报
县政府第2次常务会议议定事项 4 件，已办结 2 件，正在办理 2 件，现通报如下：
一、已办结事项 2 件（占 50%）。
1、“由林望舒同志牵头，县水利局负责，6月底前完成清溪河堤防加固”。已完工，
共加固堤防 3.2 公里。
2、“由县教育局负责，解决东街小学扩建用地问题”。用地手续已办结
二、正在办理事项 2 件（占 50%）。
1、“由周克俭同志商何静同志，县住建局具体负责，抓好 2 项工作：
①年底前建成停车场；正在打桩。
②修订管理办法”。已形成初稿。
2、“由各乡镇负责，每年各建成 2 个村级文化站”。石门镇、柳林乡各建成2个，其余正在选址。
云岭县人民政府督查室
2026年3月2日
发送：各乡镇人民政府，县政府各部门。
抄送：县委办。
"""

TASKS = """云岭县2026年重点工作任务清单
1.推进冷链物流园建设（县商务局牵头,县发改局、县交通局配合,2026年9月底前完成）
2.完成老旧小区改造12个（责任单位:县住建局;完成时限:2026年11月30日前;责任领导:周克俭）
3.常态化开展食品安全检查，长期坚持（县市监局负责）
"""

MINUTES = """云岭县人民政府会议纪要
第7期
2026年5月9日
2026年5月8日，县长主持召开县政府第5次常务会议。会议议定：
一、关于旅游工作
1、由县文旅局负责，县交通局、茶马镇配合，5月底前印发全域旅游方案，报县政府备案。
2、同意设立文旅发展基金，由县财政局会同县文旅局落实。
"""


def by_position(paper: ReadPaper, position: int) -> ReadItem:
    return paper.items[position - 1]


def test_prose_bulletin() -> None:
    paper = read_paper(BULLETIN)
    assert (paper.masthead, paper.issue_number) == ("督查通报", 4)
    assert paper.title == "2026年县政府第2次常务会议议定事项落实情况的通报"
    assert paper.meeting == "2026年县政府第2次常务会议"
    assert len(paper.items) == 4
    first = by_position(paper, 1)
    assert first.lead_leaders == ("林望舒",)
    assert first.responsible_units == ("县水利局",)
    assert first.deadline == date(2026, 6, 30)
    assert first.progress == "已完工，共加固堤防3.2公里。"
    assert by_position(paper, 2).progress == "用地手续已办结"
    third = by_position(paper, 3)
    assert (third.lead_leaders, third.consulted_leaders) == (("周克俭",), ("何静",))
    assert [(sub.directive, sub.progress) for sub in third.sub_items] == [
        ("年底前建成停车场", "正在打桩。"),
        ("修订管理办法", "已形成初稿。"),
    ]
    assert by_position(paper, 4).responsible_units == ("各乡镇",)
    assert by_position(paper, 4).target == ("2", "个")
    assert paper.send_to == ("各乡镇人民政府", "县政府各部门")
    assert not {anomaly.kind for anomaly in paper.anomalies} & {"total", "percent", "section_count"}


def test_task_list_with_brackets_and_labels() -> None:
    paper = read_paper(TASKS)
    first, second, third = paper.items
    assert first.directive == "推进冷链物流园建设"
    assert first.responsible_units == ("县商务局",)
    assert first.cooperating_units == ("县发改局", "县交通局")
    assert first.deadline == date(2026, 9, 30)
    assert second.responsible_units == ("县住建局",)
    assert second.lead_leaders == ("周克俭",)
    assert second.deadline_text is not None
    assert "11月30日" in second.deadline_text
    assert third.long_term
    assert third.deadline is None


def test_minutes_keep_sentences_in_the_directive() -> None:
    paper = read_paper(MINUTES)
    first = paper.items[0]
    assert first.responsible_units == ("县文旅局",)
    assert first.cooperating_units == ("县交通局", "茶马镇")
    assert first.progress == ""
    assert first.deadline == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (("2、“由县教育局", "3、“由县教育局"), "missing_number"),
        (("1、“由周克俭", "4、“由周克俭"), "missing_number"),
        (("2、“由县教育局", "1、“由县教育局"), "repeated_number"),
        (("议定事项 4 件", "议定事项 5 件"), "total"),
        (("一、已办结事项 2 件", "一、已办结事项 3 件"), "section_count"),
        (("（占 50%）。\n1、“由周", "（占 40%）。\n1、“由周"), "percent"),
        (("由县教育局负责，解决", "解决"), "no_unit"),
        (("县住建局具体负责", "县住建局等部门具体负责"), "open_list"),
        (("县教育局负责", "水利局负责"), "two_spellings"),
    ],
)
def test_each_oddity_is_listed(change: tuple[str, str], kind: str) -> None:
    assert change[0] in BULLETIN
    assert kind not in {anomaly.kind for anomaly in read_paper(BULLETIN).anomalies}
    assert kind in {anomaly.kind for anomaly in read_paper(BULLETIN.replace(*change)).anomalies}


LATE = """关于重点任务的通报
全县重点任务共128项，已完成90项。
二、未按期完成事项
1.新建文化站12个。责任单位：县文旅局。已建成4个。
2.改造危房96户。责任单位：县住建局。已改造31户。
"""


def test_a_list_of_what_lags_is_neither_all_of_it_nor_done() -> None:
    paper = read_paper(LATE)
    assert {item.state for item in paper.items} == {"in_progress"}
    assert "total" not in {anomaly.kind for anomaly in paper.anomalies}


def test_numbers_may_begin_anew_below_another_heading() -> None:
    text = (
        "云岭县2026年任务\n一、项目\n（一）工业\n1.建厂房（县工信局负责）\n2.建仓库（县商务局负责）\n"
        "（二）农业\n1.修渠道（县水利局负责）\n"
    )
    kinds = {anomaly.kind for anomaly in read_paper(text).anomalies}
    assert not kinds & {"repeated_number", "missing_number"}


def test_who_stands_beside_a_titled_leader_is_one_too() -> None:
    paper = read_paper(TASKS.replace("县商务局牵头", "由副县长林望舒、冼夫人牵头，县商务局负责"))
    assert paper.items[0].lead_leaders == ("林望舒", "冼夫人")


def test_what_is_done_is_no_claim_of_the_whole() -> None:
    paper = read_paper(BULLETIN.replace("议定事项 4 件，已办结 2 件", "已办结 2 件"))
    assert paper.claimed_total is None


def test_headings_of_tasks_make_no_bulletin_of_a_task_list() -> None:
    paper = read_paper(
        "云岭县2026年任务分工\n一、推进国企改革\n1.加强应急管理。建立乡镇机构。（县应急局牵头，8月底前完成）\n"
        "2.完成清产核资（县财政局负责）\n"
    )
    assert paper.items[0].directive == "加强应急管理。建立乡镇机构"
    assert (paper.items[0].progress, paper.items[0].responsible_units) == ("", ("县应急局",))


def test_one_is_two_is_are_parts_of_the_topic() -> None:
    paper = read_paper(
        "县长办公会议纪要\n2026年5月9日\n一、关于防汛\n会议听取了汇报。会议议定，一是由县住建局牵头，整治易涝点；"
        "二是由县财政局负责，拨付资金。\n二、关于招聘\n会议决定，公开招聘教师20名，由县教体局组织实施。\n"
    )
    first, second = paper.items
    assert first.directive == "关于防汛"
    assert [sub.number for sub in first.sub_items] == [1, 2]
    assert first.responsible_units == ("县住建局", "县财政局")
    assert second.directive == "公开招聘教师20名，由县教体局组织实施"


def test_what_was_done_first_and_second_is_progress() -> None:
    paper = read_paper(BULLETIN.replace("用地手续已办结", "县教育局做了以下工作：一是办结用地手续；二是完成征收。"))
    assert paper.items[1].sub_items == ()
    assert "二是完成征收" in paper.items[1].progress


def test_lines_cut_within_names_brackets_and_after_labels_go_on() -> None:
    paper = read_paper(
        "云岭县2026年任务\n1.推进冷链物流园建设（牵头单位：县商务局，配合单位：县发改局、县交\n通局，完成时限：9月底前）\n"
        "2.完成老旧小区改造\n牵头单位：\n县住建局\n配合单位：县财政局、县自然资源局、县城市管理局、县水\n利局\n"
    )
    first, second = paper.items
    assert first.cooperating_units == ("县发改局", "县交通局")
    assert second.responsible_units == ("县住建局",)
    assert second.cooperating_units[-1] == "县水利局"


def test_half_width_numbers_of_parts() -> None:
    paper = read_paper(
        "县长办公会议纪要\n2026年5月9日\n一、关于征地\n1.由县自然资源局负责,做好以下工作:(1)5月底前完成清点;(2)签订协议。\n"
        "2.由县财政局负责,拨付资金。\n"
    )
    assert [sub.number for sub in paper.items[0].sub_items] == [1, 2]


def test_a_slip_is_one_matter() -> None:
    paper = read_paper(
        "督 办 单\n编号：梅督字〔2031〕17号　2031年7月8日\n承办单位：县住建局\n督办事项：解决频繁停水问题。\n"
        "办理要求：书面报告结果。\n办结时限：7月31日前\n联系人：辛弃疾\n"
    )
    (item,) = paper.items
    assert (item.directive, item.responsible_units) == ("解决频繁停水问题", ("县住建局",))
    assert item.deadline == date(2031, 7, 31)


def test_a_classified_paper_is_refused() -> None:
    with pytest.raises(UnreadablePaper, match="秘密"):
        read_paper("秘密★1年\n" + BULLETIN)


def test_text_without_items_is_refused() -> None:
    with pytest.raises(UnreadablePaper, match="/new"):
        read_paper("大家好，今天下午三点开会，请准时参加。")


PARTS = """县人民政府第9次常务会议纪要
2026年11月20日
会议议定以下事项：
一、推进县养老服务中心改造：①编制改造方案，12月10日前印发；②由县财政局负责，落实奖励资金，11月30日前到位；③完成主体工程（责任单位：县住建局）。
二、加强冬季森林防火工作，由县林业局负责，12月31日前完成：①开展宣传；②组建队伍，12月5日前完成；③县应急局负责检查隐患。
三、优化营商环境：①县政务局负责推进一网通办，12月15日前完成；②县税务局负责落实减税降费，由王远同志牵头，长期坚持；③县司法局牵头、县法院配合，清理积案（2026年底前完成）。
"""


def test_parts_have_units_leaders_and_dates_of_their_own() -> None:
    one, two, three = read_paper(PARTS).items
    # Behind the last part, where the item and a part name nobody, the bracket is for all.
    assert one.responsible_units == ("县住建局",)
    assert [(part.responsible_units, part.deadline) for part in one.sub_items] == [
        ((), date(2026, 12, 10)),
        (("县财政局",), date(2026, 11, 30)),
        ((), None),
    ]
    assert (two.responsible_units, two.deadline) == (("县林业局",), date(2026, 12, 31))
    assert [(part.responsible_units, part.deadline) for part in two.sub_items] == [
        ((), None),
        ((), date(2026, 12, 5)),
        (("县应急局",), None),
    ]
    tax, courts = three.sub_items[1:]
    assert (tax.lead_leaders, tax.long_term, tax.deadline) == (("王远",), True, None)
    assert (courts.cooperating_units, courts.deadline) == (("县法院",), date(2026, 12, 31))
