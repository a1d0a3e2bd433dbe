"""Amounts as a bulletin prints them: digits, a unit of measure, 约 and 余 for what is not exact."""

import re

from domain.quantities import MEASURES, read_amount, say_amount

_MORE = (
    "立方米|立方|方(?=土|$|[，。])|位|车|条|段|类|层|轮|期|遍|趟|块|天|分钟|小时|公斤|斤|厘米|公分|平(?!方|均|安|台|整|稳)|桌|摊|"
    "商户|学时|课时|分|步|行|团|班|组|户次|例|宗|只|匹|架|艘|盘|页|字"
)
_MEASURE = f"(?:{MEASURES}|{_MORE})"
_WORDS = "[零〇一二三四五六七八九十百千万两俩仨]"
_SPOKEN = re.compile(
    rf"(?P<about>(?:大概|差不多|大约|约莫|估计|约|将近|接近)(?:有|是)?)?(?<![第每同某任一二三四五六七八九十百千万\d.])"
    rf"(?P<number>{_WORDS}{{1,8}}?|\d[\d,]*(?:\.\d+)?)(?P<times>[万亿])?(?P<more>[多余来几])?(?P<times_>[万亿])?(?P<piece>个)??(?P<measure>{_MEASURE})"
    rf"(?![级区县市镇月性代]|工程|工作日|星期|百分点|号)(?P<left>左右|上下|的?样子|的?光景|吧)?"
)
_SOME = re.compile(rf"(?P<lead>十几|几十|几百|好几|几)(?P<times>[万千百])?(?P<measure>{_MEASURE})(?!月)")
# 二期 and 二次开标 are the second.
_ORDINAL = re.compile(r"[一二三四五六](?:期|次)")
_KEPT = re.compile(r"^[一]$")
_ONE_OF_THEM = re.compile(r"(?:[了成好完余有增差建])一(?=[家户所座处个栋条口批间])")
_SPELLED = {"俩": "2个", "仨": "3个"}
_IN_PRINT = {"立方": "立方米", "方": "立方米", "公分": "厘米", "平": "平方米", "平米": "平方米", "千米": "公里"}
_ABBREVIATED = (
    (re.compile(r"(?<=\d)\s*(?:km|KM|Km)(?![A-Za-z])"), "公里"),
    (re.compile(r"(?<=\d)\s*(?:㎡|m2|m²|M2|平方)(?![A-Za-z米公])"), "平方米"),
    (re.compile(r"(?<=\d)\s*(?:m3|m³|M3|立方)(?![A-Za-z米])"), "立方米"),
    (re.compile(r"(?<=\d)\s*(?:cm|CM)(?![A-Za-z])"), "厘米"),
    (re.compile(r"(?<=\d)\s*(?:mm|MM)(?![A-Za-z])"), "毫米"),
    (re.compile(r"(?<=\d)\s*[mM](?![A-Za-z])"), "米"),
    (re.compile(r"(?<=\d)\s*(?:kg|KG)(?![A-Za-z])"), "公斤"),
    (re.compile(r"(?<=\d)\s*[wW](?![A-Za-z])"), "万"),
    (re.compile(r"(?<=\d)块钱?(?=[，。；]|$|一)"), "元"),
    (re.compile(r"百分之([一二三四五六七八九十百零点两]{1,5}|\d+(?:\.\d+)?)"), "%"),
    (re.compile(r"(?<=\d)个点(?=[，。；]|$)"), "个百分点"),
)
_MONEY = re.compile(r"(?P<amount>\d(?:\.\d+)?)(?P<times>[万亿])(?=[，。；、的]|额度?|资金|投资|补助|到位|$|[左右])")
_OF_MONEY = re.compile(
    r"资金|经费|款|补助|钱|拨|到账|支付|兑付|投资|贷款|金额|额度|合同价|成交|预算|概算|造价|收入|税|罚|费|奖|付|追回|债|缴|中标价|销售|"
    r"产值|消费券|订单"
)
# 两百二 is 220, 四百多 400余, where no measure stands behind.
_BARE = re.compile(
    r"(?P<hundreds>[一二两三四五六七八九])百"
    r"(?:(?P<tens>[一二三四五六七八九])(?=[，。；、]|$)|(?P<more>[多余来]?)(?=[，。；、没未]|$))"
)
# 六十来万 of money needs no 元.
_SUM = re.compile(r"(?P<number>[一二三四五六七八九十百]{1,5}|\d[\d.]*)(?P<more>[多余来几])?万(?=$|[，。；、])")
_CAUTIOUS = re.compile(r"(?:大概|差不多|大约|约莫)(?=\d)")


def amounts_in_print(text: str) -> str:
    for form, words in _ABBREVIATED:
        text = form.sub(_per_cent if words == "%" else words, text)
    text = _SPOKEN.sub(_in_print, text)
    text = _ONE_OF_THEM.sub(lambda found: f"{found[0][:-1]}1", _SOME.sub(_some, text))
    text = _BARE.sub(_bare, _SUM.sub(_sum, text))
    if _OF_MONEY.search(text):
        text = _MONEY.sub(r"\g<amount>\g<times>元", text)
    return _CAUTIOUS.sub("约", text)


def _per_cent(found: re.Match[str]) -> str:
    amount = read_amount(found[1])
    return found[0] if amount is None else f"{say_amount(amount)}%"


def _in_print(found: re.Match[str]) -> str:
    number, measure = found["number"], _IN_PRINT.get(found["measure"], found["measure"])
    times, more = (found["times"] or "") + (found["times_"] or ""), found["more"]
    is_about = bool(found["about"] or found["left"] or more == "来")
    if _ORDINAL.fullmatch(found[0]):
        return found[0]
    if number[0].isdigit():
        amount: str | None = number
    elif _KEPT.match(number) and not (is_about or more):
        return found[0] if measure == found["measure"] else f"{number}{found['piece'] or ''}{measure}"
    else:
        read = read_amount(number.replace("俩", "二").replace("仨", "三").replace("〇", "零"))
        amount = None if read is None else _large(say_amount(read))
    if amount is None:
        return found[0]
    told = f"{amount}{'余' if more in ('多', '余', '几') else ''}{times}{found['piece'] or ''}{measure}"
    return f"约{told}" if is_about else told


def _sum(found: re.Match[str]) -> str:
    amount = read_amount(found["number"])
    if amount is None:
        return found[0]
    told = f"{say_amount(amount)}{'余' if found['more'] in ('多', '余', '几') else ''}万"
    return f"约{told}" if found["more"] == "来" else told


def _bare(found: re.Match[str]) -> str:
    digits = "〇一二三四五六七八九"
    amount = digits.index(found["hundreds"].replace("两", "二")) * 100 + digits.index(found["tens"] or "〇") * 10
    if found["more"] in ("多", "余"):
        return f"{amount}余"
    return f"约{amount}" if found["more"] else f"{amount}"


def _large(amount: str) -> str:
    """两万 is printed 2万, not 20000."""
    return f"{amount[:-4]}万" if len(amount) > 4 and amount.endswith("0000") else amount


def _some(found: re.Match[str]) -> str:
    lead = {"十几": "10余", "几十": "数十", "几百": "数百", "好几": "多", "几": "多"}[found["lead"]]
    return f"{lead}{found['times'] or ''}{found['measure']}"
