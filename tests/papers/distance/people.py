"""People: surnames of a wide list, given names of one to three characters, names of minorities, titles."""

from dataclasses import dataclass
from random import Random

from tests.papers.distance.words import listed

_COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_RARE = (
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗"
    "凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米"
    "池滕晋苑邬臧畅宫来嵺苟逯奚郜厉乐佟阚褚仝亓禤逄昝邸郗郇仉冼麦蔺缪干佘鹿敖冀娄胥桑"
)
_DOUBLE = tuple(
    listed("""
    欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 司徒 令狐 东方 闻人 澹台 端木 呼延
""")
)
_GIVEN = (
    "伟芳敏静丽强磊洋艳勇军杰娟涛明超兰霞平刚桂英华建国志文海波宇晨雪松柏岩峰岭川泽润清源恒毅远航卓然思齐景行怀瑾"
    "若谷知行守正云舟牧野听澜望舒既白昭宁彦博廷岳砚秋鹤鸣"
)
_MINORITY = tuple(
    listed("""
    阿依古丽·买买提 扎西·次仁 巴特尔 艾力·吐尔逊 乌兰图雅 格桑卓玛 古丽娜尔·艾山 那日苏 洛桑·丹增 叶尔江·哈布力
""")
)


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who can be told to see to a matter."""

    name: str
    title: str


def person(rng: Random) -> str:
    """A name; about one in thirty is of a minority."""
    if rng.random() < 0.035:
        return rng.choice(_MINORITY)
    roll = rng.random()
    surname = rng.choice(_DOUBLE) if roll < 0.07 else rng.choice(_RARE if roll < 0.4 else _COMMON)
    given = "".join(rng.sample(_GIVEN, 1 if rng.random() < 0.3 else 2))
    if rng.random() < 0.02 and len(surname) == 1:
        given = "".join(rng.sample(_GIVEN, 3))
    return surname + given


def leaders(rng: Random, titles: tuple[str, ...]) -> list[Leader]:
    """One for each title, no name twice."""
    found: dict[str, str] = {}
    for title in titles:
        name = person(rng)
        while name in found:
            name = person(rng)
        found[name] = title
    return [Leader(name, title) for name, title in found.items()]


def spaced(rng: Random, name: str) -> str:
    """As in a list where names of two characters are as wide as those of three."""
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 and rng.random() < 0.6 else name
