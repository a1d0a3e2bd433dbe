"""Whether words have the form of a unit's name: they end in a word for a body of people (局, 厅, 科, 庭, 车间), and are
no piece of a sentence. What ends in a word for a place or a house (村, 学校, 水库) may as well be what is worked on."""

import re
from functools import lru_cache

from domain.office.units import is_group
from papers.reading.names.persons import is_of_offices

_BODY = re.compile(
    r"(?:[局委办厅署科镇乡股]|(?<![上])司|街道|办事处|中心|公司|集团|政府|法院|检察院|(?<!家)庭|院|[大支中总分]队|"
    r"(?<![排])队|(?<![多到此好等各四\d])处|(?<![教])室|(?<![全内外干局])部|银行|(?:农发|农商|人|分|支|工|建|中|农|交|商)行|联社|"
    r"[协学商工公联委合分总]会|(?:委员|基金|促进|研究)会|理事会|董事会|监事会|[职团]代会|(?<![重])组|(?<![公旅])社|(?<![住场厕])所|妇联|残联|文联|工商联|科协|侨联|社联|"
    r"贸促会|红十字会|车间|(?<![上下值加培训跟倒交接学轮])班|班组|工段|专班|指挥部|项目部|机关|单位|部门|系统|机构|企业|业主|联盟|党[委组校]|支部|纪委|监委|人大|政协|"
    r"开发区|示范区|园区|高新区|经开区|新区|保税区|度假区|管理区|海关|监狱|移动|电信|联通|铁塔|电力|供电|邮政|电网|段|团|医共体|医联体|"
    r"(?:施工|建设|产权|运营|承建|实施|代建|出让|受让|业主|使用|供货|承租|出租)方|工作队|站)$"
)
_HOUSE = re.compile(
    r"(?:[校馆台场厂矿库港州县市区旗村园]|社区|学院|大学|[小中]学|[一二三四五六七八九十]中|医院|卫生院|机场|码头|网点)$"
)
# 全部, 住所, 农贸市场, 交办: words that end as names do.
_COMMON = re.compile(
    r"(?:机会|社会|例会|大会|年会|晚会|全会|会会|现场会|推进会|调度会|座谈会|协调会|分析会|运动会|博览会|洽谈会|发布会|招聘会|听证会|办公会|"
    r"[承协主交督查经催举创兴试待已代补新续帮采监包审快另联合]办|办法|不办|城市|市场|现场|广场|会场|立场|磁场|停车场|养殖场|垃圾场|填埋场|"
    r"小区|片区|地区|景区|林区|山区|库区|灾区|矿区|校区|院区|城区|辖区|街区|厂区|片区|禁区|误区|老区|牧区|保护区|棚户区|居住区|服务区|功能区|"
    r"平台|舞台|后台|出台|柜台|阳台|仓库|书库|入库|项目库|数据库|资源库|人才库|专家库|宝库|公园|校园|田园|家园|果园|花园|庭园|"
    r"全[县市区省州镇乡]|我[县市区省州镇乡院]|各地|本[县市区院]|跨[县市区省]|出[县市区省]|外[县市省]|[出入开返]校|"
    r"(?<!医)学科|(?:^|[各大])[本专文理百]科|阶段|(?<!公)路段|时段|河段|标段|手段|地段|全段|工段长|车站|重组|改组|干部|全部|局部|内部|外部|底部|"
    r"负责处|好处|问题处|(?<![管办事派])出处|用处|长处|害处|住处|排队|教室|课室|浴室|社交|入股|控股|参股|持股|"
    r"培训班|研修班|上班|打工|入团|组团|社团服务|线网|全网|官网|联网|入网|管网|路网|电网建设|特色小镇|^[小集城乡]镇|城乡|会议|本院|入院|出院|住院|法庭开庭|开庭|"
    r"落实单位有|打卡|\d[处台场站所座库])$"
)
# What begins so is a piece of a sentence: 会同县甲局, 推进园区.
_NO_START = re.compile(
    r"^(?:会同|联合(?!会|社|国)|配合|协助|对|向|与|将|把|在|按|按照|根据|依据|支持|督促|协调|要求|指导|召开|推进|推动|加强|建立|完善|组织(?!部)|做好|办好|"
    r"抓好|建好|用好|管好|开展|由于|确保|通过|加快|提升|更新|更换|提高|打造|创建|成立|启动|实施|落实|完成|新建|改建|扩建|改造|建成|支付|涉及|包括|关于|为|于|以|从|到|"
    r"至|及时|并|和|是|有(?![关限色线])|无(?!线)|其(?!他|余)|该|此|这|那|每|使|让|请|经(?![发信济开贸营管典侦])|交(?!通|警|运|投|管|巡|控|易|建)|报(?!社|业|刊)|送|给|同意|决定|明确|积极|严格|认真|切实|尽快|抓紧|进一步|继续(?!教育)|"
    r"不(?!动产)|未(?!成年|来)|已|可|责成|第三方|依[法规照据]|能(?!源)|须|应(?!急)|要|需|拟|待|当|如|若|因|即|则|同时|全面|深入|大力|着力|努力|力争|争取|确定|选择|分别|共同|涉|凡|整治|治理|规范|优化|强化|深化|扩大|"
    r"培育|引进|引导|鼓励|帮助|监督(?!管理|检查|局|所|站)|检查|督导|研究(?!院|所|室|中心|会|生)|解决|处理|清理|拆除|搬迁|修复|购买|采购(?!中心|办|部|科|处)|聘请|委托|"
    r"[一二三四五六七八九十]是)"
)
_NO_UNIT = re.compile(
    r"负责|牵头|配合|会同|更换|同志|领导(?!小组)|副?[县市区]长(?!江)|书记|任(?:副)?组|同意|会议$|问题|情况|工作(?!组|队|部|委|办|站|专班|局|处|室|委员会|领导小组|推进|协调|指挥|服务)|报(?:送|请|经)?[县市区省州]|方案|措施|资金|"
    r"[的了已至到从由将把被【】“”]|\d[月日年个项家名台套人万亿]|进行|作为|按照|修改|完善|上报|提交|起草|拟定|后(?!勤|台|备|宅|山)|全国$"
)
_BRACKET_AT_END = re.compile(r"[\ue000（][^\ue000\ue001（）]*[\ue001）]$")
_SHORTEST, _LONGEST = 2, 30


