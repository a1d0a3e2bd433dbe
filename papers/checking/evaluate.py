"""`python -m papers.checking.evaluate DIR`: how well the reader reads the documents of a folder.

A document with a truth beside it (a.txt, a.json) is judged field by field: precision, recall and F1 for the
document, for all, and on the last line in total. One without is read, and what is odd about it is printed.
"""

import json
import sys
from pathlib import Path

from domain.papers.unreadable import UnreadablePaper
from papers.checking.bulletin import check_bulletin
from papers.checking.scoring import FIELDS, FieldCount, Score, score
from papers.files.text import extract_text
from papers.reading.bulletin_reader import read_paper

KINDS = (".txt", ".docx", ".pdf", ".xlsx", ".xls", ".csv")


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in KINDS and path.is_file())


def truth_of(path: Path) -> Path | None:
    """The JSON beside a document."""
    beside = path.with_suffix(".json")
    return beside if beside.exists() else None


def score_document(path: Path, truth: Path) -> Score:
    """A document that is refused has missed everything, and says why."""
    told = json.loads(truth.read_text(encoding="utf-8"))
    try:
        return score(read_paper(extract_text(path.name, path.read_bytes())), told)
    except UnreadablePaper as refusal:
        missed = score(None, told)
        missed.wrong.insert(0, refusal.sentence)
        return missed


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
    return f"P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}"


def _table(name: str, told: Score) -> list[str]:
    rows = [f"  {field:<18} {_figures(told.counts[field])}" for field in FIELDS]
    return [name, *rows]


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
    each = "  ".join(f"{name} {whole.counts[name].f1:.3f}" for name in FIELDS)
    return [*lines, f"total {_figures(whole.whole)}  (F1: {each})"]


def main(arguments: list[str]) -> int:
    folders = [one for one in arguments if not one.startswith("-")]
    if len(folders) != 1 or not Path(folders[0]).is_dir():
        sys.stderr.write("Usage: python -m papers.checking.evaluate DIR [--wrong]\n")
        return 2
    told = report(Path(folders[0]), shows_wrong="--wrong" in arguments)
    sys.stdout.write("\n".join(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
