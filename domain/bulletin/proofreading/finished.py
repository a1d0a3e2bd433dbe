"""Whether a paragraph says that the whole matter is finished, and not only a stage, a phase or some of it.

A clause says so by its aspect (已, 全部, 圆满, 如期) and a verb that ends a matter (竣工验收, 建成投用, 办结, 到位), or
by the verb that the directive itself ends with (印发 where a paper was to be issued). It does not where it is denied,
lies ahead, or speaks of a part: a phase (一期), a step on the way (方案, 招标, 主体), a share, fewer than the directive
asks for, or a thing that the directive does not name.
"""

import re

from domain.bulletin.proofreading.left import says_left
from domain.bulletin.proofreading.pieces import PlainClause, clauses_of, plain
from domain.bulletin.proofreading.told import figures_in

_ASPECT = (
    r"(?:已经?|业已|均|都|全部|全面|全数|全线|圆满|顺利|如期|按期|按时|提前|正式|现|成功|胜利|高质量|一次性|所有|悉数|"
    r"彻底|妥善|日前)"
)
_ENDS = (
    r"竣工(?:验收)?(?:备案|合格)?|完工|建成(?:投用|投产|通车|使用|开放|运营|并|后?投入|开园|开馆|$)|投入(?:正式)?(?:使用|运营|运行|生产)|投用|"
    r"投产|投运|通车|通水|通气|通电|贯通|交付(?:使用|业主)?|启用|开业|开园|开馆|开诊|揭牌|挂牌(?:成立|运行)|上线运行|办结|销号|结案|结清|清零|"
    r"签约落地|落地(?:见效|投产|运营)|(?:圆满|胜利|顺利|成功)(?:完成|结束|收官|落幕|举办|召开|闭幕|举行)|收官|落幕|闭幕|圆满句号|落下帷幕|"
    r"完毕|(?:到位|完成|结束|办妥)(?=$|[并且、及和])|(?:发放|送达|送|发|交|兑付|落实|拨付)到[^,]*(?:手[中里]|到?户|人|账户?)|获批|"
    r"恢复(?:生产|通车|供水|供电|供气|运营|正常|通行|营业)|全覆盖|"
    r"(?:化解|解决|清退|拆除|兑现|搬迁|销毁|归还|取缔|关停|达标|摘帽|出列|入住|到账|脱贫|修复|消除|接续|实现|处置|整改|清偿|返还|退还|补齐|安置)(?:了)?(?=$|[并且])|"
    r"完成(?:了)?(?:全部|全年|既定|年度|各项|目标|整改|建设|改造|所有|上级下达|下达|县级|市级|交办)+[^,]{0,12}?(?:任务|工作|内容|目标)?$|"
    r"通过[^,]{0,12}验收|对外(?:开放|接诊|营业|服务)|(?:修|建|办|改|装|架|打)[通好成齐](?=$|[并且])|告破|侦破|"
    r"实现(?!开工|突破|增长|零)[^,\d]{2,8}(?=$)|发行|(?:全额|足额|全部|悉数)(?:支付|拨付|兑付|发放|缴纳|清偿|退还|返还|到账|收回)"
)
_FINISHED = re.compile(
    rf"{_ASPECT}[^,]{{0,16}}?(?:{_ENDS})|(?:{_ENDS})(?:了|完毕)$|完成[^,]{{0,14}}竣工验收|"
    r"(?:工作|任务|事项|项目|工程)(?:办结|完成|竣工|完工|销号|结束)$|(?:得到|予以)(?:了)?(?:彻底|妥善|圆满|全部|全面)?(?:解决|化解|处置)"
)
# 已全面完成公务用房腾退: what was asked for is the object.
_OBJECT = re.compile(r"(?:已|全面|全部|如期|按期|圆满|顺利|提前)[^,]{0,4}完成了?(?P<what>[^,并且]{3,24})(?=$|[并且])")
_DENIED = re.compile(
    r"未(?!发现|成年|来|受|出现|发生|收到|再)|没有?|尚|无法|不能|不具备|难以|并非|不得|不是|不予|还不|不足|才能|不到|暂不"
)
_AHEAD = re.compile(
    r"预计|计划(?!内)|力争|争取|确保|保证|将|拟|即将|有望|若|一旦|可(?:于|在)|能够?|为(?:如期|按期)|目标(?:是|$)|要于|须|才"
)
_BY_DAY = re.compile(r"(?:[底末]|\d日|月|年|天|周)[以之]?前")
_SHARE = re.compile(
    r"(?<!\d)(?!100%)\d+(?:\.\d+)?%|过半|大部分|多数|绝大|近半|基本(?=完成|建成|竣工|到位|解决|结束|具备|实现|完工|落实|形成|消除|搬)"
)
_PHASE = re.compile(
    r"(?<!\d)\d{4}年度|一期|首期|首批|第[一二三四五1-5](?:批|阶段|轮|次|步|期|标段)|阶段性|上半年|[一二三]季度|本周|本月|当月|上月|\d月份|部分|先行|示范段|标段|样板|试点|"
    r"其中|(?<!月)(?<!月\d)\d+(?:#|号)|[东西南北]段|[左右]幅|前\d|个别|一[侧段]|初期|主要|首(?![要页发府先领])|新增|(?<!\d)\d{1,2}(?:月)?[至\-]\d{1,2}月|按[月季]|率先|先期|单体|子项|[上下]半[段幅]|另(?!行)|本体"
)
_STEP = re.compile(
    r"前期|准备|方案|规划|设计|勘察|勘测|测绘|可研|可行性|立项|环评|选址|招标|招投标|采购|挂网|合同|协议|审批|手续|备案|公示|公告|意见|摸底|资格|"
    r"排查|调查|核查|普查|登记|台账|清单|分解|部署|动员|培训|宣传|领导小组|专班|进场|清表|征地|拆迁|征收|基础(?!设施)|地基|桩基|主体|封顶|框架|"
    r"土建|路基|管沟|安装|调试|初验|预验收|初步|试运行|初稿|送审|草案|问卷|论证|评审|评估|申报|上报|到货|到场|"
    r"围挡|三通一平|场平|平整|施工图|预算|财评|流转|复核|审核|审查|签字|对接|考察|选[定派]|测量|放线|土方|开挖|底板|砌筑|外墙|内装|装修|装饰|"
    r"绿化|附属|配套|基层|垫层|面层|护坡|支护|钢结构|屋面|吊装|浇筑|筹备|筛选|遴选|推荐|报名|摸排|布置"
)
# Things that many a step deals in; the end of a whole work may name them, too.
_STUFF = re.compile(r"报告|资料|材料|人员|设备|物资|机械|队伍|责任|会议|信息|名单|数据|机构|站房|场馆|路灯")
_STRONG = re.compile(
    r"竣工|验收|投用|投入使用|投产|通车|办结|销号|结案|收官|圆满|句号|签约落地|任务[^,]*完成|完成[^,]*任务|全面完成|(?:工作|事项)[^,]*(?:完成|结束|完毕)"
)
_WHOLE = re.compile(r"各项|所有|全部|均|都|全面|全线|全数|悉数|整体|圆满|项目|事项|该|任务|通过|办结|销号")
# Whatever it is called: nothing comes after these.
_TO_THE_LAST = re.compile(r"竣工验收|建成投用|建成并?投入使用|全部[^,]*任务")
_FROM_BEFORE = re.compile(r"^(?:目前|现|已|均|都|并|于|\d+月|全部|也|业已|同时|且)")
_LAST_STAGE = re.compile(
    r"建设|实施|开工|投用|竣工|落实|建成|投入|推进|整改|改造|落地|运营|发展|创建|完善|抓好|组织|做好|开展|施工|加固"
)
_NEXT_STAGE = re.compile(r"^[^。;]{0,12}?(?:建设|实施|开工|投用|竣工|建成|整改|改造|落地|运营|施工|加固|化解|整治)")
_GOES_ON = re.compile(rf"(?:^|[,、;并和及])[^,、;]{{0,2}}(?:{_LAST_STAGE.pattern})")
# 并 opens what comes with the end: 均已完成并出具报告.
_COMES_WITH = re.compile(r"[并且]")
# A verb that says no more than that a work goes on.
_BARE_WORK = re.compile(r"推进|建设|实施|开展|加快|启动|组织|做好|加强|开工|筹备|推动|申报|部署|落实")
_STOCK = re.compile(r"工作|项目|工程|完成|建设|全县|县|推进|建好|抓好|做好|\d+")
# What a directive asks for, and what is told of it in the end.
_OUTCOMES = tuple(
    (re.compile(wanted), re.compile(told))
    for wanted, told in (
        (r"召开|举办|举行|承办", r"召开|举办|举行"),
        (
            r"印发|出台|下发|发布|制定|起草|编制|修订|拟定|编修|编印",
            r"(?:正式|全文)?(?:印发|出台|下发|颁布|发布|批准实施)|获批",
        ),
        (r"批复|获批|批准|报批", r"批复|获批|批准"),
        (r"签约|签订|签署", r"签约|签订|签署"),
        (r"成立|组建|挂牌|设立", r"成立|挂牌|设立"),
        (r"上线|开通|开播", r"上线|开通|开播"),
        (r"播出|出版|拍摄", r"播出|出版|刊发"),
        (r"更换|修复|抢修", r"更换|修复"),
        (r"上报|报送", r"上报|报送"),
        (r"拨付|兑付|发放|下达", r"(?:拨付|兑付|发放|下达)[到至]?"),
        (r"招聘|引进|招录", r"到岗|录用|入职"),
    )
)
_TO_BE_DONE = re.compile(r"印发实施|组织实施|抓好落实|并实施|推动落实|施工|建设")
# One of its units has not been heard: what another says is not the whole matter's end. Of a closed one it says nothing.
_SILENT = "暂无进展"
_DONE_SO = re.compile(r"已|于\d+月|[日月]$")


