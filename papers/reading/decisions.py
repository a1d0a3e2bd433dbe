"""What a meeting decided, out of minutes that also tell what it heard and urged."""

import re

from papers.reading.blocks import OutlineBlock
from papers.reading.label_names import LABEL
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import unmarked, unnumbered

DECIDED = re.compile(
    r"会议(?:还|研究|一致|原则上?|经研究)*(?:同意|决定|议定|通过|审议通过|批准|确定|明确)|^(?:一致|原则)?同意"
)
_DECIDES = re.compile(
    r"^(?P<frame>(?:经研究讨论|经研究|经讨论)?，?(?:会议(?:还|研究|一致)*(?:议定|明确|决定|确定|要求|强调|指出|认为)|经研究)[，：]?)"
    r"(?=(?<=[定确][，：])|由|请|[^，。；]{2,60}(?:牵头|负责|配合|要|会同)|责成|成立|同意|原则同意|将|对|从|自|把)"
    r"|^(?:各|[县市区])[^，。；]{1,40}?(?:要(?![求有])|牵头|负责|会同)"
    r"|^会议(?:还|研究|一致|原则上?)*(?:同意|审议通过|通过|批准)"
)
_HEARD = re.compile(r"^会议(?:听取|传达|学习|指出|强调|认为|审议了|研究了|讨论)")


def is_topic(block: OutlineBlock) -> bool:
    """一、关于学校建设 on a line of its own, with what was heard and decided below."""
    is_bare = len(block.body) > 1 and not re.search("[，；。]", block.heading.rstrip("。"))
    return is_bare and any(_first_decision(unnumbered(line.text)) for line in block.body[1:])


def resolved(block: OutlineBlock) -> list[SourceParagraph]:
    """In minutes, the resolution without the heading and what was heard: "会议明确，由…"; from the first sentence
    that decides to the end, of several paragraphs without those that only tell or urge."""
    has_heading = len(block.body) > 1 and not LABEL.match(block.body[1].text)
    body = block.body[1:] if has_heading else block.body
    told = [(line, match) for line in body if (match := _first_decision(unnumbered(line.text)))]
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
        words, first = f"{block.heading.rstrip('。：')}：{words}", block.body[0].lines[0]
    return [SourceParagraph(words, (first, kept[-1].lines[1]))]


def _first_decision(text: str) -> str:
    """From the first sentence that decides or assigns; 会议议定， falls away, 会议同意 stays."""
    sentences = re.split(r"(?<=[。；])", text)
    for place, sentence in enumerate(sentences):
        match = _DECIDES.match(sentence)
        if match:
            rest = sentence[match.end() :] if match["frame"] else sentence
            return rest + "".join(sentences[place + 1 :])
    return ""


def only_heard(lines: list[SourceParagraph]) -> bool:
    """会议听取了…, 会议指出，…: nothing is decided."""
    return all(_HEARD.match(unmarked(line.text)) and not DECIDED.search(line.text) for line in lines)
