"""What a sentence is about: the words left when dates, figures and the phrases of every report are taken out."""

import re
from functools import lru_cache

# Said in any report, so they tell no item from another.
_EVERYDAY_WORDS = """
领导 县长 书记 主任 局长 您好 你好 请知悉 请审阅 请示 报告 汇报 报送 上报 关于
截至 截止 目前 现在 今天 昨天 昨晚 明天 今晚 本周 上周 这周 下周 上月 本月 下月
这两天 已经 已 正在 还在 还没 还是 还剩 还有 还差 没有 没什么 没啥 暂无 尚未 全部
全面 基本 一共 累计 刚刚 了 的 那个 这个 那项 这项 那边 这边 那块 这块 事情 这件
那件 那 这 一下 我们 我局 我县 我单位 我镇 我 你 您 他 完成 做完 办完 办结 搞定
结束 完毕 到位 落实 推进 进展 进度 情况 变化 动静 一样 同上 老样子 开展 启动 开工
完工 竣工 投产 工作 任务 事项 预计 计划 力争 争取 年底 月底 季度 之前 以前 之内
可以 经与 其中 见附件 附件 请问 怎么 什么 吗 呢 吧 好的 收到 谢谢 辛苦 马上 办理
问题 开始 继续 有序 稳步 积极 进行 需要 帮忙 差不多 一半 出来 下来 起来 上旬 中旬
下旬 左右 全县 全市 我市 长期 坚持 沟通 系统 手机 电话 开会 请假 吃饭 天气 不错
结果 办公室 以后 调度会
"""
# They tell something, but little: most papers have them.
_COMMON_WORDS = """
方案 资金 经费 会议 项目 建设 印发 召开 送审 审核 验收 签约 材料 制定 组织 实施
负责 牵头 同志 做好 加强 抓好 办法 部门 单位 农村 乡镇 全面 管理 机制 改造 设备
主体 场地 消防 企业 产业 发展 计划 安排 方面 同意 批复 研究 通过 工程 施工 推动
提升 质量 安全 清单 台账 整治 排查 整改 新建
"""
COMMON = frozenset(_COMMON_WORDS.split())
_COMMON_WEIGHT = 0.45
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FIGURES = re.compile(
    r"\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}[日号])?|\d{1,2}月(?:\d{1,2}[日号]|底|[上中下]旬)?前?"
    r"|第[\d一二三四五六七八九十]+[次届期]|[上下]?[个]?(?:周|星期)[一二三四五六日天]|\d[\d.,]*\s*[万亿]?[元亩户家个条所%]?"
)
# Longer ones first: 这两天 before 这.
_PAUSE = re.compile("|".join(sorted(_EVERYDAY_WORDS.split(), key=len, reverse=True)))
_WHO = re.compile(r"^(?:[^，。；,;]{1,40}(?:负责|牵头|配合|为主|参与|任组长|任副组长)[，,、:：])+")
# How far apart two characters of an abbreviation may stand: 居(民)委(员)会, 森(林病虫害)防.
_FARTHEST = 5
_NEARNESS = (0.0, 1.0, 0.7, 0.6, 0.5, 0.45)
_TURNED_ROUND = 0.5
_TURNED_WITHIN = 2

Pairs = dict[str, float]


def topic_runs(text: str) -> list[str]:
    """Runs of Chinese characters that may name something; `text` in NFKC."""
    left = _PAUSE.sub(" ", _FIGURES.sub(" ", text))
    return _HAN.findall(left)


def topic_pairs(text: str) -> Pairs:
    """Neighbouring characters of the topic, as two make most Chinese words, with what each may weigh."""
    return {
        run[at : at + 2]: _COMMON_WEIGHT if run[at : at + 2] in COMMON else 1.0
        for run in topic_runs(text)
        for at in range(len(run) - 1)
    }


def split_who(directive: str) -> tuple[str, str]:
    """("由县财政局负责，", "the work"): units and leaders in front tell little about the work."""
    match = _WHO.match(directive)
    return (match[0], directive[match.end() :]) if match else ("", directive)


@lru_cache(maxsize=2048)
def near_pairs(words: str) -> Pairs:
    """Pairs of characters in order and near each other, 1 for neighbours, less the farther apart.

    Neighbours turned round count a little: 改厕 is said for 厕所改造.
    """
    pairs: Pairs = {}
    for run in _HAN.findall(words):
        for at, left in enumerate(run):
            for apart in range(1, min(_FARTHEST, len(run) - 1 - at) + 1):
                right = run[at + apart]
                turned = _TURNED_ROUND if apart <= _TURNED_WITHIN else 0.0
                for pair, weight in ((left + right, _NEARNESS[apart]), (right + left, turned)):
                    pairs[pair] = max(weight, pairs.get(pair, 0.0))
    return pairs
