"""Words around a ledger that came back: what it changes, what is not taken, what was written."""

from collections.abc import Sequence

# Why a cell or row is not taken.
COPY = "与另一行相同，视为误复制"
STRANGE = "不是本系统导出的行"
BY_SYSTEM = "由系统填写，不能在台账里改"
STRUCK_OFF = "事项已办结或已撤销，先把状态改为“推进中”"
MOVES_WITH_ITEM = "子事项随所属事项，请改所属事项那一行"
NO_MEETING = "来源不能清空"
NO_UNITS = "责任单位不能清空"
NO_NEW_SUBS = "暂不能在台账里新增子事项"
NO_DAY = "没有看懂时限“{words}”，请写成 2026-12-31 或 长期"
NO_STATE = "没有“{words}”这个状态，请从下拉列表中选择"
STATE_BY_SYSTEM = "“待签收”“待审核”由系统产生，不能在台账里改"
STOPPED = "已撤销的事项不能在台账里恢复"
PARTLY_CLOSED = "部分单位已办结，不能整项撤销"
NO_WAY = "不能由“{before}”改为“{after}”"
UNSAID = "已有的反馈不能删除；要补充，请在原文后另写或改写该单位那一行"
TOO_LONG = "文字太长（{length}字，最多{limit}字）"
TOO_SHORT = "事项内容太短"
BAD_NAME = "“{name}”不像一个名称，请用顿号隔开"
UNSURE = "请核对日期"


GROUP_UNTOLD = "“{name}”没有指明是哪些单位，请写具体单位或发 /units {name}，指明单位"
LIKELY = "“{name}”和“{unit}”近似，请写全称；确是新单位请先交办或邀请一次"
CLOSED_UNIT = "“{name}”已停用"


def new_units(names: Sequence[str]) -> str:
    return f"名册里没有，将新建：{'、'.join(names)}"


def subs_open(labels: Sequence[str]) -> str:
    return f"子事项{'、'.join(labels[:5])}还没有办结"
