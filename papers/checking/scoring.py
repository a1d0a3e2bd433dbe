"""A reading judged against a truth in the form of the samples: which fields it found, missed or made up.

Texts are compared without spaces, widths and final marks; who and when in a closing bracket is compared
as fields, not as words of the directive, and so is not the 会议议定 before it. Sections are compared by their
order, since one truth counts the headings and another the sections that hold items, on the level (一、 or
（一）) that the truth counts.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from domain.papers.reading import ReadItem, ReadPaper, SumMismatch
from papers.checking.scoring_heads import HEADS, read_heads, told_anomalies, without_year

FIELDS = (
    "items",
    "directive",
    "leads",
    "consulted",
    "responsible_units",
    "cooperating_units",
    "deadline",
    "sub_items",
    "progress",
    "section",
)
JUDGED = (*FIELDS, *HEADS, "anomalies")
_SAME_ITEM = 60.0
_LONG_TERM = re.compile("长期|持续|常态|常年|每年|每季|每月|经常")
_CLOSING_BRACKET = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$")
_LEAD_IN = re.compile(r"^会议(?:(?:议定|决定|明确|确定|要求|强调|指出|认为)[,:]?|(?=(?:审议|原则上?)?(?:同意|通过)))")


@dataclass(slots=True)
class FieldCount:
    """How many values were right, made up, and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: "FieldCount") -> None:
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed

    @property
    def is_judged(self) -> bool:
        return self.right + self.extra + self.missed > 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """A count for each field, and one line for each value that is not right."""

    counts: dict[str, FieldCount] = field(default_factory=lambda: {name: FieldCount() for name in JUDGED})
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for name, count in other.counts.items():
            self.counts[name].add(count)
        self.wrong += other.wrong

    @property
    def whole(self) -> FieldCount:
        """Of the items; what is said of the paper itself stands beside it."""
        whole = FieldCount()
        for name in FIELDS:
            whole.add(self.counts[name])
        return whole

    def note(self, name: str, place: str, wanted: Sequence[str], got: Sequence[str]) -> None:
        """Values as multisets: what is in both is right."""
        left = list(got)
        missed = [one for one in wanted if not _take(left, one)]
        self.counts[name].add(FieldCount(len(wanted) - len(missed), len(left), len(missed)))
        if missed or left:
            self.wrong.append(f"{place} {name}: wanted {missed}, got {left}")


def _take(values: list[str], one: str) -> bool:
    if one in values:
        values.remove(one)
        return True
    return False


def folded(words: str | None) -> str:
    """Without spaces, differences of width, kinds of quotes and final marks."""
    plain = unicodedata.normalize("NFKC", words or "")
    plain = re.sub(r"\s", "", plain).translate(str.maketrans("“”‘’〔〕[]", "\"\"''()()"))
    return plain.strip('"').rstrip("。;,.:")


def score(paper: ReadPaper | None, truth: dict[str, Any], found: Sequence[SumMismatch] = ()) -> Score:
    """`paper` None is a document that was refused: everything in it is missed. `found` is what does not add up."""
    told = Score()
    _score_head(told, paper, truth)
    _score_anomalies(told, truth, found)
    wanted: list[dict[str, Any]] = truth["items"]
    items = list(paper.items) if paper else []
    pairs = _pairs(wanted, items)
    ranks = (_ranks([one.get("section") for one in wanted]), _section_ranks(paper, wanted, pairs))
    for left, right in pairs:
        place = "+"
        if left >= 0:
            place = f"{wanted[left].get('section') or '-'}.{wanted[left].get('number_as_printed') or '-'}"
        _score_pair(
            told,
            place,
            wanted[left] if left >= 0 else None,
            items[right] if right >= 0 else None,
            (ranks[0][left] if left >= 0 else "", ranks[1][right] if right >= 0 else ""),
        )
    return told


def _score_head(told: Score, paper: ReadPaper | None, truth: dict[str, Any]) -> None:
    truth = {"claims": truth["claimed"]["total"], **truth} if "claimed" in truth else truth
    for name, words in read_heads(paper).items():
        if name not in truth:
            continue
        wanted = "" if truth[name] is None else str(truth[name])
        is_same = without_year(folded(wanted)) == without_year(folded(words))
        got = wanted if is_same else words
        told.note(name, "paper", [wanted] if wanted else [], [got] if got else [])


def _score_anomalies(told: Score, truth: dict[str, Any], found: Sequence[SumMismatch]) -> None:
    truths = truth.get("anomalies")
    # Told in a sentence they cannot be compared.
    if truths is None or any(isinstance(one, str) for one in truths):
        return
    right, made_up, missed = told_anomalies(truths, found)
    told.counts["anomalies"].add(FieldCount(right, len(made_up), len(missed)))
    told.wrong += [f"anomalies: made up {one.kind} {one.sentence}" for one in made_up]
    told.wrong += [f"anomalies: missed {one}" for one in missed]


def _ranks(sections: Sequence[int | None]) -> list[str]:
    order = list(dict.fromkeys(sections))
    return [str(order.index(one) + 1) for one in sections]


def _section_ranks(
    paper: ReadPaper | None, wanted: Sequence[dict[str, Any]], pairs: Sequence[tuple[int, int]]
) -> list[str]:
    """By the finest sections or by the headings above them, whichever agrees better."""
    if paper is None:
        return []
    tops = {section.number: section.top for section in paper.sections}
    fine = _ranks([item.section for item in paper.items])
    above = _ranks([tops.get(item.section, 0) for item in paper.items])
    truth = _ranks([one.get("section") for one in wanted])
    both = [(left, right) for left, right in pairs if left >= 0 and right >= 0]
    agree = [sum(truth[left] == ranks[right] for left, right in both) for ranks in (fine, above)]
    return above if agree[1] > agree[0] else fine