def plain(name: str) -> str:
    """Without the bracket that may follow a name: 县发改局（县能源局）."""
    return _BRACKET_AT_END.sub("", name)


@lru_cache(maxsize=8192)
def is_body(name: str) -> bool:
    """By its ending a body of people, or a name for several (各镇)."""
    words = plain(name)
    if not _may_be(words):
        return False
    return bool(_BODY.search(words) or is_group(words))


@lru_cache(maxsize=8192)
def is_unit(name: str) -> bool:
    """A body, or a place or house that may act like one (云汀小学, 柳荫村)."""
    words = plain(name)
    return is_body(name) or (_may_be(words) and bool(_HOUSE.search(words)))


def _may_be(words: str) -> bool:
    if not _SHORTEST <= len(words) <= _LONGEST or _NO_UNIT.search(words) or _COMMON.search(words):
        return False
    return not _NO_START.search(words)


# What a name that nobody knows may be made of; a sentence has other words too.
_SENTENCE = re.compile(
    r"[的了已是将把被让使要须着过]|牵头|负责|配合|会同|领导(?!小组)|主办|承办|协助|协办|参与|按职责|职责|完成|推进|开展|进行|加快|加强|确保|问题|情况|方案|措施|会议|不|全[县市区]|\d{3}|[%，。：；“”《》]|^[\d一二三四五六七八九十]+$"
)
_TAIL = re.compile(
    r"按|作为|依|根据|会后|牵|在|于|对|向|就|为|先|尽|抓|及时|统|全程|亲自|认真|继续|切实|再|另|要|应|须|主"
)
# 由专人负责, 各自负责: who is meant nobody can tell.
_NOBODY = re.compile(
    r"^(?:专人|谁|其|他们?|自己|本人|双方|各方|多方|第三方(?:机构|单位|公司)?|甲方|乙方|丙方|群众|个人|自行|各自|各级|分级|专门|统一|层层|全权|全面|总体|主要|具体|直接|分别|共同|"
    r"依法|如何|先行|一并|另行|同步|原则上|主要领导|领导|负责人|主要负责人|同志|分管(?:领导|同志|负责同志)|主要负责同志|专业人员|工作人员|无|等|其他|有关|相关|人|"
    r"[甲乙丙丁]|.{0,4}财政资金|财政|中央|上级|国家|社会资本|政府投资|市场)$"
)


def without_tail(name: str) -> str:
    """县人社局按程序, 县教体局作为业主: the body that such words begin with, the whole where there is none."""
    ends = range(len(name) - 1, 2, -1)
    return next((name[:end] for end in ends if _TAIL.match(name, end) and is_body(name[:end])), name)


def may_be_name(piece: str) -> bool:
    """Where only names stand: whether these words may be one that has no form that we know."""
    words = plain(piece)
    if is_of_offices(words):
        return True
    return 2 <= len(words) <= 16 and not (_SENTENCE.search(words) or _NOBODY.search(words) or _NO_START.search(words))