def says_finished(progress: str, directive: str = "") -> bool:
    """Whether `progress` says that all of `directive` is done."""
    if says_left(progress) or _SILENT in progress:
        return False
    asked = plain(directive)
    return any(_ends_all(one, asked) for one in clauses_of(progress))


def _ends_all(clause: PlainClause, asked: str) -> bool:
    text = clause.text
    end = _end_of(text, asked)
    if not end or _DENIED.search(text[:end]) or _SHARE.search(text) or _lies_ahead(text):
        return False
    return not _is_part(clause, end, asked)


def _end_of(text: str, asked: str) -> int:
    """Where the verb that ends the matter ends; 0 without one."""
    if found := _FINISHED.search(text):
        return found.end()
    if (found := _OBJECT.search(text)) and not _is_foreign(found["what"], asked, at_least=2):
        return found.end()
    return _does_as_asked(text, asked)


def _does_as_asked(text: str, asked: str) -> int:
    """The directive's own verb in the perfect: 补贴已兑付 where 兑付补贴 was asked for."""
    for wants, tells in _OUTCOMES:
        wanted, told = wants.search(asked), tells.search(text)
        if wanted and told and _DONE_SO.search(text[: told.end()]) and not _goes_on(asked[wanted.start() :]):
            return told.end()
    verb = text[-2:]
    if (
        verb in asked
        and re.search(r"已|均|全部", text[:-2])
        and not (_BARE_WORK.search(verb) or _LAST_STAGE.search(verb))
    ):
        return 0 if _NEXT_STAGE.search(asked[asked.index(verb) + 2 :]) else len(text)
    return 0


