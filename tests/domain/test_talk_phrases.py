"""Free-text matching against labelled phrases: the best guess, the three that are offered, and the hints.

`phrases/talk_*.tsv` name the item that is meant ("a|b" where either will do, "-" where none is named) among
`phrases/items_*.tsv`. All are fictional. The first list was split in two before the matching was written
(first look at its second half: 68 of 70 best, 68 among three), the second list was its next untouched set
(95 and 96 of 103, two labels wrong); both were then improved against. The third, untouched, was written
after that and looked at once, when nothing was changed any more: 94 of 97 best, 96 among three.

`talk_fresh` (172) and `talk_later` (100) were written later still, about other items and without a look at
the rules; "a|b" is then either also for what is said, "?" for done anything. First look at `fresh`: 137 of 140
best and among three, one of 30 nameless offered, hints wrong in 27; then general causes were mended. First
look at `later`, after that: 73 of 77 best, 74 among three, hints wrong in 5; those were mended too.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from domain.quantities import say_amount
from domain.talk.matching import Candidate
from domain.talk.plain_talk import MOST, Talk, understand

FOLDER = Path(__file__).parent / "phrases"
TODAY = date(2026, 11, 23)
LISTS = ("developed", "developed2", "untouched", "fresh", "later")
_ITEMS_OF = {"later": "fresh"}


@dataclass(frozen=True)
class Told:
    """A phrase with its labels, what was understood, and the labels of the items offered."""

    meant: dict[str, str]
    talk: Talk
    offered: tuple[str, ...]

    @property
    def wanted(self) -> set[str]:
        return set(self.meant["items"].split("|")) - {"-"}

    @property
    def may_name_none(self) -> bool:
        return "-" in self.meant["items"].split("|")

    def says(self, what: str, found: str) -> bool:
        """Whether `found` is what the phrase says of `what`; "?" stands for anything."""
        meant = self.meant[what].split("|")
        return found in meant or "?" in meant


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _told(name: str) -> list[Told]:
    items = _rows(f"items_{_ITEMS_OF.get(name, name)}")
    candidates = [
        Candidate(
            place,
            row["label"],
            row["directive"],
            int(row["printed"]) if row["printed"] else None,
            row["measure"],
            (row["unit"],),
        )
        for place, row in enumerate(items)
    ]
    told = []
    for row in _rows(f"talk_{name}"):
        talk = understand(row["phrase"], candidates, TODAY)
        told.append(Told(row, talk, tuple(items[match.item_id]["label"] for match in talk.matches)))
    return told


def _share(right: list[bool]) -> float:
    return sum(right) / len(right)


@pytest.mark.parametrize("name", LISTS)
def test_the_item_meant_is_offered_and_mostly_first(name: str) -> None:
    named = [one for one in _told(name) if not one.may_name_none]
    assert _share([bool(set(one.offered[:1]) & one.wanted) for one in named]) >= 0.9
    missed = [one.meant["phrase"] for one in named if not set(one.offered) & one.wanted]
    assert 1 - len(missed) / len(named) >= 0.98, missed


@pytest.mark.parametrize("name", LISTS)
def test_talk_that_names_no_item_offers_hardly_any(name: str) -> None:
    nameless = [one for one in _told(name) if not one.wanted]
    assert _share([not one.offered for one in nameless]) >= 0.9


@pytest.mark.parametrize("name", LISTS)
def test_never_more_than_three_best_first(name: str) -> None:
    for one in _told(name):
        scores = [match.score for match in one.talk.matches]
        assert len(scores) <= MOST == 3
        assert scores == sorted(scores, reverse=True)
        assert len(set(one.offered)) == len(one.offered)


@pytest.mark.parametrize("name", LISTS)
def test_the_hints_are_read(name: str) -> None:
    told = _told(name)
    for right in (_quantity_is_right, _done_is_right, _same_is_right, _promise_is_right):
        wrong = [one.meant["phrase"] for one in told if not right(one)]
        assert len(wrong) / len(told) <= 0.03, (right.__name__, wrong)


def _quantity_is_right(one: Told) -> bool:
    found = one.talk.quantity
    return one.says("quantity", f"{say_amount(found.amount)}{found.unit}" if found else "")


def _done_is_right(one: Told) -> bool:
    return one.says("done", "done" if one.talk.done else "")


def _same_is_right(one: Told) -> bool:
    return one.says("same", "same" if one.talk.no_change else "")


def _promise_is_right(one: Told) -> bool:
    found = one.talk.promise
    return one.says("promise", str(found.day) if found else "")


def test_the_lists_are_large_and_share_no_phrase() -> None:
    phrases = [row["phrase"] for name in LISTS for row in _rows(f"talk_{name}")]
    assert len(phrases) >= 650
    twice = {phrase for phrase in phrases if phrases.count(phrase) > 1}
    assert not twice
