"""Words of the audit trail: what each action of the chain is called."""

from datetime import datetime

from domain.commands import Press
from domain.notes import Choice, Rows
from domain.office.people import ROLE_WORDS
from domain.states import STATE_WORDS

NO_NUMBER = "请写事项编号，例如：/audit 37；只发 /audit，看最近的操作。"
UNKNOWN = "（已不在库）"
STRANGER = "（未登记者）"
BOT = "系统"
# The facts of an entry worth showing on a phone, in this order.
TELLING = (
    "report",
    "text",
    "figure",
    "rests_on",
    "reason",
    "state",
    "name",
    "title",
    "role",
    "unit",
    "units",
    "deadline",
)

ACTION_WORDS = {
    "refused": "被拒绝",
    "cap_time": "消息时间不可信，已改",
    "invite": "邀请",
    "join": "加入",
    "create_unit": "新建单位",
    "rename_unit": "单位更名",
    "alias_unit": "加单位别名",
    "merge_unit": "单位合并",
    "close_unit": "停用单位",
    "open_unit": "恢复单位",
    "set_unit_group": "指明统称",
    "move_seat": "换单位",
    "add_seat": "加入单位",
    "drop_seat": "离开单位",
    "set_title": "改职务股室",
    "remove_person": "移除人员",
    "ensure_admin": "设为管理员",
    "rename": "更名",
    "unreachable": "收不到消息",
    "reachable": "恢复接收",
    "bind_group": "绑定领导群",
    "bind_topic": "改绑话题",
    "settle_update": "消息另行处理",
    "topic_closed": "群话题已关闭",
    "move_group": "群编号变更",
    "group_lost": "失去领导群",
    "added_to_group": "被加入群",
    "progress": "反馈进展",
    "completion": "申请办结",
    "amend": "修改反馈",
    "approve": "通过销号",
    "send_back": "退回",
    "ask_countersign": "报负责人审签",
    "agree_countersign": "负责人同意报结",
    "return_countersign": "负责人退回",
    "pass_countersign": "未审签自动转报",
    "drop_countersign": "审签作废",
    "ask_extension": "申请延期",
    "decide_extension": "答复延期",
    "plan": "报计划完成时间",
    "ask_late_plan": "计划晚于时限，报督查室",
    "grant_plan": "同意晚于时限的计划",
    "hold_plan": "要求按时限办理",
    "register": "立项",
    "assign": "交办",
    "set_deadline": "设定时限",
    "set_target": "设定指标",
    "import": "导入",
    "read_paper": "读取文件",
    "correct_paper": "更正预览",
    "discard_paper": "放弃导入",
    "read_on": "续读文件",
    "hold_post": "暂缓发布",
    "held_there": "确认群里已有",
    "held_resend": "补发",
    "drop_mirror": "这期不发到群机器人",
    "hold_weekly": "本周通报待定",
    "skip_weekly": "本周不发通报",
    "publish_weekly": "决定发布本周通报",
    "draft_bulletin": "起草通报",
    "redo_bulletin": "按最新情况重做通报",
    "ask_signature": "送签通报",
    "sign_bulletin": "签发通报",
    "send_back_bulletin": "退改通报",
    "publish_bulletin": "发布通报",
    "discard_bulletin": "放弃通报",
    "withdraw_bulletin": "撤回通报",
    "shorten_bulletin": "改通报详略",
    "reword_bulletin": "改写通报",
    "correct_bulletin": "更正通报",
    "restate_bulletin": "更正通报状态",
    "keep_paper": "留存文件",
    "set_wording": "改通报用词",
    "set_distribution": "改通报版记",
    "switch_proofs": "开关核稿",
    "ask_proofs": "送核稿",
    "confirm_proof": "核稿无误",
    "correct_proof": "核稿更正",
    "close_proofs": "核稿截止",
    "cancel_item": "撤销",
    "stop_item": "停办",
    "reopen_item": "重开",
    "hand_over": "移交",
    "move_meeting": "换会议",
    "split_item": "拆分",
    "merge_item": "并入别的事项",
    "take_in": "并入本件",
    "follow_parts": "随子事项变化",
    "take_back": "撤回审核意见",
    "set_rhythm": "设定报送周期",
    "roll_over": "结转年度目标",
    "set_look_back": "安排回头看",
    "ask_look_back": "提请回头看",
    "confirm_look_back": "回头看属实",
    "refuse_look_back": "回头看发现问题",
    "drop_look_back": "取消回头看",
    "judge": "评判进展",
    "end_judgement": "取消评判",
    "issue_slip": "发督办单",
    "answer_slip": "答复督办单",
    "withdraw_slip": "收回督办单",
    "sign": "签收",
    "set_policy": "改催办规则",
    "set_step": "改催办人",
    "set_calendar": "改工作日历",
    "read_calendar": "读取工作日历",
    "discard_calendar": "放弃工作日历",
    "snooze": "稍后提醒",
    "prefer_hour": "定提醒时间",
    "take_leave": "请假",
    "end_leave": "销假",
    "bind_unit_group": "绑定单位群",
    "flag_difficulty": "报困难",
    "settle_difficulty": "困难已协调",
    "pass_difficulty": "转请协调困难",
    "take_coordination": "认领协调事项",
    "solve": "答复协调结果",
    "instruct": "批示",
    "answer_instruction": "答复批示",
    "promise": "承诺",
    "settle_promise": "承诺兑现",
    "take_back_report": "撤回反馈",
    "count_quantity": "计入数量",
    "ask": "追问",
    "withdraw_question": "撤回追问",
    "reply": "回复",
    "protest": "认为不该承办",
    "as_progress": "改记为进展",
    "retire_robot": "停用群机器人",
    "read_ledger": "读取台账",
    "edit_ledger": "台账改动",
    "apply_ledger": "写入台账",
    "discard_ledger": "放弃台账",
    "read_columns": "读取表头",
    "keep_columns": "记住表头",
    "nudge": "催办",
    "gather": "请牵头单位汇总",
    "consolidate": "汇总进展",
    "switch_compare": "开关单位对比",
    "switch_annex": "开关通报附件",
    "feedback": "提意见",
    "answer_feedback": "答复意见",
    "tidy_up": "清理旧记录",
    "set_aside": "消息未能处理",
    "retry_update": "重新处理消息",
}


