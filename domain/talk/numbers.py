"""Which numbers of a sentence name an item: "#37", "第37项", "37那个" do, "3家" and "第3次会议" do not."""

import re
from dataclasses import dataclass

_LABEL = r"\d{1,6}(?:\.\d{1,3})?"
_SHARP = re.compile(rf"#\s*({_LABEL})(?!\d)")
_ORDINAL = re.compile(
    rf"(?:第|事项)\s*({_LABEL})\s*(?=[项号件条]|[^\w.]|$)"
    rf"|(?:序号|编号)\s*(?:为|是)?\s*[:：]?\s*({_LABEL})(?![\d.]*\d)"
    # 公安局27项，… is said as the unit's own number.
    rf"|^[\u4e00-\u9fff]{{1,12}}(?:局|委|办|镇|乡|中心|街道)\s*({_LABEL})\s*[项号](?=[\s,，、:：])"
)
_NUMBER = re.compile(
    rf"(?<![\d.月])({_LABEL})\s*号(?=事项|任务|件|[那这]|的)"
    # "完成3项整改" and "28个点位" name no item, so a bare number counts only at the very start.
    rf"|^\s*({_LABEL})(?=\s*[,，、:：]|\s+|号|项(?!目|工)|[那这没无已还同跟暂]|进展|正在|$)"
    r"|(?<![\d.])(\d{1,6}\.\d{1,3})(?=\s|[,，、:：]|$)"
)
_SPELLED = re.compile(
    r"(?:第|事项)\s*([一二三四五六七八九十百零]{1,7})(?=\s*[项号件条])"
    r"|^\s*([一二三四五六七八九十百零]{1,7})(?=\s*项(?!目|工))"
)
_THAT_ONE = re.compile(
    r"^(?:第|事项|序号|编号)?[\s#:：]*\d[\d.]*\s*(?:项|号|件|条)?(?:事项|任务|那[个项件]|这[个项件])?"
)


@dataclass(frozen=True, slots=True)
class ItemNumbers:
    """Labels without "#"; those of `ordinals` (第3项) may also be the number that the paper printed."""

    labels: frozenset[str]
    ordinals: frozenset[str]


def named_numbers(text: str) -> ItemNumbers:
    """`text` in NFKC."""
    ordinals = {group for groups in _ORDINAL.findall(text) for group in groups if group}
    spelled = [words for groups in _SPELLED.findall(text) for words in groups if words]
    if spelled:
        import cn2an

        for words in spelled:
            try:
                ordinals.add(str(int(cn2an.cn2an(words, "smart"))))
            except ValueError:
                continue
    bare = {group for groups in _NUMBER.findall(text) for group in groups if group}
    return ItemNumbers(frozenset({*_SHARP.findall(text), *bare, *ordinals}), frozenset(ordinals))


def without_number(text: str) -> str:
    """The words after a number in front, so that 第3项 and 106项 are not taken for quantities."""
    if not named_numbers(text).labels:
        return text
    front = _THAT_ONE.match(text)
    rest = text[front.end() :] if front else text
    for form in (_SHARP, _ORDINAL, _NUMBER, _SPELLED):
        rest = form.sub(" ", rest)
    return rest
