"""What units say in a chat becomes the prose of a bulletin: talk out, verbs, days and amounts in print, said once."""

from datetime import date
from decimal import Decimal

import pytest

from domain.bulletin.prose.composing import ProgressOf, ProgressSaid, compose
from domain.bulletin.prose.doubting import reads_as_talk
from domain.bulletin.prose.official import Speaker, officially
from domain.talk.figures import Counted

SAID_ON = date(2026, 11, 11)
PRINTED_ON = date(2026, 11, 13)
UNIT, OTHER = "县农林局", "县财政局"


def printed(text: str, unit: str = UNIT) -> str:
    clauses = officially(text, Speaker(unit, SAID_ON, PRINTED_ON))
    return "".join(f"{one.text}{one.stop}" for one in clauses)


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("收到！方案11.9已印发👍", "方案11月9日已印发。"),
        ("好的主任，我局已完成招标", "县农林局已完成招标。"),
        ("领导早上好，顶棚拆完了哦，钢架这周进场~", "顶棚已拆除，钢架本周进场。"),
        ("搞定！！！", "已完成。"),
        ("招标ok了", "招标已完成。"),
        ("合同签了，人还没搬", "合同已签订，人尚未搬迁。"),
        ("管子埋了2km，还剩300m", "管子已埋设2公里，剩余300米。"),
        ("栽了大概六千棵树", "已栽植约6000棵树。"),
        ("30来户，两千一百亩", "约30户，2100亩。"),
        ("昨天开了标，下周三签合同", "11月10日已开标，11月18日签合同。"),
        ("上周共巡查86人次", "11月2日至8日共巡查86人次。"),
        ("1.方案已印发；2.专班已组建", "方案已印发。专班已组建。"),
        ("主体封顶了，不好意思回晚了，麻烦您了", "主体已封顶。"),
        ("资金到位200万，已经付给施工方了", "资金到位200万元，已付给施工方。"),
        ("外架搭设中/无安全事故", "外架正在搭设，无安全事故。"),
        ("正在做基础", "正在做基础。"),
        ("我们正在做工作", "正在开展工作。"),
        ("又新增1家了，累计2家", "新增1家，累计2家。"),
        ("水通了，住户都说好", "已通水。"),
        ("护栏周六装完", "护栏11月7日已安装。"),
        ("附着物周日清完了", "附着物11月8日已清理。"),
        ("1、2号楼封顶，5、6号3层", "1、2号楼封顶，5、6号3层。"),
        ("首片梁架设成功！", "首片梁架设成功。"),
    ],
)
def test_talk_becomes_prose(said: str, official: str) -> None:
    assert printed(said) == official


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("1、2号楼封顶，5、6号楼浇筑到3层", "1、2号楼封顶，5、6号楼浇筑到3层。"),
        ("参保启动了，缴费3.2万人", "参保已启动，缴费3.2万人。"),
        ("签了签了！合同今天下午签订", "已签订。合同11月11日下午签订。"),
        ("标房二期主体封顶", "标房二期主体封顶。"),
        ("检测方案发了，招聘公告挂出来了", "检测方案已印发，招聘公告已发布。"),
        ("地块放线放完了", "地块放线已完成。"),
        ("学生搬进去了", "学生已入住。"),
        ("荷载试验合格，昨天通车，请验收办结", "荷载试验合格，11月10日通车。"),
        ("勘察过半", "勘察过半。"),
        ("本周又付了1400万", "本周新支付1400万元。"),
    ],
)
def test_what_is_sure_is_mended(said: str, official: str) -> None:
    assert printed(said) == official
    assert not reads_as_talk(official)


@pytest.mark.parametrize(
    "words",
    [
        "0号台、5号台完了，正在浇3号墩，梁预制了18片一共40片",
        "当场改了51处",
        "做工作还在继续",
        "莫急嘛，路面铺得差不多了",
        "我跟你说，那个桥墩的石头拉了一半，机子上不去",
        "王主任，材料送过去了",
        "管子铺到村口就没料了",
        "30片",
        "储备项目征集了52个，正在筛",
        "油菜8.1，小麦3.4（万亩）",
        "入驻率31→36%",
        "10.6km",
        "找到新的",
        "已完成半",
        "学生下周能住",
        "两块地看了，比较中意东区那块",
        "论证会开了，专家结论：不宜建，业主想换个地方再看看",
        "昨天去了趟省里把资料送到窗口然后人家说要等十五个工作日这边先把围挡立起来",
    ],
)
def test_what_could_not_be_mended_is_known_as_talk(words: str) -> None:
    assert reads_as_talk(printed(words)), printed(words)


