"""Whether a published bulletin adds up: each printed figure against what is listed."""

from collections.abc import Iterator

from domain import bulletin_words as words
from domain.bulletin import Bulletin, percents


def mistakes(bulletin: Bulletin) -> tuple[str, ...]:
    """A line for each figure that does not fit (English: it is read on the command line)."""
    return tuple(_mistakes(bulletin))


def _mistakes(bulletin: Bulletin) -> Iterator[str]:
    listed = bulletin.entries
    closed = [entry for entry in listed if entry.closed]
    if bulletin.total != len(listed):
        yield f"it claims {bulletin.total} items and lists {len(listed)}"
    if bulletin.closed != len(closed):
        yield f"it claims {bulletin.closed} closed items and lists {len(closed)}"
    shares = percents((len(closed), len(listed) - len(closed)))
    headings = (
        words.closed_heading(len(closed), shares[0]),
        words.open_heading(len(listed) - len(closed), shares[1]),
    )
    for section, expected in zip(bulletin.sections, headings, strict=True):
        if section.heading != expected:
            yield f"a heading reads {section.heading!r}, by the list it is {expected!r}"
        if [entry.place for entry in section.entries] != list(range(1, len(section.entries) + 1)):
            yield f"the numbers under {section.heading!r} do not run on"
    for figure in (f"{len(listed)}件", f"{len(closed)}件（占{shares[0]}）", f"占{shares[1]}"):
        if figure not in bulletin.preamble:
            yield f"the preamble does not say {figure!r}"
