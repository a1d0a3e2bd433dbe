"""The names of labelled fields, by what they hold; "" for those that are passed over."""

import re

_KINDS = {
    "responsible": "牵头责任单位 牵头单位 牵头部门 主体责任单位 主责单位 责任单位 责任部门 主办单位 承办单位 "
    "落实单位 负责单位 实施单位",
    "cooperating": "配合单位 配合部门 协办单位 协助单位 参与单位",
    "due": "完成时限 办理时限 办结时限 整改时限 完成时间 完成期限 办理期限 时间要求 时间节点 时限要求 时限",
    "leads": "责任领导 牵头领导 分管领导 督办领导 包抓领导 包联领导 责任县领导 牵头县领导 县级领导",
    "progress": "进展情况 落实情况 工作进展 办理情况 办理结果 完成情况 目前进展 当前进展 当前进度 最新进展 进展",
    "directive": "事项内容 任务内容 工作内容 督办事项 督办内容 工作任务 目标任务",
    "state": "办理状态 完成状态 状态",
    "": "责任人员 具体责任人 责任人 联络员 联系人 联系电话 存在问题 "
    "下步打算 下一步打算 下一步工作 下一步措施 下步工作 备注",
}
FIELD_OF = {label: kind for kind, labels in _KINDS.items() for label in labels.split()}
# The longer name first, so that 责任人员 is not read as 责任人.
_NAMES = "|".join(sorted(FIELD_OF, key=len, reverse=True))
LABEL = re.compile(rf"【?(?P<label>{_NAMES})(?:】：?|：)\s*")
