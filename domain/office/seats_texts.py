"""Words about a person's seats: names, titles, units that are joined, changed and left."""

import re
from collections.abc import Sequence

from domain.commands import Press
from domain.hygiene import cut, plain_name
from domain.ideographs import NAME_LETTERS
from domain.notes import Choice, Rows
from domain.office.people import ROLE_WORDS, Role
from domain.words import NOTHING

ASK_NAME = "“{name}”改成什么姓名？请回复新姓名；同名的可写成 张三（农林）。发 /cancel 放弃。"
BAD_NAME = "姓名“{name}”不合适（2至20个字，不含符号）。请重新回复。"
SAME_NAME = "姓名本来就是“{name}”，没有改动。"
NO_UNIT_SEAT = "{name}不在任何单位里。要让他代表单位，请点[加入另一单位]。"
WHICH_SEAT = "哪一个身份？"
WHICH_LEFT = "移除哪一个身份？移除最后一个身份，人就离开名册。"
ASK_TITLE = "{name}（{seat}）的股室和职务？请回复，例如：办公室 主任。没有请回复“无”。发 /cancel 放弃。"
ASK_UNIT = "{name}从{unit}换到哪个单位？请回复单位名称。发 /cancel 放弃。"
ASK_ANOTHER = "{name}还要加入哪个单位？请回复单位名称；原来的身份不变。发 /cancel 放弃。"
SITS_THERE = "{name}已经在{unit}，没有变化。"
SEAT_GONE = "这个身份已经变动，您的操作没有生效。发 /people 看最新名册。"
HEAD_ALONE = "{name}在这个单位只有负责人这一个身份，请用[移除]。"
_FULL_NAME = re.compile(rf"[{NAME_LETTERS}·. （）()]{{2,20}}")


def is_full_name(words: str) -> bool:
    return bool(_FULL_NAME.fullmatch(words)) and not words.isdecimal()


def seat_words(role: Role, unit: str, *, section: str = "", title: str = "") -> str:
    """ "县农林局 联络员 · 办公室主任"."""
    seat = f"{unit} {ROLE_WORDS[role]}" if unit else ROLE_WORDS[role]
    return f"{seat} · {section}{title}" if section or title else seat


def section_and_title(words: str) -> tuple[str, str]:
    if words in NOTHING:
        return "", ""
    section, _, title = words.partition(" ")
    return (plain_name(section)[:20], plain_name(title)[:20]) if title else ("", plain_name(section)[:20])


def renamed(before: str, name: str) -> str:
    return f"“{before}”改名为“{name}”。"


def titled(section: str, title: str) -> str:
    return f"已记下：{section}{title}。" if section or title else "已去掉股室和职务。"


def joined(name: str, unit: str) -> str:
    return f"{name}已加入{unit}（联络员），原来的身份不变。"


def moved(name: str, *, before: str, unit: str) -> str:
    return f"{name}已从{before}换到{unit}。"


def head_made(name: str, unit: str) -> str:
    return f"{name}是{unit}的负责人了。"


def head_ended(name: str, unit: str) -> str:
    return f"{name}不再是{unit}的负责人。"


def seat_taken(name: str, seat: str) -> str:
    return f"已移除{name}的身份：{seat}。"


def confirm_leaving(name: str, seat: str) -> str:
    return f"确定移除{name}的这个身份（{seat}）？其他身份不变。"


def person_card(seats: Sequence[str], joined_on: str, *, reachable: bool) -> str:
    lines = [f"身份：{seats[0]}"] if len(seats) == 1 else ["身份：", *(f"· {seat}" for seat in seats)]
    lines.append(f"登记于{joined_on}")
    return "\n".join(lines if reachable else [*lines, "⚠️ 收不到消息：停用了机器人或账号已注销"])


def person_rows(person_id: int, heads: Sequence[tuple[int, str, bool]], *, in_unit: bool, back: Choice) -> Rows:
    """`heads`: (unit_id, unit, is its head already) of each unit."""
    first = [Choice("改名", Press.PERSON_NAME, person_id)]
    moves = [Choice("加入另一单位", Press.PERSON_JOIN, person_id)]
    if in_unit:
        first.append(Choice("职务股室", Press.PERSON_SEAT, person_id, 0, "title"))
        moves.insert(0, Choice("换单位", Press.PERSON_SEAT, person_id, 0, "move"))
    rows = [
        (Choice(cut(f"{'不再' if is_head else ''}任{unit}负责人", 30), Press.PERSON_HEAD, person_id, unit_id),)
        for unit_id, unit, is_head in heads
    ]
    end = (Choice("移除", Press.PERSON_OUT, person_id, style="danger"), back)
    return (tuple(first), tuple(moves), *rows, end)


def seat_rows(person_id: int, verb: str, seats: Sequence[tuple[int, str]]) -> Rows:
    rows = [(Choice(cut(words, 30), Press.PERSON_SEAT, person_id, seat_id, verb),) for seat_id, words in seats]
    return (*rows, (_back(person_id),))


def _back(person_id: int) -> Choice:
    return Choice("返回", Press.PERSON, person_id)


def leaving_rows(person_id: int, seats: Sequence[tuple[int, str]]) -> Rows:
    rows = [(Choice(cut(words, 30), Press.PERSON_OUT, person_id, seat_id),) for seat_id, words in seats]
    return (*rows, (Choice("全部移除", Press.PERSON_OUT, person_id, 0, "all", "danger"), _back(person_id)))


def seat_removal_rows(person_id: int, seat_id: int) -> Rows:
    yes = Choice("确认移除", Press.SEAT_OUT_YES, person_id, seat_id, style="danger")
    return ((yes, Choice("不移除", Press.PERSON, person_id)),)


def confirm_removal(name: str) -> str:
    return f"确定移除{name}？移除后立即不能再查看和反馈，已有的反馈记录保留。"


def removal_rows(person_id: int) -> Rows:
    yes = Choice("确认移除", Press.PERSON_OUT_YES, person_id, style="danger")
    return ((yes, Choice("不移除", Press.PERSON, person_id)),)
