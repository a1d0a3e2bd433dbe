"""All documents of a seed: which there are, which of them are sealed, and their truth."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from tests.papers.corpus.make_files import write_csv, write_docx, write_pdf, write_xlsx
from tests.papers.distance import bulletins, grids, lists, minutes, proposals
from tests.papers.distance.offices import Office, office
from tests.papers.distance.paper import Paper, lines_of, plain
from tests.papers.distance.rendering import sheet_merges, sheet_rows, text_lines, word_rows
from tests.papers.distance.words import listed

SEED = 20310917
COUNT = 420
Shape = Callable[[Paper], None]
_TEXTS: tuple[tuple[str, Shape, int], ...] = (
    ("minutes-topics", minutes.topics, 8),
    ("minutes-flat", minutes.flat, 7),
    ("minutes-prose", minutes.prose, 6),
    ("minutes-firstly", minutes.firstly, 5),
    ("minutes-parts", minutes.several, 4),
    ("minutes-divided", minutes.divided, 4),
    ("tasks-brackets", lists.brackets, 8),
    ("tasks-labels", lists.labelled, 7),
    ("tasks-by-unit", lists.by_unit, 4),
    ("tasks-covering", lists.covering, 5),
    ("tasks-parts", lists.parted, 3),
    ("tasks-requirements", lists.with_requirements, 4),
    ("bulletin-states", bulletins.by_state, 8),
    ("bulletin-slow", bulletins.slow, 6),
    ("bulletin-parts", bulletins.with_parts, 3),
    ("problems", bulletins.problems, 5),
    ("livelihood", bulletins.livelihood, 5),
    ("proposals", proposals.answered, 4),
)
_TABLES: tuple[tuple[str, Shape, int], ...] = (
    ("table-tasks", grids.tasks, 8),
    ("table-ledger", grids.ledger, 8),
    ("table-projects", grids.projects, 6),
    ("table-problems", grids.faults, 4),
    ("table-proposals", grids.proposals, 5),
)
_TABLE_LAYOUTS = tuple(
    listed("""
    cells cells cells tabs tabs bars bars blanks blanks xlsx xlsx xlsx csv docx docx docx
""")
)
_TEXT_LAYOUTS = ("text",) * 15 + ("docx",) * 3 + ("pdf",) * 2
_KINDS = ("sum", "share", "total", "number", "date")
_REPORTS = ("bulletin", "proposals", "livelihood", "problems", "table-ledger", "table-projects", "table-proposals")


@dataclass(frozen=True, slots=True)
class Document:
    """A file and the truth about it."""

    name: str
    data: bytes
    truth: dict[str, Any]


def is_sealed(index: int, seed: int) -> bool:
    """A third, decided by nothing but the place and the seed."""
    return int(sha256(f"{seed}:{index}".encode()).hexdigest(), 16) % 3 == 0


def documents(seed: int = SEED, part: str = "open", count: int = COUNT) -> Iterator[Document]:
    for index in range(count):
        if is_sealed(index, seed) == (part == "sealed"):
            yield document(index, seed)


def document(index: int, seed: int = SEED) -> Document:
    rng = Random(f"{seed}:{index}")
    paper, make = _blank(rng)
    make(paper)
    layout = paper.layout
    name = f"{index:03d}-{paper.shape}"
    if layout in ("xlsx", "csv", "docx", "pdf"):
        return Document(f"{name}.{layout}", _file(paper, layout), _truth(paper, layout, []))
    lines = text_lines(paper, layout)
    data = "\n".join(plain(line) for line in lines) + "\n"
    return Document(f"{name}.txt", data.encode(), _truth(paper, layout, lines))


def _blank(rng: Random) -> tuple[Paper, Shape]:
    shapes = _TABLES if rng.random() < 0.36 else _TEXTS
    shape, make, _ = rng.choices(shapes, [weight for _, _, weight in shapes])[0]
    is_report = shape.startswith(_REPORTS)
    when = date(rng.randint(2027, 2038), 1, 1) + timedelta(
        days=rng.randint(70, 350) if is_report else rng.randint(8, 320)
    )
    layout = rng.choice(_TABLE_LAYOUTS if shapes is _TABLES else _TEXT_LAYOUTS)
    paper = Paper(rng, _office(rng, shape), when, shape, has_year=rng.random() > 0.05, layout=layout)
    paper.wished = set(rng.sample(_KINDS, 3)) if rng.random() < 0.34 else set()
    paper.tempted = set(rng.sample(_KINDS, 3)) - paper.wished if rng.random() < 0.45 else set()
    return paper, make


def _office(rng: Random, shape: str) -> Office:
    made = office(rng)
    while shape == "livelihood" and "政府" not in made.organ:
        made = office(rng)
    return made


def _truth(paper: Paper, layout: str, lines: list[str]) -> dict[str, Any]:
    def told(is_true: bool) -> list[dict[str, Any]]:
        return [
            {"kind": one.kind, "lines": lines_of(one, lines), "figures": one.figures}
            for one in paper.planted
            if one.is_true is is_true
        ]

    return {
        "source": "generated",
        "shape": paper.shape,
        "format": layout,
        "office": paper.office.kind,
        **paper.head,
        "items": [item.truth(has_year=paper.has_year and paper.shows_year) for item in paper.items],
        "anomalies": told(is_true=False),
        "tempting": told(is_true=True),
    }


def _file(paper: Paper, layout: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"paper.{layout}"
        lines = [plain(line) for line in paper.lines]
        if layout == "pdf":
            write_pdf(path, lines)
        elif layout == "docx":
            write_docx(path, lines, [word_rows(paper)] if paper.grid else [])
        elif layout == "xlsx":
            write_xlsx(path, {"Sheet1": (sheet_rows(paper), sheet_merges(paper))})
        else:
            rows = [["" if cell is None else str(cell) for cell in row] for row in sheet_rows(paper)]
            write_csv(path, rows, paper.rng.choice(("utf-8-sig", "gb18030", "utf-8")))
        return path.read_bytes()


def write(folder: Path, seed: int = SEED, part: str = "open") -> int:
    """Files with their truths beside them; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    made_all = list(documents(seed, part))
    for made in made_all:
        path = folder / made.name
        path.write_bytes(made.data)
        path.with_suffix(".json").write_text(json.dumps(made.truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(made_all)
