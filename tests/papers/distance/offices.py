"""Offices of many kinds: what they are called, who leads them, which units they have, and what they do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.papers.distance.people import Leader, leaders
from tests.papers.distance.places import place, town, towns
from tests.papers.distance.words import listed

SHORT_BUREAUS = tuple(
    listed("""
    发改局 住建局 水利局 交通局 教体局 卫健局 农业农村局 自然资源局 财政局 人社局 民政局 应急局 公安局 司法局
    审计局 林业局 文旅局 市场监管局 生态环境局 乡村振兴局 医保局 城管局 商务局 工信局 统计局 信访局 数据局
    退役军人局 行政审批局 气象局 税务局 残联 妇联 团委 总工会 供销社 地震台 档案馆 融媒体中心 招商中心
    消防救援大队 交警大队 公路段 疾控中心 城投公司 供电公司 水务集团 国资中心 住房公积金管理部 不动产登记中心
    机关事务中心
""")
)
LONG_BUREAUS = tuple(
    listed("""
    发展和改革局 住房和城乡建设局 水利局 交通运输局 教育体育局 卫生健康局 农业农村局 自然资源和规划局 财政局
    民政局 人力资源和社会保障局 应急管理局 公安局 司法局 审计局 林业和草原局 文化和旅游局 市场监督管理局
    医疗保障局 商务局 城市管理综合执法局 工业和信息化局 行政审批服务局 退役军人事务局 政务服务和数据管理局
    机关事务服务中心 残疾人联合会 公共资源交易中心
""")
)
CITY_BUREAUS = tuple(
    listed("""
    发展改革委 住房城乡建设局 水务局 交通运输局 教育局 卫生健康委 农业农村局 自然资源和规划局 财政局
    人力资源社会保障局 民政局 应急管理局 公安局 司法局 审计局 园林和林业局 文化广电旅游局 市场监管局 生态环境局
    医保局 城市管理局 商务局 工业和信息化局 国资委 信访局 数据局 退役军人事务局 行政审批服务局 金融监管局
    投资促进局 科技局 体育局 外办 消防救援支队 轨道集团 城建投资集团 邮政管理局 通信管理办公室 住房公积金中心
    地铁公司 公交集团 机场指挥部
""")
)
PROVINCE_BUREAUS = tuple(
    listed("""
    发展改革委 住房城乡建设厅 水利厅 交通运输厅 教育厅 卫生健康委 农业农村厅 自然资源厅 财政厅
    人力资源社会保障厅 民政厅 应急管理厅 公安厅 司法厅 审计厅 林草局 文化和旅游厅 市场监管局 生态环境厅 医保局
    商务厅 工业和信息化厅 国资委 数据局 科技厅 退役军人事务厅 统计局 粮食和储备局 能源局 药监局 地方金融管理局
    通信管理局 税务局 总工会 地质局
