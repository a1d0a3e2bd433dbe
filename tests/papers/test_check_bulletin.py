"""Figures of a bulletin that do not add up, each with its place; figures that do are passed over."""

from pathlib import Path

import pytest

from domain.papers.unreadable import UnreadablePaper
from papers.checking.bulletin import check_bulletin
from papers.checking.evaluate import documents
from papers.child import look_over_in_child
from papers.files.text import extract_text

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
CORPUS = Path(__file__).parent / "corpus"
needs_samples = pytest.mark.skipif(
    not SAMPLES.exists(), reason="the sample documents lie beside the project, not in it"
)


def sentences(body: str) -> list[str]:
    return [finding.sentence for finding in check_bulletin(f"关于重点工作的通报\n一、总体情况\n{body}")]


WRONG = {
    "parts beyond the whole": (
        "共确定事项20件，已完成12件，正在办理9件。",
        "正文第2段称共确定事项20件，分项12件、9件合计21件，两者不符",
    ),
    "parts below the whole": ("共20件，已办结12件，正在办理7件。", "合计19件"),
    "in the next sentence": ("今年安排项目30个。已开工21个，未开工8个。", "合计29个"),
    "a share": ("共确定事项16件，已完成10件，占60.5%；正在办理6件，占37.5%。", "占60.5%，按10件、共16件计算应为62.5%"),
    "a rate": ("确定事项40项，完成38项，正在办理2项，完成率98%。", "完成率98%，按38项、共40项计算应为95%"),
    "one count twice": (
        "共27件，已完成10件，正在办理17件。\n二、要求\n18件正在办理的事项中，需加快3件。",
        "正在办理的数目前后不一：正文第2段17件，第4段18件",
    ),
    "one count twice, turned round": (
        "共27件，已完成10件，正在办理17件。\n二、要求\n在正在办理的18件事项中，有3件进度滞后。",
        "正在办理的数目前后不一：正文第2段17件，第4段18件",
    ),
    "one meeting's decisions twice": (
        "第八次县政府常务会议确定事项22件。\n二、要求\n第八次县政府常务会议确定的23件事项中，16件正在办理。",
        "第八次县政府常务会议确定的数目前后不一：正文第2段22件，第4段23件",
    ),
    "parts of which the first is called 其中": (
        "重点工作共42项，其中已完成18项，正在推进20项，尚未启动5项。",
        "合计43项",
    ),
    "put right on the spot or by a day": ("发现隐患128条，现场整改73条，限期整改57条。", "合计130条"),
    "a share of the plan": (
        "年度计划投资96亿元，累计完成投资38.4亿元，占年度计划的45%。",
        "占年度计划的45%，按38.4亿元、计划96亿元计算应为40%",
    ),
    "meetings": ("共召开常务会议12次，其中第一次、第二次、第十四次会议事项全部完成。", "却提到第十四次"),
    "a lost letter": ("截至1031日，已完成26件。", "“1031日”可能漏了“月”字"),
    "parts of sections": (
        "共确定事项50项，已完成40项，正在办理10项。\n（一）常务会议。确定事项30项，完成25项，正在办理5项。\n"
        "（二）专题会议。确定事项19项，完成14项，正在办理5项。",
        "正文第2段称共50项，各部分30项、19项合计49项",
    ),
}
RIGHT = {
    "parts make the whole": "共确定事项20件，已完成12件，占60%；正在办理8件，占40%。",
    "five states": "细化为222个内容，欠进度17个，超进度10个，已完成24个，其它类9个，达进度162个。",
    "a part of a part": "共确定事项20件，已完成12件，其中提前完成3件，正在办理8件。",
    "rounded": "共43件，已完成16件，占37%；正在办理27件，占63%。",
    "of one unit": "共27件，已完成10件，正在办理17件。\n二、要求\n县水利局负责的3件正在办理的事项要加快。",
    "of one meeting": "确定事项405项，完成385项，正在办理20项。其中第六次会议44项，完成43项，正在办理1项。",
    "numbers over years": "共召开常务会议12次，第33次至第44次会议事项全部完成。",
    "by the time of the year": "共210个，其中达到序时进度的186个，占88.6%；滞后序时进度的24个，占11.4%。",
    "其中 need not name all": "涉及50个事项，其中14个事项已完成，7个事项超序时进度，26个事项按序时推进。",
    "a share of the plan": "年度计划投资96亿元，累计完成投资38.4亿元，占年度计划的40%。",
    "two meetings": "第五次常务会议确定事项14件。\n二、要求\n第六次常务会议确定的13件事项正在办理。",
    "single part": "计划新建卫生户厕2000座，已完成2036座，完成率101.8%。",
    "other measures": "排查38座水库，整改隐患21处，已销号20处，剩余1处。",
    "divided by headings": (
        "共7件，已办结4件，正在办理3件。\n二、第2次会议\n（一）已办结事项（2件）\n（二）正在办理事项（1件）\n"
        "三、第3次会议\n（一）已办结事项（2件）\n（二）正在办理事项（2件）"
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_does_not_add_up_is_told_with_its_place(kind: str) -> None:
    body, words = WRONG[kind]
    told = sentences(body)
    assert len(told) == 1
    assert words in told[0]


@pytest.mark.parametrize("kind", RIGHT)
def test_what_adds_up_is_passed_over(kind: str) -> None:
    assert sentences(RIGHT[kind]) == []


def test_places_name_the_paragraph_and_the_line() -> None:
    text = "关于重点工作的通报\n\n现通报如下。\n一、总体情况\n\n共20件，已完成12件，正在办理9件。\n"
    (finding,) = check_bulletin(text)
    assert finding.kind == "sum"
    assert finding.places == (("正文第2段", 6),)
    (early,) = check_bulletin("通报\n共20件，已完成12件，正在办理9件，现通报如下。\n一、情况\n县局推进有力。")
    assert early.places == (("开头第1段", 2),)
    (flat,) = check_bulletin("今年以来成效明显。\n共20件，已完成12件，正在办理9件。")
    assert flat.places == (("正文第2段", 2),)


def test_claims_against_the_list() -> None:
    text = "督办通报\n一、已完成工作3件\n1、“由县水利局负责，清淤”。已完成。\n1、“由县住建局负责，修路”。已完成。\n"
    told = {finding.kind: finding for finding in check_bulletin(text)}
    assert set(told) == {"section_count", "repeated_number"}
    assert told["repeated_number"].places == (("第3行", 3), ("第4行", 4))


@needs_samples
@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("02", "正在办理的数目前后不一：正文第2段27件，第5段28件"),
        ("02", "分项8家、11家合计19家"),
        ("03", "召开县长办公会议13次，却提到第十六次、第十七次"),
        ("06", "72.9%"),
        ("00", "编号3出现2次"),
    ],
)
def test_samples_that_do_not_add_up(start: str, words: str) -> None:
    text = next(SAMPLES.glob(f"{start}-*.txt")).read_text()
    assert any(words in finding.sentence for finding in check_bulletin(text))


@needs_samples
@pytest.mark.parametrize("start", ["09", "10"])
def test_samples_that_do(start: str) -> None:
    assert check_bulletin(next(SAMPLES.glob(f"{start}-*.txt")).read_text()) == []


def test_of_the_corpus_only_the_figures_that_are_wrong_are_told() -> None:
    told = {
        path.name: [finding.kind for finding in check_bulletin(extract_text(path.name, path.read_bytes()))]
        for folder in ("dev", "held", "blind", "last")
        for path in documents(CORPUS / folder)
    }
    figures = {"sum", "share", "repeat", "meetings", "section_sum", "lost"}
    assert {name: kinds for name, kinds in told.items() if figures & set(kinds)} == {}


def test_a_classified_paper_is_not_checked() -> None:
    with pytest.raises(UnreadablePaper, match="涉密"):
        check_bulletin("机密★1年\n共20件，已完成12件，正在办理9件。")


async def test_a_child_checks_a_file() -> None:
    text = "一、总体情况\n共20件，已完成12件，正在办理9件。"
    (finding,) = check_bulletin(text)
    assert finding.places == (("正文第2段", 2),)
    (odd,) = (await look_over_in_child("a.txt", text.encode())).anomalies
    assert odd.sentence == finding.sentence
