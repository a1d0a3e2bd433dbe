"""What a meeting decided, out of minutes that also tell what it heard and urged."""

import re

from papers.reading.frame.tree import Node
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import unmarked, unnumbered

# 会议, 院长办公会, 党委会, 审委会: whoever sits and decides; not what it stressed, nor what it heard of, nor 会议的目的
# 就是通过…
_MEETING = r"会(?!议?(?:强调|指出|认为|要求|建议|传达|学习|后|上))(?:(?![是的将要关对由就《“])[^，。；]){0,8}?"
_AGREED = r"(?:同意|决定|议定|通过|批准|确定|明确|审定)"
_HOW = r"(?:一致|原则上?|审议|表决|投票|讨论|研究)"
DECIDED = re.compile(
    rf"{_MEETING}{_AGREED}"
    # At the head of a clause 通过 is as a rule no verb: 通过整改，…
    rf"|(?:^|[，。；])(?:经[^，。；]{{0,8}}(?:研究|讨论|审议)[^。；]{{0,4}}{_HOW}*(?:同意|决定|通过)"
    rf"|{_HOW}+(?:同意|通过|决定)|同意|决定|通过(?=[了《该此，。；]|上述|以上))"
)
_DECIDES = re.compile(
    r"^(?P<frame>(?:经研究讨论|经[^，。；]{0,6}研究|经讨论)?，?(?:会议?(?:还|研究|一致|经研究)*(?:议定|明确|决定|确定|要求|强调|指出|认为)|经[^，。；]{0,6}研究(?:决定|议定)?)[，：]?)"
    r"(?=(?<=[定确][，：])|由|请|[^，。；]{2,60}(?:牵头|负责|配合|(?<![重主需必只就])要(?![求有素点])|会同)|责成|成立|同意|原则同意|将|对|从|自|把)"
    r"|^(?:各|[县市区])[^，。；]{1,40}?(?:要(?![求有])|牵头|负责|会同)"
    r"|^(?P<after>经[^，。；]{0,8}(?:研究|讨论|审议)[^，。；]{0,4}，)(?=会?议?(?:一致|原则上?)*(?:同意|通过|批准|决定|由|请|将|对))"
    rf"|^[^，。；]{{0,6}}{_MEETING}(?:同意|通过|批准|审定)"
)
# 会议强调, 王县长要求，, 李明同志指出，
_SAYS = (
    r"(?:会议?(?:还|最后|同时)*(?:要求|强调|指出|认为|建议|希望)"
    r"|(?:[^，。；：]{0,14}(?:书记|[县市区镇乡局院校处厂行社州省部]长|主任|同志|经理|主席)[^，。；：要]{0,4}?)(?:还|最后)?(?:要求|强调|指出|认为|表示|希望)(?=[，：])"
    r"|[\u4e00-\u9fff]{2,4}(?:还|最后)?(?:强调|指出|要求)(?=[，：])"
    r"|(?:并|同时|还)?(?:要求|强调)(?!下|中|规))"
)
# 会议强调，各级各部门要高度重视: everybody is urged and nobody charged.
_STRESSES = re.compile(rf"^{_SAYS}[，：]?(?P<who>[^，。；]{{0,30}}?)(?:(?<![重主需必只就])要(?![求有素点])|必须|应当?)")
_MUST = re.compile(r"^(?P<who>[^，。；]{2,30}?)(?:(?<![重主需必只就])要(?![求有素点])|必须|应当?)")
_STRESSED = re.compile(rf"^{_SAYS}[，：]?")
_EVERYBODY = re.compile(
    r"^(?:全|各|大家|与会|广大|我们)|有关|相关|[省市县区州]直|^(?:乡镇|镇街|街道|县区|部门|科室|单位|企业|村|社区)*$"
)
_BY_WHEN = re.compile(r"[\d年月季].{0,4}[前内底]")
_HEARD = re.compile(
    r"^会议(?:还|首先|集体|一并|由[^，。；]{2,16}?)*(?:听取|传达|学习|领学|通报|指出|强调|认为|建议|希望|审议了|研究了|讨论)"
)
# 传达学习…精神, 听取…汇报, 研究人事事宜: in minutes a topic, and elsewhere perhaps a task.
_HEARS = re.compile(
    r"^(?:集体|会前|专题)*(?:传达|学习|领学|听取|通报|审议|审定|讨论|研究(?=[^，。；]{2,30}(?:事宜|事项|议题)(?:（略）)?[。，]?$))"
)
_SPEAKS = re.compile(
    r"(?:^|[，。；])(?:会上[，：]|会议?(?:还|首先|最后|集体|一并|一致|认真|专题|经研究|原则上?|并)*"
    r"(?:听取|传达|学习|指出|强调|认为|要求|建议|希望|审议|审定|研究|讨论|同意|决定|议定|通过|明确|确定|批准|由)"
    r"|经(?:会议|与会)|经[^，。；]{0,6}(?:研究|讨论|审议)[^，。；]{0,4}，(?:一致|原则))"
)


