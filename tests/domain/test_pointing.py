"""A number that is typed half changes nothing: never the paragraph beside."""

from datetime import date

import pytest

from domain.bulletin.editions.passages import places_of
from domain.bulletin.editions.pointing import Miss, pointed
from domain.bulletin.snapshot import BulletinEntry, BulletinSection, BulletinSnapshot


def entry(number: int, place: int, parts: int = 0, progress: str = "已开工。") -> BulletinEntry:
    return BulletinEntry(
        number,
        place,
        f"#{number}",
        f"事项{number}",
        progress,
        progress,
        tuple((f"子项{part}", "正在推进。") for part in range(1, parts + 1)),
        # The second part was cancelled: numbers and places of parts differ.
        sub_labels=tuple(f"#{number}.{part + (part > 1)}" for part in range(1, parts + 1)),
    )


PAGE = BulletinSnapshot(
    "督办通报", "督查室", None, date(2026, 11, 27), "通报", "前言", 4, 0,
    (BulletinSection("二、正在推进4件。", (entry(16, 1, 3), entry(3, 2), entry(37, 3), entry(9, 4, 2, ""))),),
    (), (), "",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("#16.3 已完成招标", "二1②"),
        ("#16．3 已完成招标", "二1②"),
        ("16.3：已完成招标", "二1②"),
        ("＃16.4，已完成招标", "二1③"),
        ("#16① 已完成招标", "二1①"),
        ("二1③ 已完成招标", "二1③"),
        ("二1.3 已完成招标", "二1③"),
        ("二、2、已完成招标", "二2"),
        ("#3 已完成招标", "二2"),
        ("37. 已完成招标", "二3"),
        ("#16 已完成招标", "二1"),
        ("主送：已完成招标", "发送"),
        ("标题 已完成招标", "标题"),
    ],
)
def test_the_paragraph_that_is_meant(typed: str, place: str) -> None:
    found = pointed(places_of(PAGE), typed)
    assert found.place is not None, found.miss
    assert places_of(PAGE)[found.place].place == place
    assert found.words == "已完成招标"


def test_words_that_begin_with_a_figure() -> None:
    for typed in ("#37 3家合作社已建成", "#37：3 家合作社已建成", "#16 3家合作社已建成"):
        found = pointed(places_of(PAGE), typed)
        assert found.place is not None
        assert found.words.startswith("3")


@pytest.mark.parametrize(
    ("typed", "miss"),
    [
        ("#16.", Miss.HALF),
        ("#16. 3 已完成", Miss.HALF),
        ("#16 3 已完成", Miss.HALF),
        ("#16.3家已完成", Miss.HALF),
        ("#16-3 已完成", Miss.HALF),
        ("#16。3 已完成", Miss.HALF),
        ("#16·3 已完成", Miss.HALF),
        ("#16 .3 已完成", Miss.HALF),
        ("#16(3) 已完成", Miss.HALF),
        ("#37.9家已完成", Miss.HALF),
        ("2026.11.9 已完成", Miss.HALF),
        ("#16.2 已完成", Miss.ABSENT),
        ("#37.1 已完成", Miss.ABSENT),
        ("#163 已完成", Miss.ABSENT),
        ("#9 已完成", Miss.HAS_PARTS),
        ("二4 已完成", Miss.HAS_PARTS),
        ("已完成", Miss.UNCLEAR),
        ("#16已完成", Miss.UNCLEAR),
    ],
)
def test_what_points_to_nothing(typed: str, miss: Miss) -> None:
    found = pointed(places_of(PAGE), typed)
    assert (found.place, found.miss) == (None, miss)
