"""/help by situation, a screen each: first what a tap does, then what may be typed, the Chinese word first.

A line that names a command is shown to whom the command is open; so is a situation.
"""

from collections.abc import Collection
from dataclasses import dataclass

from domain.commands import BY_NAME, Press
from domain.notes import Choice, Rows
from domain.office.menus import GROUP_MENU, commands_for, help_lines
from domain.office.people import Role
from domain.pager import in_rows

HOME, ALL = "home", "all"
EVERYTHING = "全部命令"
GROUP_TITLE = "本群能做什么"
_WORDS_WORK = "左边的中文直接发就行，不用加斜杠。"


@dataclass(frozen=True, slots=True)
class Typed:
    """What may be typed: the name of the command, the words behind it as an example, what it does."""

    name: str
    words: str
    says: str

    @property
    def line(self) -> str:
        command = BY_NAME[self.name]
        return f"· {f'{command.words[0]} {self.words}'.strip()}（/{self.name}）：{self.says}"


@dataclass(frozen=True, slots=True)
class Situation:
    """What to do when; `roles` meet it."""

    key: str
    label: str
    roles: frozenset[Role]
    says: str
    typed: tuple[Typed, ...] = ()


_UNIT, _LED = frozenset({Role.OFFICIAL}), frozenset({Role.LEADER})
_OFFICE, _KEEPERS = frozenset({Role.SUPERVISOR}), frozenset({Role.SUPERVISOR, Role.ADMIN})