def is_topic(node: Node) -> bool:
    """一、关于学校建设 on a line of its own, with what was heard and decided below."""
    is_bare = len(node.body) > 1 and not re.search("[，；。]", node.heading.rstrip("。"))
    return is_bare and any(first_decision(unnumbered(line.text)) for line in node.body[1:])


def first_decision(text: str) -> str:
    """From the first sentence that decides or assigns; 会议议定， falls away, 会议同意 stays."""
    sentences = re.split(r"(?<=[。；])", text)
    for place, sentence in enumerate(sentences):
        match = None if is_urged(sentence) else _DECIDES.match(sentence)
        if match:
            rest = sentence[match.end() :] if match["frame"] or match["after"] else sentence
            return rest + "".join(sentences[place + 1 :])
    return ""


def is_urged(sentence: str) -> bool:
    match = _STRESSES.match(sentence)
    if match is None or _BY_WHEN.search(sentence):
        return False
    return all(is_everybody(one) for one in re.split("[、和]", match["who"]))


def urges_everybody(sentence: str) -> bool:
    """各有关部门要高度重视 goes on with what the meeting urged, and is no decision of its own."""
    match = _MUST.match(sentence)
    return match is not None and not is_dated(sentence) and all(map(is_everybody, re.split("[、和]", match["who"])))


def is_everybody(who: str) -> bool:
    """各级各部门, 区级有关部门: nobody in particular."""
    return _EVERYBODY.search(who) is not None


def is_stress(sentence: str) -> bool:
    """会议强调，…, 王县长指出，…"""
    return _STRESSED.match(sentence) is not None


def unstressed(sentence: str) -> str:
    return _STRESSED.sub("", sentence, count=1)


def stressed(sentence: str) -> str:
    """会议强调，要在8月底前完成: what is urged by a day, without the frame."""
    return unstressed(sentence) if is_stress(sentence) and is_dated(sentence) else ""


def is_dated(text: str) -> bool:
    return _BY_WHEN.search(text) is not None


def begins_heard(node: Node) -> bool:
    """一、听取了…汇报。会议决定，由…: what was heard stands before what was decided."""
    first, *rest = re.split("(?<=。)", node.text)
    if first_decision(first) or DECIDED.search(first):
        return False
    if _HEARD.match(first):
        return True
    return hears(first) and any(speaks(one) and first_decision(one) for one in rest)


def hears(words: str) -> bool:
    """听取…汇报, 传达学习…精神"""
    return _HEARS.match(words) is not None


def speaks(words: str) -> bool:
    """会议指出, 经会议研究: the words tell what a meeting did."""
    return _SPEAKS.search(words) is not None


def only_heard(lines: list[SourceParagraph]) -> bool:
    """会议听取了…, 会议指出，…: nothing is decided."""
    return all(_HEARD.match(unmarked(line.text)) and not DECIDED.search(line.text) for line in lines)
