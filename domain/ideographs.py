"""Chinese characters of every plane as ranges of our own, and the look-alikes that files copy in their place.

The tables of a Python know only the characters of its day: names are written with newer ones.
"""

import re
import unicodedata

# Blocks and planes set apart for ideographs, whether or not a character stands there yet.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
# Where offices keep characters of names that had no code of their own.
PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
# For a character class: what a name may be made of, beside its dot.
NAME_LETTERS = rf"\w{HAN}{PRIVATE}"

# U+2E80 to U+2EF3 and the characters that they are radicals of (Unicode's EquivalentUnifiedIdeograph).
_RADICALS = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
    "钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_MEANT = {0x2E80 + place: char for place, char in enumerate(_RADICALS)} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
_LOOK_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]+")


def folded(text: str) -> str:
    """Radicals (⽉) and compatibility ideographs as the characters that were meant (月)."""
    return _LOOK_ALIKE.sub(lambda match: unicodedata.normalize("NFC", match[0].translate(_MEANT)), text)
