"""The seed-like document must be read exactly: every field of every item, and every oddity."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from domain.papers.reading import ReadPaper, paper_from_json
from papers.reading.bulletin_reader import read_paper

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the sample documents lie beside the project, not in it")


@pytest.fixture(scope="module")
def paper() -> ReadPaper:
    return read_paper((SAMPLES / "00-seed.txt").read_text())


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLES / "00-seed.json").read_text())
    return loaded


def squeeze(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def test_head(paper: ReadPaper, truth: dict[str, Any]) -> None:
    assert paper.title == truth["title"]
    assert paper.issue_number == truth["issue_number"]
    assert paper.agency == truth["agency"]
    assert paper.paper_date is not None
    assert paper.paper_date.isoformat() == truth["date"]
    assert paper.meeting == truth["meeting"]
    assert list(paper.send_to) == truth["distribution"]["send"]
    assert list(paper.copy_to) == truth["distribution"]["copy"]
    assert paper.printed_by == truth["distribution"]["printed_by"]


def test_every_item(paper: ReadPaper, truth: dict[str, Any]) -> None:
    assert len(paper.items) == len(truth["items"]) == 17
    for item, wanted in zip(paper.items, truth["items"], strict=True):
        got = {
            "section": item.section,
            "number_as_printed": item.number_as_printed,
            "directive": squeeze(item.directive),
            "leads": list(item.lead_leaders),
            "consulted": list(item.consulted_leaders),
            "responsible_units": list(item.responsible_units),
            "cooperating_units": list(item.cooperating_units),
            "deadline": item.deadline,
            "progress": squeeze(item.progress),
            "sub_items": [(sub.number, squeeze(sub.directive), squeeze(sub.progress)) for sub in item.sub_items],
        }
        subs = [(sub["number"], squeeze(sub["directive"]), squeeze(sub["progress"])) for sub in wanted["sub_items"]]
        expected = {name: wanted[name] for name in got if name in wanted}
        expected |= {"directive": squeeze(wanted["directive"]), "progress": squeeze(wanted["progress"])}
        assert got == expected | {"sub_items": subs}


def test_states_and_the_target(paper: ReadPaper) -> None:
    assert [item.state for item in paper.items] == ["closed"] * 11 + ["in_progress"] * 6
    assert paper.items[6].target == ("1", "家")


def test_anomalies(paper: ReadPaper) -> None:
    told = {anomaly.kind: anomaly.sentence for anomaly in paper.anomalies}
    assert "第一部分编号3出现2次" in told["repeated_number"]
    assert "共16件、已完成10件" in told["total"]
    assert "列出17件、其中已完成11件" in told["total"]
    assert "62.5%、37.5%按所称件数计算" in told["percent"]
    assert "64.7%、35.3%" in told["percent"]


def test_json_round_trip(paper: ReadPaper) -> None:
    assert paper_from_json(json.loads(json.dumps(paper.to_json()))) == paper