SITUATIONS = (
    Situation(
        "got",
        "收到任务以后",
        _UNIT,
        "收到新任务，点卡片上的【签收】，表示本单位已知道。\n手上有哪些任务，点菜单里的【我的事项】，点编号看卡片。",
        (
            Typed("my", "", "看手上的事项"),
            Typed("desk", "", "今天等您办的，一件件办"),
            Typed("sign", "37", "签收37号"),
            Typed("item", "37", "看37号的卡片"),
            Typed("plan", "37 12月20日", "报计划完成时间"),
        ),
    ),
    Situation(
        "report",
        "汇报进展",
        _UNIT,
        "直接回复卡片或催办消息，发文字、照片、文件、语音都行，就是一次反馈。\n"
        "也可以点【报进展】再发。和上次一样就点【无新进展】。",
        (Typed("report", "37 已完成招标，下周开工", "报一次进展"), Typed("report", "37 3家 已投产", "连数量一起报")),
    ),
    Situation(
        "done",
        "办完了",
        _UNIT,
        "点卡片上的【申请办结】，写一句完成情况，附上材料。\n督查室审核，通过就销号，退回会告诉您原因。",
        (Typed("done", "37 工程已竣工验收", "申请办结"),),
    ),
    Situation(
        "late",
        "要晚了",
        _UNIT,
        "点卡片上的【延期】，选日期，写原因。督查室同意后时限才改。",
        (Typed("extend", "37 12月31日 资金未到位", "申请延期"), Typed("plan", "37 12月20日", "报计划完成时间")),
    ),
    Situation(
        "difficulty",
        "有困难",
        _UNIT,
        "缺钱、缺地、要领导协调，点卡片上的【报困难】，写明要谁协调。\n督查室和牵头领导都能看到，结果会告诉您。",
        (Typed("difficulty", "37 资金缺口20万元，请财政局协调", "报困难"),),
    ),
    Situation(
        "mend",
        "改错了",
        _UNIT,
        "报错了：长按您自己那条消息，点“编辑”，改好发出，记录跟着改。\n整条不要了：点回执上的【撤回】。",
        (Typed("report", "37 更正：实际完成2家", "另报一次，把数改过来"),),
    ),
    Situation(
        "wrong",
        "不是我的事",
        _UNIT,
        "回复卡片，写“不是我们单位的，应由某某局承办”，会转给督查室改派。",
        (Typed("ask", "37 这件应由哪个单位承办？", "问督查室"),),
    ),
    Situation(
        "ask",
        "有疑问",
        _UNIT,
        "就某一件事问督查室，写明编号。督查室回复后会发给您。",
        (Typed("ask", "37 资金何时到位？", "就37号提问"),),
    ),
    Situation(
        "leave",
        "请假",
        _UNIT,
        "点菜单里的【请假】，选日期，选代办人。这几天的催办发给代办人。\n提前回来，再点【请假】，点取消。",
        (Typed("leave", "", "请假，或取消请假"), Typed("leave", "明天 张三", "明天请假，张三代办")),
    ),
    Situation(
        "quiet",
        "提醒太多",
        _UNIT,
        "催办消息上可点“明天上午再提醒”。也可以定几点以后再提醒。",
        (
            Typed("hour", "10", "每天10点以后提醒"),
            Typed("hour", "无", "恢复随时提醒"),
            Typed("burden", "", "看本周收了多少、报了多少"),
        ),
    ),
    Situation(
        "led",
        "我牵头的事",
        _LED,
        "点菜单里的【我牵头的】，先看需要您处理的，点编号看卡片。",
        (Typed("desk", "", "等您定的，一件件看"), Typed("my", "", "看牵头的事项"), Typed("item", "37", "看37号的卡片")),
    ),
    Situation(
        "instruct",
        "作批示",
        _LED,
        "回复任何一张卡片或通报，写的话就是批示，转给责任单位并等答复。\n也可以点卡片上的【批示】。",
        (Typed("instruct", "37 请抓紧落实，本周内报结果", "对37号批示"),),
    ),
    Situation(
        "figures",
        "看全县情况",
        _LED | _OFFICE,
        "点菜单里的【概况】，再点按钮按单位、领导、会议往下看。",
        (
            Typed("status", "", "全县概况"),
            Typed("status", "县农林局", "一个单位"),
            Typed("overdue", "", "逾期的事项"),
            Typed("find", "松材线虫", "按词查找"),
            Typed("item", "37", "37号的卡片"),
            Typed("bulletin", "last", "最近一期通报"),
            Typed("year", "", "年度统计表"),
            Typed("compare", "", "单位对比"),
            Typed("burden", "", "减负账"),
        ),
    ),
    Situation(
        "register",
        "立项、交办",
        _OFFICE,
        "把通报、纪要、任务清单直接发来，看过预览再确认。\n单件点菜单里的【新建事项】。",
        (
            Typed("import", "", "发文件或粘贴全文"),
            Typed("new", "开展冬季森林防火检查", "新建一件"),
            Typed("assign", "37 县农林局、县财政局", "交办"),
            Typed("reassign", "37 县财政局", "改派"),
            Typed("due", "37 12月31日", "定时限"),
            Typed("split", "37", "拆出子事项"),
        ),
    ),
    Situation(
        "urge",
        "催办、追问",
        _OFFICE,
        "到时会自动催。要马上催，点卡片上的【催办】；要问一句，点【追问】。",
        (
            Typed("nudge", "37 38", "马上催37、38号"),
            Typed("ask", "37 资金何时到位？", "追问"),
            Typed("policy", "", "看和改催办规则"),
            Typed("policy", "37 每周", "这一件每周催一次"),
            Typed("slip", "37", "发督办单"),
            Typed("print", "37", "督办单文件"),
        ),
    ),
    Situation(
        "review",
        "审核办结",
        _OFFICE,
        "点菜单里的【今天要您定的】，逐件点【通过】或【退回】，几件办结可一起通过。\n按错了，10分钟内可撤回。",
        (
            Typed("desk", "", "等您定的都在这里"),
            Typed("approve", "37", "通过并销号"),
            Typed("return", "37 缺少验收材料", "退回"),
            Typed("retract", "37", "撤回刚才的审核"),
            Typed("lookback", "37 3月1日", "办结后回头看"),
            Typed("judge", "37 进展滞后 措施不力", "评判进展"),
        ),
    ),
    Situation(
        "issue",
        "出通报、台账",
        _OFFICE,
        "点菜单里的【督办通报】起草，看过预览，改好再发布。\n台账可以改好发回来。",
        (
            Typed("bulletin", "", "起草"),
            Typed("bulletin", "last", "最近一期"),
            Typed("ledger", "", "台账（xlsx）"),
            Typed("wording", "", "用词、发送抄送"),
            Typed("proof", "", "发给单位核稿"),
            Typed("annex", "", "附件"),
            Typed("year", "", "年度统计表"),
        ),
    ),
    Situation(
        "life",
        "撤销、移交、重开",
        _OFFICE,
        "打开卡片，点【更多】。都会先问一遍再办。",
        (
            Typed("void", "37 重复立项", "撤销"),
            Typed("stop", "37 政策调整", "停办"),
            Typed("reopen", "37 整改不到位", "重开"),
            Typed("handover", "37 县财政局", "移交"),
            Typed("merge", "37 38", "并入另一件"),
            Typed("move", "37 第9次常务会议", "换会议"),
            Typed("rhythm", "37 每月", "长期事项多久报一次"),
            Typed("roll", "2027", "结转年度目标"),
        ),
    ),
    Situation(
        "people",
        "人员和群",
        _KEEPERS,
        "点菜单里的【人员名册】看人。邀请的链接转给本人点开就行。\n把我加入领导群，在群里发 /bind，通报就发到那里。",
        (
            Typed("invite", "县农林局 张三", "邀请联络员"),
            Typed("invite", "张三 县领导", "邀请领导"),
            Typed("people", "", "人员名册"),
            Typed("units", "", "单位改名、合并、停用"),
            Typed("audit", "", "谁做了什么"),
            Typed("audit", "37", "37号的操作记录"),
        ),
    ),
    Situation(
        "settings",
        "设置、请假",
        _OFFICE,
        "都点按钮改，改了会记下并告诉督查室其他人。",
        (
            Typed("settings", "", "全部设置"),
            Typed("calendar", "", "工作日历"),
            Typed("policy", "", "催办规则"),
            Typed("leave", "", "请假代办"),
            Typed("hour", "10", "几点以后提醒我"),
        ),
    ),
    Situation(
        "question",
        "它在等我回答",
        frozenset(Role),
        "要离开提问，什么也不登记，发“取消”。“取消”只离开提问，不会撤销事项。",
        (Typed("cancel", "", "离开提问"), Typed("feedback", "催办能不能改到下午", "给管理员提意见")),
    ),
)
BY_KEY = {one.key: one for one in SITUATIONS}


