"""Which item is meant: numbers named beat words, figures in a sentence are no numbers, nonsense finds nothing."""

import pytest

from domain.talk.matching import Candidate, match_items

CANDIDATES = (
    Candidate(101, "#1", "由县财政局负责，组织隐性债务清查摸底工作"),
    Candidate(102, "#2", "由社区工厂办负责，筹备召开毛绒玩具产业推进会"),
    Candidate(103, "#3", "由县农林局负责，解决林业有害生物防治工作经费"),
    Candidate(104, "#37", "由县茶业局负责，组建茶叶协会，制定品牌整合方案"),
    Candidate(105, "37.1", "召开茶叶协会第一次会员大会"),
    Candidate(128, "#28", "由县住建局负责，做好迎宾大道拆迁安置工作"),
)


def best(text: str) -> int | None:
    found = match_items(text, CANDIDATES)
    return found[0].item_id if found else None


@pytest.mark.parametrize(
    ("text", "item_id"),
    [
        ("#37 已完成", 104),
        ("＃３７已完成", 104),
        ("第37项已完成", 104),
        ("第三十七项已完成", 104),
        ("第三项已拨付", 103),
        ("关于37号事项的情况", 104),
        ("事项2，会场已定", 102),
        ("37.1 会期定了", 105),
        ("#37.1已开", 105),
        ("2 已开", 102),
        ("2：已开", 102),
        ("37号 章程已定", 104),
    ],
)
def test_a_named_number_is_certain(text: str, item_id: int) -> None:
    (first, *_) = match_items(text, CANDIDATES)
    assert (first.item_id, first.score) == (item_id, 100.0)


@pytest.mark.parametrize(
    "text",
    [
        "已完成3项整改",
        "11月28号开了会",
        "第3次会议",
        "召开了第28届大会",
        "投入37.1万元",
        "完成率达到37.1%",
        "3家企业投产",
        "28个点位",
    ],
)
def test_a_figure_in_a_sentence_names_nothing(text: str) -> None:
    assert all(match.score < 100 for match in match_items(text, CANDIDATES))


@pytest.mark.parametrize(
    ("text", "item_id"),
    [
        ("债务清查摸底已经做完", 101),
        ("毛绒玩具会已开", 102),
        ("林业有害生物防治的钱拨了", 103),
        ("茶叶品牌整合方案送审了", 104),
        ("迎宾大道拆迁户已签约", 128),
        ("maorongwanju", 102),
        ("mao rong wan ju 已开", 102),
        ("mrwj 已开", 102),
        ("yingbindadao", 128),
    ],
)
def test_words_initials_and_pinyin_find_the_item(text: str, item_id: int) -> None:
    assert best(text) == item_id


@pytest.mark.parametrize(
    "text", ["", "   ", "今天天气不错，中午吃什么", "😀😀", "ok", "hello world", "完成工作", "12345"]
)
def test_talk_about_nothing_finds_nothing(text: str) -> None:
    assert match_items(text, CANDIDATES) == []


def test_words_that_most_items_share_weigh_less_than_words_of_one() -> None:
    common = "由县政府督查室负责，按照有关规定抓好落实，"
    subjects = ("松材线虫防控", "砂石料供应", "秸秆禁烧")
    candidates = [Candidate(n, f"#{n}", common + subject) for n, subject in enumerate(subjects, 11)]
    found = match_items("督查室按照有关规定抓好落实，砂石料供应点已布设", candidates)
    assert found[0].item_id == 12


def test_best_first_and_no_more_than_asked_for() -> None:
    found = match_items("#2 毛绒玩具会上定了林业有害生物防治经费和债务清查摸底", CANDIDATES, limit=2)
    assert len(found) == 2
    assert found[0].item_id == 102
    assert found[0].score >= found[1].score
    assert match_items("#2", (), limit=3) == []


def test_a_named_number_does_not_hide_what_the_words_say() -> None:
    found = match_items("#1 毛绒玩具产业推进会已召开", CANDIDATES)
    assert [match.item_id for match in found[:2]] == [101, 102]
