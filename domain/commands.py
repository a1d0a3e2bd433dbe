"""The commands people can type: one table that the help and the menus are made from.

Who may use a command follows from the permission table, so that a menu never shows what would be refused.
"""

from collections.abc import Collection
from dataclasses import dataclass

from domain.office.people import PERMISSIONS, ROLE_WORDS, Action, Role


@dataclass(frozen=True, slots=True)
class Command:
    """`usage` is what stands after the name in the help; a bare one (`in_menu`) must work when tapped."""

    name: str
    says: str
    action: Action | None
    words: tuple[str, ...] = ()
    usage: str = ""
    in_menu: bool = True

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role) if self.action is None else PERMISSIONS[self.action]


# In the order of the help and the menus: what is used daily comes first.
COMMANDS = (
    Command("my", "我的事项", Action.SEE_OWN, ("我的事项",)),
    Command("report", "反馈进展", Action.REPORT, ("进展", "反馈"), "37 进展内容"),
    Command("done", "申请办结", Action.ASK_COMPLETION, ("办结",), "37 完成情况"),
    Command("sign", "签收事项", Action.SIGN, ("签收",), "37", in_menu=False),
    Command("extend", "申请延期", Action.ASK_EXTENSION, ("延期",), "37 12月31日 原因"),
    Command("plan", "计划完成时间", Action.PLAN, ("计划",), "37 12月20日", in_menu=False),
    Command("difficulty", "报困难、请协调", Action.FLAG_DIFFICULTY, ("困难",), "37 困难内容", in_menu=False),
    Command("ask", "就事项追问或询问", Action.DISCUSS, ("追问",), "37 问题", in_menu=False),
    Command(
        "instruct", "批示（回复卡片或通报也行）", Action.INSTRUCT, ("批示",), "37 批示内容", in_menu=False
    ),
    Command("status", "督办概况", Action.SEE_STATUS, ("状态", "情况"), "[单位、领导、会议或编号]"),
    Command("review", "待审核的办结申请", Action.REVIEW, ("审核", "待审核")),
    Command("approve", "通过并销号", Action.REVIEW, ("通过", "销号"), "37", in_menu=False),
    Command("return", "退回重办", Action.REVIEW, ("退回",), "37 原因", in_menu=False),
    Command("retract", "10分钟内撤回审核意见", Action.REVIEW, ("撤回审核",), "[37]", in_menu=False),
    Command("overdue", "逾期事项", Action.SEE_STATUS, ("逾期",)),
    Command("item", "事项详情", Action.SEE_ITEM, ("事项",), "37", in_menu=False),
    Command("find", "查找事项", Action.FIND, ("查找",), "关键词", in_menu=False),
    Command("import", "导入通报或纪要（直接发文件也行）", Action.IMPORT, ("导入",)),
    Command("new", "新建事项", Action.REGISTER, ("新建",), "事项内容"),
    Command("assign", "交办给单位", Action.ASSIGN, ("交办",), "37 单位", in_menu=False),
    Command("reassign", "改由其他单位承办", Action.ASSIGN, ("改派",), "37 单位", in_menu=False),
    Command("due", "设定办理时限", Action.SET_DEADLINE, ("时限",), "37 12月31日", in_menu=False),
    Command("nudge", "立即催办", Action.NUDGE, ("催办",), "37", in_menu=False),
    Command("policy", "催办规则", Action.SET_POLICY, ("催办规则",), "[37 每周]", in_menu=False),
    Command("calendar", "工作日历", Action.SET_POLICY, ("工作日历",), "[放假通知]", in_menu=False),
    Command("leave", "请假代办", Action.STAND_DOWN, ("请假", "代办"), "11月25日至27日 张三", in_menu=False),
    Command("hour", "几点以后提醒我", Action.STAND_DOWN, ("提醒时间",), "10", in_menu=False),
    Command("bulletin", "督办通报", Action.READ_BULLETIN, ("通报",)),
    Command("wording", "通报用词、发送抄送", Action.PUBLISH, ("通报用词",), in_menu=False),
    Command("proof", "通报核稿", Action.PUBLISH, ("核稿",), "[开、关]", in_menu=False),
    Command("annex", "通报附件", Action.PUBLISH, ("通报附件",), "[依据、照片 开、关]", in_menu=False),
    Command("ledger", "督办台账（xlsx，改后可发回）", Action.KEEP_LEDGER, ("台账",), "[会议]"),
    Command("year", "年度会议事项统计表", Action.SEE_STATUS, ("年度表",), "[2026]", in_menu=False),
    Command("burden", "减负账", Action.SEE_OWN, ("减负账",), in_menu=False),
    Command("compare", "单位对比", Action.SEE_STATUS, ("单位对比",), "[开、关]", in_menu=False),
    Command("invite", "邀请人员", Action.INVITE, ("邀请",), "县农林局 张三"),
    Command("people", "人员名册", Action.SEE_PEOPLE, ("人员", "名册")),
    Command("bind", "在群里发送，把该群设为领导群", Action.BIND_GROUP, ("绑定",), in_menu=False),
    Command("audit", "操作记录", Action.READ_AUDIT, ("操作记录",), "[37]"),
    Command("cancel", "撤销事项", Action.KEEP_LIFE, ("撤销",), "37 原因", in_menu=False),
    Command("stop", "停办事项", Action.KEEP_LIFE, ("停办",), "37 原因", in_menu=False),
    Command("reopen", "重开事项", Action.KEEP_LIFE, ("重开",), "37 原因", in_menu=False),
    Command("handover", "移交其他单位", Action.KEEP_LIFE, ("移交",), "37 单位", in_menu=False),
    Command("move", "改到别的会议", Action.KEEP_LIFE, ("换会议",), "37 会议", in_menu=False),
    Command("split", "拆出子事项", Action.KEEP_LIFE, ("拆分",), "37", in_menu=False),
    Command("merge", "并入另一事项", Action.KEEP_LIFE, ("合并",), "37 38", in_menu=False),
    Command("rhythm", "长期事项报送周期", Action.KEEP_LIFE, ("报送周期",), "37 每月", in_menu=False),
    Command("slip", "发督办单（蓝、黄、红）", Action.ISSUE_SLIP, ("督办单",), "37", in_menu=False),
    Command("print", "督办单文件（docx、PDF）", Action.ISSUE_SLIP, ("打印督办单",), "37", in_menu=False),
    Command("lookback", "办结后回头看", Action.KEEP_LIFE, ("回头看",), "37 3月1日", in_menu=False),
    Command("judge", "评判进展", Action.KEEP_LIFE, ("评判",), "37 进展滞后 原因", in_menu=False),
    Command("roll", "结转年度目标", Action.KEEP_LIFE, ("结转",), "2027", in_menu=False),
    Command("feedback", "给管理员提意见", Action.GIVE_FEEDBACK, ("提意见",), "内容", in_menu=False),
    Command("help", "我能做什么", None, ("帮助",)),
    Command("cancel", "离开当前提问", None, ("取消",)),
)

