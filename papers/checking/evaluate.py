"""`python -m papers.evaluate DIR`: how well the reader reads the documents of a folder.

A document with a truth beside it (a.txt, a.json) is judged field by field: precision, recall and F1 for the
document, for each format, for each shape that the truths name, for all, and on the last line in total; "n.a."
where no truth tells the field. One without is read, and what is odd about it is printed.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from domain.papers import unreadable
from domain.papers.reading import SumMismatch
from domain.papers.unreadable import UnreadablePaper
from papers.checking.bulletin import check_beside, check_bulletin, check_figures, listed_findings
from papers.checking.scoring import JUDGED, FieldCount, Score, score
from papers.files.text import extract_text
from papers.reading.bulletin_reader import read_paper

FORMATS = {
    ".txt": "pasted text",
    ".docx": "docx",
    ".xlsx": "xlsx/csv",
    ".xls": "xlsx/csv",
    ".csv": "xlsx/csv",
    ".pdf": "pdf",
}


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in FORMATS and path.is_file())


def truth_of(path: Path) -> Path | None:
    """The JSON beside a document."""
    beside = path.with_suffix(".json")
    return beside if beside.exists() else None


def score_document(path: Path, truth: Path) -> Score:
    """A document that is refused has missed everything, and says why."""
    told = json.loads(truth.read_text(encoding="utf-8"))
    text = ""
    try:
        text = extract_text(path.name, path.read_bytes())
        paper = read_paper(text)
        return score(paper, told, [*check_beside(text, paper), *_judged(listed_findings(paper))])
    except UnreadablePaper as refusal:
        # Figures are checked without a list, too.
        found = check_figures(text) if refusal.sentence == unreadable.NO_ITEMS else []
        missed = score(None, told, found)
        missed.wrong.insert(0, refusal.sentence)
        return missed


def _judged(found: Iterable[SumMismatch]) -> list[SumMismatch]:
    """Two items in the same words are no matter of figures."""
    return [one for one in found if one.kind != "same_directive"]


def score_folder(folder: Path) -> dict[str, Score]:
    """By file name, of all documents that have a truth."""
    judged = ((path, truth_of(path)) for path in documents(folder))
    return {path.name: score_document(path, truth) for path, truth in judged if truth is not None}


def total(scores: dict[str, Score]) -> Score:
    whole = Score()
    for one in scores.values():
        whole.add(one)
    return whole


def oddities(path: Path) -> list[str]:
    """What is odd about a document that has no truth: of its items, and of its figures."""
    found: list[str] = []
    try:
        text = extract_text(path.name, path.read_bytes())
        found = [f"? {one.sentence}" for one in check_bulletin(text)]
        paper = read_paper(text)
    except UnreadablePaper as refusal:
        return [refusal.sentence, *found]
    return [f"{len(paper.items)} items", *(f"! {one.sentence}" for one in paper.anomalies), *found]


def _figures(count: FieldCount) -> str:
    if not count.is_judged:
        return "n.a."
    return f"P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}"


def _table(name: str, told: Score) -> list[str]:
    rows = [f"  {field:<18} {_figures(count)}" for field, count in told.counts.items()]
    return [name, *rows]


def _line(name: str, told: Score) -> str:
    """The items as a whole, and F1 of each field."""
    counts = ((field, told.counts[field]) for field in JUDGED)
    each = "  ".join(f"{field} {count.f1:.3f}" if count.is_judged else f"{field} n.a." for field, count in counts)
    return f"{name} {_figures(told.whole)}  (F1: {each})"


def _groups(folder: Path, scores: dict[str, Score]) -> list[str]:
    """A line for each format, and one for each shape that truths name."""
    groups: dict[str, dict[str, Score]] = {}
    for name, told in scores.items():
        path = folder / name
        groups.setdefault(f"format {FORMATS[path.suffix.lower()]}", {})[name] = told
        shape = json.loads(path.with_suffix(".json").read_text(encoding="utf-8")).get("shape")
        if shape:
            groups.setdefault(f"shape {shape}", {})[name] = told
    return [_line(f"{name} ({len(ones)})", total(ones)) for name, ones in sorted(groups.items())]


def report(folder: Path, *, shows_wrong: bool = False) -> list[str]:
    lines: list[str] = []
    scores = score_folder(folder)
    for path in documents(folder):
        if path.name not in scores:
            lines += [f"{path.name} (no truth)", *(f"  {line}" for line in oddities(path))]
            continue
        lines += _table(path.name, scores[path.name])
        lines += [f"  x {line}" for line in scores[path.name].wrong if shows_wrong]
    whole = total(scores)
    lines += _table(f"all {len(scores)} documents with a truth", whole)
    return [*lines, *_groups(folder, scores), _line("total", whole)]


def main(arguments: list[str]) -> int:
    folders = [one for one in arguments if not one.startswith("-")]
    if len(folders) != 1 or not Path(folders[0]).is_dir():
        sys.stderr.write("Usage: python -m papers.evaluate DIR [--wrong]\n")
        return 2
    told = report(Path(folders[0]), shows_wrong="--wrong" in arguments)
    sys.stdout.write("\n".join(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
