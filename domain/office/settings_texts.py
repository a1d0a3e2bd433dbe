"""Sentences of /settings: what an office can set, how it stands, what was changed."""

from collections.abc import Iterable, Sequence
from typing import Any

from domain.commands import Press
from domain.notes import Choice, Rows
from domain.office.setting_kinds import Profile, SettingEntry, Switch, Values
from domain.pager import in_rows

TITLE = "设置"
HOW = "点下面的按钮修改，或者照这样发：/settings 超期复催 5"
GONE = "这个按钮已过时，没有改动。请重新发 /settings。"
SLIPS_EFFECT = "从下一张督办单起生效。"
BACK = "返回"
CHANGES_DISTRIBUTION = "通报末页的发送、抄送和印发单位"
CHANGES_NUMBERING = "下一期通报编第几期"
CHANGES_SIGNING = "通报由谁签发后才发"
CHANGES_ANNEXES = "通报文件后面附不附依据表和照片"
CHANGES_PROOFS = "通报发布前要不要先发各单位核对"
CHANGES_COMPARE = "能不能看各单位办理情况的对比"
CHANGES_SLIPS = "什么时候发蓝、黄、红督办单，几天内答复"
CHANGES_CALENDAR = "哪天上班哪天放假：催办、通报避开休息日"
CHANGES_SEATS = "超期时报给哪位负责人、哪位领导联系人"
CHANGES_HOUR = "每天几点以后提醒我（只管本人）"


def unknown(words: str, command: str) -> str:
    return f"没有“{words[:20]}”这项规则。请发 /{command} 查看名称，例如：/{command} 超期复催 5"


def line(entry: SettingEntry, value: Any) -> str:
    shown = entry.shown(value)
    if isinstance(entry, Switch):
        return f"{entry.label}：{shown}{' · ' if entry.says else ''}{entry.says}"
    return f"{entry.label} {shown}：{entry.says}" if entry.says else f"{entry.label}：{shown}"


def profile(lines: Sequence[str], exceptions: int, more: str) -> str:
    single = [f"另有 {exceptions} 件事项单独规定。"] if exceptions else []
    return "\n".join([*lines, *single, *([more] if more else [])])


def state(entries: Iterable[str]) -> str:
    """The values of a profile in one line."""
    return "；".join(entries)


def overview(profiles: Sequence[tuple[Profile, str]]) -> str:
    """Each with what it changes and, below, what it is set to."""
    return "\n".join([*(f"【{one.title}】{one.changes}\n{words}" for one, words in profiles), "", HOW])


def overview_rows(profiles: Sequence[tuple[str, str]]) -> Rows:
    """`profiles`: (name, title)."""
    return in_rows([Choice(title, Press.SETTINGS, extra=name) for name, title in profiles], 2)


def profile_rows(profile: Profile, values: Values, version: int, *, back: bool) -> Rows:
    """A switch is turned by one press; of other entries the offered values are shown first."""
    buttons = []
    for entry in profile.entries:
        key = f"{profile.name}.{entry.name}"
        if isinstance(entry, Switch):
            is_on = bool(values[entry.name])
            turn = f"{'关闭' if is_on else '开启'}{entry.label}"
            buttons.append(Choice(turn, Press.SETTING_SET, int(not is_on), version, key))
        else:
            buttons.append(Choice(entry.label, Press.SETTING, version=version, extra=key))
    rows = in_rows(buttons, 3)
    return (*rows, (Choice(BACK, Press.SETTINGS),)) if back else rows


def entry(entry: SettingEntry, value: Any) -> str:
    told = f"{entry.label}：{entry.says}。\n" if entry.says else f"{entry.label}："
    return f"{told}现在是 {entry.shown(value)}。其他值（{entry.range}）请发名称和值，例如：/settings 超期复催 5"


def entry_rows(profile: Profile, entry: SettingEntry, version: int) -> Rows:
    key = f"{profile.name}.{entry.name}"
    words = [entry.shown(value) for value in entry.offered]
    buttons = [Choice(one, Press.SETTING_SET, place, version, key) for place, one in enumerate(words)]
    return (*in_rows(buttons, 2), (Choice(BACK, Press.SETTINGS, extra=profile.name),))


def changed(label: str, *, before: str, after: str, effect: str) -> str:
    return f"“{label}”由 {before} 改为 {after}{'，' if effect else '。'}{effect}"


def same(label: str, value: str) -> str:
    return f"“{label}”本来就是 {value}，没有改动。"


def same_switch(label: str, state: str) -> str:
    return f"{label}本来就是{state}的，没有变动。"


def told(who: str, *, title: str, change: str) -> str:
    """For the other supervisors."""
    return f"{who}改了{title}：{change}"


def lost(title: str, *, who: str, at: str, command: str) -> str:
    """`who` changed it in between; nobody, where a paper taught it."""
    by = f"（{who}，{at}）" if who else ""
    return f"“{title}”刚被改过{by}，您的操作没有生效。请重新发 /{command}。"
