"""Minutes and news of meetings without numbers: each sentence that decides or charges somebody opens a matter."""

import re

from domain.papers.reading import Roster
from papers.reading.duties import find_duties
from papers.reading.frame.decisions import (
    DECIDED,
    first_decision,
    is_everybody,
    is_stress,
    is_urged,
    stressed,
    unstressed,
    urges_everybody,
)
from papers.reading.label_names import LABEL
from papers.reading.layout import SourceParagraph

# 会议确定事项22件 counts what was decided.
_COUNTS = re.compile(r"(?:确定|议定|决定|明确)(?:的)?[^，。；]{0,6}\d+\s*[项件个条]")
# …的请示，会议要求，…: the meeting goes on within the sentence.
_SENTENCE = re.compile(r"(?<=[。；])|(?<=，)(?=会议(?:还|最后)?(?:要求|强调|指出|认为)[，：])")
# 会议讨论了…事宜，决定…; 并作出相关决定 tells nothing of what it was.
_HEARD_FIRST = re.compile(r"^会议?(?:还|首先|专题|集体|一并|认真)*(?:听取|讨论|研究|审议|通报|学习)")
_THEN_DECIDED = re.compile(
    r"(?<=，)(?:会议?)?(?:经?(?:会议)?研究|讨论|一致|并)*(?=(?:原则上?)?(?:同意|决定|议定|明确)(?![。；，]|的))"
)
# 同意该公报: without what was heard nobody knows which.
_REFERS_BACK = re.compile(r"[该此其]|[上前]述|以上|本(?:方案|办法|次)")
# 会议听取并原则同意…的情况汇报。
_AGREES_TO_REPORT = re.compile(r"^会议(?:听取|审议)了?并[^，；]*。?$")
# 会议研究决定事项如下
_LEADS_IN = re.compile(r"(?:如下|(?:以下|下列)[^，。；]{0,8})[：。]?$|：$")
_WHO = re.compile(r"(?<=[，。；])(?:由|请|责成)(?=[^，。；]{2,60}(?:牵头|负责(?!人)|组织|落实|办理|承担|会同))")
# 有关部门负责人列席会议。
_ATTENDS = re.compile(r"(?:列席|出席|参加)(?:了|本次|相关|有关|此次)*(?:会议|议题)?[^，。；]{0,12}(?:。|$)")
_ATTENDANTS = re.compile(r"^(?!由|请|责成)(?:(?![要应须])[^。；]){0,140}(?:列席|出席|参加)")
# （主持人：… 汇报人：…）
_ROLES = re.compile(r"^（?(?:主持|汇报|记录|列席|出席|参会|参加|请假)(?:人员?|单位)?：")
# 要…, 要求… without anybody: how it should be done in general
_URGES = re.compile(r"^(?:(?:二|三|四|同时|进一步|切实)?要(?!求)|必须|务必)")


def decisions_in(text: str, roster: Roster | None) -> list[str]:
    """What goes on with a decision belongs to it, up to where the meeting urges; what is pointed out is none."""
    return [line.text for line in decided([SourceParagraph(text, (0, 0))], roster)]


def decided(lines: list[SourceParagraph], roster: Roster | None, *, is_one: bool = False) -> list[SourceParagraph]:
    """The same of several paragraphs, which may be about one matter."""
    minutes = _Minutes(roster, is_one=is_one)
    for line in lines:
        for sentence in _SENTENCE.split(line.text):
            if sentence:
                minutes.take(sentence, line.lines)
    return [SourceParagraph(one.text.rstrip("，；"), one.lines) for one in minutes.found]


class _Minutes:
    """Hears a meeting's minutes sentence by sentence."""

    def __init__(self, roster: Roster | None, *, is_one: bool) -> None:
        self.roster, self.is_one = roster, is_one
        self.found: list[SourceParagraph] = []
        self.goes_on = self.charges = False

    def take(self, sentence: str, lines: tuple[int, int]) -> None:
        if _is_aside(sentence) or (not self.goes_on and urges_everybody(sentence)):
            self.goes_on = False
        elif self.found and LABEL.match(sentence):
            self._go_on(sentence, lines)
        elif is_stress(sentence):
            self._take_stressed(sentence, lines)
        elif words := first_decision(sentence) or _charged(sentence, self.roster):
            self._open(words, lines, sentence)
            self.charges = False
        elif self.goes_on and not sentence.startswith(("会", "经")) and not (self.charges and _URGES.match(sentence)):
            self._go_on(sentence, lines)
        else:
            self.goes_on = False

    def _take_stressed(self, sentence: str, lines: tuple[int, int]) -> None:
        words = _stressed(sentence, self.roster)
        if words and self.found:
            self._go_on(sentence, lines)
        elif words:
            self._open(words, lines, sentence)
        self.goes_on = self.charges = bool(words)

    def _open(self, words: str, lines: tuple[int, int], sentence: str) -> None:
        is_within = self.goes_on and self.found[-1].text.endswith("；") and not sentence.startswith("会")
        if self.goes_on and _AGREES_TO_REPORT.match(self.found[-1].text) and not _AGREES_TO_REPORT.match(words):
            # What was heard is the matter, and this is what was decided of it.
            self.found.pop()
        if self.found and (self.is_one or is_within):
            self._go_on(sentence, lines)
        else:
            self.found.append(SourceParagraph(words, lines))
        self.goes_on = True

    def _go_on(self, words: str, lines: tuple[int, int]) -> None:
        last = self.found[-1]
        self.found[-1] = SourceParagraph(last.text + words, (last.lines[0], lines[1]))


def _is_aside(sentence: str) -> bool:
    tells = _COUNTS.search(sentence) or _LEADS_IN.search(sentence) or _ROLES.match(sentence)
    attends = not DECIDED.search(sentence) and _ATTENDS.search(sentence) and _ATTENDANTS.match(sentence)
    return bool(tells) or bool(attends)


def _stressed(sentence: str, roster: Roster | None) -> str:
    """会议要求，县甲局要…: somebody in particular is charged, or there is a day."""
    words = unstressed(sentence)
    if is_urged(sentence):
        return ""
    units = find_duties(words, "", roster).responsible_units
    if any(not is_everybody(unit) for unit in units):
        return words
    return stressed(sentence)


def _charged(sentence: str, roster: Roster | None) -> str:
    """会议听取…汇报，由县甲局牵头，…: from who is charged on."""
    if not DECIDED.search(sentence) and not _WHO.search(sentence):
        return ""
    then = _THEN_DECIDED.search(sentence)
    is_heard_first = then and _HEARD_FIRST.match(sentence) and not DECIDED.search(sentence[: then.start()])
    if then and is_heard_first and not _REFERS_BACK.search(sentence[then.end() :]):
        return sentence[then.end() :]
    place = _WHO.search(sentence)
    words = sentence[place.start() :] if place and not DECIDED.search(sentence[: place.start()]) else sentence
    return words if DECIDED.search(sentence) or find_duties(words, "", roster).is_assigned else ""
