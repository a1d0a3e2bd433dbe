"""Names of two characters are spread to the width of three: 曾 明  岳 宁 is two persons, 陆 明俞 悦 too."""

import re
from functools import lru_cache

from domain.ideographs import HAN
from papers.reading.label_names import field_of
from papers.reading.names.persons import has_form_of_person, has_surname, is_compound
from papers.reading.names.titles import is_title, titled_name
from papers.reading.names.unit_forms import is_unit

_ONLY_NAMES = re.compile(rf"[{HAN}]+(?:[ \u3000\xa0\t]+[{HAN}]+)+")
_LONGEST = 120
_NO_WAY = 1_000
_ROLES = r"(?:牵头|责任|主责|主办|承办|配合|协办|协同|参与|落实|实施|分管|包抓|包联|督办)(?:责任|负责)?[县市区省]?"
_NOUNS = r"(?:单位|部门|领导|科室|处室|部室|股室)"
# 责任单位：县甲局 县乙局, as far as the next label or the end of the sentence.
_FIELD = re.compile(
    rf"(?P<label>{_NOUNS}(?:[及和][{HAN}]{{2,5}})?[】]?\s*[:：]\s*)(?P<value>[^:：。\n]*?)"
    rf"(?=(?:\s+|[；;]\s*)[{HAN}]{{2,8}}[:：]|[。）)〕\]]|\s*$)"
)
_NEXT_LABEL = re.compile(rf"(?<=[{HAN}）)])[ \u3000\t]+(?=(?P<label>[{HAN}]{{2,8}})[:：])")
# 责任单位　县甲局: a label that has lost its colon, at the head of a line.
_NO_COLON = re.compile(
    rf"^(?P<label>\s*(?:{_ROLES}{_NOUNS}|(?:完成|办理|办结|整改|工作)(?:时限|期限)))[ \u3000\t]+(?=(?P<first>\S+))"
)
_LABEL_LIKE = re.compile(r"(?:单位|部门|领导|时限|期限|时间|内容|情况|措施|备注|人|事项|任务|目标|标准)$")


def names_apart(words: str) -> str:
    """Stretches of spread names with a comma between the names; everything else as it is."""
    return _ONLY_NAMES.sub(lambda match: _apart(match[0]), words) if len(words) <= _LONGEST else words


def parted_fields(raw: str) -> str:
    """A line whose fields of names have commas for the blanks between them, and colons behind their labels."""
    lost = _NO_COLON.match(raw)
    if lost and not _LABEL_LIKE.search(lost["first"]) and "：" not in raw:
        raw = f"{lost['label']}：{raw[lost.end() :]}"
    listed, found = _FIELD.subn(lambda match: match["label"] + _listed(match["value"]), raw)
    return _NEXT_LABEL.sub(lambda match: "；" if found or field_of(match["label"]) else match[0], listed)


def _listed(value: str) -> str:
    """副县长 岳 宁 县住建局: a title goes with its name, and letters that stand alone make one."""
    tokens: list[str] = []
    for token in names_apart(value).split():
        last = tokens[-1] if tokens else ""
        if last and (
            is_title(last) or (len(last) == len(token) == 1) or (len(token) == 1 and titled_name(last + token))
        ):
            tokens[-1] += token
        else:
            tokens.append(token)
    is_list = len(tokens) > 1 and all(_is_named(token) for token in tokens)
    return "、".join(tokens) if is_list else " ".join(tokens)


def _is_named(token: str) -> bool:
    """A name, or several with commas of their own; what a comma cut from the next is one too."""
    parts = [part for part in re.split("[、，,；;]", token) if part]
    return all(is_unit(part) or has_form_of_person(part) or bool(titled_name(part)) for part in parts)


def _apart(words: str) -> str:
    if not re.search(rf"(?:^|[ \u3000\xa0\t])[{HAN}](?:$|[ \u3000\xa0\t])|[{HAN}]{{2}}[ \u3000\xa0\t]+[{HAN}]$", words):
        return words
    letters = [(char, len(gap)) for char, gap in re.findall(rf"([{HAN}])([ \u3000\xa0\t]*)", words)]
    cost, names = _best(tuple(letters), 0)
    return "、".join(names) if names and cost < _NO_WAY else words


@lru_cache(maxsize=4096)
def _best(letters: tuple[tuple[str, int], ...], start: int) -> tuple[int, tuple[str, ...]]:
    """The cheapest way to cut what is left into names: a gap stands between names, or within one of two."""
    if start == len(letters):
        return 0, ()
    found: list[tuple[int, tuple[str, ...]]] = []
    for length in (2, 3, 4):
        piece = letters[start : start + length]
        name = "".join(char for char, _ in piece)
        if len(piece) < length or not (has_surname(name) and has_form_of_person(name)):
            continue
        after_surname = 1 if is_compound(name) else 0
        inside = [gap for place, (_, gap) in enumerate(piece[:-1]) if gap and place == after_surname]
        if len(inside) < sum(gap > 0 for _, gap in piece[:-1]):
            continue
        is_last = start + length == len(letters)
        here = (0 if piece[-1][1] or is_last else 3) + (inside[0] - 1 + (length > 2) if inside else 0)
        cost, rest = _best(letters, start + length)
        found.append((here + cost, (name, *rest)))
    return min(found, default=(_NO_WAY, ()))
