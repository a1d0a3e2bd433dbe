"""What of a matter is still to be done by its own words: 尚有3户未搬迁, 正在施工, 剩余路段预计月底完成.

What follows a finished work is not left: upkeep, patrols, looking back, the effects that it has now.
"""

import re

from domain.bulletin.proofreading.pieces import PlainClause, clauses_of
from domain.bulletin.proofreading.sums import short_of_whole

# 未发现问题 leaves nothing to do, and 未来 and 未成年人 are words.
_NO_HARM = (
    "发现|收到|接到|接获|发生|出现|反弹|再|见|造成|引发|引起|留|新增|超|雨绸缪|成年|漏|遗|影响|受|突破|来|经|予以?反映|"
    "婚|必|因|有(?:投诉|反映|发现)|产生|导致|列入"
)
_LEFT = re.compile(
    rf"尚(?:有|未(?!{_NO_HARM})|需|须|待|缺|差|欠|在|不|无法|处|剩|余|没)"
    rf"|还(?:有|未(?!{_NO_HARM})|没|需|须|要|差|剩|缺|欠|在|不[能具]|待)"
    rf"|仍(?:有|未(?!{_NO_HARM})|需|须|待|差|缺|欠|在|不)"
    rf"|(?<![从并尚还仍均都暂])未(?!{_NO_HARM})|(?:均|都|暂)未(?!{_NO_HARM})|暂(?:不|缓|无法)"
    r"|没有?(?:完成|到位|建成|竣工|落实|整改|开工|启动|通过|办结|办理|拨付|兑现|安装|签)"
    r"|不(?:能按?期|能如期|具备|到位|完善|足以|齐)|无法|难以(?:按期|完成|推进)|缺口|滞后|拒不|接近尾声|扫尾|收尾"
    r"|剩余|余下|剩下|其余|有待|亟待"
    r"|(?<![接招期看优])待(?!遇|业|定岗|办事项已)"
)
_UNDER_WAY = re.compile(
    r"正在|正(?=抓紧|加紧|有序|积极|按|由|组织|对|与|就|进行|陆续|逐|全力|加快|稳步|同步|开展|推进|办理|等)"
    r"|(?:推进|进行|办理|实施|施工|建设|审批|公示|编制|整改|审核|谈判|洽谈|协商|调试|安装|评审|审查|铺设|申报|招标|装修|修订|对接|论证|修改|审定)(?:之)?中(?=$|、)"
    r"|(?:有序|稳步|扎实|持续|加快|抓紧|加紧|全力|同步|陆续)(?:推进|开展|实施|进行|建设|施工|办理|完善|整改|组织|拨付|跟进|安装)"
    r"|(?:同步|陆续|相继|已经?|全面|均)(?:启动|动工|开工)|启动$|分期|分年"
    r"|加快|抓紧|加紧|进入[^,]{0,8}(?:阶段|程序|环节)"
)
_AHEAD = re.compile(
    r"预计|(?:^|[^原按照划规])计划(?:于|在|到|\d|[今明本下年])|力争|争取(?!到)|(?:^|[^草模虚])拟(?:于|在|定(?!并)|对|新|提|\d|[今明本下年])"
    r"|将(?:于|在|按|由|对|继续|进一步|加|抓|尽快|完成|组织|同步|全力|适时|启动|召开)|有望|即将|明年|来年|择期|尽快|后(?:即可|方可|再行|方能)|确保.*(?:前|底|内)"
    r"|下一?步|下一?阶段|接下来|下周|下月|后续(?!管|运|服|维|巡|养)|(?:近期|近日)(?:将|启动|组织|召开|开工)"
)
_SOON = re.compile(r"近日|近期|月内|年内|周内|日内")
# What upkeep and lasting effects are said in.
_EFFECTS = re.compile(
    r"业务|秩序|管护|维护|养护|巡查|巡护|巡河|运营|运行|运维|运转|监测|巩固|反弹|成效|作用|效益|日常|保养|回访|使用|受益|发挥|保洁|供(?:水|电|暖|气)$|营业|接待"
)
_AFTERWARDS = re.compile(
    rf"{_EFFECTS.pattern}|长效|常态|回头看|跟踪|成果|监管|管理|服务|督促|抽查|复查|利用|宣传|推广|经验|归档|存档|暗访|考核|评价|机制|监督|"
    r"检查|绩效|保障|防范|盘活|应用|转化|总结|做好|加强|强化|深化|持续|继续|以案|警示|举一反三|固化"
)
_WORK = re.compile(
    r"完成|竣工|施工|建设|整改|拨付|安装|铺设|补[齐建办植]|建成|验收|征收|签约|签订|搬迁|发放|兑现|开工|尾工|尾款|剩余|试运行|审批|审计|"
    r"决算|结算|办证|招标|采购|移交|交付|投用|投入|商谈|洽谈|协商|谈判|沟通|衔接|完善|手续|办理|追缴|征求|制定|编制|修订|拨|听证|联调|调试"
)
_FROM_NOW_ON = re.compile(r"今后|(?:明年|来年|下一?年)[^,]*(?:继续|再)|以后|往后|日后|此后|下[届季]|新(?:进|建档|增)")
# 其余3户已签约, 未年检车辆已停运: told of the rest, and not that it only begins.
_RESOLVED = re.compile(r"(?:现已?|已|均|全部|全数|业已)(?P<how>[^,]*)$")
_BEGINS = re.compile(
    r"启动|申请|提起|达成|进入|列入|纳入|安排|明确|制定|约谈|协商|上报|提请|移送|立案|办理中|签订[^,]*协议|督促|下达|责令|待|未|尚|还"
)
# Of a closed matter: a share of the work, or a stage of it that something has to follow.
_SHORT = re.compile(
    r"(?:完成|进度|整改|签约|搬迁|拨付|支付|发放|征收|安装|入住|开工|办结|到位|兑付|化解|铺设|建设)[^,满意合格优良占比]{0,8}?(?<!\d)\d{1,2}(?:\.\d+)?%"
)
_ONE_STAGE = re.compile(
    r"送审稿|征求意见稿|初稿|主体(?:工程|结构)?[^,]{0,3}(?:完工|封顶|竣工|完成)|进展缓慢|受阻|仅完成|只完成|拒绝|不同意(?=[^的]*$)"
)
_NONE_LEFT = re.compile(
    r"(?:无|没有|不存在|未发现|再无|杜绝|未出现)[^,]{0,8}(?:尚|还|仍|未|剩余|遗留|滞后|缺口|正在|待|欠)"
)


def says_left(text: str, *, surely: bool = False) -> bool:
    """Whether any clause says that something is still to be done.

    `surely`: fewer than the whole (48 of 50) is something left only where nothing else is told of the rest.
    """
    if any(_is_left(one) for one in clauses_of(text)) or short_of_whole(text, surely=surely):
        return True
    return surely and any(_SHORT.search(one.text) or _ONE_STAGE.search(one.text) for one in clauses_of(text))


def _is_left(clause: PlainClause) -> bool:
    text = clause.text
    if _NONE_LEFT.search(text):
        return False
    if found := _LEFT.search(text):
        return not _is_resolved(text[found.end() :])
    if _UNDER_WAY.search(text):
        return not _EFFECTS.search(text) or bool(_WORK.search(text))
    if _SOON.search(text) and "已" not in text:
        return not _comes_after(text)
    return bool(_AHEAD.search(text)) and not _comes_after(text)


def _comes_after(text: str) -> bool:
    return bool(_FROM_NOW_ON.search(text) or (_AFTERWARDS.search(text) and not _WORK.search(text)))


def _is_resolved(rest: str) -> bool:
    found = _RESOLVED.search(rest)
    return found is not None and not _BEGINS.search(found["how"])
