"""What a numbered matter of minutes comes to: its decision, without its heading and what was heard, shown and urged."""

from domain.papers.reading import Roster
from papers.reading.frame.decisions import DECIDED, begins_heard, first_decision, only_heard, speaks
from papers.reading.frame.tree import Node
from papers.reading.label_names import LABEL
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import joined, unnumbered
from papers.reading.prose.meetings import decided


def resolved(node: Node, roster: Roster | None) -> list[SourceParagraph]:
    """In minutes the resolution in one paragraph, empty where nothing was resolved; else the body as it is."""
    has_heading = len(node.body) > 1 and not LABEL.match(node.body[1].text) and "。" not in node.heading.rstrip("。")
    body = node.body[1:] if has_heading else node.body
    if not has_heading and not begins_heard(node) and not DECIDED.search(node.text):
        # 1、安排值班。会议要求，…: how the matter is to be done.
        return body
    told = _decided(body, roster) if speaks(_words(body)) else _from_decision(body)
    if not told:
        return [] if has_heading and only_heard(body) else body
    words, first = joined(told), told[0].lines[0]
    if has_heading and words.startswith("一是"):
        # The topic is the task, what was decided are its parts.
        words, first = f"{node.heading.rstrip('。：')}：{words}", node.body[0].lines[0]
    return [SourceParagraph(words, (first, told[-1].lines[1]))]


def is_spoken(node: Node) -> bool:
    return speaks(_words(node.body))


def _words(body: list[SourceParagraph]) -> str:
    return "。".join(unnumbered(line.text) for line in body)


def _decided(body: list[SourceParagraph], roster: Roster | None) -> list[SourceParagraph]:
    return decided([SourceParagraph(unnumbered(line.text), line.lines) for line in body], roster, is_one=True)


def _from_decision(body: list[SourceParagraph]) -> list[SourceParagraph]:
    """From the first sentence that assigns to the end."""
    for at, line in enumerate(body):
        if words := first_decision(unnumbered(line.text)):
            return [SourceParagraph(words, line.lines), *body[at + 1 :]]
    return []
