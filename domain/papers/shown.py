"""Papers that are shown before anything of them is written: what differs between them."""

from dataclasses import dataclass

from domain.office.people import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownKind:
    """`label` names one in the audit trail ("paper-7"), where `read`, `written` and `dropped` are what was done.

    The rest are sentences: `gone` for a button of an older message, `decided` for a second press (who, when and
    `did`), `left` once it was dropped.
    """

    name: str
    label: str
    action: Action
    read: str
    written: str
    dropped: str
    gone: str
    decided: str
    did: str
    left: str

    def already(self, who: str, *, at: str, action: str) -> str:
        return self.decided.format(who=who, at=at, did=self.did if action == self.written else "取消")


PAPER = ShownKind(
    name="paper",
    label="paper",
    action=Action.IMPORT,
    read="read_paper",
    written="import",
    dropped="discard_paper",
    gone="这份预览已更新，请用最新的一条预览。",
    decided="这份预览已由{who}于{at}{did}，没有重复处理。",
    did="确认导入",
    left="已取消导入，没有写入任何事项。",
)
LEDGER = ShownKind(
    name="returned",
    label="ledger",
    action=Action.KEEP_LEDGER,
    read="read_ledger",
    written="apply_ledger",
    dropped="discard_ledger",
    gone="这份台账的预览已失效，请把文件重新发来。",
    decided="这份台账已由{who}于{at}{did}，没有重复处理。",
    did="写入",
    left="已取消，台账的改动没有写入。",
)
# Another office's ledger: its items are a paper of their own, its columns are corrected beside.
COLUMNS = ShownKind(
    name="foreign",
    label="ledger",
    action=Action.IMPORT,
    read="read_columns",
    written="keep_columns",
    dropped="",
    gone="这份表头对应已失效，请把文件重新发来。",
    decided="",
    did="",
    left="",
)
CALENDAR = ShownKind(
    name="calendar",
    label="calendar",
    action=Action.SET_POLICY,
    read="read_calendar",
    written="set_calendar",
    dropped="discard_calendar",
    gone="这份日历的预览已过时，没有录入。请重新发送文件，说明文字写 /calendar。",
    decided="这份日历已由{who}于{at}{did}，您的操作没有生效。发 /calendar，查看。",
    did="录入",
    left="已取消，工作日历没有变化。",
)
# A draft of a bulletin that was finished by hand.
EDITION = ShownKind(
    name="edition",
    label="edition",
    action=Action.PUBLISH,
    read="read_edition",
    written="take_edition",
    dropped="discard_edition",
    gone="这份文件的对照已失效，请把 docx 重新发来。",
    decided="这份文件已由{who}于{at}{did}，没有重复处理。",
    did="采用",
    left="未采用，草稿没有变化。",
)
