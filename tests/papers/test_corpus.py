"""The reader measured: what it read on the samples and on the corpus, field by field, may not fall.

`dev` is what the grammar was developed on. The other folders were written with their truths before the reader
saw them; what they gave at first sight stands in tests/papers/corpus/README.md, and every fault that they showed
was mended since, so today they guard what was reached like the rest.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from papers.checking.evaluate import documents, report, score_folder, total, truth_of
from papers.checking.scoring import Score, score
from papers.reading.bulletin_reader import read_paper

CORPUS = Path(__file__).parent / "corpus"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FLOORS = {
    "items": 0.99,
    "directive": 0.97,
    "leads": 0.97,
    "consulted": 0.97,
    "responsible_units": 0.97,
    "cooperating_units": 0.97,
    "deadline": 0.97,
    "sub_items": 0.98,
    "progress": 0.95,
    "section": 0.97,
}
needs_samples = pytest.mark.skipif(
    not SAMPLES.exists(), reason="the sample documents lie beside the project, not in it"
)


def assert_floors(folder: Path) -> None:
    whole = total(score_folder(folder))
    fallen = {name: whole.counts[name].f1 for name, floor in FLOORS.items() if whole.counts[name].f1 < floor}
    assert not fallen, "\n".join(whole.wrong)


@pytest.mark.parametrize("folder", ["dev", "held", "blind", "last", "fresh", "unseen"])
def test_what_is_read_stays_above_the_floors(folder: str) -> None:
    assert_floors(CORPUS / folder)


def _half_width(text: str) -> str:
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def _full_width_digits(text: str) -> str:
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


def _indented(text: str) -> str:
    return "\n".join(f"\u3000\u3000{line}" if line.strip() else line for line in text.splitlines())


def _with_chrome(text: str) -> str:
    return f"首页 > 政务公开\n字体：[ 大 中 小 ] 打印\n{text}\n扫一扫在手机打开当前页\n【打印】【关闭】\n"


def _blank_between(text: str) -> str:
    return "\n\n".join(line for line in text.splitlines() if line.strip())


@pytest.mark.parametrize("copied", [_half_width, _full_width_digits, _indented, _with_chrome, _blank_between])
@pytest.mark.parametrize("folder", ["dev", "unseen"])
def test_copies_are_read_like_the_paper(copied: Callable[[str], str], folder: str) -> None:
    whole = Score()
    for path in (CORPUS / folder).glob("*.txt"):
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        whole.add(score(read_paper(copied(path.read_text(encoding="utf-8"))), truth))
    fallen = {name: whole.counts[name].f1 for name, floor in FLOORS.items() if whole.counts[name].f1 < floor}
    assert not fallen, "\n".join(whole.wrong)


@needs_samples
def test_the_seed_is_read_above_the_floors() -> None:
    assert_floors(SAMPLES)


def test_the_corpus_is_whole() -> None:
    for folder, fewest in (("dev", 8), ("held", 8), ("blind", 8), ("last", 6), ("fresh", 48), ("unseen", 8)):
        found = documents(CORPUS / folder)
        assert len(found) >= fewest
        assert all(truth_of(path) for path in found)
    kinds = {path.suffix for folder in ("dev", "held") for path in documents(CORPUS / folder)}
    assert kinds == {".txt", ".docx", ".xlsx", ".csv", ".pdf"}


def test_the_command_prints_each_document_and_the_total_last(tmp_path: Path) -> None:
    for name in ("01-bulletin-quoted.txt", "01-bulletin-quoted.json", "05-ledger.xlsx"):
        shutil.copy(CORPUS / "dev" / name, tmp_path / name)
    told = subprocess.run(
        [sys.executable, "-m", "papers.evaluate", str(tmp_path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert told[0] == "01-bulletin-quoted.txt"
    assert any(line.startswith("  responsible_units") and "P 1.000" in line for line in told)
    assert "05-ledger.xlsx (no truth)" in told
    assert any("缺少编号6" in line for line in told)
    assert any(line.startswith("format pasted text (1) P 1.000") for line in told)
    assert told[-1].startswith("total P ")
    assert "claims n.a." in told[-1]
    assert "items 1.000" in told[-1]


def test_a_document_without_items_is_checked_and_one_that_is_refused_has_missed_all(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("通报\n一、情况\n共确定事项9件，已完成4件，正在办理6件。\n")
    (tmp_path / "b.txt").write_text("nothing to read")
    (tmp_path / "b.json").write_text('{"items": [{"section": 1, "directive": "修路", "leads": ["甲"]}]}')
    told = report(tmp_path)
    assert any("合计10件" in line for line in told)
    assert "R 0.000" in told[-1]


def test_a_line_for_each_shape_that_truths_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("通报\n一、情况\n1.由县水利局负责，清淤。\n")
    item = {"section": 1, "directive": "由县水利局负责，清淤"}
    (tmp_path / "a.json").write_text(json.dumps({"shape": "one item", "items": [item], "anomalies": []}))
    told = report(tmp_path)
    assert any(line.startswith("shape one item (1) P 1.000") for line in told)
    assert "anomalies n.a." in told[-1]


def test_a_folder_that_is_none_is_told_in_one_line() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "papers.evaluate", "/nowhere"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (2, "Usage: python -m papers.evaluate DIR [--wrong]\n")