""")
)
_PLACED = {"county": ("县", "县", "县", "区", "旗", "市"), "city": ("市", "市", "州"), "province": ("省",)}


@dataclass(slots=True)
class Office:
    """An office with all that its papers need."""

    kind: str
    name: str
    organ: str
    scope: str
    units: list[str]
    everyone: list[str]
    leaders: list[Leader]
    meetings: tuple[str, ...]
    agency: str
    works: tuple[str, ...]
    words: dict[str, str] = field(default_factory=dict)

    def some_units(self, rng: Random, count: int, but: list[str] | None = None) -> list[str]:
        left = [unit for unit in self.units if unit not in (but or ())]
        return rng.sample(left, min(count, len(left)))


def _government(rng: Random, kind: str, bureaus: list[tuple[str, ...]], titles: tuple[str, ...]) -> Office:
    level = rng.choice(_PLACED[kind])
    name = place(rng) + level
    pool = list(rng.choice(bureaus))
    style = rng.random()
    prefix = name if style < 0.2 else "" if style < 0.35 else level
    units = [prefix + unit for unit in pool]
    below = {
        "county": f"各乡镇{'（街道）' if rng.random() < 0.5 else ''}",
        "city": "各县（市、区）政府",
        "province": "各市（州）人民政府",
    }[kind]
    if kind == "county":
        units += towns(rng, 6)
    if kind == "city":
        units += [place(rng) + rng.choice(("县政府", "区政府", "县人民政府")) for _ in range(3)] + [
            f"{name}高新区管委会"
        ]
    organ = f"{level}政府"
    if level == "市" and kind == "county":
        titles = tuple(title.replace("县", "市") for title in titles)
    elif kind == "county" and level in "区旗":
        titles = tuple(title.replace("县", level) for title in titles)
    return Office(
        kind,
        name,
        organ,
        f"全{level}",
        units,
        [below, f"{organ}有关部门" if kind != "county" else f"{level}直有关单位"],
        leaders(rng, titles),
        (f"{organ}常务会议", f"{organ}党组会议", f"{level}长办公会议", f"{organ}专题会议"),
        rng.choice((f"{name}人民政府办公室", f"{name}人民政府督查室")),
        ("gov", "gov", "town") if kind == "county" else ("gov", "high"),
        {"head": f"{level}长", "office": f"{organ}办公室"},
    )


def county(rng: Random) -> Office:
    titles = (
        "县委常委、常务副县长",
        "副县长",
        "县委常委、副县长",
        "副县长、公安局局长",
        "县政府党组成员",
        "县政府办公室主任",
    )
    return _government(rng, "county", [SHORT_BUREAUS, SHORT_BUREAUS, LONG_BUREAUS], titles)


def city(rng: Random) -> Office:
    titles = ("市委常委、常务副市长", "副市长", "副市长", "市政府秘书长", "市政府党组成员", "副市长、高新区党工委书记")
    return _government(rng, "city", [CITY_BUREAUS], titles)


def province(rng: Random) -> Office:
    return _government(
        rng, "province", [PROVINCE_BUREAUS], ("常务副省长", "副省长", "副省长", "省政府秘书长", "省政府党组成员")
    )


def ministry(rng: Random) -> Office:
    field_ = rng.choice(("水运", "种业", "测绘", "粮储", "文物", "气象服务", "渔政"))
    units = listed("""
        办公厅 规划财务司 政策法规司 科技与信息化司 监督管理司 人事司 国际合作司 机关党委 质量安全司 市场运行司
        信息中心 标准研究所 宣传教育中心 离退休干部局 审计中心 机关服务局
    """)
    return Office(
        "ministry",
        f"国家{field_}局",
        "局机关",
        "全系统",
        units,
        ["各直属单位", "各省级主管部门"],
        leaders(rng, ("党组成员、副局长", "副局长", "总工程师", "总经济师")),
        ("局长办公会议", "局党组会议", "局务会议"),
        f"国家{field_}局办公厅",
        ("high",),
        {"head": "局长", "office": "办公厅"},
    )


def township(rng: Random) -> Office:
    ending = rng.choice(("镇", "镇", "乡", "街道"))
    name = town(rng) + ending
    villages = [town(rng) + rng.choice(("村", "社区")) for _ in range(5)]
    units = [
        *listed("""
            党政综合办公室 经济发展办公室 社会事务办公室 综合行政执法队 农业综合服务中心 派出所 司法所 卫生院
            财政所 自然资源所 综治中心 退役军人服务站 中心小学 市场监管所 供电所 党群服务中心 应急管理站 民政办
            林业站 水管站
        """),
        *dict.fromkeys(villages),
    ]
    organ = {"街道": "街道办事处"}.get(ending, f"{ending}政府")
    return Office(
        "township",
        place(rng) + "县" + name if rng.random() < 0.5 else name,
        organ,
        f"全{ending}",
        units,
        ["各村（社区）", "各站所"],
        leaders(
            rng,
            (
                "党委副书记",
                "副镇长" if ending == "镇" else "副主任" if ending == "街道" else "副乡长",
                "人大主席",
                "武装部部长",
                "党委委员",
                "组织委员",
            ),
        ),
        ("党政联席会议", "党委会议", f"{ending}长办公会议" if ending != "街道" else "主任办公会议"),
        f"{name}党政综合办公室",
        ("town",),
        {"head": "党委书记", "office": "党政综合办公室"},
    )


def school(rng: Random) -> Office:
    name = place(rng) + rng.choice(("县第一中学", "市实验小学", "市职业技术学校", "县特殊教育学校", "市外国语学校"))
    units = listed("""
        教务处 政教处 总务处 教科室 团委 校工会 安保科 校医室 食堂管理中心 学校办公室 信息技术中心 图书馆
        高一年级部 高二年级部 体艺组 财务室 心理健康中心 宿管科 语文教研组 招生办
    """)
    return Office(
        "school",
        name,
        "学校",
        "全校",
        units,
        ["各年级组", "各处室"],
        leaders(rng, ("副校长", "党总支副书记、副校长", "工会主席", "校长助理")),
        ("校长办公会", "行政办公会议", "校务会议"),
        f"{name}办公室",
        ("edu",),
        {"head": "校长", "office": "学校办公室"},
    )


def university(rng: Random) -> Office:
    name = place(rng) + rng.choice(("大学", "师范学院", "理工学院", "医学高等专科学校", "职业技术学院"))
    units = listed("""
        教务处 科学技术处 学生工作部 人事处 计划财务处 后勤保障部 基建处 图书馆 网络与信息中心 机械工程学院
        马克思主义学院 保卫处 研究生院 招生就业处 国有资产管理处 党委宣传部 校团委 外国语学院 附属医院 审计处
        继续教育学院 党政办公室 发展规划处 土木与建筑学院 校友工作办公室 期刊社
    """)
    return Office(
        "university",
        name,
        "学校",
        "全校",
        units,
        ["各学院", "各二级单位"],
        leaders(rng, ("党委常委、副校长", "副校长", "党委副书记", "总会计师", "校长助理")),
        ("校长办公会议", "党委常委会会议", "校务委员会会议"),
        f"{name}党政办公室",
        ("edu",),
        {"head": "校长", "office": "党政办公室"},
    )


def hospital(rng: Random) -> Office:
    name = place(rng) + rng.choice(("县人民医院", "市第二人民医院", "市中医医院", "县妇幼保健院", "市精神卫生中心"))
    units = listed("""
        医务科 护理部 院感科 药剂科 信息科 总务科 设备科 急诊科 骨科 检验科 财务科 医保办 人事科 门诊部
        党委办公室 质控办 院办公室 重症医学科 放射科 保卫科 科教科 手术室 心血管内科二病区 体检中心 病案室
        采购办 健康教育科
    """)
    return Office(
        "hospital",
        name,
        "医院",
        "全院",
        units,
        ["各临床科室", "各职能科室"],
        leaders(rng, ("副院长", "党委副书记", "纪委书记", "总会计师", "工会主席")),
        ("院长办公会", "院务会议", "党委会"),
        f"{name}办公室",
        ("med",),
        {"head": "院长", "office": "院办公室"},
    )


def court(rng: Random) -> Office:
    name = place(rng) + rng.choice(("县人民法院", "市中级人民法院", "区人民法院"))
    units = [
        *listed("""
            立案庭 民事审判第一庭 民二庭 刑事审判庭 行政审判庭 执行局 审判管理办公室 综合办公室 政治部
            司法警察大队 司法技术室 研究室 督察室 诉讼服务中心 机关党委 环境资源审判庭 破产审判团队 家事审判团队
        """),
        f"{town(rng)}人民法庭",
        f"{town(rng)}人民法庭",
    ]
    return Office(
        "court",
        name,
        "法院",
        "全院",
        list(dict.fromkeys(units)),
        ["各业务庭室", "各人民法庭"],
        leaders(rng, ("党组副书记、副院长", "副院长", "审判委员会专职委员", "政治部主任")),
        ("党组会议", "院长办公会议", "审判委员会会议"),
        f"{name}办公室",
        ("law",),
        {"head": "院长", "office": "综合办公室"},
    )


def procuratorate(rng: Random) -> Office:
    name = place(rng) + rng.choice(("县人民检察院", "市人民检察院"))
    units = listed("""
        第一检察部 第二检察部 第三检察部 第四检察部 公益诉讼检察部 案件管理办公室 检察技术科 政治部 办公室
        司法警察大队 未成年人检察部 机关党委 检务督察部 计划财务装备科 驻看守所检察室
    """)
    return Office(
        "procuratorate",
        name,
        "检察院",
        "全院",
        units,
        ["各内设机构", "各检察官办案组"],
        leaders(rng, ("副检察长", "党组成员、副检察长", "政治部主任", "检委会专职委员")),
        ("检察长办公会", "党组会议", "检察委员会会议"),
        f"{name}办公室",
        ("law",),
        {"head": "检察长", "office": "办公室"},
    )


def company(rng: Random) -> Office:
    at = place(rng)
    name = at + rng.choice(
        (
            "城市建设投资集团有限公司",
            "水务集团有限责任公司",
            "交通发展有限公司",
            "文化旅游投资公司",
            "能源集团股份有限公司",
        )
    )
    units = [
        *listed("""
            综合管理部 党群工作部 计划财务部 工程管理部 安全环保部 市场营销部 法务合规部 人力资源部 物资供应公司
            资产运营公司 审计部 招标采购中心 战略投资部 技术中心 第一项目部 供热分公司 客服中心 信息化中心
            纪检监察室 物业服务公司 董事会办公室 检修中心
        """),
        f"{at}分公司",
        f"{place(rng)}子公司",
    ]
    return Office(
        "company",
        name,
        "公司",
        "全公司",
        units,
        ["各子（分）公司", "机关各部室"],
        leaders(rng, ("副总经理", "党委副书记、工会主席", "总工程师", "总会计师", "党委委员、副总经理", "财务总监")),
        ("总经理办公会", "党委会", "经营班子会议", "董事长办公会"),
        f"{name}综合管理部",
        ("firm",),
        {"head": "总经理", "office": "综合管理部"},
    )


def mine(rng: Random) -> Office:
    name = place(rng) + rng.choice(("煤矿", "铁矿", "钢铁厂", "化肥厂", "水泥有限公司"))
    units = listed("""
        通风队 机电科 采煤一队 掘进二队 安监处 调度室 选煤厂 运输区 地测科 炼铁车间 动力车间 质检部 设备部
        供应科 企管科 工会 保卫部 后勤服务公司 生产技术科 救护队 环保科 维修车间 电气班 劳资科 职工医院
    """)
    return Office(
        "mine",
        name,
        rng.choice(("矿", "公司")),
        "全矿" if "矿" in name else "全厂",
        units,
        ["各区队（车间）", "各科室"],
        leaders(rng, ("生产副矿长", "安全副总经理", "总工程师", "机电副总工程师", "党委副书记")),
        ("安全办公会", "生产调度会", "经理办公会"),
        f"{name}办公室",
        ("mine",),
        {"head": "矿长" if "矿" in name else "总经理", "office": "调度室"},
    )


def zone(rng: Random) -> Office:
    name = place(rng) + rng.choice(("经济技术开发区", "高新技术产业开发区", "综合保税区", "现代农业示范区", "新区"))
    units = listed("""
        党政办公室 经济发展局 招商一局 招商二局 规划建设局 投资促进局 财政金融局 综合执法局 企业服务中心 征迁办
        科技创新局 社会事务局 应急消防局 行政审批局 平台公司 自然资源分局 生态环境分局 税务分局 公用事业公司
        人才服务中心 项目推进专班
    """)
    return Office(
        "zone",
        name,
        "管委会",
        "全区",
        units,
        ["各园区", "各内设机构"],
        leaders(rng, ("党工委副书记", "管委会副主任", "管委会副主任、招商一局局长", "纪工委书记")),
        ("主任办公会议", "党工委会议", "管委会专题会议"),
        f"{name}管理委员会办公室",
        ("zone",),
        {"head": "管委会主任", "office": "党政办公室"},
    )


KINDS: tuple[tuple[Callable[[Random], Office], int], ...] = (
    (county, 24),
    (city, 13),
    (province, 8),
    (ministry, 4),
    (township, 8),
    (school, 4),
    (university, 6),
    (hospital, 8),
    (court, 6),
    (procuratorate, 4),
    (company, 8),
    (mine, 6),
    (zone, 7),
)


def office(rng: Random) -> Office:
    makers, weights = zip(*KINDS, strict=True)
    maker: Callable[[Random], Office] = rng.choices(makers, weights)[0]
    return maker(rng)
