"""Words against states and figures, on labelled sentences of the printed page and by rules that no list shows.

`phrases/words_developed.tsv` are 250 fictional sentences by somebody who knew no rule (state, deadline passed, what the
last issue said, directive, progress, label): before their first look 0.95 of what was told was wrong indeed and 0.85 of
what was wrong was told; since then the rules were mended by them. `phrases/words_held.tsv` are 250 more by the same
hand that nobody read: 0.96 and 0.83 half way, 0.97 and 0.89 when the rules were done.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.bulletin.proofreading.judging import Fault, Judged, Listed, faults

PHRASES = Path(__file__).parent / "phrases"


@dataclass(frozen=True)
class Line:
    listed: Listed
    last: str
    directive: str
    progress: str
    label: str

    @property
    def told(self) -> list[str]:
        return list(faults(Judged(self.listed, self.directive, self.last), self.progress))


def _read(name: str) -> list[Line]:
    rows = [line.split("\t") for line in (PHRASES / name).read_text(encoding="utf-8").splitlines()]
    return [Line(Listed(row[0]), *row[2:]) for row in rows]


def _scores(lines: list[Line]) -> tuple[float, float]:
    """How much of what is told is wrong, and how much of what is wrong is told."""
    told = [line for line in lines if line.told]
    right = sum(line.label != "ok" for line in told)
    return right / len(told), right / sum(line.label != "ok" for line in lines)


def test_sentences_the_rules_were_mended_by() -> None:
    precision, recall = _scores(_read("words_developed.tsv"))
    assert precision >= 0.98
    assert recall >= 0.98


def test_sentences_never_seen() -> None:
    precision, recall = _scores(_read("words_held.tsv"))
    assert precision >= 0.95
    assert recall >= 0.88


@pytest.mark.parametrize(
    ("listed", "progress", "directive", "fault"),
    [
        ("open", "该项目已竣工验收。", "建设县养老服务中心。", Fault.SAYS_DONE),
        ("open", "养老服务中心已建成投用。", "建设县养老服务中心。", Fault.SAYS_DONE),
        ("open", "已完成全部12个小区改造任务。", "改造老旧小区12个。", Fault.SAYS_DONE),
        ("open", "路面工程已竣工验收。", "修好东街", Fault.SAYS_DONE),
        ("open", "桥墩浇筑已完成。", "修好东街", None),
        ("open", "纠纷得到彻底解决。", "化解王家坪占地补偿纠纷。", Fault.SAYS_DONE),
        ("open", "推进会已于10月12日召开。", "筹备召开文创产业发展推进会。", Fault.SAYS_DONE),
        ("open", "一期已竣工验收，二期正在施工。", "建设县养老服务中心。", None),
        ("open", "实施方案已印发。", "制定防治方案，按程序送审印发实施。", None),
        ("open", "施工招标已完成，施工单位全部进场。", "建设县养老服务中心。", None),
        ("open", "未完成验收，不能如期建成投用。", "建设县养老服务中心。", None),
        ("open", "力争年内全面建成。", "建设县养老服务中心。", None),
        ("open", "资金已全部到位。", "建设县养老服务中心。", None),
        ("closed", "管网已改造，尚有3户未接通。", "改造东街管网。", Fault.SAYS_OPEN),
        ("closed", "泵站设备到货后即可安装。", "改造东街管网。", Fault.SAYS_OPEN),
        ("closed", "工程完成总量的96%。", "改造东街管网。", Fault.SAYS_OPEN),
        ("closed", "东街管网已改造完毕，下一步将加强日常管护。", "改造东街管网。", None),
        ("closed", "改造完成，其余3户也已接通，未收到投诉。", "改造东街管网。", None),
        ("open", "完成率110%。", "", Fault.OVER_100),
        ("open", "应调查住户400户，入户调查412户。", "", Fault.OVER_100),
        ("open", "已完成投资3.2亿元，占年度计划的110%。", "", None),
        ("open", "贷款余额同比增长156%。", "", None),
        ("open", "完成征地260亩，其中柳村120亩、桃村80亩、杏村50亩。", "", Fault.SUM_WRONG),
        ("open", "应发放补贴400户，已发放320户，发放率90%。", "", Fault.SUM_WRONG),
        ("open", "全县养老机构28家，其中五星级2家、四星级3家。", "", None),
        ("stopped", "停车场地面硬化完成，正在安装道闸。", "", Fault.STOPPED_MOVES),
        ("stopped", "因规划调整，项目已停止实施。", "", None),
    ],
)
def test_kinds_of_wording(listed: str, progress: str, directive: str, fault: Fault | None) -> None:
    assert list(faults(Judged(Listed(listed), directive), progress)) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("last", "now", "is_told"),
    [
        ("累计支付资金1.2亿元。", "累计支付资金9800万元。", True),
        ("已完成85%。", "已完成工程总量的78%。", True),
        ("累计培训320人。", "本月培训45人，累计培训365人。", False),
        ("库存5万吨。", "库存降至3万吨。", False),
        ("已开工项目26个。", "已竣工项目9个。", False),
        ("粮食播种面积26万亩。", "油料播种面积8万亩。", False),
        ("已流转土地3000亩。", "已流转土地2800亩，经复核剔除重复登记200亩。", False),
    ],
)
def test_a_figure_below_the_last_one(last: str, now: str, is_told: bool) -> None:
    assert (Fault.WENT_DOWN in faults(Judged(Listed.OPEN, last=last), now)) is is_told


@pytest.mark.parametrize(
    ("before", "now", "is_sunk"),
    [
        ("预制梁已预制18片，共40片。", "预制梁累计24片。", False),
        ("本周已排查63家，发现隐患88处。", "本周58家，隐患61处。", False),
        ("节前检查96家，隐患120处。", "本周71家，隐患59处。", False),
        ("发现隐患88处，已整改51处。", "发现隐患61处，已整改51处。", True),
        ("本周新增2家，累计培育9家。", "本周新增1家，累计培育7家。", True),
    ],
)
def test_what_a_week_brought_and_the_whole_of_a_part_do_not_sink(before: str, now: str, is_sunk: bool) -> None:
    assert (Fault.WENT_DOWN in set(faults(Judged(Listed("open"), "", before), now))) is is_sunk
