"""Which unit a matter would be given to: a word of the matter and the words of units that see to such."""

from random import Random

_FITTING = """
管网 自建房 停车 雨污 居民用气 厂房 街区：住建 住房 城管 城市管理 城建 规划 水务 基建
水库 黑臭 渠道 水仓：水利 水务 水管 地测 通风
公路 高速 危桥 旅客：交通 公路段 机场
幼儿园 高职 校外 师德：教体 教育 政教 人事 团委
户厕 农田 流转 种子 中药材：农业 乡村振兴
招商 签约 企业 基金 厂房：招商 商务 投资促进 发改 发展 工信 企业服务 经济
特困 敬老院 殡葬 骨灰：民政 社会事务
热线 证明事项 审批 代办：行政审批 政务 数据 信访 审批
就业：人社 人力资源 招生就业 就业
账款 资金 财政 票据 欠费 两金 资产：财政 财务 资产 国资 审计
登记难 土地 矿山 宗：自然资源 不动产 规划 国有资产 资产
森林 行道树：林业 林草 园林 林业站
医保 参保：医保 民政 社会
纠纷 信访：司法 信访 综治 立案
返贫：乡村振兴 农业 民政
禁烧 垃圾：生态环境 城管 执法 环保 应急
路灯：城管 供电 经济发展
实验室：科技 科学 工信 设备
普查 监测 数据 目录 平台：统计 数据 信息 办公厅
方案 课程 教室：教务 教科 信息
食堂 公寓 宿舍：后勤 总务 食堂 宿管
招聘 聘任 培训：人事 人力资源 劳资 培训 安监
体检：工会 校医 体检 后勤
图书：图书馆
专科 住院 手术 会诊 规范化：医务 质控 科教 医院
制氧 彩超 耗材 支架 绞车 叶片 变频：设备 机电 维修 采购 总务 采煤 动力
耐药：院感 检验 质控
无障碍：总务 门诊 保卫
互联网 档案 智慧 定位：信息 病案 调度 审判管理 综合
结案 案件 文书 观摩 再审 挂案：审判 民事 民二 刑事 执行 检察部 研究室 案件管理
救助 检察建议：政治部 执行局 检察部 公益
污水 提标：水务 生态环境 工程 规划建设
采购 合同：招标 采购 法务 供应
水表 加油：客服 工程 市场 供热
安康 班组：工会 安全 党群
煤气 锚杆 煤泥 受限：炼铁 供应 选煤 安监 掘进
"""


def _rules() -> list[tuple[list[str], list[str]]]:
    pairs = (line.split("：") for line in _FITTING.strip().split("\n"))
    return [(words.split(), units.split()) for words, units in pairs]


_RULES = _rules()


def fitting(rng: Random, units: list[str], order: str) -> str | None:
    """One that would be given this; none where nothing fits."""
    for words, marks in _RULES:
        if any(word in order for word in words):
            fit = [unit for unit in units if any(mark in unit for mark in marks)]
            if fit:
                return rng.choice(fit)
    return None
