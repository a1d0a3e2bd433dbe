"""A first pass over a paper: the names that it uses where only names can stand are names wherever else they stand."""

import re
from dataclasses import replace

from domain.ideographs import HAN
from domain.papers.reading import Roster
from papers.reading.names.acting import formed
from papers.reading.names.lists import NameList, hide_name_brackets, kind_of, names_of
from papers.reading.names.titles import is_title, titled_name

_UNITS = re.compile(
    r"(?:牵头|责任|主办|承办|配合|协办|协同|参与|落实|实施|主管|主责)(?:责任)?(?:单位|部门|科室|处室|股室|部室)[】]?\s*[:：]\s*"
    r"(?P<names>[^。；;：:\n（）()〔〕\[\]【】]{2,200})"
)
_LEADERS = re.compile(
    rf"(?:牵头|责任|分管|包抓|包联|督办|挂帅)(?:负责)?[县市区省]?领导[】]?\s*[:：]\s*(?P<names>[{HAN}·、，, ]{{2,60}})"
)
_CHARGED = re.compile(
    r"(?<![自理缘经])[由请](?P<names>[^，。；：:;,\n（）()“”]{2,60}?)(?:按职责分工|共同|分别|具体)*(?:牵头|负责(?!人))"
)
# 运维二班负责, 听取医务科关于…的汇报: whoever has a name's form and is told to act or to report.
_NAMED = re.compile(
    r"(?:^|[，。；：\n]|听取(?:了)?)(?P<names>[^，。；：:;,\n（）()“”\d]{2,40}?)(?:分别|共同|具体|分片)*(?:牵头|负责(?!人)|实施|汇报|关于)"
)
_LONGEST_NAME = 12


def learned(text: str, roster: Roster | None = None) -> Roster:
    """What the office knows, and what this paper itself tells to be units and persons."""
    known = roster or Roster()
    lists = [_listed(match["names"], roster) for pattern in (_UNITS, _CHARGED) for match in pattern.finditer(text)]
    units = {unit for names in lists for unit in names.guessed if 2 < len(unit) <= _LONGEST_NAME}
    # 协办单位：省粮食, and the line ends: the name may go on below.
    units -= {
        re.split("[、，,]", match["names"].strip())[-1]
        for match in _UNITS.finditer(text)
        if text[match.end() :][:1] == "\n"
    }
    units |= {unit for match in _NAMED.finditer(text) for unit in formed(match["names"].strip(), roster).units}
    people = {name for match in _LEADERS.finditer(text) for name in _people(match["names"])}
    return replace(known, units=known.units | units, people=known.people | people)


def _listed(words: str, roster: Roster | None) -> NameList:
    return names_of(hide_name_brackets(words.strip()), roster, is_sure=True)


def _people(words: str) -> list[str]:
    pieces = (piece.strip(" ").removesuffix("同志") for piece in re.split("[、，,]", words))
    names = (titled_name(piece) or piece for piece in pieces if not is_title(piece))
    return [name for name in names if 2 <= len(name) <= 7 and " " not in name and kind_of(name) != "unit"]
