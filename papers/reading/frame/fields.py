"""One matter whose fields stand under numbers of their own: 一、整改问题 二、责任单位 三、完成时限 四、整改情况."""

import re

from papers.reading.frame.labelled import LABEL_OF, Field, composed, named
from papers.reading.frame.tree import Node
from papers.reading.label_names import LABEL
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import unnumbered
from papers.reading.tables.columns import column_kind

_NAMES = LABEL_OF | {"directive": "整改目标"}
_WHO_WHEN = {"responsible", "due", "leads"}
_NAME = re.compile(r"^(?P<name>[^，。；：\d]{2,8})(?:[：。]|$)")
_FEWEST = 3


def fold_fields(roots: list[Node]) -> list[Node]:
    """The tree with each set of such nodes made one: the node above them, or where they are the whole paper a node
    of its own for each time that they begin anew."""
    for node in roots:
        _fold_below(node)
    kinds = [_kind(node) for node in roots]
    is_matter = "responsible" in kinds and bool({"due", "progress"} & set(kinds))
    if len(roots) < _FEWEST or not is_matter or not _are_fields(kinds):
        return roots
    return [_as_matter(one) for one in _rounds(roots)]


def _fold_below(node: Node) -> None:
    for child in node.children:
        _fold_below(child)
    kinds = [_kind(child) for child in node.children]
    if len(kinds) > 1 and set(kinds) & (_WHO_WHEN | {"progress"}) and _are_fields(kinds):
        node.body = [*node.body, *_labelled(node.children)]
        node.children = []


def _are_fields(kinds: list[str | None]) -> bool:
    known = [kind for kind in kinds if kind]
    return 3 * len(known) >= 2 * len(kinds) and len(set(known)) > 1


def _kind(node: Node) -> str | None:
    name = _NAME.match(node.heading)
    return column_kind(name["name"]) if name else None


def _rounds(roots: list[Node]) -> list[list[Node]]:
    rounds: list[list[Node]] = []
    for node in roots:
        if not rounds or node.number == rounds[-1][0].number:
            rounds.append([])
        rounds[-1].append(node)
    return rounds


def _as_matter(fields: list[Node]) -> Node:
    return Node(fields[0].rank, 0, composed([told for one in fields if (told := _field(one))]))


def _field(node: Node) -> Field | None:
    """What stands behind the name, on its line and below it."""
    name, kind = _NAME.match(node.heading), _kind(node)
    if name is None or kind is None:
        return None
    rest = unnumbered(node.body[0].text)[name.end() :].lstrip("。：；")
    body = node.whole_body()[1:]
    lines = (SourceParagraph(rest, node.body[0].lines), *body) if rest else tuple(body)
    return Field(named(name["name"], kind=kind), lines) if lines else None


def _labelled(fields: list[Node]) -> list[SourceParagraph]:
    """Each field as a line with its label, below a matter that is told above."""
    told = [one for node in fields if (one := _field(node)) and one.label.kind in _NAMES]
    return [
        SourceParagraph(f"{_NAMES[one.label.kind]}：{one.words}", (one.lines[0].lines[0], one.lines[-1].lines[1]))
        for one in told
    ]


_OWN_LABEL = re.compile(r"^(?P<name>[\u4e00-\u9fff]{2,6})：(?=.)")
_ENDS = {"due": re.compile(r"[节时]点$"), "progress": re.compile(r"(?:情况|状况|动态)$")}
_LONGEST_VALUE = 40


def with_known_labels(body: list[SourceParagraph]) -> list[SourceParagraph]:
    """整改举措：…, 提案人：…: labels of the office's own making beside known ones are read by what a column so called
    holds; what none would hold is passed over."""
    if not any(LABEL.search(line.text) for line in body):
        return body
    return [told for at, line in enumerate(body) if (told := _known(line, is_first=at == 0))]


def _by_end(name: str) -> str | None:
    """完工节点, 眼下情况: the word that ends a name tells what stands behind it."""
    return next((kind for kind, end in _ENDS.items() if end.search(name)), None)


def _known(line: SourceParagraph, *, is_first: bool) -> SourceParagraph | None:
    plain = unnumbered(line.text)
    match = _OWN_LABEL.match(plain)
    if match is None or LABEL.match(plain):
        return line
    kind = column_kind(match["name"]) or _by_end(match["name"])
    if is_first:
        return SourceParagraph(plain[match.end() :], line.lines) if kind == "directive" else line
    if kind in _NAMES:
        return SourceParagraph(f"{_NAMES[kind]}：{plain[match.end() :]}", line.lines)
    is_aside = len(plain) <= _LONGEST_VALUE and not re.search("[，。；]", plain.rstrip("。；"))
    return None if is_aside else line
