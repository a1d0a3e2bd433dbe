"""Minutes and news of meetings without numbers: each sentence that decides or charges somebody opens a matter."""

import re

from domain.papers.reading import Roster
from papers.reading.duties import find_duties
from papers.reading.frame.decisions import DECIDED, first_decision, is_urged, stressed

# 会议确定事项22件 counts what was decided.
_COUNTS = re.compile(r"(?:确定|议定|决定|明确)(?:的)?[^，。；]{0,6}\d+\s*[项件个条]")
# …的请示，会议要求，…: the meeting goes on within the sentence.
_SENTENCE = re.compile(r"(?<=[。；])|(?<=，)(?=会议(?:还|最后)?(?:要求|强调|指出|认为)[，：]?)")
_STRESSES = re.compile(r"^会议(?:还|最后)?(?:要求|强调|指出|认为)[，：]?")
_WHO = re.compile(r"(?<=[，。；])(?:由|请|责成)(?=[^，。；]{2,60}(?:牵头|负责(?!人)|组织|落实|办理|承担|会同))")
_GENERIC = re.compile(r"^(?:各|全|有关|相关|市直|县直|区直)")
# 有关部门负责人列席会议。
_ATTENDS = re.compile(r"(?:列席|出席|参加)(?:了|本次|相关|有关|此次)*(?:会议|议题)?[^，。；]{0,12}(?:。|$)")
_ATTENDANTS = re.compile(r"^[^，。；]{0,60}(?:负责人|负责同志|领导|同志|[、，]).{0,80}(?:列席|出席|参加)")
# 要…, 要求… without anybody: how it should be done in general
_URGES = re.compile(r"^(?:(?:二|三|四|同时|进一步|切实)?要(?!求)|必须|务必)")


def decisions_in(text: str, roster: Roster | None) -> list[str]:
    """What goes on with a decision belongs to it, up to where the meeting urges; what is pointed out is none."""
    found: list[str] = []
    goes_on = charges = False
    for sentence in _SENTENCE.split(text):
        is_new = sentence.startswith(("会", "经"))
        if not sentence or _is_aside(sentence):
            goes_on = False
        elif _STRESSES.match(sentence):
            words = _stressed(sentence, roster)
            goes_on = charges = bool(words)
            if words and found:
                found[-1] += sentence
            elif words:
                found.append(words)
        elif words := first_decision(sentence) or _charged(sentence, roster):
            found.append(words)
            goes_on, charges = True, False
        elif goes_on and not is_new and not (charges and _URGES.match(sentence)):
            found[-1] += sentence
        else:
            goes_on = False
    return [words.rstrip("，；") for words in found]


def _is_aside(sentence: str) -> bool:
    return bool(_COUNTS.search(sentence)) or (bool(_ATTENDS.search(sentence)) and bool(_ATTENDANTS.match(sentence)))


def _stressed(sentence: str, roster: Roster | None) -> str:
    """会议要求，县甲局要…: somebody in particular is charged, or there is a day."""
    words = _STRESSES.sub("", sentence)
    if is_urged(sentence):
        return ""
    units = find_duties(words, "", roster).responsible_units
    if any(not _GENERIC.match(unit) for unit in units):
        return words
    return stressed(sentence)


def _charged(sentence: str, roster: Roster | None) -> str:
    """会议听取…汇报，由县甲局牵头，…: from who is charged on."""
    if not DECIDED.search(sentence) and not _WHO.search(sentence):
        return ""
    place = _WHO.search(sentence)
    words = sentence[place.start() :] if place and not DECIDED.search(sentence[: place.start()]) else sentence
    return words if DECIDED.search(sentence) or find_duties(words, "", roster).is_assigned else ""
