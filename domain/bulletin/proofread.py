"""Where a draft's words and states disagree: told to the supervisor before publication, never mended."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.bulletin import proofread_texts as texts
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot
from domain.talk.hints import says_done

REPEATS = 3
_SENTENCES = re.compile(r"[^。；;\n]+")
_UNDER_WAY = re.compile(r"正在|尚未|还未|未完成|仍在|推进中|未启动")
# A figure is told apart by the words right before it and its measure: "支付资金320万元".
_FIGURE = re.compile(r"([一-鿿]{2,8})(\d+(?:\.\d+)?)(万元|亿元|公里|亩|户|人|家|个|件|处|台|%)")


def disagreements(bulletin: BulletinSnapshot, earlier: Sequence[BulletinSnapshot]) -> tuple[str, ...]:
    """A line for each; `earlier` are the issues before, newest first."""
    before = [{entry.item_id: entry for entry in issue.entries} for issue in earlier]
    lines: list[str] = []
    for entry in bulletin.entries:
        told = [issue[entry.item_id] for issue in before if entry.item_id in issue]
        lines += [texts.about(entry.label, line) for line in _of_entry(entry, told)]
    return tuple(lines)


def repeated(bulletin: BulletinSnapshot, earlier: Sequence[BulletinSnapshot]) -> tuple[str, ...]:
    """A line for each item that reads as in the issues before: worth a nudge, and no reason to hold an issue."""
    before = [{entry.item_id: entry for entry in issue.entries} for issue in earlier]
    words = texts.REPEATED.format(times=REPEATS)
    return tuple(
        texts.advice(entry.label, words)
        for entry in bulletin.entries
        if entry.progress and _is_repeated(entry, [issue[entry.item_id] for issue in before if entry.item_id in issue])
    )


def _of_entry(entry: BulletinEntry, told: Sequence[BulletinEntry]) -> Iterator[str]:
    sentences = _SENTENCES.findall(entry.progress)
    done = [sentence for sentence in sentences if says_done(sentence)]
    under_way = [sentence for sentence in sentences if _UNDER_WAY.search(sentence)]
    finished = sum(says_done(progress.rstrip("。；")) for _, progress in entry.sub_entries)
    if not entry.closed and done and not under_way:
        yield texts.READS_DONE
    if entry.closed and under_way and not done:
        yield texts.READS_OPEN
    # Lead and cooperating units each have a report of their own.
    if (len(entry.units) > 1 or len(entry.report_ids) > 1) and done and under_way:
        yield texts.UNITS_DIFFER
    if entry.closed and finished < len(entry.sub_entries):
        yield texts.parts_open(finished, len(entry.sub_entries))
    if not entry.closed and entry.sub_entries and finished:
        yield texts.parts_done(finished, len(entry.sub_entries))
    if told:
        yield from _sunk(told[0].progress, entry.progress)


def _sunk(before: str, now: str) -> Iterator[str]:
    """Figures that went down since the last issue."""
    last = _figures(before)
    for (words, measure), amount in _figures(now).items():
        if (old := last.get((words, measure))) is not None and amount < old:
            yield texts.sunk(words, old, amount, measure)


def _figures(text: str) -> dict[tuple[str, str], Decimal]:
    return {(words[-4:], measure): Decimal(amount) for words, amount, measure in _FIGURE.findall(text)}


def _is_repeated(entry: BulletinEntry, told: Sequence[BulletinEntry]) -> bool:
    issues = told[: REPEATS - 1]
    return not entry.closed and len(issues) == REPEATS - 1 and all(one.progress == entry.progress for one in issues)
