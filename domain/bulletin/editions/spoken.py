"""Which sentences of a bulletin still read as talk: those of units, until a supervisor words their paragraph anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.bulletin.editions.passages import Passage, progress_of
from domain.bulletin.prose.doubting import reads_as_talk
from domain.bulletin.snapshot import BulletinSnapshot


@dataclass(frozen=True, slots=True)
class StillSpoken:
    """A sentence, and the place of its paragraph among those that can be worded."""

    place: int
    label: str
    words: str


def spoken_in(bulletin: BulletinSnapshot) -> tuple[StillSpoken, ...]:
    names = tuple(dict.fromkeys(name for entry in bulletin.entries for name in entry.units))
    return tuple(
        StillSpoken(place, one.label, words)
        for place, one in enumerate(progress_of(bulletin))
        for words in talk_of(one, names)
    )


def first_spoken(bulletin: BulletinSnapshot) -> int | None:
    """The place of the first paragraph that reads as talk."""
    return next((one.place for one in spoken_in(bulletin)), None)


def talk_of(one: Passage, names: tuple[str, ...] = ()) -> Iterator[str]:
    """What a supervisor wrote instead is his; what he left standing is as it was."""
    for said in one.said:
        words = said.text.rstrip("。")
        stands = not one.is_reworded or words in one.words
        if words and said.unit and not said.is_written and stands and reads_as_talk(said.text, (said.unit, *names)):
            yield words
