"""Whether a bare name has the form of a person's: a surname and one or two letters, or the sounds of another tongue."""

import re

from domain.ideographs import HAN
from domain.office.departments import FULL_NAMES

_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉"
    "植岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆"
    "荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄"
    "印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹"
    "习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查"
    "后荆红游竺权逯盖益桓公俟晋楚闫汝鄢涂钦归海岳帅缑亢况有琴商牟佘佴伯赏墨哈谯笪年爱阳佟肖付仝仉候俱冼冶郄郇郅邸邝覃谌贠赫辜迟铁镡门降隋"
    "雒青顿颉鲜鹿麦黑展巨庹弭揭撒旷智杞来栗楼母沐泉洛渠源火炎由甫盘睢矫矿神秘种篦綦羌老肇苑苟茆草莽菅萨虎衣衷訚么亓介仆仵伦侍俎占善嘎图圣"
    "奉妥妙尕岐岱崇延忻念战操敬斯普木朴枚楠檀欣洋浪漆玉环瓮眭祥稽粟罕虢补褟豆遆郈酒野银闭隽靖麴禤禚蹇撖郐尉窝官修但信宛初原叱寸尼岸巍庆彦"
    "彤恩悟挺敏斋斗昂昔春月森毓淡淦渐潭澄烈燎爨牙犹狐率珠璋畅矢硕禾穰竭粘纳翦耐聊腾芒苌荔莉萍葆褒"
)
_COMPOUND_WORDS = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳
公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙
壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘
西门 第五 南荣 东里 仲长 即墨 达奚 褚师 完颜 纳兰 叶赫 那拉 钮祜 富察 贺兰 贺若 耶律 尔朱 淳于
单于 公仪 公输 毌丘 哥舒 谷利 黑齿 斛律 可朱 库狄 屈突 叱干 张简 范姜 陆费
"""
_COMPOUND = frozenset(_COMPOUND_WORDS.split())
# Letters with which the names of other tongues are written: 次仁多吉, 阿依古丽.
_SOUNDS = frozenset(
    "阿巴达丹德多尔格根古吉加杰卡克拉兰丽罗洛玛买曼米纳尼努布普其琼仁日萨赛桑斯苏索塔提吐托旺乌西依伊扎泽珠卓孜帕热肉艾麦哈不吾迪娜莎央嘎"
    "措姆顿培赤白觉曲宗次贡都力木江合牙沙平单增旦群益朗库班特朝鲁和那顺呼图雅高娃敖登比里果伍呷子莫"
)
# 文旅, 应急, 武装, 全县: words of offices that begin as names do.
_OF_OFFICES_WORDS = """
水利 水务 水文 水电 农业 农村 农机 农经 经信 经发 经济 国土 国资 国企 公安 公路 广电 文旅 文广
文体 文明 文教 金融 交通 交警 交运 宣传 统战 组织 安监 安全 安环 能源 生态 司法 民政 民宗 财政
财务 税务 审计 统计 信访 信息 商务 商贸 应急 卫生 卫健 林业 林草 环保 环卫 教育 教体 科技 工信
工商 人社 人武 人事 住建 城管 城建 规划 自规 气象 地震 烟草 邮政 电信 移动 联通 铁塔 供电 电力
燃气 消防 武装 纪检 监察 巡察 政法 编办 党校 党办 党建 党群 团委 妇联 残联 工会 科协 文联 侨联
机关 房产 房管 园林 畜牧 粮食 供销 史志 档案 老干 地税 国税 海关 质检 质监 质量 食药 药监 药剂
旅游 体育 扶贫 移民 民族 招商 投促 数据 医保 人防 海事 海洋 渔业 港航 航道 铁路 高铁 机场 银行
保险 证监 政务 机电 物资 后勤 保卫 护理 医务 感控 采购 法务 法规 项目 工程 技术 生产 运营 计划
企管 办公 综合 行政 业务 全县 全市 全区 全镇 各县 施工 建设 业主 部门 单位 街道 时代 双方 三方
多方 相关 有关 易地 高新 常态 包保 应届 和谐 平安 开发 新区 权属 温泉 成员 明确 向上 万元 单独
经过 后续 能够 充分 通过 从严 强化 连续 连片 终止 扶持 管理 管委 管护 解决 应当 应该 计入 支付
支持 项下 平台 平时 揭榜 路长 河长 林长 田长 山长 湖长
"""
_OF_OFFICES = frozenset(_OF_OFFICES_WORDS.split())
SURNAMES = _SINGLE | _COMPOUND
_USUAL = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范姚谭廖邹熊陆郝孔白"
    "崔邱秦江史顾侯邵孟龙段雷钱汤尹黎易贺赖龚"
)
# 项目方, 农户, 全员: what begins with a surname and is none.
_NO_PERSON = re.compile(r"[方人者员户们]$|[的了已均各将]|^(?:全|常态|包保)|^公(?![孙羊冶西良输仪])")
_NO_RARE_PERSON = re.compile(r"[业融旅法务监政教广宣建设工等]$")
_OF_OTHER_TONGUES = re.compile(rf"[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}}){{1,3}}")


def has_surname(name: str) -> bool:
    return name[:1] in _SINGLE or name[:2] in _COMPOUND


def is_compound(name: str) -> bool:
    """欧阳青."""
    return name[:2] in _COMPOUND and len(name) > 2


def is_of_offices(name: str) -> bool:
    """The short word for a department, 住建 or 文旅, whatever surname it begins with."""
    return name in _OF_OFFICES or name in FULL_NAMES


def has_form_of_person(name: str) -> bool:
    """欧阳明, 岳宁, 买买提·阿卜杜拉, 次仁多吉."""
    if _OF_OTHER_TONGUES.fullmatch(name):
        return True
    if is_of_offices(name) or _NO_PERSON.search(name) or not re.fullmatch(rf"[{HAN}]{{2,7}}", name):
        return False
    if name[:2] in _COMPOUND and 3 <= len(name) <= 4:
        return True
    if 2 <= len(name) <= 3 and name[0] in _SINGLE:
        return name[0] in _USUAL or not _NO_RARE_PERSON.search(name)
    # 卢野晨伟: four letters only below a surname that begins few other words.
    if len(name) == 4 and name[0] in _USUAL and name[0] not in "高江白田龙马雷石常方" and not is_of_offices(name[:2]):
        return not _NO_RARE_PERSON.search(name)
    return 3 <= len(name) <= 7 and all(char in _SOUNDS for char in name)
