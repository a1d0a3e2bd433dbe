"""Units that act without being charged (药学部备足常用药品); how far such a name goes its form tells."""

import re

from domain.papers.reading import Roster
from papers.reading.names.lists import NOBODY, NameList, is_known_unit, names_of
from papers.reading.names.titles import HAS_RANK
from papers.reading.names.unit_forms import is_unit

_OF_THE_PLACE = re.compile(
    r"^(?:[县市区省州团]|各(?=[县市区镇乡])|[\u4e00-\u9fff]{1,5}(?:镇|乡(?!村|镇)|街道|园区|开发区|管委会))"
)
VERB = re.compile(
    r"(?:共同|具体|分别|重点|抓紧|尽快|及时|立即|统筹|统一|进一步|切实|认真|积极|抓好|专题|(?<![委协学商工公])会|应|总)*"
    r"(?:(?:负责|牵头)(?!人|同志)|会同|联合(?!会|社)|落实|组织(?!部)|办理|承办|承担|实施|编制|制定|修订|完成|研究(?!院|所|室|生|中心|会)|协调|做好|开展|报(?!社)|上报|"
    r"拟[定订]|起草|提出|根据|按照?|结合|依法|依规|对接|对|于|在|向|印发|出台|安排|监督(?!管理|局|所|站)|指导|督促|汇总|审核|跟踪|推进|加快|加强|予以|"
    r"给予|筹措|筹备|争取|拨付|更新|更换|核定|委托|履行|列支|解决|整改|启动|建立|成立|召集|召开|提供|进行|联系|修改|采购|组建|核查|清理|梳理|排查|通报|汇总|检查|制作|购置|招聘|发放|签订|接收|移交|配合|协助|抓紧|尽快|进一步|切实)"
)
# 由乡镇自行|组|织: the letter that ends a name begins another word.
_IN_A_WORD = re.compile(
    r"[局委办厅署科处室部庭院校所站队组县市区镇乡村州旗司]长(?!江|沙|春|安|城)|组[织建成合]|部(?:[署位门]|分(?!别))|处[理置罚]|办[理公法好结事证]|委[托派员常]|会[议同商]|社会|所[有需在属]|科[学技]|团结|队伍|站[位点]|院[内校]|室内|"
    r"司[法机]|股[份权]|段落|局[部限]|校[园舍]|场[地所]|园区|区域|县城|市[场民]|镇区|村[民庄]|州[县市]|台[账阶]|库[区存]|厂[房区家]|馆[舍藏]"
)
# What an office does, or when and how; 县财政局办公楼维修 and 财务部提出的计划 tell of a thing.
_ACTS = re.compile(
    rf"{VERB.pattern}|每[日天周月季年半]|20\d\d年|[全年]年内?|力争|确保|限[于在]|自(?=即日|\d)|[一二三四]季度|[上下]半年|[寒暑]假|分[片类批组头]|轮流|随时|\d+月|\d+[日天]|[年月周]底|[本下]?[周月季]|再|先|同步|逐|将|把|从|与|继续|负责|备|检|摸|排|拿|行文|出具|派|选派"
)
_OFFICE = re.compile(
    r"(?:[局委办厅署科处室部庭所队股司组班]|公司|集团|[分支]行|车间|专班|政府|委会|[协学商工]会|联合会|妇联|[残文侨社科]联|工商联|海关|法院|检察院|中心|街道|办事处)$"
)
_THING = re.compile(
    r"(?:项目|工程|建设|改造|方案|计划|制度|办法|问题|工作|经费|资金|名单|情况|楼|用房|维修|搬迁|升级|扩建|系统|平台)$"
)
_NO_ACT = re.compile(
    r"^(?:的|等|及|和|或|、|与|办公[楼室用]|业务|所属|下属|内部|机关|提[出交]的|督办|督促|跟踪|通报|干部|职工|人员|领导|班子|主要|全体|同意|汇报|关于|为主|牵头|负责人|[^，]{0,12}的(?!.*[。；]))"
)
_DONE = re.compile(r"[了过]|已|汇报|提出的|(?<!限)于\d{1,2}月\d{1,2}日(?![之以]?前)")
_FRAME = re.compile(
    r"^(?:会议(?:还|研究|一致|原则)*(?:要求|强调|决定|议定|明确|确定)|要求|同时|并|另外?|此外|[一二三四五六七八九十]+[是要](?!求))+，?"
)
_LONGEST, _CLOSE, _NEXT, _ENDING = 40, 5, 16, 2


def formed(words: str, known: Roster | None) -> NameList:
    """The list of names that the words are, each of a form that is known."""
    names = names_of(words, known)
    return names if all(is_unit(one) or is_known_unit(one, known) for one in names.units) else NOBODY


def far_as_formed(clause: str, start: int, known: Roster | None) -> tuple[NameList, int]:
    """The names at `start` and their end: one goes on while its endings stand close, 县公安局|交警大队."""
    found, last = NOBODY, start
    for end in range(start + 2, min(len(clause), start + _LONGEST) + 1):
        # 清溪旗|发展和改革局: behind a place its offices follow.
        is_place = found and clause[last - 1] in "省市县区旗州镇乡"
        reach = _NEXT if is_place or clause[last : last + 1] == "、" else _CLOSE
        if clause[end - 1] in "、和与" or _IN_A_WORD.match(clause, end - 1) or (found and end - last > reach):
            continue
        is_further = (
            not found or clause[last] in "、和与" or end - last <= _ENDING or is_place or is_unit(clause[last:end])
        )
        if is_further and (names := formed(clause[start:end], known)):
            if names.units and HAS_RANK.match(clause, end):
                return NOBODY, start
            found, last = names, end
    return found, last


_WATCHES = re.compile(r"督[查办察][室办局科组]$")


def acting_units(text: str, known: Roster | None) -> list[str]:
    """Whoever stands at the head of a clause and does something; a sentence of what is done names nobody."""
    units: list[str] = []
    for clause in re.split(r"[，。；：（）]", text):
        frame = _FRAME.match(clause)
        start = frame.end() if frame else 0
        if "同志" in clause or _DONE.search(clause):
            continue
        names, end = far_as_formed(clause, start, known)
        if names.units and not names.persons and _is_act(names, clause, end, known):
            units += [unit for unit in names.units if unit not in units]
    return units


def _is_act(names: NameList, clause: str, end: int, known: Roster | None) -> bool:
    rest = clause[end:]
    if len(rest) < 2 or _NO_ACT.match(rest) or any(_WATCHES.search(unit) for unit in names.units):
        return False
    if all(is_known_unit(unit, known) for unit in names.units):
        return _THING.search(rest) is None
    is_office = all(_OFFICE.search(unit) or unit.startswith("各") for unit in names.units)
    return _ACTS.match(rest) is not None and (is_office or _OF_THE_PLACE.match(clause) is not None)
