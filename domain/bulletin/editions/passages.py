"""A bulletin paragraph by paragraph: what can be worded otherwise, each with the words that stood there first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain.bulletin import forms
from domain.bulletin.editions.restating import with_stopped
from domain.bulletin.forms import circled
from domain.bulletin.prose.sentences import Sentence
from domain.bulletin.snapshot import BulletinEntry, BulletinSection, BulletinSnapshot, with_progress


class Frame(StrEnum):
    """What stands around the items, by what clerks call it."""

    TITLE = "标题"
    PREAMBLE = "导语"
    AGENCY = "落款"
    SEND_TO = "发送"
    COPY_TO = "抄送"
    PRINTED_BY = "印发"
    # Counted, not worded: a correction alone can say that it was counted wrong.
    STOPPED = "停办件数"

    @property
    def field(self) -> str:
        return self.name.lower()


_LISTS = (Frame.SEND_TO, Frame.COPY_TO)
_DIRECTIVE, _NOTES, _LINE = "directive", "notes", "line"
_OPTIONAL = (_NOTES, _LINE, Frame.SEND_TO.field, Frame.COPY_TO.field, Frame.PRINTED_BY.field)


@dataclass(frozen=True, slots=True)
class Passage:
    """One that can be worded. `place` is as printed: 二1, 二1①, 标题; `key` finds it in the snapshot.

    An `item_id` has the progress of an item or of its `part` (from 1), its directive, and what is printed behind.
    `said` is what its units had said of it, in their own words.
    """

    key: str
    place: str
    label: str
    directive: str
    words: str
    original: str
    item_id: int = 0
    part: int = 0
    said: tuple[Sentence, ...] = ()

    @property
    def is_reworded(self) -> bool:
        return self.words != self.original

    @property
    def is_beside(self) -> bool:
        """Whether it belongs to an item without being its progress."""
        return bool(self.item_id) and not self.key[:1].isdigit()

    @property
    def is_count(self) -> bool:
        return self.key == Frame.STOPPED.field

    @property
    def may_be_empty(self) -> bool:
        """What is left out where it is empty; the progress of an item then says that there is none."""
        return self.key.partition(".")[0] in _OPTIONAL


def places_of(bulletin: BulletinSnapshot) -> tuple[Passage, ...]:
    """All that has words of its own: progress, what stands around the items, then directives and what is behind."""
    return (*progress_of(bulletin), *_lines(bulletin), *_frame(bulletin), *_beside(bulletin))


def progress_of(bulletin: BulletinSnapshot) -> tuple[Passage, ...]:
    """What is gone through one after another."""
    return tuple(
        paragraph
        for section in bulletin.sections
        for entry in section.entries
        for paragraph in _of_entry(section.heading[:1], entry)
    )


def _of_entry(ordinal: str, entry: BulletinEntry) -> list[Passage]:
    place = f"{ordinal}{entry.place}"
    own = Passage(
        f"{entry.item_id}",
        place,
        entry.label,
        entry.directive,
        entry.progress,
        entry.original_progress,
        entry.item_id,
        said=_said(entry, 0),
    )
    parts = [
        Passage(
            f"{entry.item_id}.{number}",
            f"{place}{circled(number)}",
            label_of_part(entry, number),
            directive,
            progress,
            entry.sub_originals[number - 1] if entry.sub_originals else progress,
            entry.item_id,
            number,
            _said(entry, number),
        )
        for number, (directive, progress) in enumerate(entry.sub_entries, 1)
    ]
    # An item whose parts speak for it has no words of its own.
    is_silent = parts and not entry.progress and not entry.original_progress
    return parts if is_silent else [own, *parts]


def _said(entry: BulletinEntry, part: int) -> tuple[Sentence, ...]:
    return tuple(one for one in entry.sentences if one.part == part and one.original)


def label_of_part(entry: BulletinEntry, number: int) -> str:
    """#16.3, or #16 in a snapshot from before it knew the numbers of its parts."""
    return entry.sub_labels[number - 1] if entry.sub_labels else entry.label


