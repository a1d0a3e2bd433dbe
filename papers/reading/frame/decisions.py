"""What a meeting decided, out of minutes that also tell what it heard and urged."""

import re

from papers.reading.frame.tree import Node
from papers.reading.label_names import LABEL
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import unmarked, unnumbered

# 会议, 院长办公会, 党委会, 审委会: whoever sits and decides; not what it only heard or stressed.
_MEETING = r"会(?!议?(?:强调|指出|认为|要求|听取|传达|学习|后|上))[^，。；]{0,8}?"
DECIDED = re.compile(
    rf"{_MEETING}(?:同意|决定|议定|通过|批准|确定|明确|审定)"
    r"|(?:^|[，。；])(?:经[^，。；]{0,8}(?:研究|讨论|审议)[^。；]{0,4})?(?:一致|原则)?(?:同意|决定|通过)"
)
_DECIDES = re.compile(
    r"^(?P<frame>(?:经研究讨论|经[^，。；]{0,6}研究|经讨论)?，?(?:会议?(?:还|研究|一致|经研究)*(?:议定|明确|决定|确定|要求|强调|指出|认为)|经[^，。；]{0,6}研究(?:决定|议定)?)[，：]?)"
    r"(?=(?<=[定确][，：])|由|请|[^，。；]{2,60}(?:牵头|负责|配合|(?<![重主需必只就])要(?![求有素点])|会同)|责成|成立|同意|原则同意|将|对|从|自|把)"
    r"|^(?:各|[县市区])[^，。；]{1,40}?(?:要(?![求有])|牵头|负责|会同)"
    r"|^(?P<after>经[^，。；]{0,8}(?:研究|讨论|审议)[^，。；]{0,4}，)(?=会?议?(?:一致|原则上?)*(?:同意|通过|批准|决定|由|请|将|对))"
    rf"|^[^，。；]{{0,6}}{_MEETING}(?:同意|通过|批准|审定)"
)
# 会议强调，各级各部门要高度重视: everybody is urged and nobody charged.
_STRESSES = re.compile(
    r"^会议(?:还|最后)?(?:要求|强调|指出|认为)[，：]?(?P<who>[^，。；]{0,30}?)(?:(?<![重主需必只就])要(?![求有素点])|必须|应当?)"
)
_STRESSED = re.compile(r"^会议(?:还|最后)?(?:要求|强调|指出|认为)[，：]?")
_EVERYBODY = re.compile(r"^(?:全[县市区省院校体]|各|有关|相关|大家|与会|广大|我们)|^$")
_BY_WHEN = re.compile(r"[\d年月季].{0,4}[前内底]")
_HEARD = re.compile(r"^会议(?:还|首先|集体|一并)*(?:听取|传达|学习|指出|强调|认为|审议了|研究了|讨论)")


def is_topic(node: Node) -> bool:
    """一、关于学校建设 on a line of its own, with what was heard and decided below."""
    is_bare = len(node.body) > 1 and not re.search("[，；。]", node.heading.rstrip("。"))
    return is_bare and any(first_decision(unnumbered(line.text)) for line in node.body[1:])


def resolved(node: Node) -> list[SourceParagraph]:
    """In minutes, the resolution without the heading and what was heard: "会议明确，由…"; from the first sentence
    that decides to the end, of several paragraphs without those that only tell or urge."""
    has_heading = len(node.body) > 1 and not LABEL.match(node.body[1].text)
    body = node.body[1:] if has_heading else node.body
    told = [(line, match) for line in body if (match := first_decision(unnumbered(line.text)))]
    if not told:
        return [] if has_heading and only_heard(body) else body
    first = told[0][0].lines[0]
    decisions = {line.lines[0]: words for line, words in told}
    kept = [line for line in body if line.lines[0] >= first]
    kept = [line for line in kept if line.lines[0] in decisions or not only_heard([line])]
    texts = [decisions.get(line.lines[0], line.text) for line in kept]
    words = "".join(texts)
    if has_heading and words.startswith("一是"):
        # The topic is the task, what was decided are its parts.
        words, first = f"{node.heading.rstrip('。：')}：{words}", node.body[0].lines[0]
    return [SourceParagraph(words, (first, kept[-1].lines[1]))]


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
    return all(_EVERYBODY.match(one) for one in re.split("[、和]", match["who"]))


def stressed(sentence: str) -> str:
    """会议强调，要在8月底前完成: what is urged by a day, without the frame."""
    match = _STRESSED.match(sentence)
    return sentence[match.end() :] if match and is_dated(sentence) else ""


def is_dated(text: str) -> bool:
    return _BY_WHEN.search(text) is not None


def begins_heard(node: Node) -> bool:
    """一、会议听取了…汇报。会议决定，由…: what was heard stands before what was decided."""
    first = re.split("(?<=。)", node.text)[0]
    return bool(_HEARD.match(first)) and not first_decision(first)


def only_heard(lines: list[SourceParagraph]) -> bool:
    """会议听取了…, 会议指出，…: nothing is decided."""
    return all(_HEARD.match(unmarked(line.text)) and not DECIDED.search(line.text) for line in lines)
