"""The board as pictures: a phone's width, within the limits of a photo, long lists on further pages."""

import asyncio
import struct
import time
import zlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.bulletin.board import Board, BoardItem, BoardStill, BoardUnit, BoardWeek
from papers.board import draw
from papers.board.pages import paged, shortened
from papers.board.picture import PICTURES
from papers.official import docx, pdf
from tests.lag import watched_loop
from tests.papers.official_samples import bulletin

DAY = date(2026, 11, 27)
NAMES = ("县农业农村局", "县住房和城乡建设局", "县文化和旅游广电新闻出版局", "老君镇")


def board(total: int = 16, *, late: int = 3, units: int = 6, weeks: int = 8) -> Board:
    closed = total // 2
    return Board(
        agency="云岭县人民政府督查室",
        as_of=DAY,
        total=total,
        closed=closed,
        overdue=late,
        due_soon=total // 9,
        silent=total // 12,
        units=tuple(BoardUnit(NAMES[n % 4], 9, 5 + n % 3, n % 3) for n in range(units)),
        overdue_items=tuple(
            BoardItem(
                f"#{n}", "由喆堃同志牵头，做好自查整改工作" * (1 + n % 5), NAMES[n % 4] * (1 + n % 4), 60 - n % 60
            )
            for n in range(late)
        ),
        weeks=tuple(
            BoardWeek(DAY - timedelta(days=7 * (weeks - 1 - n)), total, closed * n // 8, n % 3) for n in range(weeks)
        ),
    )


def size_of(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def corner(png: bytes) -> tuple[int, ...]:
    """The first pixel: the data of the first row begin with its filter, of which any leaves this one as it is."""
    place, packed = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += 12 + length
    return tuple(zlib.decompress(packed)[1:4])


def test_a_short_board_is_one_picture_of_a_phones_width_in_light_mode() -> None:
    (picture,) = draw(board(late=2, units=4))
    width, height = size_of(picture)
    assert picture.startswith(b"\x89PNG")
    assert width == 1083
    assert 1000 < height < 2600
    assert min(corner(picture)) > 230


@pytest.mark.parametrize(("late", "units"), [(0, 0), (1, 1), (60, 40), (400, 80)])
def test_every_page_is_within_a_photos_limits(late: int, units: int) -> None:
    pictures = draw(board(900, late=late, units=units))
    assert 1 <= len(pictures) <= PICTURES
    for picture in pictures:
        width, height = size_of(picture)
        assert width + height <= 10_000
        assert height <= 2.5 * width
        assert len(picture) < 10_000_000


def test_pages_hold_every_row_once_and_in_order() -> None:
    full = board(900, late=57, units=33)
    pages = paged(full)
    rows = [row for page in pages for block in page for row in block.rows]
    assert rows == [*full.overdue_items, *full.units]
    assert len(pages) > 3
    assert pages[1][0].is_rest
    assert all(page for page in pages)


def test_an_empty_board_and_the_first_week_are_drawn() -> None:
    empty = Board("云岭县人民政府督查室", DAY, 0, 0, 0, 0, 0)
    assert len(draw(empty)) == 1
    assert len(draw(board(weeks=1))) == 1
    assert size_of(draw(board(weeks=1))[0])[1] < size_of(draw(board(weeks=8))[0])[1]


def test_what_stands_still_longest_has_a_line_of_its_own() -> None:
    plain = board(20, units=2)
    still = replace(plain, still=BoardStill("#7", "由吴明远同志牵头，县农林局负责，制定方案", 42))
    assert 0 < size_of(draw(still)[0])[1] - size_of(draw(plain)[0])[1] < 110


def test_only_the_last_eight_weeks_are_drawn() -> None:
    many, last = board(weeks=20), board(weeks=20)
    assert draw(many) == draw(replace(last, weeks=last.weeks[-8:]))


def test_the_lights_add_up() -> None:
    one = board(100)
    assert one.closed + one.on_course + one.due_soon + one.silent + one.overdue == one.total


def test_long_words_give_way_to_an_ellipsis() -> None:
    assert shortened("修路", 10) == "修路"
    assert shortened("修\n路 通车", 10) == "修 路 通车"
    assert shortened("一二三四五六七八九十", 6) == "一二三四五…"


def test_markup_in_names_is_no_markup() -> None:
    sly = replace(board(), agency='#panic("x") *b* $', units=(BoardUnit("#let x = 1 // $", 3, 1, 0),))
    assert len(draw(sly)) == 1


async def test_a_bulletin_of_400_items_takes_a_second_and_a_half_and_the_loop_stays_free() -> None:
    def papers(count: int) -> None:
        paper = bulletin(count)
        pdf.draw(paper)
        docx.draw(paper)
        draw(board(count, late=20, units=30))

    best = 9.0
    await asyncio.to_thread(papers, 3)
    async with watched_loop() as lag:
        for count in (400, 401, 402):
            start = time.process_time()
            await asyncio.to_thread(papers, count)
            best = min(best, time.process_time() - start)
    assert best < 1.5
    assert lag.worst < 0.2