def _lines(bulletin: BulletinSnapshot) -> Iterator[Passage]:
    """The paragraphs of 工作要求 and their like."""
    originals = dict(bulletin.originals)
    for section in bulletin.sections:
        for number, words in enumerate(section.lines):
            # By its name: the number of a section depends on the others.
            key = f"{_LINE}.{section.heading[1:]}.{number}"
            place = f"{section.heading[:1]}第{number + 1}段"
            yield Passage(key, place, "", section.heading, words, originals.get(key, words))


def _frame(bulletin: BulletinSnapshot) -> Iterator[Passage]:
    originals = dict(bulletin.originals)
    for one in Frame:
        if one is Frame.STOPPED and bulletin.edition == 1:
            continue
        said = getattr(bulletin, one.field)
        words = "，".join(said) if one in _LISTS else str(said)
        yield Passage(one.field, str(one), "", "", words, originals.get(one.field, words))


def _beside(bulletin: BulletinSnapshot) -> Iterator[Passage]:
    originals = dict(bulletin.originals)
    for section in bulletin.sections:
        for entry in section.entries:
            place = f"{section.heading[:1]}{entry.place}"
            said = {_DIRECTIVE: ("事项", entry.directive), _NOTES: ("附注", "".join(entry.notes))}
            for kind, (name, words) in said.items():
                key = f"{kind}.{entry.item_id}"
                if words or key in originals:
                    first = originals.get(key, words)
                    yield Passage(key, f"{place}{name}", entry.label, entry.directive, words, first, entry.item_id)


def worded(bulletin: BulletinSnapshot, one: Passage, words: str) -> BulletinSnapshot:
    """That paragraph in other words; what stood there first stays beside it."""
    if one.item_id and not one.is_beside:
        return with_progress(bulletin, one.item_id, words, one.part)
    said = words.strip()
    originals = {one.key: one.words, **dict(bulletin.originals)}
    if originals[one.key] == said:
        del originals[one.key]
    kept = replace(bulletin, originals=tuple(sorted(originals.items())))
    kind, _, where = one.key.partition(".")
    if kind == _LINE:
        name, _, number = where.rpartition(".")
        if not said:
            # Those behind it move up: what stood first at their places is not theirs.
            mine = f"{_LINE}.{name}."
            kept = replace(kept, originals=tuple(pair for pair in kept.originals if not pair[0].startswith(mine)))
        at = next(at for at, section in enumerate(kept.sections) if section.heading[1:] == name)
        return replace(kept, sections=_with_line(kept.sections, at, int(number), said))
    if kind in (_DIRECTIVE, _NOTES):
        changed = {"notes": (said,) if said else ()} if kind == _NOTES else {"directive": said}
        return with_entry(kept, one.item_id, **changed)
    return _framed(kept, Frame[kind.upper()], said)


def _framed(bulletin: BulletinSnapshot, one: Frame, words: str) -> BulletinSnapshot:
    if one is Frame.STOPPED:
        return with_stopped(bulletin, int(words))
    names = tuple(name for name in words.rstrip("。").split("，") if name)
    said: Any = names if one in _LISTS else words
    return replace(bulletin, **{one.field: said})


def _with_line(sections: tuple[BulletinSection, ...], at: int, number: int, words: str) -> tuple[BulletinSection, ...]:
    section = sections[at]
    lines = (*section.lines[:number], *([forms.full_stop(words)] if words else []), *section.lines[number + 1 :])
    return (*sections[:at], replace(section, lines=lines), *sections[at + 1 :])


def with_entry(bulletin: BulletinSnapshot, item_id: int, **changes: object) -> BulletinSnapshot:
    """The snapshot with that of one item changed."""
    sections = tuple(
        replace(
            section,
            entries=tuple(
                replace(entry, **changes) if entry.item_id == item_id else entry  # type: ignore[arg-type]
                for entry in section.entries
            ),
        )
        for section in bulletin.sections
    )
    return replace(bulletin, sections=sections)
