"""Whatever people can ask for: commands with their words, buttons, questions, and other messages; each with
its permission. Help, menus and routes (`handlers/route.py`) are made from these tables and from nothing else.

Who may use a command follows from the permission table, so that a menu never shows what would be refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from domain.labels import split_label
from domain.office.people import Action, Role

# None stands for what everybody of the roster may do; written out, so that no permission is forgotten.
Permission = Action | None
OPEN_TO_ALL: Permission = None


def _anything(_words: str) -> bool:
    return True


def _numbered(words: str) -> bool:
    """A number or nothing: "反馈 已完成" in reply to a card stays a report."""
    return not words or bool(split_label(words)[0])


def _brief(words: str) -> bool:
    """A name or a number: "情况：目前已完成招标，……" stays a report."""
    return len(words) <= 24 and not re.search(r"[，。；！？\n]", words)


def _undated(words: str) -> bool:
    """A number that is no date: "计划12月20日开工" stays a report."""
    return not words or re.match(r"[#＃]?\s*\d{1,7}(?:\.\d{1,3})?(?:[\s　，,]|$)", words) is not None


@dataclass(frozen=True, slots=True)
class Command:
    """`usage` is what stands after the name in the help.
    `follows` says of what stands behind a Chinese word whether the whole is a command at all. `idle` are words
    behind it that say no more than the command itself, as people copy them from our sentences.
    """

    name: str
    says: str
    action: Permission
    words: tuple[str, ...] = ()
    usage: str = ""
    follows: Callable[[str], bool] = _anything
    idle: tuple[str, ...] = ()

    @property
    def needs_words(self) -> bool:
        return bool(self.usage) and not self.usage.startswith("[")

    def completed_by(self, words: str) -> bool:
        """Whether words can be what was missing: where a number stands in front, they begin with one."""
        return bool(words) and (not self.usage[:1].isdecimal() or bool(split_label(words)[0]))

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role) if self.action is None else self.action.roles


# In the order of the help and the menus: what is used daily comes first.
COMMANDS = (
    # What was a list of its own, 待审核, is a part of the desk.
    Command("desk", "今天要您定的", Action.SEE_OWN, ("待办", "今天要您定的", "审核", "待审核", "review"), "", _brief),
    Command("my", "我的事项", Action.SEE_OWN, ("我的事项", "我的"), "", _brief),
    Command("report", "反馈进展", Action.REPORT, ("进展", "反馈", "报进展"), "37 已完成招标", _numbered),
    Command("done", "申请办结", Action.ASK_COMPLETION, ("办结", "申请办结"), "37 工程已竣工验收", _numbered),
    Command("sign", "签收事项", Action.SIGN, ("签收",), "37", _numbered),
    Command("extend", "申请延期", Action.ASK_EXTENSION, ("延期", "申请延期"), "37 12月31日 资金未到位"),
    Command("plan", "计划完成时间", Action.PLAN, ("计划",), "37 12月20日", _undated),
    Command("difficulty", "报困难、请协调", Action.FLAG_DIFFICULTY, ("困难", "报困难"), "37 资金缺口20万元", _numbered),
    Command("ask", "就事项追问或询问", Action.DISCUSS, ("追问",), "37 资金何时到位？", _numbered),
    Command("instruct", "批示（回复卡片或通报也行）", Action.INSTRUCT, ("批示",), "37 请抓紧落实", _numbered),
    Command("status", "督办概况", Action.SEE_STATUS, ("状态", "情况"), "[县农林局]", follows=_brief),
    Command("approve", "通过并销号", Action.REVIEW, ("通过", "销号"), "37", _numbered),
    Command("return", "退回重办", Action.REVIEW, ("退回",), "37 缺少验收材料", _numbered),
    Command("retract", "10分钟内撤回审核意见", Action.REVIEW, ("撤回审核",), "[37]"),
    Command("overdue", "逾期事项", Action.SEE_STATUS, ("逾期", "逾期事项"), "", _brief),
    Command("item", "事项详情", Action.SEE_ITEM, ("事项",), "37", _numbered),
    Command("find", "查找事项", Action.FIND, ("查找",), "松材线虫"),
    Command("import", "导入通报或纪要（直接发文件也行）", Action.IMPORT, ("导入", "导入通报"), idle=("纪要",)),
    Command("new", "新建事项", Action.REGISTER, ("新建", "立项", "新建事项"), "开展森林防火检查"),
    Command("assign", "交办给单位", Action.ASSIGN, ("交办",), "37 县农林局", _numbered),
    Command("reassign", "改由其他单位承办", Action.ASSIGN, ("改派",), "37 县财政局", _numbered),
    Command("due", "设定办理时限", Action.SET_DEADLINE, ("时限",), "37 12月31日", _numbered),
    Command("nudge", "立即催办", Action.NUDGE, ("催办",), "37", _numbered),
    Command("policy", "催办规则", Action.SET_POLICY, ("催办规则",), "[37 每周]"),
    Command("settings", "全部设置", Action.SET_POLICY, ("设置",), "[超期复催 5]"),
    Command("calendar", "工作日历", Action.SET_POLICY, ("工作日历",), "[2027年10月1日至7日放假]"),
    Command("leave", "请假代办", Action.STAND_DOWN, ("请假", "代办"), "11月25日至27日 张三", idle=("取消",)),
    Command("hour", "几点以后提醒我", Action.STAND_DOWN, ("提醒时间",), "10"),
    Command("bulletin", "督办通报", Action.READ_BULLETIN, ("通报",), "", _brief, ("起草", "重新起草")),
    Command("wording", "通报用词、发送抄送", Action.PUBLISH, ("通报用词",)),
    Command("proof", "通报核稿", Action.PUBLISH, ("核稿",), "[开]"),
    Command("annex", "通报附件", Action.PUBLISH, ("通报附件",), "[依据 开]"),
    Command(
        "ledger",
        "督办台账（xlsx，改后可发回）",
        Action.KEEP_LEDGER,
        ("台账", "督办台账"),
        "[第9次常务会议]",
        follows=_brief,
    ),
    Command("year", "年度会议事项统计表", Action.SEE_STATUS, ("年度表",), "[2026]"),
    Command("burden", "减负账", Action.SEE_OWN, ("减负账",)),
    Command("compare", "单位对比", Action.SEE_STATUS, ("单位对比",), "[开]"),
    Command("invite", "邀请人员", Action.INVITE, ("邀请", "邀请人员"), "县农林局 张三"),
    Command("people", "人员名册", Action.SEE_PEOPLE, ("人员", "名册", "人员名册"), "", _brief),
    Command("units", "单位：改名、别名、合并、停用", Action.KEEP_UNITS, ("单位",), "[县农林局]"),
    Command("bind", "在群里发送，把该群设为领导群", Action.BIND_GROUP, ("绑定",)),
    Command("audit", "操作记录", Action.READ_AUDIT, ("操作记录",), "[37]", _brief),
    Command("void", "撤销事项", Action.KEEP_LIFE, ("撤销",), "37 重复立项", _numbered),
    Command("stop", "停办事项", Action.KEEP_LIFE, ("停办",), "37 政策调整", _numbered),
    Command("reopen", "重开事项", Action.KEEP_LIFE, ("重开",), "37 整改不到位", _numbered),
    Command("handover", "移交其他单位", Action.KEEP_LIFE, ("移交",), "37 县财政局", _numbered),
    Command("move", "改到别的会议", Action.KEEP_LIFE, ("换会议",), "37 第9次常务会议", _numbered),
    Command("split", "拆出子事项", Action.KEEP_LIFE, ("拆分",), "37", _numbered),
    Command("merge", "并入另一事项", Action.KEEP_LIFE, ("合并",), "37 38", _numbered),
    Command("rhythm", "长期事项报送周期", Action.KEEP_LIFE, ("报送周期",), "37 每月", _numbered),
    Command("slip", "发督办单（蓝、黄、红）", Action.ISSUE_SLIP, ("督办单",), "37", _numbered),
    Command("print", "督办单文件（docx、PDF）", Action.ISSUE_SLIP, ("打印督办单",), "37", _numbered),
    Command("lookback", "办结后回头看", Action.KEEP_LIFE, ("回头看",), "37 3月1日", _numbered),
    Command("judge", "评判进展", Action.KEEP_LIFE, ("评判",), "37 进展滞后 措施不力", _numbered),
    Command("roll", "结转年度目标", Action.KEEP_LIFE, ("结转",), "2027"),
    Command("feedback", "给管理员提意见", Action.GIVE_FEEDBACK, ("提意见",), "催办能不能改到下午"),
    Command("help", "我能做什么", OPEN_TO_ALL, ("帮助",)),
    Command("cancel", "离开当前提问", OPEN_TO_ALL, ("取消",)),
)

START = Command("start", "开始使用", OPEN_TO_ALL, ("开始",))


class Permitted(StrEnum):
    """Members carry what allows them: `SIGN = "sign", Action.SIGN`. One without cannot be written."""

    action: Permission

    def __new__(cls, value: str, action: Permission) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.action = action
        return member


class Press(Permitted):
    """What a button asks for. The values stand in the buttons of messages long sent: they stay as they are."""

    AGAIN = "again", Action.REPORT
    ANSWER = "answer", Action.DISCUSS
    ANNEX = "annex", Action.PUBLISH
    ANNEXES = "annexes", Action.PUBLISH
    APPROVE = "approve", Action.REVIEW
    AS_DIFFICULTY = "as_difficulty", Action.FLAG_DIFFICULTY
    AS_DONE = "as_done", Action.ASK_COMPLETION
    AS_EXTENSION = "as_extension", Action.ASK_EXTENSION
    AS_LEAVE = "as_leave", Action.STAND_DOWN
    AS_PROGRESS = "as_progress", Action.REPORT
    AS_PROMISE = "as_promise", Action.REPORT
    AS_QUESTION = "as_question", Action.DISCUSS
    ASK = "ask", Action.DISCUSS
    ASK_AGAIN = "ask_again", Action.DISCUSS
    ASK_OFF = "ask_off", Action.DISCUSS
    ASSIGN_ASK = "assign_ask", Action.ASSIGN
    ASSIGN_ONLY = "assign_only", Action.ASSIGN
    ASSIGN_UNIT = "assign_unit", Action.ASSIGN
    AUDIT = "audit", Action.READ_AUDIT
    BOARD = "board", Action.SEE_STATUS
    BULLETIN_KIND = "bulletin_kind", Action.PUBLISH
    BULLETIN_KINDS = "bulletin_kinds", Action.PUBLISH
    BULLETIN_OF = "bulletin_of", Action.PUBLISH
    BULLETIN_PAGE = "bulletin_page", Action.READ_BULLETIN
    BURDEN = "burden", Action.SEE_OWN
    CALENDAR_NO = "calendar_no", Action.SET_POLICY
    CALENDAR_YES = "calendar_yes", Action.SET_POLICY
    COMPARE = "compare", Action.SEE_STATUS
    CORRECT = "correct", Action.PUBLISH
    CORRECT_PUBLISH = "correct_publish", Action.PUBLISH
    COUNT = "count", Action.REPORT
    COUNTERSIGN = "countersign", Action.COUNTERSIGN
    COUNTERSIGN_NO = "countersign_no", Action.COUNTERSIGN
    DESK = "desk", Action.SEE_OWN
    DESK_APPROVE = "desk_approve", Action.REVIEW
    DESK_NEXT = "desk_next", Action.SEE_OWN
    DESK_PICK = "desk_pick", Action.REVIEW
    DIFFICULTY = "difficulty", Action.FLAG_DIFFICULTY
    DISCARD = "discard", Action.PUBLISH
    DONE = "done", Action.ASK_COMPLETION
    DRAFT_PAPERS = "draft_papers", Action.PUBLISH
    DUE_ASK = "due_ask", Action.SET_DEADLINE
    DUE_NO = "due_no", Action.SET_DEADLINE
    DUE_YES = "due_yes", Action.SET_DEADLINE
    EDITION_NO = "edition_no", Action.PUBLISH
    EDITION_PAGE = "edition_page", Action.PUBLISH
    EDITION_YES = "edition_yes", Action.PUBLISH
    EXTEND = "extend", Action.ASK_EXTENSION
    EXTEND_DAY = "extend_day", Action.ASK_EXTENSION
    EXTEND_NO = "extend_no", Action.GRANT_EXTENSION
    EXTEND_NONE = "extend_none", Action.ASK_EXTENSION
    EXTEND_OTHER = "extend_other", Action.GRANT_EXTENSION
    EXTEND_YES = "extend_yes", Action.GRANT_EXTENSION
    FEEDBACK_ANSWER = "feedback_answer", Action.ANSWER_FEEDBACK
    FIND = "find", Action.FIND
    GATHER = "gather", Action.SEE_ITEM
    HELD_RESEND = "held_resend", Action.PUBLISH
    HELD_THERE = "held_there", Action.PUBLISH
    HELP = "help", OPEN_TO_ALL
    HISTORY = "history", Action.SEE_ITEM
    INSTRUCT = "instruct", Action.INSTRUCT
    INSTRUCT_AGAIN = "instruct_again", Action.INSTRUCT
    INSTRUCT_ITEM = "instruct_item", Action.INSTRUCT
    INSTRUCT_NONE = "instruct_none", Action.INSTRUCT
    INVITE = "invite", Action.INVITE
    INVITE_DROP = "invite_drop", Action.INVITE
    INVITE_UNIT = "invite_unit", Action.INVITE
    ITEM = "item", Action.SEE_ITEM
    JUDGE = "judge", Action.KEEP_LIFE
    LEAVE_DAYS = "leave_days", Action.STAND_DOWN
    LEAVE_END = "leave_end", Action.STAND_DOWN
    LEAVE_WHO = "leave_who", Action.STAND_DOWN
    LEDGER_ALL = "ledger_all", Action.KEEP_LEDGER
    LEDGER_AS = "ledger_as", Action.KEEP_LEDGER
    LEDGER_COL = "ledger_col", Action.KEEP_LEDGER
    LEDGER_NO = "ledger_no", Action.KEEP_LEDGER
    LEDGER_OF = "ledger_of", Action.KEEP_LEDGER
    LEDGER_PAGE = "ledger_page", Action.KEEP_LEDGER
    LEDGER_YES = "ledger_yes", Action.KEEP_LEDGER
    LIFE = "life", Action.KEEP_LIFE
    LIFE_NO = "life_no", Action.KEEP_LIFE
    LIFE_YES = "life_yes", Action.KEEP_LIFE
    LOOK = "look", Action.KEEP_LIFE
    LOOK_NO = "look_no", Action.KEEP_LIFE
    LOOK_YES = "look_yes", Action.KEEP_LIFE
    MATCH = "match", Action.REPORT
    MATCH_NONE = "match_none", Action.REPORT
    MATERIALS = "materials", Action.SEE_ITEM
    MEANT = "meant", OPEN_TO_ALL
    MEANT_NONE = "meant_none", OPEN_TO_ALL
    MIRROR_DROP = "mirror_drop", Action.PUBLISH
    MIRROR_RESEND = "mirror_resend", Action.PUBLISH
    MIRROR_THERE = "mirror_there", Action.PUBLISH
    MORE = "more", Action.KEEP_LIFE
    MY = "my", Action.SEE_OWN
    NEW_NO = "new_no", Action.REGISTER
    NEW_SWAP = "new_swap", Action.REGISTER
    NEW_YES = "new_yes", Action.REGISTER
    NO_CHANGE = "no_change", Action.REPORT
    NUDGE = "nudge", Action.NUDGE
    PAPER_CANCEL = "paper_cancel", Action.IMPORT
    PAPER_CARD = "paper_card", Action.IMPORT
    PAPER_CONFIRM = "paper_confirm", Action.IMPORT
    PAPER_DAY = "paper_day", Action.IMPORT
    PAPER_FIELD = "paper_field", Action.IMPORT
    PAPER_FINDING = "paper_finding", Action.IMPORT
    PAPER_FIX = "paper_fix", Action.IMPORT
    PAPER_LEFT = "paper_left", Action.IMPORT
    PAPER_MEND = "paper_mend", Action.IMPORT
    PAPER_PAGE = "paper_page", Action.IMPORT
    PAPER_PICK = "paper_pick", Action.IMPORT
    PAPER_TAKE = "paper_take", Action.IMPORT
    PAPER_UNIT = "paper_unit", Action.IMPORT
    PASS_ON = "pass_on", Action.SETTLE_DIFFICULTY
    PASS_TO = "pass_to", Action.SETTLE_DIFFICULTY
    PEOPLE = "people", Action.SEE_PEOPLE
    PEOPLE_OF = "people_of", Action.SEE_PEOPLE
    PERSON = "person", Action.SEE_PEOPLE
    PERSON_HEAD = "person_head", Action.INVITE
    PERSON_JOIN = "person_join", Action.INVITE
    PERSON_NAME = "person_name", Action.SEE_PEOPLE
    PERSON_OUT = "person_out", Action.REMOVE_PERSON
    PERSON_OUT_YES = "person_out_yes", Action.REMOVE_PERSON
    PERSON_SEAT = "person_seat", Action.SEE_PEOPLE
    PLAN = "plan", Action.PLAN
    PLAN_GRANT = "plan_grant", Action.GRANT_EXTENSION
    PLAN_HOLD = "plan_hold", Action.GRANT_EXTENSION
    PLAN_NO = "plan_no", Action.PLAN
    PLAN_YES = "plan_yes", Action.PLAN
    POLICY = "policy", Action.SET_POLICY
    POLICY_HOME = "policy_home", Action.SET_POLICY
    POLICY_ITEM = "policy_item", Action.SET_POLICY
    POLICY_SET = "policy_set", Action.SET_POLICY
    PRESETS = "presets", Action.SET_DEADLINE
    PROMISE = "promise", Action.REPORT
    PROMISE_BROKEN = "promise_broken", Action.REPORT
    PROMISE_KEPT = "promise_kept", Action.REPORT
    PROOF_ALL = "proof_all", Action.REPORT
    PROOF_FIX = "proof_fix", Action.REPORT
    PROOF_OK = "proof_ok", Action.REPORT
    PROOF_SEND = "proof_send", Action.PUBLISH
    PROOF_SWITCH = "proof_switch", Action.PUBLISH
    PUBLISH = "publish", Action.PUBLISH
    PUBLISH_ANYWAY = "publish_anyway", Action.PUBLISH
    REDO = "redo", Action.PUBLISH
    REBIND = "rebind", Action.BIND_GROUP
    REBIND_NO = "rebind_no", Action.BIND_GROUP
    REPORT = "report", Action.REPORT
    RETRACT = "retract", Action.REVIEW
    REVIEW_ITEM = "review_item", Action.REVIEW
    RESTATE = "restate", Action.PUBLISH
    RESTATE_AS = "restate_as", Action.PUBLISH
    REWORD = "reword", Action.PUBLISH
    REWORD_ANY = "reword_any", Action.PUBLISH
    REWORD_ASK = "reword_ask", Action.PUBLISH
    REWORD_FRAME = "reword_frame", Action.PUBLISH
    REWORD_UNDO = "reword_undo", Action.PUBLISH
    RHYTHM = "rhythm", Action.KEEP_LIFE
    ROLL_NO = "roll_no", Action.KEEP_LIFE
    ROLL_YES = "roll_yes", Action.KEEP_LIFE
    SEAT_OUT_YES = "seat_out_yes", Action.REMOVE_PERSON
    SEND_BACK = "send_back", Action.REVIEW
    SETTING = "setting", Action.SET_POLICY
    SETTING_SET = "setting_set", Action.SET_POLICY
    SETTINGS = "settings", Action.SET_POLICY
    SETTLE_AS = "settle_as", Action.SETTLE_DIFFICULTY
    SETTLE = "settle", Action.SETTLE_DIFFICULTY
    SEVERAL = "several", Action.REPORT
    SIGN = "sign", Action.SIGN
    SHORT_ISSUE = "short_issue", Action.PUBLISH
    SIGN_ISSUE = "sign_issue", Action.SIGN_ISSUE
    SIGN_ISSUE_ANYWAY = "sign_issue_anyway", Action.SIGN_ISSUE
    SIGN_ISSUE_ASK = "sign_issue_ask", Action.PUBLISH
    SIGN_ISSUE_NO = "sign_issue_no", Action.SIGN_ISSUE
    SLIP = "slip", Action.ISSUE_SLIP
    SLIP_OFF = "slip_off", Action.ISSUE_SLIP
    SLIP_YES = "slip_yes", Action.ISSUE_SLIP
    SLIPS = "slips", Action.ISSUE_SLIP
    SOLVE = "solve", Action.COORDINATE
    SNOOZE = "snooze", Action.SIGN
    STATUS = "status", Action.SEE_STATUS
    TAKE = "take", Action.COORDINATE
    TAKE_BACK = "take_back", Action.REPORT
    TARGET = "target", Action.KEEP_LIFE
    UNIT = "unit", Action.KEEP_UNITS
    UNIT_ALIAS = "unit_alias", Action.KEEP_UNITS
    UNIT_CLOSE = "unit_close", Action.KEEP_UNITS
    UNIT_MERGE = "unit_merge", Action.KEEP_UNITS
    UNIT_MERGE_YES = "unit_merge_yes", Action.KEEP_UNITS
    UNIT_OPEN = "unit_open", Action.KEEP_UNITS
    UNIT_RENAME = "unit_rename", Action.KEEP_UNITS
    UNIT_SET = "unit_set", Action.KEEP_UNITS
    UNIT_SET_DONE = "unit_set_done", Action.KEEP_UNITS
    UNIT_SET_ON = "unit_set_on", Action.KEEP_UNITS
    UNIT_SETS = "unit_sets", Action.KEEP_UNITS
    UNITS = "units", Action.KEEP_UNITS
    UPDATE_AGAIN = "update_again", Action.SETTLE_UPDATE
    UPDATE_SETTLED = "update_settled", Action.SETTLE_UPDATE
    URGE = "urge", Action.NUDGE
    URGE_NO = "urge_no", Action.NUDGE
    WEEK_HOLD = "week_hold", Action.PUBLISH
    WEEK_NOW = "week_now", Action.PUBLISH
    WEEK_SIGN = "week_sign", Action.PUBLISH
    WEEK_SIGN_ANYWAY = "week_sign_anyway", Action.PUBLISH
    WEEK_SKIP = "week_skip", Action.PUBLISH
    WITHDRAW_ISSUE = "withdraw_issue", Action.PUBLISH
    WITHDRAW_YES = "withdraw_yes", Action.PUBLISH
    WORDING = "wording", Action.PUBLISH
    WORDING_FIELD = "wording_field", Action.PUBLISH
    WORDING_SAVE = "wording_save", Action.PUBLISH
    YEAR_TABLE = "year_table", Action.SEE_STATUS


PRESSES = {str(verb): verb for verb in Press}


class Occasion(Permitted):
    """What a message can be that is neither a command nor the answer to a question."""

    CALENDAR_FILE = "calendar_file", Action.SET_POLICY
    LEDGER_BACK = "ledger_back", Action.KEEP_LEDGER
    EDITION_BACK = "edition_back", Action.PUBLISH
    PAPER = "paper", Action.IMPORT
    ALBUM = "album", Action.REPORT
    TO_CALENDAR = "to_calendar", Action.SET_POLICY
    TO_INSTRUCTION = "to_instruction", Action.REPORT
    TO_COORDINATION = "to_coordination", Action.COORDINATE
    TO_REMARK = "to_remark", Action.DISCUSS
    TO_GATHER = "to_gather", Action.REPORT
    FROM_LEADER = "from_leader", Action.INSTRUCT
    FROM_LEADER_IN_GROUP = "from_leader_in_group", Action.INSTRUCT
    TO_NUDGE_IN_GROUP = "to_nudge_in_group", Action.REPORT
    # A supervisor's or leader's reply is no report and is told what to do instead.
    TO_ITEM = "to_item", OPEN_TO_ALL
    DOUBTFUL = "doubtful", OPEN_TO_ALL
    # A contact, a poll, a sticker: nothing that could be stored.
    OTHER_KIND = "other_kind", OPEN_TO_ALL
    # Asked in plain Chinese; what it asks for has its own permission.
    SPOKEN = "spoken", OPEN_TO_ALL
    SPOKEN_IN_GROUP = "spoken_in_group", OPEN_TO_ALL
    TALK = "talk", OPEN_TO_ALL
    EDIT = "edit", OPEN_TO_ALL


BY_NAME = {command.name: command for command in (*COMMANDS, START)}
BY_WORD = {word: command for command in BY_NAME.values() for word in command.words}