def told(fact: str, words: str) -> str:
    """What speaks for itself, and the reports that a consolidation rests on."""
    return f"（依据{words}）" if fact == "rests_on" else words


def action_word(action: str) -> str:
    return ACTION_WORDS.get(action, action)


def state_word(word: str) -> str:
    """States and roles are stored by their English words."""
    return _BY_VALUE.get(word, word)


_BY_VALUE = {str(state): shown for state, shown in STATE_WORDS.items()} | {
    str(role): shown for role, shown in ROLE_WORDS.items()
}


def title(subject: str) -> str:
    return f"{subject} 操作记录" if subject else "最近操作记录"


def turn_rows(subject: str, page: int, *, has_more: bool) -> Rows:
    extra = subject.lstrip("#")
    turns = [Choice("较新", Press.AUDIT, page - 1, extra=extra)] if page > 0 else []
    turns += [Choice("更早", Press.AUDIT, page + 1, extra=extra)] if has_more else []
    return (tuple(turns),) if turns else ()


def nothing(subject: str) -> str:
    if subject:
        return f"没有 {subject} 的操作记录。请核对编号，或发 /audit，看最近的操作。"
    return "还没有操作记录。"


def line(at: datetime, who: str, *, action: str, subject: str, gist: str, refused: bool) -> str:
    """ "11-23 09:05 鲍林 反馈进展 #37：资金已拨付"."""
    word = action_word(action) + ("（被拒）" if refused and action != "refused" else "")
    head = " ".join(part for part in (f"{at:%m-%d %H:%M}", who, word, subject) if part)
    return f"{head}：{gist}" if gist else head
