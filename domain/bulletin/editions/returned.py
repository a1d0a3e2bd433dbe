"""A docx that comes back finished by hand: its words become those of the draft, figures and states do not follow it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.bulletin import forms
from domain.bulletin.adding_up import unsaid_figures
from domain.bulletin.editions import returned_texts as texts
from domain.bulletin.editions.aligning import bare, held_in, likeness, pairs
from domain.bulletin.editions.differences import PassageChange, differences
from domain.bulletin.editions.passages import Frame, Passage, places_of, worded
from domain.bulletin.forms import Sort
from domain.bulletin.snapshot import BulletinEntry, BulletinSection, BulletinSnapshot, entry_text, to_paper
from domain.hygiene import clean

_NUMBER = re.compile(r"\s*\d{1,4}\s*[、.．]\s*")
_HEADING = re.compile(r"\s*[一二三四五六七八九十]、")
_CIRCLED = re.compile(r"\s*(?:[①-⑳]|（\d+）)\s*")
_QUOTES = '”"“'
_LOOSE = "。：；，:;, "
_ANNEX = re.compile(r"附件\s*\d*\s*[：:]")
_ISSUE = re.compile(r"^\s*第\s*(\d{1,4})\s*期(?:（.*更正版）)?\s*$")
_LISTS = {"发送：": Frame.SEND_TO, "抄送：": Frame.COPY_TO}
_PRINTED_ON = re.compile(r"\s*\d{4}年\d{1,2}月\d{1,2}日印发\s*$")


@dataclass(frozen=True, slots=True)
class ReturnedDocx:
    """`mark` is what the file carries unseen (draft_mark.py)."""

    mark: str
    paragraphs: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"mark": self.mark, "paragraphs": list(self.paragraphs)}

    @property
    def issue_number(self) -> int | None:
        found = next((match for one in self.paragraphs[:12] if (match := _ISSUE.match(one))), None)
        return int(found[1]) if found else None


def returned_from_json(stored: dict[str, Any]) -> ReturnedDocx:
    return ReturnedDocx(str(stored["mark"]), tuple(stored["paragraphs"]))


@dataclass(frozen=True, slots=True)
class Finished:
    """The draft in the words of the file, what that changes, and what of the file is not followed."""

    after: BulletinSnapshot
    changes: tuple[PassageChange, ...]
    left: tuple[str, ...]


# Of another issue at most some items are the same.
_SAME_ITEMS = 0.6


def is_of(draft: BulletinSnapshot, docx: ReturnedDocx) -> bool:
    """Whether most items of a draft stand in the file."""
    whole = bare("".join(docx.paragraphs))
    entries = draft.entries
    known = sum(bare(forms.bare(entry.directive)) in whole for entry in entries)
    if entries:
        return known >= _SAME_ITEMS * len(entries)
    return bare(draft.title) in whole


def finished(draft: BulletinSnapshot, docx: ReturnedDocx) -> Finished:
    reading = _Reading(draft)
    reading.take([clean(one) for one in docx.paragraphs])
    return Finished(reading.after, differences(draft, reading.after), tuple(dict.fromkeys(reading.left)))


@dataclass(slots=True)
class _Expected:
    """A paragraph as the draft prints it, and what is done with its words where they differ."""

    text: str
    take: "Callable[[str], None] | None" = None
    # What is said where it is missing; "" for what may be missing.
    missing: str = ""
    more: "Callable[[str], None] | None" = None
    entry: BulletinEntry | None = None


@dataclass(slots=True)
class _Reading:
    after: BulletinSnapshot
    left: list[str] = field(default_factory=list)
    hand: str = ""

    def take(self, found: Sequence[str]) -> None:
        expected = [*self._head(), *self._body(), *self._foot()]
        draft = self.after
        texts_of = [one.text for one in expected]
        matched = pairs(texts_of, found)
        missing = [place for place, other in matched if place is not None and other is None]
        moved = self._moved(expected, missing, matched, found)
        self._follow(expected, matched, found, moved)
        for place in missing:
            if place not in moved.values() and expected[place].missing:
                self.left.append(expected[place].missing)
        self._keep_figures(draft)

    def _moved(
        self,
        expected: Sequence[_Expected],
        missing: Sequence[int],
        matched: Sequence[tuple[int | None, int | None]],
        found: Sequence[str],
    ) -> dict[int, int]:
        """New paragraphs that are an item which is missing at its place."""
        moved: dict[int, int] = {}
        for place, other in matched:
            if place is not None or other is None or not _NUMBER.match(found[other]):
                continue
            for at in missing:
                entry = expected[at].entry
                if entry is not None and at not in moved.values() and held_in(entry.directive, found[other]) > 0.9:
                    moved[other] = at
                    break
        return moved

    def _follow(
        self,
        expected: Sequence[_Expected],
        matched: Sequence[tuple[int | None, int | None]],
        found: Sequence[str],
        moved: dict[int, int],
    ) -> None:
        before: _Expected | None = None
        is_annex = False
        for place, other in matched:
            if other is None:
                continue
            words = found[other]
            at = place if place is not None else moved.get(other)
            if at is not None:
                before, is_annex = expected[at], False
                entry = before.entry
                if place is None and entry is not None:
                    self.left.append(texts.moved(entry.label))
                if before.take is not None and bare(before.text) != bare(words):
                    before.take(words)
                continue
            is_annex = is_annex or bool(_ANNEX.match(words))
            if not is_annex and before is not None and before.more is not None:
                before.more(words)

    def _keep_figures(self, draft: BulletinSnapshot) -> None:
        """A preamble with other figures than the list has is not followed."""
        missing = unsaid_figures(self.after)
        if missing and not unsaid_figures(draft):
            self.after = replace(self.after, preamble=draft.preamble, originals=_without(self.after, Frame.PREAMBLE))
            self.left.append(texts.figures(missing))

    def _head(self) -> Iterator[_Expected]:
        draft = self.after
        yield _Expected(draft.masthead, lambda _words: self.left.append(texts.MASTHEAD))
        yield _Expected(forms.issue_line(draft.issue_number, draft.edition))
        yield _Expected(f"{draft.agency}{forms.long_date(draft.as_of)}印")
        yield _Expected(draft.title, lambda words: self._put(Frame.TITLE.field, _joined(words)))

    def _body(self) -> Iterator[_Expected]:
        draft = self.after
        places = {one.key: one for one in places_of(draft)}
        waiting = [entry for section in draft.sections for entry in draft.printed(section)]
        subs: list[tuple[BulletinEntry, int]] = []
        lines = [one for key, one in places.items() if key.startswith("line.")]
        for style, text in to_paper(draft).paragraphs:
            if waiting and style == "item" and text == entry_text(waiting[0]).split("\n")[0]:
                entry = waiting.pop(0)
                subs = [(entry, number) for number in range(1, len(entry.sub_entries) + 1)]
                yield self._item(entry, text)
            elif style == "subitem" and subs:
                yield self._part(*subs.pop(0), text)
            elif style == "preamble":
                yield self._preamble(text)
            elif lines and text == lines[0].words:
                yield self._line(lines.pop(0))
            else:
                yield self._heading(text)

    def _preamble(self, text: str) -> _Expected:
        """It may be of several paragraphs."""
        if text == self.after.correction:
            return _Expected(text)

        def take(words: str) -> None:
            self._put(Frame.PREAMBLE.field, self.after.preamble.replace(text, _joined(words), 1))

        def more(words: str) -> None:
            self._put(Frame.PREAMBLE.field, f"{self.after.preamble}\n{words}")

        return _Expected(text, take, texts.missing(str(Frame.PREAMBLE)), more)

    def _heading(self, text: str) -> _Expected:
        def take(words: str) -> None:
            self.left.append(texts.heading(words, text))

        return _Expected(text, take, texts.missing(text), self._added(text))

    def _item(self, entry: BulletinEntry, text: str) -> _Expected:
        def take(words: str) -> None:
            directive, progress = _parted(words, entry)
            if directive is None:
                self.left.append(texts.unread(entry.label))
                return
            if bare(directive) != bare(forms.bare(entry.directive)):
                self._put(f"directive.{entry.item_id}", directive)
            self._put_progress(entry, progress)

        return _Expected(text, take, texts.missing_item(entry.label), self._longer(entry, 0), entry)

    def _put_progress(self, entry: BulletinEntry, progress: str) -> None:
        behind = "".join(entry.notes)
        if behind and bare(progress).endswith(bare(behind)):
            progress = _before(progress, behind)
        elif behind:
            # They were changed: the whole stands as it was written.
            self._put(f"notes.{entry.item_id}", "")
        if bare(progress) != bare(entry.progress):
            self._put(f"{entry.item_id}", progress)

    def _part(self, entry: BulletinEntry, number: int, text: str) -> _Expected:
        directive = forms.bare(entry.sub_entries[number - 1][0])

        def take(words: str) -> None:
            said = _CIRCLED.sub("", words, count=1)
            end = _end_of(directive, said)
            if end is None:
                self.left.append(texts.unread_part(entry.label, forms.circled(number)))
                return
            self._put(f"{entry.item_id}.{number}", said[end:].lstrip(_LOOSE))

        missing = texts.missing_item(f"{entry.label}{forms.circled(number)}")
        return _Expected(text, take, missing, self._longer(entry, number))

    def _longer(self, entry: BulletinEntry, part: int) -> "Callable[[str], None]":
        """A paragraph of its own behind an item goes on about it."""
        key = f"{entry.item_id}.{part}" if part else f"{entry.item_id}"

        def more(words: str) -> None:
            if self._is_apart(words):
                return
            now = self._at(key)
            self._put(key, f"{now.words if now else ''}{words}")

        return more

    def _line(self, one: Passage) -> _Expected:
        return _Expected(one.words, lambda words: self._put(one.key, words), "", self._added(one.directive))

    def _added(self, heading: str) -> "Callable[[str], None]":
        """One more paragraph under a heading without items."""

        def more(words: str) -> None:
            if self._is_apart(words):
                return
            sections = tuple(
                replace(one, lines=(*one.lines, forms.full_stop(words))) if one.heading == heading else one
                for one in self.after.sections
            )
            self.after = replace(self.after, sections=sections)

        return more

    def _is_apart(self, words: str) -> bool:
        """A section written by hand, and what stands under it."""
        if _HEADING.match(words):
            self.hand = forms.ORDINALS[len(self.after.sections)] + words.strip()[1:]
            fresh = BulletinSection(self.hand, (), str(Sort.HAND))
            self.after = replace(self.after, sections=(*self.after.sections, fresh))
            return True
        if self.hand:
            *others, last = self.after.sections
            last = replace(last, lines=(*last.lines, forms.full_stop(words)))
            self.after = replace(self.after, sections=(*others, last))
            return True
        if _NUMBER.match(words):
            self.left.append(texts.unknown_item(words))
            return True
        return False

    def _foot(self) -> Iterator[_Expected]:
        draft = self.after

        def stop(_words: str) -> None:
            """Annexes and the imprint are no part of the text."""

        yield _Expected(draft.agency, lambda words: self._put(Frame.AGENCY.field, _joined(words)), more=stop)
        yield _Expected(forms.long_date(draft.as_of), more=stop)
        for name, one in _LISTS.items():
            if names := getattr(draft, one.field):
                yield _Expected(f"{name}{'，'.join(names)}。", self._list(name, one), texts.missing(str(one)), stop)
        if draft.printed_by:
            printed = f"{draft.printed_by}{forms.long_date(draft.as_of)}印发"
            yield _Expected(printed, self._printer, texts.missing(str(Frame.PRINTED_BY)), stop)

    def _list(self, name: str, one: Frame) -> "Callable[[str], None]":
        def take(words: str) -> None:
            said = re.sub(rf"^\s*{name[:-1]}\s*[：:]\s*", "", words).rstrip("。")
            self._put(one.field, re.sub(r"[，,；;\n]+\s*", "，", said))

        return take

    def _printer(self, words: str) -> None:
        if said := _PRINTED_ON.sub("", words).strip():
            self._put(Frame.PRINTED_BY.field, said)

    def _at(self, key: str) -> Passage | None:
        return next((one for one in places_of(self.after) if one.key == key), None)

    def _put(self, key: str, words: str) -> None:
        one = self._at(key)
        if one is not None:
            self.after = worded(self.after, one, words)


def _joined(words: str) -> str:
    """A title is broken over lines where it is printed."""
    return "".join(words.split("\n"))


def _without(bulletin: BulletinSnapshot, one: Frame) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in bulletin.originals if pair[0] != one.field)


def _before(words: str, behind: str) -> str:
    """Without what is printed behind it, whatever blanks were put between."""
    want, at = len(bare(behind)), len(words)
    while want and at:
        at -= 1
        want -= len(bare(words[at]))
    return words[:at]


def _parted(words: str, entry: BulletinEntry) -> tuple[str | None, str]:
    """Directive and progress of an item's paragraph; None where the directive is not to be found."""
    said = _NUMBER.sub("", words, count=1).lstrip()
    if said[:1] in _QUOTES:
        said = said[1:]
    end = _end_of(forms.bare(entry.directive), said)
    if end is None:
        return None, ""
    return said[:end].rstrip(_QUOTES), said[end:].lstrip(f"{_QUOTES}{_LOOSE}")


def _end_of(directive: str, said: str) -> int | None:
    """Where the directive ends: as it was written, or at the quote or stop up to which it is most like it."""
    want, at = len(bare(directive)), 0
    for at, _letter in enumerate(said):
        if len(bare(said[:at])) >= want:
            break
    else:
        at = len(said)
    if bare(said[:at]) == bare(directive):
        return at
    ends = [place for place, letter in enumerate(said) if letter in '”"。；;：:']
    best = max(ends, key=lambda place: likeness(said[:place], directive), default=None)
    return best if best is not None and likeness(said[:best], directive) > 0.6 else None
