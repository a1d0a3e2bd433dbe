"""Problems under 1. to 4., and below what is done about each under 1. to 4. again: the measures are the matters."""

import re
from collections.abc import Callable

from papers.reading.frame.tree import Node

_FEWEST = 2
# 针对以上问题，…整改情况如下：
_POINTS_BACK = re.compile(r"(?:针对|对照|以上|上述|前述)[^。]{0,200}：$")


def part_problems(roots: list[Node], is_assigned: Callable[[Node], bool]) -> tuple[list[Node], list[Node]]:
    """The problems, and the nodes that are left: there are none where no second list of the same numbers says who
    acts on them, or points back to them."""
    half = len(roots) // 2
    first, second = roots[:half], roots[half:]
    is_twice = half >= _FEWEST and [_mark(node) for node in first] == [_mark(node) for node in second]
    if not is_twice or first[0].number != 1:
        return [], roots
    points_back = len(first[-1].body) > 1 and _POINTS_BACK.search(first[-1].body[-1].text)
    # The words that point back may name who acts.
    judged = first[:-1] if points_back else first
    if any(node.children for node in first) or any(is_assigned(node) for node in judged):
        return [], roots
    if not points_back and 2 * sum(is_assigned(node) for node in second) < len(second):
        return [], roots
    if points_back:
        first[-1].body.pop()
    _drop_last_word(second)
    return first, second


def _mark(node: Node) -> tuple[int, int]:
    return node.rank, node.number


def _drop_last_word(nodes: list[Node]) -> None:
    """在今后的工作中，… after the last of many that are one paragraph each"""
    if all(len(node.body) == 1 and not node.children for node in nodes[:-1]):
        del nodes[-1].body[1:]