def situations_for(roles: Collection[Role]) -> list[Situation]:
    return [one for one in SITUATIONS if one.roles & frozenset(roles)]


def title(name: str, seat: str) -> str:
    return f"{name}（{seat}），要做什么？"


def home(roles: Collection[Role]) -> str:
    """The one thing to know, by role; the rest is behind the buttons."""
    lines = []
    if Role.OFFICIAL in roles:
        lines.append("回复任务卡片或催办消息，就是报进展。")
    if Role.LEADER in roles:
        lines.append("回复卡片或通报，就是批示。")
    if Role.SUPERVISOR in roles:
        lines.append("把通报、纪要直接发来，就能立项。")
    return "\n".join([*lines, "点下面看怎么做："])


def home_rows(roles: Collection[Role]) -> Rows:
    buttons = [Choice(one.label, Press.HELP, extra=one.key) for one in situations_for(roles)]
    return (*in_rows(buttons, 2), (Choice(EVERYTHING, Press.HELP, extra=ALL),))


def screen(one: Situation, roles: Collection[Role]) -> str:
    open_to = {command.name for command in commands_for(roles)}
    typed = [way.line for way in one.typed if way.name in open_to]
    return "\n".join([one.says, *(["", "也可以直接发：", *typed] if typed else [])])


def everything(roles: Collection[Role]) -> str:
    return f"{help_lines(roles)}\n\n{_WORDS_WORK}"


BACK: Rows = ((Choice("返回", Press.HELP, extra=HOME),),)


def in_group() -> str:
    """What the bound group may ask; the rest belongs into private."""
    lines = [f"/{name} · {says}" for name, says in GROUP_MENU]
    return "\n".join([*lines, "其他请私聊机器人，发 /help。"])
