"""Words of the printed supervision slip."""

from datetime import date

from domain.bulletin.forms import long_date
from domain.hygiene import safe_file_name
from domain.items.slips_texts import PLAIN

TO, MATTER, SOURCE, HELPING = "责任单位", "督办事项", "事项来源", "配合单位"
LEADERS, CONSULTED = "牵头领导", "商请领导"
DEADLINE, STEP, REASON, LAST, DEMAND = "办理时限", "督办类别", "督办事由", "最近反馈", "督办要求"
NO_DEADLINE, NO_REPORT = "未定时限", "尚无反馈"
ANSWER = "答复（由责任单位填写：进展、原因、完成时间）"
ANSWER_FOOT = "负责人签字：　　　　　　填报人：　　　　　　年　　月　　日"
USAGE = "/print 37"
NOT_ASSIGNED = "{label} 还没有责任单位，督办单没有发往的单位。请先发 /assign {number} 县农林局，交办。"


def demand(due: date | None) -> str:
    by = f"请于{long_date(due)}前书面答复" if due else "请按时限办理并书面答复"
    return f"{by}，写明工作进展、存在问题的原因和完成时间；也可在督办机器人中直接回复。"


def open_number(year: int) -> str:
    """To be filled in by hand, so that it is no other slip's."""
    return f"{PLAIN}〔{year}〕　　号"


def open_title(label: str) -> str:
    """督办单（37号事项）."""
    return f"{PLAIN}（{label.lstrip('#')}号事项）"


def more_parts(count: int) -> str:
    return f"\n……共{count}个分项"


def file_name(title: str, ending: str) -> str:
    return safe_file_name(f"{title}.{ending}")


def caption(title: str, unit: str) -> str:
    return f"{title}　{unit}"
