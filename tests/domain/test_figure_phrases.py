"""What people say of figures, told apart: in all, more, corrected, left open, or no amount of the target.

Each line of the two files: what the unit stood at, what becomes of the words, the words. `figures_developed.tsv`
was looked at while the rules were written; `figures_held.tsv` was written before them and only scored.
`figures_spoken.tsv` holds how officials type on a phone, `figures_fresh.tsv` what was thought of after its rules.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from domain.items.standing import FigureMeaning
from domain.quantities import Quantity, read_quantity
from domain.talk.figure_verdict import FigureVerdict, Standing, judge
from domain.talk.figures import Counted, say_figure

PHRASES = Path(__file__).parent / "phrases"
FILES = ("figures_developed", "figures_held", "figures_spoken", "figures_fresh")
MONDAY = date(2026, 11, 23)


def lines(name: str) -> Iterator[tuple[str, Quantity, str, str, str]]:
    directive, owes = "", Quantity(Decimal(0), "")
    for line in (PHRASES / f"{name}.tsv").read_text("utf-8").splitlines():
        if line.startswith("## "):
            directive, target = line[3:].split("\t")
            found = read_quantity(target)
            assert found
            owes = found
            continue
        stands, meant, words = line.split("\t")
        yield directive, owes, stands, meant, words


def verdict(directive: str, owes: Quantity, stands: str, words: str) -> FigureVerdict:
    at = Standing(Decimal(stands), owes.amount, has_any=Decimal(stands) > 0)
    return judge(say_figure(words, MONDAY, Counted(owes.unit, owes.amount, directive)), at, owes.unit)


def told(one: FigureVerdict) -> str:
    if one.counted is not None:
        return f"{one.counted.meaning} {one.counted.amount.normalize():f}"
    return "ask" if one.doubt else "none"


def missed(name: str) -> list[str]:
    found = []
    for directive, owes, stands, meant, words in lines(name):
        got = told(verdict(directive, owes, stands, words))
        if got != meant:
            found.append(f"{stands} {words}: {meant} != {got}")
    return found


@pytest.mark.parametrize("name", FILES)
def test_figures_are_taken_as_they_were_meant(name: str) -> None:
    assert missed(name) == []


def test_the_files_hold_enough_of_each_meaning() -> None:
    meant = [one[3].split()[0] for name in FILES for one in lines(name)]
    assert len(meant) >= 120
    assert {*FigureMeaning, "ask", "none"} <= set(meant)
