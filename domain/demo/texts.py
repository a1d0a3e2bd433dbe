"""What the demo and its tour say, and what their made-up people say, press and are answered."""

from domain.demo import county
from domain.office.people import OFFICE, ROLE_WORDS, Role
from domain.talk.report_texts import COMPLETION

# --- the page of phones ---

TITLE = "云岭县督办（虚构）"
PICTURE_NAME, PICTURE_CAPTION = "水毁路段现场.png", "水毁路段的桥面已恢复通行"
BULLETIN_FILE = f"{county.BULLETIN_NAME}.docx"
LEADER_SEAT = "副县长"
MOVES = [("hour", "快进 1 小时"), ("day", "快进 1 天"), ("nudge", "到下次催办"), ("friday", "到星期五 17:00")]
NO_NUDGE = "往后一个半月没有要催办的事项"
STILL_STARTING = "机器人还在启动，请稍候再拨"
ENDED = "演示已结束。"

# What the bot writes when a step is done.
SAYS_STATUS, SAYS_NUDGE, SAYS_RECEIPT = r"共 \d+ 件，", r"^催办：", r"已记录 R-"
SAYS_PREVIEW, SAYS_IMPORTED, SAYS_ASKED, SAYS_CLOSED = "导入预览", "已导入", "已申请办结", "已销号"
IMPORT, REPORT, APPROVE = "确认导入", "报进展", "通过·销号"
PROGRESS, DONE = "实施方案已送审，12月2日前印发", "实施方案已印发实施"
PROGRESS_IN_THE_DARK = f"/report {county.ROAD_ITEM} 路面已铺设3公里，本月底可以通车"
# Of each step its title, and what is to be done.
STEPS = {
    "paper": (
        "督查室发来一份已印发的通报",
        f"在苏文的手机上发出“{BULLETIN_FILE}”。机器人读出每件事项，也指出文件里的毛病。",
    ),
    "import": ("确认导入", "看过预览，按 [确认导入]。各单位的联络员随即收到交办。"),
    "report": ("联络员报进展", "在程远的手机上，按交办卡片下的 [报进展]，再把进展发出去。"),
    "done": ("联络员申请办结", "按卡片下的 [详情]，再按 [申请办结]，然后发出完成情况。"),
    "approve": ("督查室审核销号", "苏文收到申请，按 [通过·销号]。程远随即得知。"),
    "status": ("随时看全县情况", "苏文发出 /status：几件逾期、几件临期、谁最久没动，一目了然。"),
    "nudge": ("到点自动催办", "按 [到下次催办]。秦岚的手机收到催办，按时限的缓急排好。"),
    "dark": ("机器人断电，照样能报", "在“故障演练”里按 [强行停止]，如同断电；再用秦岚的手机发出进展：没有人应答。"),
    "light": ("恢复之后，一句不丢、一条不重", "按 [启动]。断电时发的进展得到一条回执，而且只有一条。"),
    "friday": (
        "星期五 17:00，通报发到领导群",
        "按 [到星期五 17:00]。通报和排好版的文件自动发进领导群，数字来自刚才的一切。",
    ),
}


def seat(user_id: int) -> str:
    """Under the name on a phone."""
    if user_id == county.LEADER:
        return LEADER_SEAT
    unit = county.UNITS[user_id]
    return f"{unit} {ROLE_WORDS[Role.OFFICIAL]}" if unit else OFFICE


def no_such_move(key: str) -> str:
    return f"没有这样的快进：{key}"


def greeting(url: str) -> str:
    return f"督办演示：{url}（虚构的云岭县，真实的机器人；按 Ctrl-C 结束）"


def kept_in(place: object) -> str:
    return f"数据库和聊天记录保存在 {place}"


# --- the folder and the port ---


def folder_unusable(folder: object, why: str | None) -> str:
    return f"--keep：{folder} 不能用（{why}）"


def folder_taken(folder: object) -> str:
    return f"--keep：另一个演示正在使用 {folder}"


def other_database(folder: object, database: str) -> str:
    return f"--keep：{folder} 里已有别的数据库 {database}，请换一个文件夹"


def memory_unread(memory: object) -> str:
    return f"--keep：{memory} 读不出来，请换一个文件夹"


def phones_unread(folder: object, why: Exception) -> str:
    return f"--keep：{folder} 里的聊天记录读不出来（{why}），请换一个文件夹"


def phones_gone(folder: object) -> str:
    return f"--keep：{folder} 里的聊天记录不在了，请换一个文件夹"


def folder_full(folder: object, why: str | None) -> str:
    return f"--keep：{folder} 写不进去（{why}）"


def port_unusable(port: int, *, is_taken: bool, why: str | None) -> str:
    reason = "它和后面的端口都被占用" if is_taken else why or "应为 0–65535"
    return f"--port：端口 {port} 不能用（{reason}）"


# --- the tour ---

TOUR_IMPORT = "督查室把已印发的通报发给机器人"
TOUR_INVITE = "邀请农业农村局的联络员，联络员用自己的手机加入"
TOUR_BIND = "把领导群绑定为通报发布的地方"
TOUR_REPORT = "联络员反馈进展、申请办结，督查室销号"
TOUR_STATUS = "督查室随时查看情况"
TOUR_NUDGE = "交通局的桥还有 4 天到期：邀请联络员之后，到点自动催办"
TOUR_BULLETIN = "星期五 17:00，通报自动生成并发到领导群"
TOUR_DONE = "完成：从一份通报到下一份通报，没有一句话丢失，没有一条消息重复。"
TUESDAY_COMES, FRIDAY_COMES = "时间来到星期二上午", "时间来到星期五 17:00"
FARMING, TRAFFIC = "县农业农村局", "县交通局"
GROUP_WORD = "领导群"
SAYS_HELLO, SAYS_MINE, SAYS_STATE, SAYS_ASK = "您好", "我的事项", "状态", "请直接回复"
SAYS_STORED, SAYS_REQUEST, SAYS_COUNT = "已记录", COMPLETION, "件"
SAYS_APPROVED, PASS, SAYS_BRIDGE = "销号", "通过", "柳河桥"


def tour_greeting(url: str) -> str:
    return f"本地 Bot API：{url}（虚构的云岭县，全部对话均为真实收发）"


def database_in(place: object) -> str:
    return f"数据库保存在 {place}"


def invite(unit: str) -> str:
    return f"/invite {unit} {county.NAMES[county.OFFICIAL]}"


def pressed(name: str, label: str) -> str:
    return f"{name} ▸ 按 [{label}]"


def replied(name: str, words: str) -> str:
    return f"{name} ▸ （回复）{words}"


def in_group(name: str, words: str) -> str:
    return f"{GROUP_WORD} · {name} ▸ {words}"


def shown_line(line: str) -> str:
    return f"    督办 │ {line}"


# --- the people of the bench ---

BENCH_NUDGE = "催办"
BENCH_SUPERVISOR = "督查"
BENCH_REPORT = "组织各镇对照清单逐项摸排，完成了全县范围内的现场核查，形成问题清单并逐项销号，11月23日通过市级验收"


def bench_official(number: int | None = None) -> str:
    return f"{ROLE_WORDS[Role.OFFICIAL]}{'' if number is None else number}"


def bench_unit(number: int) -> str:
    return f"单位{number}"


def bench_item(number: int) -> str:
    return f"第{number}件事项：按程序推进有关工作"


def bench_progress(number: int) -> str:
    return f"资金已拨付到位，完成第{number}步"


def bench_long_report(number: int) -> str:
    return f"{BENCH_REPORT}，第{number}处"
