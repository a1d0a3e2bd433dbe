"""Sentences of /wording: the profile, its preview, what was saved."""

from collections.abc import Sequence

from domain.commands import Press
from domain.notes import Choice, Rows
from domain.pager import in_rows, one_row

SAMPLE_DIRECTIVE = "推进重点工作"
TITLE = "通报用词"
GONE = "这个按钮已过时，没有改动。请重新发 /wording。"
EFFECT = "从下一份草稿起生效；已起草和已发布的通报不变。"
CHANGES = "通报怎么称呼、怎么计数、分哪几部分"
SAVED = f"已保存，{EFFECT}"
TRY = "先看效果再保存：发 /wording"
SAVED_TOAST = "已保存"
SAME = "用词没有变化，无需保存。"
NO_ITEMS = "（还没有事项，以下为样例）"
DECIMALS = {0: "取整", 1: "一位小数"}
YES_NO = ("否", "是")


def overview(pairs: Sequence[tuple[str, str]], preview: str, *, is_changed: bool) -> str:
    """`pairs`: what a field is called and its value; then how the next bulletin would read."""
    lines = [f"{says}：{value}" for says, value in pairs]
    state = "⚠️ 以上还没有保存。" if is_changed else ""
    return "\n".join(part for part in ("\n".join(lines), state, f"下一份通报将这样写：\n{preview}") if part)


def overview_rows(says: Sequence[str], presets: Sequence[tuple[str, str]], code: str, version: int) -> Rows:
    """Presets (name, code), then a button per field; `code` is the profile that is being looked at."""
    ready = [Choice(f"套用：{name}", Press.WORDING, version=version, extra=its) for name, its in presets]
    fields = [Choice(name, Press.WORDING_FIELD, place, version, code) for place, name in enumerate(says)]
    return (*in_rows(ready, 2), *in_rows(fields, 3))


def save_row(code: str, version: int) -> Rows:
    return one_row(
        Choice("保存", Press.WORDING_SAVE, version=version, extra=code, style="success"),
        Choice("不改了", Press.WORDING, version=version),
    )


def field_text(says: str, now: str) -> str:
    return f"{says}：现在是“{now}”。改成："


def field_rows(values: Sequence[tuple[str, str]], code: str, version: int) -> Rows:
    """`values`: what a value is called and the code of the profile with it."""
    buttons = [Choice(name, Press.WORDING, version=version, extra=its) for name, its in values]
    return (*in_rows(buttons, 2), (Choice("返回", Press.WORDING, version=version, extra=code),))
