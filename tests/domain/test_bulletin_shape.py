"""Several meetings under their names; a short issue prints what changed and counts the rest."""

from dataclasses import replace
from datetime import date

import pytest

from domain.bulletin.adding_up import mistakes
from domain.bulletin.editions.restating import restated
from domain.bulletin.forms import Sort, numeral
from domain.bulletin.making import FactItem, is_unchanged
from domain.bulletin.posts import blocks, bulletin_pages, summary
from domain.bulletin.snapshot import (
    BulletinSnapshot,
    LastFigures,
    bulletin_from_json,
    shortened,
    to_paper,
    with_progress,
)
from domain.bulletin.tracing import traces_of
from tests.domain.test_bulletin_text import bulletin_of, fact

LAST_WEEK = LastFigures(4, 1, date(2026, 11, 20), 0)
FIRST, SECOND = "县政府第21次常务会议", "2026年重点工作推进会"


def lines(bulletin: BulletinSnapshot) -> list[str]:
    return [text for style, text in to_paper(bulletin).paragraphs if style != "preamble"]


def heads(bulletin: BulletinSnapshot) -> list[tuple[str, str]]:
    return [one for one in to_paper(bulletin).paragraphs if one[0] in ("section", "subsection")]


def several() -> BulletinSnapshot:
    return bulletin_of(
        fact(1, closed=True, meeting=FIRST),
        fact(2, meeting=SECOND),
        fact(3),
        fact(4, meeting=FIRST),
        fact(5, meeting=SECOND, late=True),
        fact(6, meeting=FIRST),
    )


def test_items_stand_under_the_names_of_their_meetings() -> None:
    assert lines(several()) == [
        "一、已完成工作1件（占16.7%）。",
        f"（一）{FIRST}",
        "1、“抓好第1项重点工作”。方案已印发。",
        "二、需长期开展和正在推进的工作5件（占83.3%）。",
        f"（一）{SECOND}",
        "1、“抓好第5项重点工作”。方案已印发。（迟报）",
        "2、“抓好第2项重点工作”。方案已印发。",
        f"（二）{FIRST}",
        "3、“抓好第4项重点工作”。方案已印发。",
        "4、“抓好第6项重点工作”。方案已印发。",
        "（三）其他事项",
        "5、“抓好第3项重点工作”。方案已印发。",
    ]
    assert not mistakes(several())
    assert all(line in "\n".join(blocks(several())) for line in lines(several()))


@pytest.mark.parametrize("meetings", [("", "", ""), (FIRST, FIRST, FIRST), (FIRST, FIRST, "")])
def test_one_meeting_needs_no_heading(meetings: tuple[str, ...]) -> None:
    made = bulletin_of(*(fact(place, meeting=name) for place, name in enumerate(meetings, 1)))
    assert [style for style, _ in heads(made)] == ["section", "section"]


def test_a_correction_moves_an_item_under_its_meeting() -> None:
    moved = restated(several(), 4, Sort.CLOSED)
    assert heads(moved)[:2] == [("section", "一、已完成工作2件（占33.3%）。"), ("subsection", f"（一）{FIRST}")]
    assert [entry.label for entry in moved.sections[0].entries] == ["#1", "#4"]
    assert not mistakes(moved)
    back = restated(moved, 4, Sort.OPEN)
    assert [entry.group for entry in back.sections[1].entries] == [SECOND, SECOND, FIRST, FIRST, "其他事项"]


def test_meetings_beyond_ten_have_numbers() -> None:
    made = bulletin_of(*(fact(place, meeting=f"第{place}次会议") for place in range(1, 24)))
    named = [text for style, text in heads(made) if style == "subsection"]
    assert (named[9], named[10], named[19], named[22]) == (
        "（十）第10次会议",
        "（十一）第11次会议",
        "（二十）第20次会议",
        "（二十三）第23次会议",
    )
    assert numeral(99) == "九十九"


def some_news(*quiet: int, total: int = 6) -> BulletinSnapshot:
    made = bulletin_of(
        *(fact(place, closed=place == 1, unchanged=place in quiet, said=(place,)) for place in range(1, total + 1)),
        last=LAST_WEEK,
    )
    return shortened(made, is_short=True)


def test_a_short_issue_prints_what_changed_and_counts_the_rest() -> None:
    made = some_news(1, 2, 4, 5)
    assert lines(made) == [
        "一、已完成工作1件（占16.7%）。",
        "1件本周均无新变化：1号。",
        "二、需长期开展和正在推进的工作5件（占83.3%）。",
        "1、“抓好第3项重点工作”。方案已印发。",
        "2、“抓好第6项重点工作”。方案已印发。",
        "其余3件本周无新变化：2、4、5号。",
    ]
    assert (made.total, made.closed, mistakes(made)) == (6, 1, ())
    assert bulletin_from_json(made.to_json()) == made
    assert [trace.place for trace in traces_of(made, ())] == ["二、1", "二、2"]
    assert "其余3件本周无新变化：2、4、5号。" in "\n".join(bulletin_pages(made))


def test_a_short_issue_can_be_printed_in_full_again() -> None:
    made = some_news(2, 5)
    whole = shortened(made, is_short=False)
    assert [entry.place for entry in whole.entries] == [1, 1, 2, 3, 4, 5]
    assert not mistakes(whole)
    assert "is_short" not in whole.to_json()


@pytest.mark.parametrize("days", [7, 30])
def test_nothing_new_is_one_line(days: int) -> None:
    made = some_news(*range(1, 7))
    made = replace(made, last=replace(LAST_WEEK, as_of=date.fromordinal(made.as_of.toordinal() - days)))
    said = "本周无变化。" if days == 7 else "本期无变化。"
    assert lines(made) == [said]
    assert said in summary(made)
    assert not mistakes(made)


def test_what_a_supervisor_words_or_corrects_is_printed() -> None:
    worded = with_progress(some_news(2, 3, 4), 3, "已完成选址。")
    assert "1、“抓好第3项重点工作”。已完成选址。" in lines(worded)
    assert "其余2件本周无新变化：2、4号。" in lines(worded)
    corrected = restated(some_news(2, 3, 4), 3, Sort.CLOSED)
    assert "2、“抓好第3项重点工作”。方案已印发。" in lines(corrected)
    assert not mistakes(worded)
    assert not mistakes(corrected)


def test_long_rows_of_numbers_are_joined() -> None:
    made = some_news(*range(10, 400), total=400)
    assert "其余390件本周无新变化：10至399号。" in lines(made)


@pytest.mark.parametrize(
    "change",
    [
        {"closed": True},
        {"overdue_days": 1},
        {"slow": True},
        {"deadline": date(2026, 12, 31)},
        {"units": ("县农林局",)},
        {"notes": ("已批准延期1次。",)},
        {"late": True},
        {"directive": "另一件事"},
    ],
)
def test_what_stands_otherwise_than_in_the_last_issue_is_a_change(change: dict[str, object]) -> None:
    then = bulletin_of(fact(1)).entries[0]
    same: FactItem = fact(1)
    assert is_unchanged(same, then)
    assert not is_unchanged(fact(1, **change), then)  # type: ignore[arg-type]
    assert not is_unchanged(same, None)
