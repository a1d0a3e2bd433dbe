"""Matters that have lost their numbers, each told from the next by who does it: labels below it, a line that is
nothing but names (甲局、乙局负责), or a bracket of names at its end. They are written anew as a list with ●."""

import re
from dataclasses import dataclass, field

from domain.papers.reading import Roster
from papers.reading.duties import find_duties
from papers.reading.frame.labelled import label_at
from papers.reading.frame.tree import is_foot, rank_of
from papers.reading.items import take_bracket
from papers.reading.layout import SourceParagraph
from papers.reading.units import looks_like_unit

_TELLS = {"responsible", "cooperating", "due", "leads", "progress", "state"}
_FEWEST, _MOST = 2, 200
_LONG_LINE = 12
_LONGEST_DUTY = 240
_VERB = re.compile(r"(?:负责|牵头|配合|参与|协助|承办|主办|(?<=[、，等])落实)(?:组织实施|实施|落实|推进|办理|解决)?$")
_BY_DUTY = re.compile(
    r"等?(?:有关|相关)?(?:部门|单位)?(?:按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?|分别|共同|具体|组织)*$"
)
_LONGEST_NAME = 18
_SAYS_WHO = re.compile(r"负责|牵头|承办|主办|配合|单位|部门|落实")


@dataclass(slots=True)
class _Matter:
    """`above` are the lines since the matter before it; the last of them tell what is to be done."""

    above: list[SourceParagraph]
    below: list[SourceParagraph] = field(default_factory=list)
    duty: str = ""
    tells_progress: bool = False


def listed_matters(lines: list[SourceParagraph], roster: Roster | None) -> tuple[list[SourceParagraph], list[str]]:
    """The lines with such matters as a list; and what stood behind the last."""
    out: list[SourceParagraph] = []
    asides: list[str] = []
    for run in _runs([part for line in lines for part in _clauses(line, roster)]):
        matters, behind = _matters(run, roster)
        is_below = bool(rank_of(run[0].text)[0])
        if len(matters) < _FEWEST or (is_below and not matters[0].above[1:]):
            out += run
            continue
        head, matters[0].above = (matters[0].above[:1], matters[0].above[1:]) if is_below else ([], matters[0].above)
        out += [*head, *(line for one in _parted(matters) for line in one)]
        out += [line for line in behind if "。" not in line.text]
        asides += [line.text for line in behind if "。" in line.text]
    return out, asides


def _clauses(line: SourceParagraph, roster: Roster | None) -> list[SourceParagraph]:
    """甲（县甲局牵头）；乙（县乙局负责）。 in one paragraph, a line each."""
    parts = [part for part in re.split("(?<=）)[；。]", line.text) if part]
    if not _FEWEST <= len(parts) <= _MOST or rank_of(line.text)[0] or not all(_bracket(part, roster) for part in parts):
        return [line]
    return [SourceParagraph(part, line.lines) for part in parts]


def _runs(lines: list[SourceParagraph]) -> list[list[SourceParagraph]]:
    """Each numbered line, or the first, with what stands without a number below it."""
    runs: list[list[SourceParagraph]] = []
    for line in lines:
        if not runs or rank_of(line.text)[0] or is_foot(line.text) or is_foot(runs[-1][-1].text):
            runs.append([])
        runs[-1].append(line)
    return runs


def _matters(run: list[SourceParagraph], roster: Roster | None) -> tuple[list[_Matter], list[SourceParagraph]]:
    matters: list[_Matter] = []
    waiting: list[SourceParagraph] = []
    says_who = False
    for line in run:
        label = label_at(line.text)
        if label and label.is_marked and label.value and label.kind in _TELLS:
            if not _attach(matters, waiting):
                return [], []
            matters[-1].below.append(line)
            matters[-1].tells_progress = label.kind == "progress"
            says_who = says_who or label.kind == "responsible"
        elif names := _only_names(line.text, roster):
            if not _attach(matters, waiting):
                return [], []
            matters[-1].duty = names
            says_who = True
        else:
            waiting.append(line)
            if bracket := _bracket(line.text, roster):
                matters.append(_Matter(waiting))
                waiting = []
                says_who = says_who or bool(_SAYS_WHO.search(bracket))
    return (matters, waiting) if says_who else ([], waiting)


def _attach(matters: list[_Matter], waiting: list[SourceParagraph]) -> bool:
    """Lines that wait are the next matter's; where none waits the one before goes on."""
    if waiting:
        matters.append(_Matter(list(waiting)))
        waiting.clear()
    return bool(matters)


def _only_names(text: str, roster: Roster | None) -> str:
    """甲局牵头，乙局、丙局配合: who, and nothing else."""
    words = text.strip("。；")
    is_bracket = words.startswith("（") and words.endswith("）")
    words = words[1:-1] if is_bracket else words
    if not 4 <= len(words) <= _LONGEST_DUTY or "：" in words:
        return ""
    clauses = re.split("[，；]", words)
    if not is_bracket and not all(_VERB.search(clause) for clause in clauses):
        return ""
    return words if all(_names_units(clause, roster) for clause in clauses) else ""


def _names_units(clause: str, roster: Roster | None) -> bool:
    parts = _BY_DUTY.sub("", _VERB.sub("", clause)).split("、")
    known = sum(looks_like_unit(part, roster) for part in parts)
    return 2 * known >= len(parts) and all(1 < len(part) <= _LONGEST_NAME for part in parts)


def _bracket(text: str, roster: Roster | None) -> str:
    words, bracket = take_bracket(text.rstrip("。；;"), roster)
    return bracket if words and find_duties("", bracket, roster).responsible_units else ""


def _parted(matters: list[_Matter]) -> list[list[SourceParagraph]]:
    usual = min(len(one.above) for one in matters[1:])
    out: list[list[SourceParagraph]] = []
    before: _Matter | None = None
    for one in matters:
        above = one.above
        if before and before.tells_progress and len(above) > usual:
            # What was done is told in several paragraphs.
            out[-1] += above[:-usual]
            above = above[-usual:]
        headings, texts = _texts(above, usual, is_first=before is None)
        out.append(headings)
        out += [[_mark(text, one.duty), *one.below] for text in texts]
        before = one
    return out


def _texts(
    above: list[SourceParagraph], usual: int, *, is_first: bool
) -> tuple[list[SourceParagraph], list[SourceParagraph]]:
    """Headings, and what is to be done: several lines of a sentence each without a stop are as many matters."""
    if is_first and usual == 1:
        return above[:-1], above[-1:]
    start = len(above) - 1
    while start and _is_sentence(above[start].text) and _is_sentence(above[start - 1].text):
        start -= 1
    if start < len(above) - 1:
        return above[:start], above[start:]
    if is_first:
        return above[:-usual], [_joined(above[-usual:])]
    has_heading = not above[0].text.endswith(("。", "；")) and len(above) > usual
    first = 1 if has_heading else 0
    return above[:first], [_joined(above[first:])]


def _is_sentence(text: str) -> bool:
    return len(text) >= _LONG_LINE and text[-1] not in "。：）"


def _joined(lines: list[SourceParagraph]) -> SourceParagraph:
    first, *rest = lines
    if not rest:
        return first
    glue = "" if first.text[-1] in "。；：，" else "："
    words = first.text + glue + "".join(line.text for line in rest)
    return SourceParagraph(words, (first.lines[0], rest[-1].lines[1]))


def _mark(line: SourceParagraph, duty: str) -> SourceParagraph:
    words = f"{line.text.rstrip('。；')}（{duty}）" if duty else line.text
    return SourceParagraph(f"●{words}", line.lines)
