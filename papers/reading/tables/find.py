"""Tables in text: a row a line with tabs, bars or runs of blanks, or flattened to one cell a line."""

import re
from collections.abc import Iterator
from itertools import pairwise

from papers.reading.layout import is_page_number, tidy
from papers.reading.tables.cells import ODD, is_count, is_han, misfit, parted_names, parted_units, row_number
from papers.reading.tables.columns import column_kind, header_kinds
from papers.reading.tables.fitting import FitRow, aligned, stands_right
from papers.reading.tables.flat import HEADING, flat_rows
from papers.reading.tables.forms import form_of
from papers.reading.tables.grid import BARS, CELL_BREAK, MERGED, MOST_ROWS, ROW_END, CellGrid, unmarked_cell
from papers.reading.tables.guessing import ENOUGH, guessed, looks_like_names, settled
from papers.reading.tables.lines import plain_lines
from papers.reading.tables.names import whole_names
from papers.reading.tables.running import Word, row_starts
from papers.reading.tables.spreading import spread_names

_BAR_CELLS = re.compile(rf"[{BARS}]")
_FRAME = re.compile(r"^[\s\-:=─━┌┬┐├┼┤└┴┘╋+|│┃]+$")
_ENDS_HEADER = re.compile(r"^(?:\d{1,4}|一)[、.．*]?$")
_WIDE, _ANY = re.compile(r"\s{2,}|\u3000"), re.compile(r"\s+")
_LONGEST_HEADING = 30
_FEWEST_FILLED = 2
_LONGEST_CELL_LINE = 200
_LONGEST_NAME, _LONGEST_SURE_NAME = 12, 6
_MOST_NAMES, _MOST_PARTS = 18, 40
_MOST_FORM_LINES = 24
_MOST_LINES, _MOST_GUESSES, _MOST_FLAT_LINES = 12, 8, 12_000
_MOST_GUESSED = 2_000
# The site's own words around a stored page.
_CHROME = re.compile(
    r"^(?:【?(?:打印|关闭|收藏|分享)|上一[篇条]|下一[篇条]|相关(?:链接|文章|附件)|版权所有|主办[：:]|责任编辑|编辑[：:]|扫一扫|返回顶部"
    r"|信息来源|来源[：:]|附件[：:\d]|注[：:]|说明[：:]|填表)"
)
# What the catalogue of open government papers tells of each (政府信息公开目录).
_CATALOGUE = re.compile(
    r"(?:索引号|(?:发文字|文)号|(?:文件|信息)名称|(?:公开|成文|生成|发布|发文)(?:目录|形式|方式|范围|时限|日期|责任部门)"
    r"|(?:发布|发文)(?:机构|机关|部门)|有效性|(?:主题|组配)分类|内容概述|主题词|关键词)[:：]?"
)


def find_tables(text: str) -> tuple[list[CellGrid], str]:
    """The tables of items, and the text with their lines left blank."""
    told = text.splitlines()
    turns = {place for place, line in enumerate(told) if is_page_number(line)}
    printed = ["" if place in turns else line for place, line in enumerate(told)]
    lines = plain_lines(printed)
    finder = _Finder(lines, printed)
    tables: list[CellGrid] = []
    place = 0
    while place < len(lines):
        found = finder.table_at(place)
        if found is None:
            place += 1
            continue
        table, first, end = found
        tables.append(table)
        lines[first:end] = [""] * (end - first)
        turns -= set(range(first, end))
        place = end
    for turn in turns:
        lines[turn] = told[turn]
    return tables, "\n".join(lines)


_RawRow = tuple[list[str], tuple[int, int]]
_Found = tuple[CellGrid, int, int]


