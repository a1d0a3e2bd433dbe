"""Marks of classification: what bears one is refused at every door (bot/intake.py, papers/files/marks.py).

A mark is known by where it stands: beside a star or its term, after 密级：, alone on its line or in its brackets, at
the head of what is said. The same word inside a sentence (保守国家秘密) is none.
"""

import re
import unicodedata

from domain.hygiene import clean

_HAN = "\u3400-\u9fff"
_STATE = r"[绝絕机機秘祕] *密(?: *级)?"
_INNER = (
    r"(?:[内內] *部 *(?:资 *料|文 *件|材 *料|使 *用(?= *[,;、 ]? *(?:不|严|请|注))|参 *[阅考])"
    rf"|(?<=仅供)内部使用(?![{_HAN}]))"
)
_MARK = rf"(?:工 *作 *秘 *密|{_STATE}|{_INNER})"
_STAR = "[★☆✩✪✭✮✯✰⭐🌟⋆]"
_TERM = r"(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3}) *(?:年|个?月|[日天周])|长 *期|解 *密)"
_KEEP = "(?:请?注意|请勿|不得|不准|严禁|禁止|切勿|妥善|仅供|阅后)"
_LABEL = r"(?:密 *级|密别|(?:保密|涉密|定密)[级等][级别])(?: *[和及与/、]? *保密期限)?"
# What stands between a mark and its term where there is no star at hand.
_SIGN = r"[ ·•,:\-—◆◇●○▲△※]"
_THIS = "(?:此|本|该|这)(?:件|文件?|份(?:文件|材料)?|资料|材料|稿|函)"
# A box to tick, or more of a list: the form names all classes, the paper has none yet.
_ONLY = r"(?! *[、/□☐☑和或及与])"

_SURE = re.compile(
    rf"(?P<star>{_MARK}|商 *密) *(?:{_STAR}|\*+ *{_TERM})"
    rf"|{_LABEL}\s*[:= ]\s*[(\[【“\"]? *(?P<label>{_MARK}|内 *部(?![{_HAN}])){_ONLY}"
    rf"|[(\[{{【〔〖「『<] *(?P<bracket>{_MARK}) *(?:[*·,]? *{_TERM})? *[)\]}}】〕〗」』>]"
    rf"|(?<![{_HAN}])(?P<term>{_STATE}){_SIGN}*{_TERM}(?![{_HAN}])"
    rf"|{_THIS}(?:为|系|属于?|是)(?P<said>{_STATE})(?:文件|材料|资料|件)?(?![{_HAN}])"
    rf"|(?:(?<![{_HAN}])|(?:此|{_THIS})(?:为|系|属于?))(?P<keep>工 *作 *秘 *密|{_INNER})"
    rf"[ ,;:·()\-—、]*{_KEEP}"
)
# After a command, the number of an item and a day, or at once.
_HEAD = re.compile(
    rf"\s*(?:/\S+ +|[{_HAN}]{{2,6}} +(?=#?\d))?(?:#?\d\S* +){{0,3}}(?P<head>{_MARK})"
    rf"(?: *[:|_!。]| *[-—]{{1,2}}| +(?=[{_HAN}《\d])){_ONLY}"
)
_ONE = re.compile(_MARK)
_ANY = re.compile(rf"{_MARK}|{_LABEL}|商 *密")
_ALL = frozenset(("绝密", "机密", "秘密"))
_WITH_NOUN = re.compile(rf"(?:仅供)?{_MARK}(?:(?:文件|材料|资料|件)(?![{_HAN}]))?")
# What stands beside a mark at the head of a paper: copy number, term, urgency.
_BESIDE = re.compile(
    rf"{_STAR}|{_TERM}|{_LABEL}|保密期限|特提|特急|加急|平急|急件|紧急程度|份号|编号|第 *\d+ *号|\d{{3,}}"
    rf"|{_KEEP}[{_HAN}]{{2,4}}|不公开"
)
# Of a table as text each cell stands for itself, and so does what is set at the other edge of the page.
_CELL_END = re.compile("[|│]| {3,}")
_NOTHING = re.compile(r"[\s:;,.·•*#=~+|_()\[\]{}【】〔〕〖〗「」『』《》<>\-—–]*")
# The line above breaks off inside a sentence that names a secret.
_GOES_ON = re.compile(
    r"(?:国家|商业|工作|技术|军事|个人|企业|审判|核心|保守|保护|泄露|泄漏|窃取|涉及|属于|知悉|[的为是和与或及等、]) *$"
)
_PILED = re.compile(r"(?m)^ *([绝絕机機秘祕]) *\n\s*(密 *(?:$|[★☆]))")
_PARTS_OF_NAME = re.compile(r"[\W_\dA-Za-z]+")
# A kind of paper; lists and registers are left out: they may be about secrets.
_PAPER = "(?:纪要|通报|通知|方案|报告|简报|复函|扫描件|原件)"
_NAMED = re.compile(
    rf"{_MARK}(?:文件|材料|资料|件)?(?:(?:[党常办专][{_HAN}]{{0,4}})?会议?)?{_PAPER}?|[{_HAN}]{{0,20}}{_PAPER}{_MARK}[版件]?"
)


def classification_mark(text: str) -> str | None:
    """绝密, 机密, 秘密, 工作秘密 or 内部资料 (内部文件 …) where it stands as a mark."""
    # Nothing invisible may stand between the letters of a mark.
    if "密" not in text and "部" not in text:
        return None
    plain = _PILED.sub(r"\1\2", unicodedata.normalize("NFKC", clean(text.replace("\t", "│"))))
    if not _ANY.search(plain):
        return None
    found = _HEAD.match(plain) or _SURE.search(plain)
    return _kind(found[found.lastgroup or 0]) if found else _alone(plain)


def mark_in_name(name: str) -> str | None:
    """Of a file: its name is in pieces, and one of them may be the mark."""
    stem, dot, ending = name.rpartition(".")
    words = (stem if dot and len(ending) <= 5 else name).replace("_", " ")
    found = classification_mark(words)
    pieces = [_NAMED.fullmatch(piece) for piece in _PARTS_OF_NAME.split(unicodedata.normalize("NFKC", words))]
    return found or next((_kind(piece[0]) for piece in pieces if piece), None)


def _alone(text: str) -> str | None:
    """A line or cell that holds the mark and what belongs beside it; what names all classes explains them."""
    before = ""
    found: list[str] = []
    for line in text.split("\n"):
        kinds = {_kind(one) for one in _ONE.findall(line)}
        if len(kinds) == 1 and any(_is_mark(cell, before) for cell in (line, *_CELL_END.split(line))):
            found += kinds
        before = line or before
    return found[0] if found and not _ALL.issubset(found) else None


def _is_mark(words: str, before: str) -> bool:
    if not _ONE.search(words) or not _NOTHING.fullmatch(_BESIDE.sub("", _WITH_NOUN.sub("", words))):
        return False
    return bool(_BESIDE.search(words)) or not _GOES_ON.search(before)


def _kind(words: str) -> str:
    found = _ONE.search(words)
    letters = "".join((found[0] if found else words).split()).translate(str.maketrans("絕機祕內", "绝机秘内"))
    return letters.removesuffix("级")
