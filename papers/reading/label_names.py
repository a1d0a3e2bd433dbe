"""The names of labelled fields, by what they hold; "" for those that are passed over."""

import re


def _names(words: str, ends: str = "") -> list[str]:
    """Each word, or each with each end."""
    lasts = ends.split() or [""]
    return [first + last for first in words.split() for last in lasts]


_RESPONSIBLE = (
    "牵头责任 牵头负责 牵头 总牵头 主体责任 主要责任 具体责任 主责 责任 主办 承办 落实 负责 实施 主管 汇总 建设 业主"
)
_COOPERATING = "配合 配合责任 协办 协助 协同 协同责任 协同配合 协作 参与 参加"
_LEADS = (
    "责任 牵头 牵头负责 牵头责任 分管 督办 督导 包抓 包联 包保 挂帅 挂钩 联系 县级 市级 区级 "
    "责任县 牵头县 分管县 责任市 牵头市 分管市 责任区 牵头区 县级责任 县级牵头 市级责任 市级牵头"
)
_KINDS: dict[str, list[str]] = {
    "responsible": [
        *_names(_RESPONSIBLE, "单位 部门 科室"),
        *_names("责任主体 实施主体 主体责任 属地责任"),
        *_names("责任单位及责任人 责任单位和责任人 责任单位（责任人） 责任单位（人） 牵头单位及负责人"),
    ],
    "cooperating": _names(_COOPERATING, "单位 部门"),
    "due": [
        *_names("完成 办理 办结 整改 落实 工作 任务", "时限 期限"),
        *_names("完成 办结 截止 计划完成 整改 要求完成", "时间 日期 节点"),
        *_names("时间要求 时间节点 时限要求 时限"),
    ],
    "leads": [*_names(_LEADS, "领导"), *_names("领衔督办 领衔领导 领办 包案")],
    "progress": [
        *_names("工作 办理 落实 目前 当前 最新 整改 推进 实施 完成 项目", "进展情况 进展 进度"),
        *_names("进展 落实 办理 完成 推进 整改 目前 答复 反馈 采纳 处理", "情况 结果"),
        "进展",
    ],
    "directive": [
        *_names("事项内容 任务内容 工作内容 督办事项 督办内容 交办事项 交办内容 议定事项 批示内容"),
        *_names("工作任务 具体任务 重点任务 项目名称 事项名称 任务名称"),
    ],
    "aim": _names(
        "整改措施 整改任务 整改目标 目标任务 工作目标 年度目标 年度任务 任务目标 建设内容 主要建设内容 主要内容 "
        "工作内容及目标 项目内容 实施内容"
    ),
    # Who answers for it inside the unit: the leader only where none is named.
    "person": _names("责任人 责任人员 具体责任人 整改责任人 直接责任人 第一责任人 主要责任人 项目责任人"),
    "state": _names("办理状态 完成状态 状态"),
    "": [
        *_names("监督责任 监管责任 领导责任"),
        *_names("联络员 联系人 联系电话"),
        *_names("领衔 提出 建议 第一", "代表 委员 提案人"),
        *_names("提案人 提案者 建议人 提案单位 案号 建议号 提案号"),
        *_names("存在问题 存在的问题 困难问题 原因分析 主要问题 交办时间 交办日期 备注"),
        *_names("工作措施 具体措施 主要措施 推进措施 工作举措 主要做法"),
        *_names("项目概况 基本情况 项目简介 建设地点 办理要求 督办要求 反馈要求 领导批示 批示意见"),
        *_names("下步打算 下一步打算 下步工作打算 下一步工作打算 下一步工作 下一步措施 下步措施 下步工作"),
    ],
}
# 牵头：… is a label at the head of a piece, not in 由县甲局牵头：①.
_SHORT = {
    "牵头": "responsible",
    "主办": "responsible",
    "承办": "responsible",
    "期限": "due",
    "进度": "progress",
    "责任": "responsible",
    "配合": "cooperating",
    "协办": "cooperating",
}
_LONG = {label: kind for kind, labels in _KINDS.items() for label in labels}
FIELD_OF = _LONG | _SHORT
# 要求时限, 阶段进展, 承办处室: names that offices make up themselves, told by their ends and what is before them.
_UNITS = r"(?:单位|部门|科室|处室|股室|部室|机构|主体|乡镇|镇街|街道|[科处股]（室）)"
_PERSONS = r"(?:领导|[县市区省州旗镇乡院校局厅部所站行队]长|书记|总经理|总监|牵头人)"
_ENDS = (
    (
        "",
        re.compile(
            rf"(?:交办|下达|立项|签收|印发|开工|报送|召开|会议|填报|发文|开始|启动|起始|检查|督查|问题)(?:时间|日期)$"
            rf"|(?:督办|督查|督导|填报|报送|来文|交办|监督|检查|提出|验收|审核|设计|监理|挂联|联系|主送|抄送|参会|编制|发文){_UNITS}$"
        ),
    ),
    ("due", re.compile(r"(?:时限|期限|时间|日期|节点|时点)(?:要求|安排)?$")),
    ("cooperating", re.compile(rf"(?:配合|协办|会办|协助|协同|协作|参与|参加|支持|协管).*{_UNITS}$")),
    (
        "responsible",
        re.compile(
            rf"(?:牵头|责任|承办|主办|落实|实施|主管|主责|办理|承担|整改|负责|建设|业主|汇总|属地|执行|归口|完成)"
            rf".*{_UNITS}$"
            rf"|(?:部门|单位|责任|任务|工作|职责)(?:责任)?分工$|^(?:责任|牵头|承办|主办)方$"
        ),
    ),
    ("leads", re.compile(rf"领导$|(?:分管|牵头|责任|包联|包保|包抓|包案|挂联|联系|主管|督办).*{_PERSONS}$|^牵头人$")),
    ("progress", re.compile(r"(?:进展|进度|成效)(?:情况)?$")),
    # 主抓处室, 经办部门: whatever an office calls those who do it, its words are not passed over.
    ("responsible", re.compile(rf"{_UNITS}$")),
)
# The longer name first, so that 责任人员 is not read as 责任人.
_LONG_NAMES = "|".join(sorted(_LONG, key=len, reverse=True))
_MADE_UP = (
    r"(?<![\u4e00-\u9fff”》）：])(?!各|有关|相关|请|批示|交办|[县市区省][级直属]?(?:有关|相关|领导|单位|部门|各))"
    # 县水利局完成时限：: what a lost blank has glued to a name is a label by itself.
    r"(?![\u4e00-\u9fff]{1,7}[局委办厅院司镇乡处科部室队府心](?:完成|责任|牵头|配合|办结|整改|分管|主办|承办|协办|落实|时限|进展|工作|成效|办理|目前))"
    rf"(?!(?!问题|存在|整改|项目|工作|任务)[\u4e00-\u9fff]{{3,8}}(?:{_LONG_NAMES})[：（】])"
    rf"(?:[\u4e00-\u9fff]{{1,8}}?(?:时限|期限|(?:完成|办结|截止|整改|办理|落实|竣工|销号|反馈|时间)[\u4e00-\u9fff]{{0,4}}(?:时间|日期|节点)|{_UNITS}|领导|分工|进展|进度|成效|原因|问题)|"
    rf"[\u4e00-\u9fff]{{0,4}}?(?:分管|牵头|责任|包联|包保|包抓|包案|挂联|联系|主管|督办)[\u4e00-\u9fff]{{0,4}}{_PERSONS}|牵头人)"
)
LABEL = re.compile(
    rf"【?(?P<label>{_LONG_NAMES}|{_MADE_UP}|(?:(?<=[（；，。、])|(?<![\u4e00-\u9fff“”]))(?:{'|'.join(_SHORT)}|单位(?!：(?:[万亿千百]?元|[万个%户亩吨]|人次|公里|平方))))"
    r"(?:（[^（）：]{1,8}）)?(?:】：?|：)\s*"
)


def field_of(label: str) -> str:
    """What a label holds, "" for what is passed over."""
    if label in FIELD_OF:
        return FIELD_OF[label]
    return next((kind for kind, end in _ENDS if end.search(label)), "")