def _goes_on(asked: str) -> bool:
    return bool(_GOES_ON.search(asked[2:]) or _TO_BE_DONE.search(asked))


def _lies_ahead(text: str) -> bool:
    return bool(_AHEAD.search(text) or _BY_DAY.search(text)) and not re.search(r"已|均|业", text)


def _is_part(clause: PlainClause, end: int, asked: str) -> bool:
    carried = clause.before[-1] if clause.before and _FROM_BEFORE.match(clause.text) else ""
    if any(_is_apart(one[0], asked, told=clause.text) for one in _PHASE.finditer(f"{carried},{clause.text}")):
        return True
    extra = _COMES_WITH.search(clause.text, end - 1)
    told = clause.text[: extra.start()] if extra else clause.text
    steps = [*_STEP.finditer(told), *(() if _STRONG.search(told) else _STUFF.finditer(told))]
    if any(_is_apart(one[0], asked, told=told) for one in steps):
        return True
    return _is_fewer(told, asked) or (
        bool(asked) and not _speaks_of_all(told, end) and _is_foreign(f"{carried}{told}", asked)
    )


def _speaks_of_all(told: str, end: int) -> bool:
    """That all means are there (资金全部到位) or all of some other thing (投诉3件全部办结) ends nothing yet."""
    if (figures_in(told) and not re.search(r"任务|工作", told)) or (
        told[:end].endswith("到位") and not _STRONG.search(told)
    ):
        return False
    return _WHOLE.search(told) is not None or _TO_THE_LAST.search(told) is not None


def _is_apart(word: str, asked: str, *, told: str) -> bool:
    """A step that the directive asks for is its whole, unless it asks for what comes after, too."""
    if word not in asked:
        return True
    comes = _NEXT_STAGE.search(asked[asked.index(word) + len(word) :])
    return comes is not None and comes[0][-2:] not in told


def _is_fewer(text: str, asked: str) -> bool:
    told, wanted = figures_in(text), figures_in(asked)
    if not told:
        return False
    same = [(one, other) for one in told for other in wanted if one.measure == other.measure]
    if same:
        return all(one.amount < other.amount for one, other in same)
    return not re.search(r"全部|均|所有|全面|都|圆满|[如按]期|顺利|[全足]额|悉数|彻底", text)


def _is_foreign(text: str, asked: str, at_least: int = 1) -> bool:
    """A thing that the directive does not name: 桥墩已完成 where a road is to be built."""
    subject = _STOCK.sub("", re.split(_ASPECT, text, maxsplit=1)[0])
    bare = _STOCK.sub("", asked)
    shared = sum(subject[place : place + 2] in bare for place in range(len(subject) - 1))
    return len(subject) > 1 and shared < at_least