class _Finder:
    """Looks for a table that begins at a line; what has been looked through once in vain is not guessed at again."""

    def __init__(self, lines: list[str], printed: list[str]) -> None:
        self.lines, self.printed = lines, printed
        self.tried = 0
        self.guesses = _MOST_GUESSES

    def table_at(self, place: int) -> _Found | None:
        """The table, its first line and the one after its last."""
        line = self.lines[place]
        if not line.strip():
            return None
        if is_row(line):
            cells = cells_of(line)
            if _tells_pairs(cells):
                return None
            if sum(bool(cell) for cell in cells) < _FEWEST_FILLED:
                # The title of a sheet stands alone in the row above the names.
                return None
            kinds = header_kinds(cells)
            form = self._form_at(place)
            return form or (self._rows_at(place, kinds) if kinds else self._guessed_rows(place))
        if len(line) > _LONGEST_CELL_LINE:
            return None
        name = tidy(line)
        # 责任单位： is a label, whose value stands below it.
        if name[-1:] != "：" and column_kind(name) and (header := self._flat_header(place)):
            return self._flat_at(place, header[1], header[0], None)
        # Two spaces part columns, one may stand within a cell; where the header has only single ones, each parts.
        for spaces in (_WIDE, _ANY):
            parts = [one for one in spaces.split(line.strip()) if one]
            names = whole_names(parts, 0) if _MOST_PARTS >= len(parts) >= 3 else []
            if len(names) >= 3 and header_kinds(names):
                return self._flat_at(place, place + 1, names, spaces)
        is_new = place >= self.tried and self.guesses > 0
        return self._guessed_flat(place) if is_new and row_number(name) is not None else None

    def _rows_at(self, place: int, kinds: list[str], names: int = 1) -> _Found | None:
        """Rows until the first line that is none; a header that a page repeats, and a second line of it, are none."""
        raw: list[_RawRow] = []
        end = place + names
        while end < len(self.lines) and len(raw) <= MOST_ROWS and self._is_within(end):
            cells, after = self._whole_row(end, kinds)
            if _tells_pairs(cells):
                break
            if any(cells) and not _FRAME.match(self.lines[end]):
                raw.append((cells, (end + 1, self._printed_end(after))))
            end = after
        if len(raw) > 1 and _is_lost_header(raw[0][0], raw[1][0]):
            raw = raw[1:]
        below = _second_header(raw[0][0]) if raw else []
        if below:
            kinds = _overlaid(kinds, below)
            raw = raw[1:]
        elif raw and names:
            told = [cells for cells, _ in raw]
            spread = spread_names(cells_of(self.lines[place]), told)
            first = header_kinds(spread)
            kinds = settled(spread, [aligned(cells, first)[0] for cells in told[:ENOUGH]] if first else told)
        return (_filled(kinds, raw), place, end) if kinds else None

    def _whole_row(self, place: int, kinds: list[str]) -> tuple[list[str], int]:
        """The cells of a row and the line after it: where a line ends within a cell the next ones go on, if then
        there are as many cells as columns and each stands right."""
        first = cells_of(self.lines[place])
        cells = first
        for end in range(place + 1, min(place + _MOST_LINES, len(self.lines))):
            more = [one.strip() for one in cells_of(self.lines[end])]
            if len(first) < _FEWEST_FILLED or len(cells) >= len(kinds) or not more[0] or row_number(more[0]):
                break
            cells = [*cells[:-1], f"{cells[-1]}{CELL_BREAK}{more[0]}", *more[1:]]
            if len(cells) == len(kinds) and len(more) > 1:
                return (cells, end + 1) if stands_right(cells, kinds) else (first, place + 1)
        return first, place + 1

    def _printed_end(self, place: int) -> int:
        """Lines of a row that were put together on its first stand blank below it."""
        while place < len(self.lines) and not self.lines[place] and self.printed[place].strip():
            place += 1
        return place

    def _is_within(self, place: int) -> bool:
        """A row, a blank line, a frame, or a heading without tabs that more rows follow."""
        line = self.lines[place]
        if is_row(line) or not line.strip() or _FRAME.match(line):
            return True
        following = next((one for one in self.lines[place + 1 : place + 3] if one.strip()), "")
        return len(line.strip()) <= _LONGEST_HEADING and is_row(following) and not header_kinds(cells_of(following))

    def _form_at(self, place: int) -> _Found | None:
        end = place
        while end < min(place + _MOST_FORM_LINES, len(self.lines)) and is_row(self.lines[end]):
            end += 1
        form = form_of([cells_of(line) for line in self.lines[place:end]], place + 1)
        return (form, place, end) if form else None

    def _guessed_rows(self, place: int) -> _Found | None:
        if place < self.tried:
            return None
        end = place
        at: list[int] = []
        while end < len(self.lines) and self._is_within(end) and len(at) < _MOST_GUESSED:
            if is_row(self.lines[end]) and not _FRAME.match(self.lines[end]):
                at.append(end)
            end += 1
        rows = [cells_of(self.lines[one]) for one in at]
        # What stands above a header that is known may be the title's, or a table by itself.
        known = next((place for place, cells in enumerate(rows) if header_kinds(cells)), len(rows))
        kinds, names = guessed(rows[:known])
        if not kinds:
            self.tried = at[known] if known < len(rows) else end
            return None
        first = at[names] if names else at[0]
        found = self._rows_at(first, kinds, names=0)
        return (found[0], at[max(names - 1, 0)], found[2]) if found else None

    def _flat_header(self, place: int) -> tuple[list[str], int] | None:
        """Names one a line, up to the number of the first row or the first long words."""
        names: list[str] = []
        places: list[int] = []
        for end in range(place, min(place + 4 * _MOST_NAMES, len(self.lines))):
            name = tidy(self.lines[end])
            if not name:
                continue
            is_name = column_kind(name) is not None or _is_name_like(name, _longest_name(names))
            if _ENDS_HEADER.match(name) or not is_name or len(names) > _MOST_NAMES:
                names = names[: len(names) - _cells_before_number(names)]
                end = [*places, end][len(names)]
                return (names, end) if _is_flat_header(names) and not _is_title(names) else None
            names.append(name)
            places.append(end)
        return None

    def _flat_at(self, first: int, start: int, names: list[str], spaces: re.Pattern[str] | None) -> _Found | None:
        end = next((at for at in range(start, len(self.lines)) if _CHROME.match(tidy(self.lines[at]))), len(self.lines))
        words = list(_words(self.lines, start, end, spaces))
        stretches = _stretches(words, len(names))
        if spaces is None and stretches:
            names = whole_names(names, _usual(stretches))
        kinds = _kinds_of_flat(names, stretches) or header_kinds(names)
        rows = flat_rows(words, kinds, names)
        kinds = settled(names, [row.cells for row in rows if any(row.cells[1:])])
        return _flat_grid(rows, kinds, first, end) if kinds else None

    def _guessed_flat(self, place: int) -> _Found | None:
        """Numbers alone on their lines that count on, whatever the columns above them are called."""
        self.guesses -= 1
        last = min(place + _MOST_FLAT_LINES, len(self.lines))
        end = next((at for at in range(place, last) if _CHROME.match(tidy(self.lines[at]))), last)
        words = list(_words(self.lines, place, end, None))
        starts = row_starts(words, 4)
        if len(starts) < 3 or starts[0]:
            # No run from here on: none from any later line up to the same end.
            self.tried = end if len(starts) < 3 else words[starts[0]][0] - 1
            return None
        names, first = self._names_above(place)
        kinds = _kinds_of_flat(names, _stretches(words, len(names) or 4))
        if not kinds:
            self.tried = end
            return None
        return _flat_grid(flat_rows(words, kinds, names), kinds, first, end)

    def _names_above(self, place: int) -> tuple[list[str], int]:
        """The short lines right above the first number, as many as could be names."""
        names: list[str] = []
        first = place
        for at in range(place - 1, max(-1, place - 3 * _MOST_NAMES), -1):
            name = tidy(self.lines[at])
            if name and not _is_name_like(name, _LONGEST_NAME) and column_kind(name) is None:
                break
            if name:
                names.insert(0, name)
                first = at
            if column_kind(name) == "number":
                break
        return (names, first) if looks_like_names(names) else ([], place)