@pytest.mark.parametrize(
    "words",
    [
        "已发放补贴1200户，累计支付资金3.2亿元，占年度计划的78%。",
        "项目于10月18日通过竣工验收并交付使用。",
        "截至11月9日，已培育示范店1家（主营蜂蜜），另有2家正在办理证照。",
        "方案已印发，正在组织培训，预计12月底前完成。",
        "共发现隐患14处，其中临水临崖9处，其余正在整改。",
        "没有发现问题，没有发生事故。",
        "正在清欠，市局没有批准预算。",
        "没有改变，没有收入。",
        "正在建立长效机制，已开会。",
        "尚未召开推进会。",
    ],
)
def test_what_is_official_stays_as_it_is(words: str) -> None:
    assert printed(words) == words
    assert not reads_as_talk(words)


def said(number: int, text: str, unit: str = UNIT, **more: object) -> ProgressSaid:
    return ProgressSaid(number, unit, text, SAID_ON, **more)  # type: ignore[arg-type]


def paragraph(*told: ProgressSaid, units: tuple[str, ...] = (UNIT,), counted: Counted | None = None) -> str:
    return compose(told, ProgressOf(units, "推进柳河桥改造", PRINTED_ON, counted)).text


def test_what_complements_each_other_stands_in_order() -> None:
    assert paragraph(said(1, "方案已印发"), said(2, "正在组织培训")) == "方案已印发。正在组织培训。"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("方案初稿已形成", "方案已印发"),
        ("已支付资金300万元", "累计支付资金450万元"),
        ("正在招标", "施工单位已进场"),
        ("预计11月底开工", "已开工"),
        ("支管还剩3处", "支管全完了"),
    ],
)
def test_what_is_newer_takes_the_place_of_the_same_only(before: str, now: str) -> None:
    whole = compose(
        (said(1, f"{before}，村民代表大会已召开"), said(2, now)), ProgressOf((UNIT,), "推进柳河桥改造", PRINTED_ON)
    )
    assert whole.text == f"村民代表大会已召开。{printed(now)}"
    alone = compose((said(1, before), said(2, now)), ProgressOf((UNIT,), "推进柳河桥改造", PRINTED_ON))
    assert alone.text == printed(now)
    assert [one.original for one in alone.given_way] == [before]


def test_units_stand_in_the_order_of_responsibility_each_named_once() -> None:
    told = (said(1, "资金已拨付", OTHER), said(2, "方案已印发"), said(3, "路基已完成3公里", OTHER))
    assert paragraph(*told, units=(UNIT, OTHER)) == "县农林局：方案已印发。县财政局：资金已拨付。路基已完成3公里。"


def test_a_paper_is_the_past_and_leaves_a_trace() -> None:
    paper = said(1, "已完成选址。", "", is_printed=True)
    assert paragraph(paper) == "已完成选址。"
    now = compose((paper, said(2, "已开工")), ProgressOf((UNIT,), "推进柳河桥改造", PRINTED_ON))
    assert (now.text, [one.original for one in now.given_way]) == ("已开工。", ["已完成选址。"])


def test_what_a_paper_said_of_silent_units_stands() -> None:
    paper = said(1, "县农林局已完成选址；县财政局已拨付资金20万元。", "", is_printed=True)
    text = paragraph(paper, said(2, "已开工"), units=(UNIT, OTHER))
    assert text == "县财政局已拨付资金20万元。县农林局：已开工。"


def test_what_the_unit_wrote_for_print_is_the_last_word() -> None:
    told = (said(1, "挖机进场了"), said(2, "柳河桥改造方案已报县政府审定，待批复", is_final=True))
    assert paragraph(*told) == "柳河桥改造方案已报县政府审定，待批复。"
    assert paragraph(*told, said(3, "批复拿到了")).startswith("柳河桥改造方案已报县政府审定，待批复。")


