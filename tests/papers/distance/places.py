"""Places that do not exist, and what lies in them."""

from random import Random

_FIRST = "青碧云雁鹤鸣岚沧溪松梧桐槐杏枫临望栖朝鹿白紫丹银玉石龙凤丰永安宁长清平嘉瑞景曲泾沁洛澜汶滦潞渭洮湟岷郁桓"
_SECOND = "川阳山江河溪原泉岭桥湖滨浦城源塘峰谷湾州台港坪岗门海屏陵"
_TOWN_FIRST = "上下东西南北大小三双柳桃梨莲荷竹茶盐铁官高石白黄青龙虎马牛羊金银新古长"
_TOWN_SECOND = "河坝坪沟湾店铺桥庙塘寨关口岔集场坡洼岭井堡庄垭冲坳埠渡"


def place(rng: Random) -> str:
    return rng.choice(_FIRST) + rng.choice(_SECOND)


def town(rng: Random) -> str:
    return rng.choice(_TOWN_FIRST) + rng.choice(_TOWN_SECOND)


def towns(rng: Random, count: int, endings: tuple[str, ...] = ("镇", "镇", "镇", "乡", "街道")) -> list[str]:
    """Different ones."""
    found: list[str] = []
    while len(found) < count:
        one = town(rng) + rng.choice(endings)
        if all(one[:2] != other[:2] for other in found):
            found.append(one)
    return found
