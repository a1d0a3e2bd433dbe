"""What plain talk says besides its item, which numbers and letters name one, and that no words break it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quantities import Quantity
from domain.talk.amounts import quantity_told
from domain.talk.hints import promised_day, says_done, says_no_change
from domain.talk.matching import Candidate, match_items
from domain.talk.plain_talk import understand

TODAY = date(2026, 11, 23)
CANDIDATES = (
    Candidate(1, "#37", "由县茶业局负责，组建茶叶协会，制定品牌整合方案", printed=4),
    Candidate(2, "#4", "由县林业局负责，加大松材线虫病除治力度"),
    Candidate(3, "#41", "由各镇负责，每镇各发展1家帮扶车间", measure="家"),
    Candidate(4, "#42", "由县民政局负责，提高最低生活保障标准", units=("县民政局", "县财政局")),
    Candidate(5, "#43", "城镇新增就业1500人，引进高层次人才"),
)
PIECES = (
    "第 项 # 3 37 4.1 那个 已 完成 没有 新进展 跟上周一样 50 万 家 月底前 12月7日 下周五 长期坚持 农历 能 办结 scxcb "
    "cha ye 茶叶 协会 林业局 ， 。 \n 🙏 × ① 還"
)
sentences = st.lists(st.sampled_from(PIECES.split(" ")) | st.text(max_size=3), max_size=14).map("".join)


@pytest.mark.parametrize(
    "text",
    ["第3项已完成，经费拨付到位", "问题已全部整改到位", "疫木清理完了", "工程竣工", "普查结束了", "已于11月15日完成"],
)
def test_said_to_be_done(text: str) -> None:
    assert says_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "还没完成",
        "未办结",
        "完成80%",
        "完成2600户",
        "年底前完成",
        "预计下周五完成",
        "主体完工",
        "招标完了",
        "月底前能办结",
        "完成一半",
        "正在办理",
        "",
    ],
)
def test_a_part_or_a_plan_is_not_done(text: str) -> None:
    assert not says_done(text)


@pytest.mark.parametrize(
    "text", ["跟上周一样，没有新进展", "无变化", "同上期", "老样子", "和上个月一样", "没什么变化", "情况不变"]
)
def test_said_to_be_unchanged(text: str) -> None:
    assert says_no_change(text)


@pytest.mark.parametrize("text", ["与上周相比进展很大", "其他没有变化，资金到了", "变压器没装", "没有问题", "已完成"])
def test_not_said_to_be_unchanged(text: str) -> None:
    assert not says_no_change(text)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("松材线虫那个，防控资金50万到了", "50", "万元"),
        ("第3项又建成2家", "2", "家"),
        ("两户已签约", "2", "户"),
        ("还剩3家，已完成5家", "5", "家"),
    ],
)
def test_how_much_is_told(text: str, amount: str, unit: str) -> None:
    assert quantity_told(text, TODAY) == Quantity(Decimal(amount), unit)


@pytest.mark.parametrize("text", ["第3项已完成", "还剩5户没签", "预算80万", "3个工作日内报", "50万只鸡", "37 会期定了"])
def test_numbers_that_are_no_amount(text: str) -> None:
    found = quantity_told(text, TODAY)
    assert found is None or (text == "50万只鸡" and found.unit == "只")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("月底前能办结", date(2026, 11, 30)),
        ("桌面推演下周三搞", date(2026, 12, 2)),
        ("截至11月20日已付一半，剩余12月底前付清", date(2026, 12, 31)),
    ],
)
def test_a_promise_is_a_day_ahead(text: str, day: date) -> None:
    promise = promised_day(text, TODAY)
    assert promise is not None
    assert (promise.day, promise.sure) == (day, True)


@pytest.mark.parametrize(
    "text",
    ["11月6日已批复", "截至11月20日，已支付", "今天通水了", "12月31日前无法完成", "下周五开会吗", "长期坚持", "近期"],
)
def test_what_was_or_cannot_be_is_no_promise(text: str) -> None:
    assert promised_day(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["10月底前能完成", "12月10日左右能完", "收到资金后15日内完成", "12月5日前报，20日前或12月25日前完"]
)
def test_a_doubtful_promise_is_not_sure(text: str) -> None:
    promise = promised_day(text, TODAY)
    assert promise is not None
    assert not promise.sure


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("第4项已开工", [2, 1]),
        ("#4 已开工", [2]),
        ("4 已开工", [2]),
        ("37那个还在办", [1]),
        ("又发展2家", [3]),
        ("民政局那个低保", [4]),
        ("dibao 提标", [4]),
        ("就业超额了", [5]),
        ("人才引进2名", [5]),
        ("松才线从清完了", [2]),
        ("见材料.pdf 和 http://cyxh.example/cyxh", []),
        ("资金已拨付", []),
    ],
)
def test_candidates_come_in_their_order(text: str, ids: list[int]) -> None:
    assert [match.item_id for match in match_items(text, CANDIDATES)] == ids


@given(sentences)
def test_no_words_break_it_and_the_same_words_say_the_same(text: str) -> None:
    talk = understand(text, CANDIDATES, TODAY)
    assert talk == understand(text, CANDIDATES, TODAY)
    assert len(talk.matches) <= 3
    assert {match.item_id for match in talk.matches} <= {one.item_id for one in CANDIDATES}
    assert all(0 < match.score <= 100 for match in talk.matches)
    assert not (talk.done and talk.no_change)
    assert talk.promise is None or talk.promise.phrase in text


def test_without_open_items_nothing_is_offered() -> None:
    assert understand("第3项已完成", (), TODAY).matches == ()
