"""The generated corpus itself: the same each time, parted by nothing but the seed, and true to its own texts."""

from functools import cache
from pathlib import Path
from random import Random

from papers.checking.scoring import folded
from tests.papers.distance.generate import COUNT, SEED, Document, document, documents, is_sealed, write
from tests.papers.distance.numbering import chinese, slip


@cache
def _open() -> tuple[Document, ...]:
    return tuple(documents())


def test_a_seed_makes_the_same_documents_again() -> None:
    for index in range(0, 40, 3):
        first, again = document(index), document(index)
        assert (first.name, first.truth) == (again.name, again.truth)
        assert first.data == again.data or first.name.endswith((".docx", ".xlsx"))


def test_a_third_is_sealed_whatever_is_in_it() -> None:
    sealed = [index for index in range(COUNT) if is_sealed(index, SEED)]
    assert COUNT / 4 < len(sealed) < COUNT * 5 / 12
    assert [is_sealed(index, SEED + 1) for index in range(COUNT)] != [is_sealed(index, SEED) for index in range(COUNT)]


def test_what_a_truth_says_stands_in_its_text() -> None:
    """Units and orders may be parted by a page's number: nearly all stand there as they are."""
    told = missed = 0
    for made in _open():
        if not made.name.endswith(".txt"):
            continue
        text = folded(made.data.decode())
        for item in made.truth["items"]:
            values = [*item["responsible_units"], *item["cooperating_units"], *item["leads"], item["progress"]]
            told += len(values)
            missed += sum(folded(value) not in text for value in values)
    assert told > 3000
    assert missed < told / 500


def test_about_a_third_hold_a_slip_and_as_many_tempt() -> None:
    truths = [made.truth for made in _open()]
    assert 0.2 < sum(bool(truth["anomalies"]) for truth in truths) / len(truths) < 0.4
    assert 0.2 < sum(bool(truth["tempting"]) for truth in truths) / len(truths) < 0.5


def test_a_slip_of_a_text_names_its_lines() -> None:
    for made in _open():
        if made.name.endswith(".txt"):
            lines = made.data.decode().split("\n")
            for one in made.truth["anomalies"]:
                assert one["lines"], made.name
                assert all(1 <= at <= len(lines) for at in one["lines"])


def test_chinese_numbers() -> None:
    told = {1: "一", 10: "十", 11: "十一", 20: "二十", 46: "四十六", 99: "九十九"}
    assert {number: chinese(number) for number in told} == told


def test_a_slip_repeats_or_leaves_out_one_number() -> None:
    for seed in range(50):
        shown, at, bad = slip(Random(seed), list(range(1, 7)))
        is_repeated = shown.count(bad) == 2
        assert is_repeated or bad not in shown
        assert shown[at] == (bad if is_repeated else bad + 1)


def test_it_writes_each_document_with_its_truth(tmp_path: Path) -> None:
    assert write(tmp_path, part="sealed") * 2 == len(list(tmp_path.iterdir()))
