"""A supervision slip (督办单): one matter, told by nothing but labels on lines of their own."""

from papers.reading.items import OutlineEntry
from papers.reading.label_names import LABEL, field_of
from papers.reading.layout import SourceParagraph


def read_slip(lines: list[SourceParagraph]) -> list[OutlineEntry]:
    """The one entry, or none where the labels do not say both what is to be done and by whom or when."""
    labelled = [line for line in lines if LABEL.match(line.text)]
    kinds = {field_of(mark["label"]) for line in labelled for mark in LABEL.finditer(line.text)}
    is_slip = "directive" in kinds and bool(kinds & {"responsible", "due"})
    return [OutlineEntry(1, None, labelled)] if is_slip else []
