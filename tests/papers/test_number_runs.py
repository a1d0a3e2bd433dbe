"""Numbers missing or twice, and claims that the list does not keep: only what the source shows is told."""

import pytest

from papers.reading.bulletin_reader import read_paper

HEAD = "云岭县2031年重点任务分工\n"
NUMBERS = {"missing_number", "repeated_number", "sub_number"}
CLAIMS = {"total", "section_count"}


def told(text: str, kinds: set[str]) -> list[str]:
    return [one.sentence for one in read_paper(HEAD + text).anomalies if one.kind in kinds]


def tasks(*numbers: str, after: str = "") -> str:
    return "".join(
        f"{number}完成第{place}处水库除险加固（县水利局负责）{after}\n" for place, number in enumerate(numbers)
    )


SLIPS = {
    "one missing": (tasks("1.", "2.", "4.", "5."), "缺少编号3"),
    "one twice": (tasks("1.", "2.", "2.", "3."), "编号2出现2次"),
    "missing over a heading": ("一、水利\n" + tasks("1.", "2.", "3.") + "二、交通\n" + tasks("5.", "6."), "缺少编号4"),
    "twice over a heading": ("一、水利\n" + tasks("1.", "2.", "3.") + "二、交通\n" + tasks("3.", "4."), "编号3出现2次"),
    "twice in a table": (
        "序号\t任务\t责任单位\n1\t修路\t县交通局\n2\t架桥\t县住建局\n2\t挖渠\t县水利局\n3\t植树\t县林业局\n",
        "编号2出现2次",
    ),
    "one missing in a table": (
        "序号\t任务\t责任单位\n1\t修路\t县交通局\n2\t架桥\t县住建局\n4\t挖渠\t县水利局\n5\t植树\t县林业局\n",
        "缺少编号3",
    ),
}
NO_SLIPS = {
    "each section anew": "一、水利\n" + tasks("1.", "2.") + "二、交通\n" + tasks("1.", "2."),
    "on from section to section": "一、水利\n" + tasks("1.", "2.") + "二、交通\n" + tasks("3.", "4."),
    "an excerpt": tasks("68.", "69.", "70."),
    "an excerpt with gaps": tasks("68.", "75.", "90.", "103."),
    "one item a section": "一、水利\n" + tasks("1.") + "二、交通\n" + tasks("1.") + "三、林业\n" + tasks("1.", "2."),
    "two lists": tasks("1.", "2.", "3.", "1.", "2.", "3."),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_of_numbers_is_told(kind: str) -> None:
    text, words = SLIPS[kind]
    assert [one for one in told(text, NUMBERS) if words in one], told(text, NUMBERS)


@pytest.mark.parametrize("kind", NO_SLIPS)
def test_what_is_no_slip_of_numbers_is_passed_over(kind: str) -> None:
    assert told(NO_SLIPS[kind], NUMBERS) == []


@pytest.mark.parametrize("printed", ["3、", "3．", "（3）", "三、", "③"])
def test_a_number_that_is_printed_is_not_missing_whatever_the_reader_made_of_it(printed: str) -> None:
    text = tasks("1.", "2.") + f"{printed}抄送\n" + tasks("4.", "5.")
    assert told(text, {"missing_number"}) == []


PROMISES = {
    "points at its list": ("现将5项任务分解如下：\n" + tasks("1.", "2.", "3.", "4."), ["正文称共5件，实际列出4件"]),
    "in a bracket behind": ("任务分工如下（共3项）：\n" + tasks("1.", "2.", "3.", "4."), ["正文称共3件，实际列出4件"]),
    "alone on a line": ("（共5项）\n" + tasks("1.", "2.", "3.", "4."), ["正文称共5件，实际列出4件"]),
    "of its own": ("本清单共5项任务。\n" + tasks("1.", "2.", "3.", "4."), ["正文称共5件，实际列出4件"]),
    "kept": ("现将4项任务分解如下：\n" + tasks("1.", "2.", "3.", "4."), []),
    "of something else": ("全县共有128项任务，现将进度通报如下：\n" + tasks("1.", "2.", "3.", "4."), []),
    "a topic": (
        "一、关于为企业代办审批事项2907件的事宜\n"
        + tasks("1.", "2.")
        + "二、关于签约项目61个的事宜\n"
        + tasks("1.", "2."),
        [],
    ),
    "a section": (
        "一、已完成事项（3项）\n" + tasks("1.", "2.", after="。已完成。"),
        ["第一部分标题称3件，实际列出2件"],
    ),
}


@pytest.mark.parametrize("kind", PROMISES)
def test_a_claim_is_held_against_the_list_that_it_is_of(kind: str) -> None:
    text, words = PROMISES[kind]
    assert told(text, CLAIMS) == words