START = ("start", "开始使用")
_IN_GROUPS = ("status", "overdue", "bulletin")

MenuRows = tuple[tuple[str, str], ...]


def commands_for(roles: Collection[Role]) -> tuple[Command, ...]:
    return tuple(command for command in COMMANDS if command.roles & frozenset(roles))


def menu_for(roles: Collection[Role]) -> list[tuple[str, str]]:
    """(command, description) for the private chat of a person with these roles; strangers get /start."""
    if not roles:
        return [START]
    return [(command.name, command.says) for command in commands_for(roles) if command.in_menu]


def menus() -> dict[str, MenuRows]:
    """What `setMyCommands` is told once at start, by scope type.

    Private menus of the roster are set chat by chat (`Note(kind="menu")` when a seat changes), because
    Telegram knows no roles.
    """
    groups = tuple((one.name, one.says) for one in COMMANDS if one.name in _IN_GROUPS)
    return {"default": (START,), "all_group_chats": groups, "all_chat_administrators": (*groups, _BIND)}


_BIND = ("bind", "把本群设为领导群")


def help_lines(roles: Collection[Role], *, daily: bool = False) -> str:
    """One line per command, or per one of the menu: "/report 37 进展内容 · 反馈进展（进展）"."""
    shown = [command for command in commands_for(roles) if command.in_menu or not daily]
    return "\n".join(_help_line(command) for command in shown)


def _help_line(command: Command) -> str:
    typed = f"/{command.name} {command.usage}".strip()
    return f"{typed} · {command.says}（{command.words[0]}）"


def role_words(roles: Collection[Role]) -> str:
    return "、".join(word for role, word in ROLE_WORDS.items() if role in roles)
