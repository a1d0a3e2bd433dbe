"""Words about units: their names, groups, merging and closing."""

from collections.abc import Sequence

from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.office.people import Role
from domain.pager import in_rows, pager
from domain.words import listed

UNITS_BACK = Choice("返回单位", Press.UNITS)

CLOSED = "“{name}”已停用，不再接新的事项。要恢复请发 /units {name}"
IS_GROUP = "“{name}”是几个单位的统称，不是一个单位。请写具体单位，或发 /units {name}，指明有哪些单位。"
GONE = "这个单位已经不在了。发 /units，看现有单位。"


def no_unit(name: str, near: Sequence[str]) -> str:
    if near:
        return f"没有“{name}”这个单位，相近的有：{listed(near)}。请用其中的名称重发。"
    return f"没有“{name}”这个单位。发 /units，看现有单位。"


# --- the list and the card ----------------------------------------------------------------------------

UNITS_A_PAGE = 16
TOAST = 60
NO_UNITS = "还没有单位。导入文件、交办、邀请人员时登记，例如发 /invite 县农林局 张三。"
WENT = "“{name}”已并入“{into}”，请在“{into}”上操作。发 /units {into}，打开它。"
ASK_NAME = "“{name}”改成什么名称？请回复新名称；原名称留作别名，旧文件仍认得。发 /cancel 放弃。"
ASK_ALIAS = "“{name}”还叫什么？请回复一个别名（简称、旧称）。发 /cancel 放弃。"
SAME_NAME = "名称本来就是“{name}”，没有改动。"
BAD_NAME = "“{name}”不像单位名称（2至40个字，不含符号）。请重新回复。"
TAKEN = "“{name}”已是“{unit}”的名称，不能指两个单位。两个单位合成一个请用[合并到…]。"
OPENED = "“{name}”已恢复，可以接新的事项。"
CLOSED_NOW = "“{name}”已停用，不再接新的事项；手里的事项照常办理。"


def title(count: int) -> str:
    return f"单位（{count}个）"


def unit_line(name: str, open_items: int, people: int, *, is_open: bool) -> str:
    staffed = f"{people}人" if people else "⚠️ 无人"
    closed = "（已停用）" if not is_open else ""
    return f"{name}{closed} · 在办{open_items}件 · {staffed}"


def list_rows(shown: Sequence[tuple[int, str]], page: int, *, more: bool) -> Rows:
    buttons = [Choice(cut(name, 16), Press.UNIT, unit_id) for unit_id, name in shown]
    turns = pager(page, lambda to: Choice("", Press.UNITS, to), more=more)
    return (*in_rows(buttons, 2), *turns, (Choice(SETS, Press.UNIT_SETS),))


def near_rows(near: Sequence[tuple[int, str]]) -> Rows:
    return tuple((Choice(cut(name, 24), Press.UNIT, unit_id),) for unit_id, name in near)


def unit_card(
    aliases: Sequence[str], open_items: int, people: Sequence[tuple[int, str, Role]], *, is_open: bool
) -> str:
    lines = [] if is_open else ["⛔ 已停用，不接新的事项"]
    lines.append(f"在办事项：{open_items}件")
    heads = [name for _, name, role in people if role is Role.HEAD]
    others = [name for _, name, role in people if role is not Role.HEAD]
    if heads:
        lines.append(f"负责人：{listed(heads)}")
    lines.append(f"联络员：{listed(others) or '⚠️ 没有'}")
    if aliases:
        lines.append(f"别名：{listed(aliases)}")
    return "\n".join(lines)


def unit_card_rows(unit_id: int, *, is_open: bool, people: bool) -> Rows:
    names = (Choice("改名", Press.UNIT_RENAME, unit_id), Choice("加别名", Press.UNIT_ALIAS, unit_id))
    end = (
        Choice("停用", Press.UNIT_CLOSE, unit_id, style="danger")
        if is_open
        else Choice("恢复", Press.UNIT_OPEN, unit_id)
    )
    seats = (Choice("人员", Press.PEOPLE_OF, extra=str(unit_id)),) if people else ()
    return (names, (Choice("合并到…", Press.UNIT_MERGE, unit_id), end), (*seats, UNITS_BACK))


def renamed(before: str, name: str) -> str:
    return f"“{before}”改名为“{name}”。"


def alias_added(unit: str, name: str) -> str:
    return f"“{name}”今后也指{unit}。"


# --- names that stand for several units ---------------------------------------------------------------

SETS = "统称"
SET_TITLE = "“{name}”是哪些单位？"
NO_MEMBERS = "请先点选“{name}”包括的单位，再点[就这些]。"
NO_SETS = "还没有统称。文件或交办里写到“各镇”“有关部门”时会问一次是哪些单位；也可发 /units 各镇，指明单位。"
_SHOWN = 12


def _several(names: Sequence[str]) -> str:
    more = f"等{len(names)}个" if len(names) > _SHOWN else ""
    return f"{listed(names[:_SHOWN])}{more}"


def set_members(names: Sequence[str], *, is_told: bool) -> str:
    now = f"现在：{_several(names)}" if names else "还没有指明。"
    how = "点单位即可加入或去掉。" if is_told else "请点选，选好点[就这些]，以后不再问。"
    return f"{now}\n{how}"


def set_rows(set_id: int, page: int, shown: Sequence[tuple[int, str, bool]]) -> Rows:
    """A button a unit of this page, (unit_id, name, belongs)."""
    here = shown[page * UNITS_A_PAGE : (page + 1) * UNITS_A_PAGE]
    marks = [
        Choice(f"{'✓ ' if belongs else ''}{cut(name, 16)}", Press.UNIT_SET_ON, set_id, unit_id, str(page))
        for unit_id, name, belongs in here
    ]
    turns = pager(page, lambda to: Choice("", Press.UNIT_SET, set_id, to), more=(page + 1) * UNITS_A_PAGE < len(shown))
    count = sum(belongs for _, _, belongs in shown)
    done = Choice(f"就这些（{count}个）", Press.UNIT_SET_DONE, set_id, style="success")
    return (*in_rows(marks, 2), *turns, (done,))


def set_told(name: str, names: Sequence[str]) -> str:
    return f"“{name}”＝{_several(names)}。以后写到它就是这些单位，发 /units {name}，可改。"


def set_line(name: str, names: Sequence[str], *, is_told: bool) -> str:
    return f"{name}：{_several(names)}" if is_told else f"{name}：⚠️ 未指明"


def sets_rows(sets: Sequence[tuple[int, str]]) -> Rows:
    buttons = [Choice(cut(name, 16), Press.UNIT_SET, set_id) for set_id, name in sets]
    return (*in_rows(buttons, 2), (UNITS_BACK,))
