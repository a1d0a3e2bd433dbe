"""The forms by which talk becomes prose, as `official.toml` beside this file lists them; this file compiles them.

To teach a way of speaking, add a general form there.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

_TABLE = tomllib.loads(Path(__file__).with_name("official.toml").read_text(encoding="utf-8"))
_PARTS: dict[str, str] = _TABLE["parts"]
_PART = re.compile(rf"<({'|'.join(_PARTS)})>")
_PART_BEHIND = re.compile(rf"\(\?<=<({'|'.join(_PARTS)})>\)")
_BEHIND = re.compile(r"\(\?<([=!])([^()]*\|[^()]*)\)")

Turn = tuple[re.Pattern[str], str]


def _compiled(form: str) -> re.Pattern[str]:
    behind = _PART_BEHIND.sub(lambda found: f"(?<={_PARTS[found[1]]})", form)
    spelled = _PART.sub(lambda found: f"(?:{_PARTS[found[1]]})", behind)
    return re.compile(_BEHIND.sub(_one_by_one, spelled), re.IGNORECASE)


def _one_by_one(found: re.Match[str]) -> str:
    """What stands before may be of any length."""
    each = [f"(?<{found[1]}{one})" for one in found[2].split("|")]
    return f"(?:{'|'.join(each)})" if found[1] == "=" else "".join(each)


def _turns(name: str) -> tuple[Turn, ...]:
    return tuple((_compiled(form), words) for form, words in _TABLE["turns"][name])


def _by_character(name: str) -> dict[str, str]:
    return dict(one.split(":") for one in _TABLE[name].split())


LEADS = tuple(_compiled(form) for form in _TABLE["turns"]["leads"])
FILLERS = _turns("fillers")
FILLERS_AT_THE_END = FILLERS[:2]
PHRASES = _turns("phrases")
POLISH = _turns("polish")
MARKS = re.compile("|".join(_compiled(form).pattern for form in _TABLE["marks"]["forms"]))
DOUBTS = tuple(_compiled(form) for form in _TABLE["doubts"]["forms"])
SAYS = _compiled(_TABLE["doubts"]["says"])
PREDICATES = _compiled(_TABLE["doubts"]["predicates"])
_VERBS, _ENDED = _by_character("verbs"), _by_character("ended")
WORK = _PARTS["work"]
_WORDS = WORK.split("|")
_WORD = f"(?P<word>{WORK})"
_OVER = "(?:完毕|完了?|干净|[下出起回过]来|[上下进出]去|[好光齐掉净妥成开])"
_ENDS = r"(?=[，。；、]|$)"
_MANY = r"(?=约?\d|[两几半])"


def _verb_forms() -> str:
    """A verb of one character, where it is no part of a word of two."""
    alone = []
    for verb in _VERBS:
        before = "".join(word[0] for word in _WORDS if word[1:] == verb)
        behind = "".join(word[1:] for word in _WORDS if word[0] == verb)
        alone.append(f"{f'(?<![{before}])' if before else ''}{verb}{f'(?![{behind}])' if behind else ''}")
    return f"(?P<verb>{'|'.join(alone)})"


_VERB = _verb_forms()
_DONE_BEFORE = "(?:已经?|都|早就)*"
_ALL = "(?:全部|全都|都已?|全)"


Aspect = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _of_work(found: re.Match[str]) -> str:
    return found["word"] if "word" in found.re.groupindex else _VERBS[found["verb"]]


def _brought_to_an_end(found: re.Match[str]) -> str:
    if "word" in found.re.groupindex:
        return found["word"]
    verb = found["verb"]
    return _ENDED.get(verb) or f"{_VERBS[verb]}完毕"


def _says(words: str, said: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    return lambda found: words + said(found)


def _aspects(work: str, closed: str = "") -> Iterator[Aspect]:
    """What is not done yet, under way, done again, all done, done. `closed`: what must stand behind the work."""
    still = "(?:还|正|都|也|一直)*在(?:加紧|抓紧|加快|陆续|逐步)?"
    not_yet, done = "(?:还|都|也|仍|一直)*没(?:有|能)?", rf"{_DONE_BEFORE}(?<![未没不新]){work}"
    for form, words, said in (
        (rf"{not_yet}{work}{_OVER}?了?{_ENDS}", "尚未", _of_work),
        (rf"{not_yet}{work}{closed}", "尚未", _of_work),
        (rf"{still}{work}{closed}(?![区点站所])(?:着|呢|了(?={_ENDS}))*", "正在", _of_work),
        (rf"(?<=已){work}{_ENDS}", "", _of_work),
        (rf"(?:又|再|新){work}(?:{_OVER}|[出到])?了?{_MANY}", "新", _of_work),
        (rf"{_ALL}{work}{_OVER}了?{_ENDS}", "已全部", _brought_to_an_end),
        (rf"{_ALL}{work}了{_ENDS}", "已全部", _of_work),
        (rf"(?<!尚未){done}{_OVER}了?{_ENDS}", "已", _brought_to_an_end),
        (rf"{done}(?:{_OVER}|[上出下到])?的?[了有]{_MANY}", "已", _of_work),
        (rf"{done}{_OVER}{_MANY}", "已", _of_work),
        (rf"{done}(?:{_OVER}|[上出下到])?(?:了|过(?!半))(?=[\u4e00-\u9fff])", "已", _of_work),
        (rf"{done}[上出下到起]?[了过]{_ENDS}", "已", _of_work),
        (rf"{work}(?:着|中)呢?{_ENDS}", "正在", _of_work),
    ):
        yield re.compile(form), _says(words, said)


# Most verbs of one character may be half of a word that nobody listed (没发现, 没批准, 在清欠): something of their own
# must stand behind them. What is done with the hands makes no such words.
_BY_HAND = "拆埋砌铺挖浇刷搭"
_CLOSED = rf"(?:(?<=[{_BY_HAND}])|(?=[，。；、着了过呢的]|{_OVER}|约?\d|[两几半一]|$))"
# 开了标 and 挂了牌.
_SPLIT = re.compile(f"(?:已经?)?(?P<word>{'|'.join(f'{word[0]}了{word[1:]}' for word in _WORDS if len(word) == 2)})")
ASPECTS: tuple[Aspect, ...] = (
    (_SPLIT, lambda found: f"已{found['word'].replace('了', '')}"),
    *_aspects(_VERB, _CLOSED),
    *_aspects(_WORD),
)
