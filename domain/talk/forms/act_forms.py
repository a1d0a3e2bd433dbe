"""The words by which each act of speech is known, as `act_forms.toml` beside this file lists them.

To teach the classifier a way of speaking, add a general form there; this file only compiles them.
"""

import re
import tomllib
from pathlib import Path

from domain.quantities import MEASURES

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_PARTS = {"measures": MEASURES, **_TABLE["parts"]}
_PART = re.compile(rf"<({'|'.join(_PARTS)})>")


def _spelled_out(form: str) -> str:
    """With the parts in place of their names; parts may hold parts."""
    while _PART.search(form):
        form = _PART.sub(lambda found: _PARTS[found[1]], form)
    return form


def _compiled(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(_spelled_out, _TABLE["forms"][name])), re.IGNORECASE)


LETTERS: dict[str, str] = _TABLE["letters"]
BY_LETTERS = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(sorted(LETTERS, key=len, reverse=True))})(?![A-Za-z])", re.IGNORECASE
)
OURS = _compiled("ours")
QUOTED = _compiled("quoted")
ADDRESS = _compiled("address")
LAUGH = _compiled("laugh")
TITLE = _compiled("title")
NODS = _compiled("nods")
PASSED_ON = _compiled("passed_on")
BUSY = _compiled("busy")
WILL_DO = _compiled("will_do")
ABOUT_TO = _compiled("about_to")
GREETING = _compiled("greeting")
SMALL = _compiled("small")
WRONG_CHAT = _compiled("wrong_chat")
PRIVATE = _compiled("private")
OFFICIAL = _compiled("official")
ASKS = _compiled("asks")
ASKED_OF_OTHERS = _compiled("asked_of_others")
HOW_TO = _compiled("how_to")
PROTEST = _compiled("protest")
CHOICE = _compiled("choice")
MOVED_AWAY = _compiled("moved_away")
HANDED_ON = _compiled("handed_on")
EXTENSION = _compiled("extension")
MOVED_ALREADY = _compiled("moved_already")
DIFFICULTY = _compiled("difficulty")
HELP_GIVEN = _compiled("help_given")
LEAVE = _compiled("leave")
OTHERS_AWAY = _compiled("others_away")
BARE_DAY = _compiled("bare_day")
AHEAD = _compiled("ahead")
WILL = _compiled("will")
WITHOUT_DELAY = _compiled("without_delay")
RESULT = _compiled("result")
SHORT_RESULT = _compiled("short_result")
HAS = _compiled("has")
OVER = _compiled("over")
SAME = _compiled("same")
LACKS = _compiled("lacks")
WAITS = _compiled("waits")
LACKS_YET = _compiled("lacks_yet")
LE = _compiled("le")
UNDER_WAY = _compiled("under_way")
EFFORT = _compiled("effort")
ASIDE = _compiled("aside")
ONLY_THEN = _compiled("only_then")
FIGURE = _compiled("figure")
VAGUE = _compiled("vague")
WORKED = _compiled("worked")
NONE_LEFT = _compiled("none_left")
FINISHED = _compiled("finished")
TO_BE_CLOSED = _compiled("to_be_closed")
OF_A_PART = _compiled("of_a_part")
SOFT = _compiled("soft")
OF_A_COUNT = _compiled("of_a_count")
THE_WHOLE = _compiled("the_whole")
MANY_LEFT = _compiled("many_left")
NUMBERED = _compiled("numbered")
TOLD_BEFORE = _compiled("told_before")
PICTURE = _compiled("picture")
NODDING = _compiled("nodding")
CONSENT = _compiled("consent")
SUPPOSED = _compiled("supposed")
OPEN_YET = _compiled("open_yet")
EXPECTED = _compiled("expected")
COORDINATE = _compiled("coordinate")
ALREADY = _compiled("already")
PLACE = _compiled("place")