def _score_pair(
    told: Score, place: str, wanted: dict[str, Any] | None, item: ReadItem | None, ranks: tuple[str, str]
) -> None:
    truth, got = _truth_values(wanted), _item_values(item)
    if wanted is not None and item is not None:
        _even(truth, got, wanted, item)
    if wanted is not None:
        truth["section"] = [ranks[0]]
    if item is not None:
        got["section"] = [ranks[1]]
    for name in FIELDS:
        # A truth that does not tell a field does not judge it.
        if wanted is None or name in ("items", "directive", *wanted):
            told.note(name, place, truth.get(name, []), got.get(name, []))


def _truth_values(wanted: dict[str, Any] | None) -> dict[str, list[str]]:
    if wanted is None:
        return {}
    day, words = wanted.get("deadline"), wanted.get("deadline_text")
    return {
        "items": ["item"],
        "directive": [folded(wanted["directive"])],
        "leads": [folded(name) for name in wanted.get("leads") or ()],
        "consulted": [folded(name) for name in wanted.get("consulted") or ()],
        "responsible_units": [folded(name) for name in wanted.get("responsible_units") or ()],
        "cooperating_units": [folded(name) for name in wanted.get("cooperating_units") or ()],
        "deadline": [day or folded(words)] if day or words else [],
        "sub_items": [
            _sub(one.get("number"), one["directive"], one.get("progress")) for one in wanted.get("sub_items") or ()
        ],
        "progress": [folded(wanted["progress"])] if folded(wanted.get("progress")) else [],
    }


def _item_values(item: ReadItem | None) -> dict[str, list[str]]:
    if item is None:
        return {}
    when = item.deadline.isoformat() if item.deadline else folded(item.deadline_text)
    return {
        "items": ["item"],
        "directive": [folded(item.directive)],
        "leads": [folded(name) for name in item.lead_leaders],
        "consulted": [folded(name) for name in item.consulted_leaders],
        "responsible_units": [folded(name) for name in item.responsible_units],
        "cooperating_units": [folded(name) for name in item.cooperating_units],
        "deadline": [when] if when else [],
        "sub_items": [_sub(sub.number, sub.directive, sub.progress) for sub in item.sub_items],
        "progress": [folded(item.progress)] if folded(item.progress) else [],
    }


def _sub(number: int | None, directive: str, progress: str | None) -> str:
    return f"{number} {folded(directive)} | {folded(progress)}"


def _even(truth: dict[str, list[str]], got: dict[str, list[str]], wanted: dict[str, Any], item: ReadItem) -> None:
    """What both tell in other words counts as the same."""
    if _cores(truth["directive"][0]) & _cores(got["directive"][0]):
        got["directive"] = truth["directive"]
    words, phrase = folded(wanted.get("deadline_text")), folded(item.deadline_text)
    is_long = item.deadline is None and (item.long_term or bool(_LONG_TERM.search(phrase)))
    if not wanted.get("deadline") and words:
        is_same = bool(phrase) and (phrase in words or words in phrase)
        got["deadline"] = truth["deadline"] if is_same or (is_long and _LONG_TERM.search(words)) else got["deadline"]
    elif not truth["deadline"] and is_long:
        got["deadline"] = []


def _cores(directive: str) -> set[str]:
    """With and without the words that one annotator keeps and another leaves out."""
    bare = folded(_CLOSING_BRACKET.sub("", directive))
    return {_LEAD_IN.sub("", directive), _LEAD_IN.sub("", bare)}


def _pairs(wanted: Sequence[dict[str, Any]], items: Sequence[ReadItem]) -> list[tuple[int, int]]:
    """The alignment in order that makes the most likeness; -1 where one side has no partner."""
    likeness = [[_likeness(one, item) for item in items] for one in wanted]
    best = [[0.0] * (len(items) + 1) for _ in range(len(wanted) + 1)]
    for left in range(len(wanted) - 1, -1, -1):
        for right in range(len(items) - 1, -1, -1):
            here = likeness[left][right]
            both = here + best[left + 1][right + 1] if here >= _SAME_ITEM else 0.0
            best[left][right] = max(both, best[left + 1][right], best[left][right + 1])
    pairs: list[tuple[int, int]] = []
    left = right = 0
    while left < len(wanted) and right < len(items):
        here = likeness[left][right]
        if here >= _SAME_ITEM and best[left][right] == here + best[left + 1][right + 1]:
            pairs.append((left, right))
            left, right = left + 1, right + 1
        elif best[left][right] == best[left + 1][right]:
            pairs.append((left, -1))
            left += 1
        else:
            pairs.append((-1, right))
            right += 1
    pairs += [(one, -1) for one in range(left, len(wanted))]
    return pairs + [(-1, one) for one in range(right, len(items))]


def _likeness(wanted: dict[str, Any], item: ReadItem) -> float:
    """0 to 101; a like number is worth a little, so that twins find each other."""
    truth, got = folded(wanted["directive"]), folded(item.directive)
    like = fuzz.ratio(truth, got)
    is_like_number = wanted.get("number_as_printed") == item.number_as_printed
    if is_like_number and like < _SAME_ITEM:
        like = min(fuzz.partial_ratio(truth, got), _SAME_ITEM + 1) if min(len(truth), len(got)) >= 6 else like
    return like + is_like_number