def _stretches(words: list[Word], width: int) -> list[list[str]]:
    """The cells from each number of a row to the next."""
    starts = [*row_starts(words, width), len(words)]
    return [[cell for _, cell, _ in words[one:after] if not HEADING.match(cell)] for one, after in pairwise(starts)]


def _usual(rows: list[list[str]]) -> int:
    lengths = [len(row) for row in rows]
    return max(set(lengths), key=lambda length: (lengths.count(length), length))


def _kinds_of_flat(names: list[str], rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    lengths = [len(row) for row in rows]
    usual = _usual(rows)
    if usual < 3 or 2 * sum(abs(length - usual) <= 1 for length in lengths) < len(lengths):
        return []
    for width in [len(names)] if header_kinds(names) else dict.fromkeys((len(names) or usual, usual)):
        whole = [row for row in rows if len(row) == width]
        known = names if len(names) == width else [""] * width
        if whole and (kinds := settled(known, whole)) and "number" in kinds:
            return kinds
    return []


def _flat_grid(rows: list[FitRow], kinds: list[str], first: int, end: int) -> _Found | None:
    table = CellGrid(kinds)
    for row in rows:
        table.add(row.cells, row.lines, short="number" in kinds and not row.has_start)
    return (table, first, end) if table.rows else None


def is_row(line: str) -> bool:
    return "\t" in line or len(_BAR_CELLS.findall(line)) >= 2


def _tells_pairs(cells: list[str]) -> bool:
    """索引号： | … | 成文日期： | …: what a site tells of the page."""
    filled = [cell for cell in cells if cell]
    names, values = filled[::2], filled[1::2]
    is_catalogued = (
        bool(values) and all(map(_CATALOGUE.fullmatch, names)) and not any(map(_CATALOGUE.fullmatch, values))
    )
    return is_catalogued or (len(filled) > 1 and 2 * sum(cell[-1] in "：:" for cell in filled) >= len(filled))


def cells_of(line: str) -> list[str]:
    if "\t" in line:
        return [part.strip() for part in line.split("\t")]
    words = line.strip()
    return [part.strip() for part in _BAR_CELLS.split(words[words[:1] in BARS : len(words) - (words[-1:] in BARS)])]


def _filled(kinds: list[str], raw: list[_RawRow]) -> CellGrid:
    table = CellGrid(kinds)
    for cells, lines in raw:
        again = header_kinds(cells)
        if again and len([one for one in again if one]) >= len([one for one in kinds if one]) - 1:
            table.columns = again
        elif sum(bool(cell) for cell in cells) <= 2 and not _goes_on_unnumbered(cells, table.columns):
            table.add(cells, lines)
        else:
            placed, is_short = aligned(cells, table.columns)
            table.add(placed, lines, short=is_short)
    return table


def _goes_on_unnumbered(cells: list[str], kinds: list[str]) -> bool:
    """各乡镇 | 完工率70%: two cells, the first of which is no number, go on with the row above."""
    if sum(map(bool, cells)) < _FEWEST_FILLED or kinds[:1] != ["number"] or misfit(cells[0], "number") < ODD:
        return False
    placed, _ = aligned(cells, kinds)
    return sum(map(misfit, placed, kinds)) < 1.0


def _second_header(cells: list[str]) -> list[str]:
    """责任单位 over 主办单位 and 协办单位: kinds by place, empty when this line is a row."""
    kinds = [column_kind(unmarked_cell(cell)) or "" for cell in cells]
    is_header = all(kind or not cell or cell.startswith(MERGED) for kind, cell in zip(kinds, cells, strict=True))
    return kinds if is_header and sum(bool(kind) for kind in kinds) >= _FEWEST_FILLED else []


def _is_lost_header(cells: list[str], after: list[str]) -> bool:
    """前期手续, 形象进度 pushed to the left below a name that stood over both, above the first number."""
    filled = [cell for cell in cells if cell]
    is_left = len(filled) < len(cells) / 2 and cells[: len(filled)] == filled
    are_names = len(filled) > 1 and all(_is_name_like(cell, _LONGEST_NAME) for cell in filled)
    return is_left and are_names and any(map(column_kind, filled)) and not is_count(cells[0]) and is_count(after[0])


def _overlaid(above: list[str], below: list[str]) -> list[str]:
    width = max(len(above), len(below))
    pairs = zip(above + [""] * (width - len(above)), below + [""] * (width - len(below)), strict=True)
    return [second or first for first, second in pairs]


def _is_flat_header(names: list[str]) -> bool:
    """Rows without numbers are told by their columns alone: then each name must be known."""
    kinds = header_kinds(names)
    return len(names) >= 3 and bool(kinds) and ("number" in kinds or all(kinds))


def _cells_before_number(names: list[str]) -> int:
    """类别 before 序号: the class of the first row stands between the names and its number."""
    kinds = [column_kind(name) for name in names]
    before = kinds.index("number") if "number" in kinds else 0
    is_class = 0 < before < len(names) - 3 and not any(kinds[-before:])
    return before if is_class and kinds[0] == "category" else 0


def _is_title(names: list[str]) -> bool:
    """Whether the first of these is the table's own title: long words before 序号, or a year before another task."""
    kinds = [column_kind(name) for name in names]
    if "number" in kinds:
        return kinds[0] != "number" and (len(names[0]) > _LONGEST_SURE_NAME or names[0][:1].isdigit())
    return kinds.count("directive") > 1 and kinds[0] == "directive" and names[0][:4].isdigit()


def _longest_name(before: list[str]) -> int:
    """Below 序号 a number ends the names, else the first words that are too long for one."""
    return _LONGEST_NAME if before and column_kind(before[0]) == "number" else _LONGEST_SURE_NAME


def _is_name_like(words: str, longest: int) -> bool:
    return len(words) <= longest and not re.search(r"[\d，。、；：]|^[（(][一二三四五六七八九十]+[）)]", words)


def _whole_names(parts: list[str]) -> list[str]:
    """薛　建: two characters that stand alone are one name."""
    whole: list[str] = []
    for part in parts:
        if whole and len(part) == len(whole[-1]) == 1 and is_han(part) and is_han(whole[-1]):
            whole[-1] += part
        else:
            whole.append(part)
    return whole


def _words(lines: list[str], start: int, end: int, spaces: re.Pattern[str] | None) -> Iterator[Word]:
    """Line (1-based), cell, and whether the cell begins its line."""
    for at in range(start, end):
        parts = _whole_names(spaces.split(lines[at].strip())) if spaces else [lines[at]]
        for place, part in enumerate(parts):
            if cell := part.strip():
                mark = ROW_END if cell.endswith(ROW_END) else ""
                yield at + 1, cell if spaces else tidy(parted_names(parted_units(cell))) + mark, place == 0
