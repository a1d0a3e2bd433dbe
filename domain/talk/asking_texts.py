"""What each question asks for in a few words, and what is said when one is dropped, over, or in doubt."""

from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.talk.answers import Doubt

# By the kind of the question. {label} is the item's.
ASKED_FOR = {
    "sign_issue_no": "这一期通报退改哪里",
    "person_name": "{what}的新姓名",
    "seat_title": "{what}的股室和职务",
    "seat_unit": "{what}去哪个单位",
    "unit_name": "{what}的新名称",
    "unit_alias": "{what}的别名",
    "merge_unit": "{what}合并到哪个单位",
    "command": "“{what}”的内容",
    "report": "{label} 的进展",
    "done": "{label} 的完成情况",
    "extend": "{label} 延期的时限和原因",
    "extend_other": "{label} 同意延到哪一天",
    "plan": "{label} 计划完成的日期",
    "plan_yes": "{label} 计划完成的日期对不对",
    "due_yes": "{label} 的新时限对不对",
    "difficulty": "{label} 的困难",
    "settle": "{label} 的协调结果",
    "solver": "{label} 的困难转给谁",
    "solution": "{label} 的协调结果",
    "answer": "{label} 追问的答复",
    "ask": "就 {label} 要问的话",
    "instruct": "对 {label} 的批示",
    "instruct_which": "批示的是哪件事项",
    "return_reason": "退回 {label} 的原因",
    "countersign_reason": "退回 {label} 的原因",
    "life": "{what} {label} 的说明",
    "life_yes": "{what} {label} 是否照此办理",
    "look_reason": "重开 {label} 的原因",
    "judge": "评判 {label} 的依据",
    "due": "{label} 的新时限",
    "target": "{label} 的指标",
    "assign_to": "{label} 交办给哪个单位",
    "assign_unit": "{label} 交办单位的名称",
    "new": "新建事项的{what}",
    "new_yes": "新建事项是否照此立项",
    "roll": "年度目标是否照此结转",
    "feedback": "对机器人的意见",
    "feedback_answer": "对意见的答复",
    "proof": "{label} 核稿的更正",
    "reword": "通报改写的文字",
    "fix_item": "要改预览里的哪一项",
    "fix_value": "预览里要改的内容",
    "paper": "要导入的文件或文字",
    "paper_day": "这份文件是哪天的",
    "paper_units": "这些事项的责任单位",
    "invite": "要邀请的单位和姓名",
    "invite_unit": "邀请人员的单位",
    "leave": "请假的日期和代办人",
    "hour": "几点以后提醒",
    "match": "刚才的话是哪件事项",
    # Nobody is told of it.
    "album": "",
    "outdated": "系统升级前的提问",
}
DROPPED = "（此前在等您答{asked_for}，现已放下，需要时请重新发起。）"
OUTDATED = "系统刚升级，之前等您回答的提问已作废，请重新发起（发 /my 或 /help）。"
QUESTION_OVER = "这个提问已结束。请从卡片或命令重新发起，发 /help，看能做什么。"
_DOUBTS = {
    Doubt.OVER: "问您已过了一个工作日，",
    Doubt.OLD: "您回复的是较早的消息，",
    Doubt.YIELDED: "问您之后又来过别的消息，",
    Doubt.ANOTHER: "这句话像是说别的事项，",
    Doubt.COMMAND: "这句话像是一条命令，",
}


def not_stored(line: str, quoted: str) -> str:
    """The words come back, so that they can be sent again where they belong."""
    return f"{line}\n没有登记：{quoted}"


def ask_whether_meant(asked_for: str) -> str:
    return f"这是{asked_for}吗？"


def in_doubt(doubt: Doubt, quoted: str) -> str:
    return f"{quoted}\n{_DOUBTS[doubt]}请按一下再登记。"


def meant_rows(asked_for: str, message_id: int, others: Rows) -> Rows:
    return (
        (Choice(f"是，{cut(asked_for, 30)}", Press.MEANT, 0, message_id, style="success"),),
        *others,
        (Choice("都不是" if others else "不是", Press.MEANT_NONE, 0, message_id),),
    )