def test_the_figures_stand_in_a_sentence_of_their_own() -> None:
    counted = Counted("家", Decimal(5), "每镇各培育示范店5家")
    told = (said(1, "又发展1家 村口卖腊肉那个，材料正在整理"), said(2, "报错了，只有1家"))
    assert paragraph(*told, counted=counted) == "材料正在整理。"


def test_each_sentence_knows_its_unit_its_report_and_what_was_said() -> None:
    (one, two) = compose(
        (said(7, "方案弄好了👌"), said(9, "培训开了")), ProgressOf((UNIT,), "推进柳河桥改造", PRINTED_ON)
    ).sentences
    assert (one.text, one.unit, one.report_ids, one.original) == ("方案已完成。", UNIT, (7,), "方案弄好了👌")
    assert two.report_ids == (9,)


def test_what_was_said_before_the_period_stands_for_who_was_silent_in_it() -> None:
    old, older = said(2, "路基已完成3公里", is_new=False), said(1, "方案已印发", is_new=False)
    assert paragraph(older, old) == "路基已完成3公里。"
    assert paragraph(older, old, said(3, "桥墩已浇筑")) == "桥墩已浇筑。"


def test_what_a_week_brought_is_no_news_of_the_whole() -> None:
    told = compose(
        [said(1, "截至上周五累计支付2.31亿，支付率41.2%"), said(2, "本周又付了1400万")],
        ProgressOf((UNIT,), "加快专项债券资金支付", PRINTED_ON),
    )
    assert "累计支付2.31亿元" in told.text
    assert "1400万" in told.text


def composed(*told: ProgressSaid, units: tuple[str, ...] = (UNIT,), is_open: bool = True) -> str:
    about = ProgressOf(units, "推进柳河桥改造", PRINTED_ON, is_open=is_open, names_silent=is_open)
    return compose(told, about).text


def test_what_was_said_before_the_period_tells_its_day() -> None:
    old = said(1, "路基已完成3公里", is_new=False)
    assert composed(old) == "截至11月11日，路基已完成3公里。"
    assert composed(old, said(2, "桥墩已浇筑")) == "桥墩已浇筑。"
    both = composed(old, said(2, "资金已拨付", OTHER), units=(UNIT, OTHER))
    assert both == "县农林局：截至11月11日，路基已完成3公里。县财政局：资金已拨付。"
    assert composed(said(1, "10月18日已通过验收", is_new=False)) == "10月18日已通过验收。"
    assert composed(old, is_open=False) == "路基已完成3公里。", "what is done does not grow old"
    together = said(1, "各镇均已开工", is_new=False, speaks_for_all=True)
    assert composed(together) == "截至11月11日，各镇均已开工。"


def test_a_paper_of_the_past_stays_as_it_is() -> None:
    assert composed(said(1, "已完成选址。", "", is_new=False, is_printed=True)) == "已完成选址。"
    assert composed(said(1, "已完成选址。", is_new=False, is_printed=True)) == "已完成选址。"


def test_who_is_silent_where_others_have_told_is_named_once() -> None:
    town, more = "青坞镇", tuple(f"第{place}镇" for place in range(5))
    assert composed(said(1, "方案已印发"), units=(UNIT, town)) == "县农林局：方案已印发。青坞镇暂无进展反馈。"
    two = composed(said(1, "方案已印发"), units=(UNIT, town, OTHER))
    assert two == "县农林局：方案已印发。青坞镇、县财政局暂无进展反馈。"
    assert composed(said(1, "方案已印发"), units=(UNIT, *more)).endswith("其余5个单位暂无进展反馈。")
    assert composed(units=(UNIT, town)) == ""
    assert composed(said(1, "方案已印发"), units=(UNIT, town), is_open=False) == "县农林局：方案已印发。"
    imported = said(1, "已完成选址。", "", is_printed=True)
    assert composed(imported, units=(UNIT, town)) == "已完成选址。", "nobody has been asked yet"
    assert "暂无" not in composed(said(1, "各镇均已开工", speaks_for_all=True), units=(UNIT, town))
