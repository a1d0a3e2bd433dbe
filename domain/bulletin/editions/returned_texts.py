"""Sentences around a docx that comes back finished by hand."""

from collections.abc import Sequence

from domain.bulletin.editions.differences import PassageChange
from domain.commands import Press
from domain.hygiene import cut, utf16_length
from domain.notes import Choice, Rows
from domain.pager import pager

SAME = "文件与草稿的文字一致，没有要改的。"
OTHER_ISSUE = "这份 docx 不是当前草稿的（是另一期通报），没有改动。请从草稿预览点【看成稿】取文件，改好再发来。"
GONE_DRAFT = "这份 docx 所属的草稿已不在，没有改动。请发 /bulletin，从新草稿点【看成稿】取文件。"
MASTHEAD = "版头按“通报用词”排印，未随文件改。"
OLDER = "注意：文件取出后草稿又改过，下面含因此产生的不同。"
MOVED_ON = "草稿刚被改动，请按下面最新的对照再确认。"
_SHOWN = 160
_PAGE = 2800


def already_issued(number: int | None) -> str:
    return f"这份 docx 是已发布的第{number}期，没有改动。请发 /bulletin last，点【更正本期】后再把文件发来。"


def missing(what: str) -> str:
    return f"文件里没有“{cut(what, 30)}”，仍按草稿印。"


def missing_item(label: str) -> str:
    return f"文件里没有 {label}，仍按草稿印；事项和状态不随文件改。"


def moved(label: str) -> str:
    return f"{label} 在文件里换了位置，文字已取，位置和状态不随文件改。"


def heading(words: str, printed: str) -> str:
    return f"标题“{cut(words, 40)}”由系统计算，仍印“{cut(printed, 40)}”。"


def figures(needed: Sequence[str]) -> str:
    return f"导语里的件数与正文不符，导语未随文件改（应为：{'；'.join(needed)}）。"


def unread(label: str) -> str:
    return f"{label} 的事项原文认不出来，这一段未随文件改。"


def unread_part(label: str, part: str) -> str:
    return f"{label}{part} 的题目认不出来，这一段未随文件改。"


def unknown_item(words: str) -> str:
    return f"文件里多出一项“{cut(words, 40)}”，台账里没有，未采用。请先立项。"


def pages(changes: Sequence[PassageChange], left: Sequence[str], *, is_older: bool) -> tuple[str, ...]:
    """The differences in order, then what does not follow the file."""
    blocks = [f"与草稿有 {len(changes)} 处不同：" if changes else "没有可采用的改动。"]
    blocks += [f"{number}. {_change(one)}" for number, one in enumerate(changes, 1)]
    if left:
        blocks.append("\n".join(["未随文件改：", *(f"· {line}" for line in left)]))
    if is_older:
        blocks.insert(0, OLDER)
    return tuple(_packed(blocks))


def _change(one: PassageChange) -> str:
    return f"{one.name}\n原：{cut(one.before, _SHOWN) or '（无）'}\n新：{cut(one.after, _SHOWN) or '（删去）'}"


def _packed(blocks: Sequence[str]) -> list[str]:
    made: list[str] = []
    for block in blocks:
        if made and utf16_length(made[-1]) + utf16_length(block) < _PAGE:
            made[-1] += f"\n\n{block}"
        else:
            made.append(cut(block, _PAGE))
    return made


def title(page: int, count: int) -> str:
    return f"改好的文件 {page + 1}/{count}" if count > 1 else "改好的文件"


def rows(draft_id: int, version: int, *, page: int, count: int, may_take: bool) -> Rows:
    turning = pager(page, lambda to: Choice("", Press.EDITION_PAGE, draft_id, version, str(to)), more=page + 1 < count)
    no = Choice("不采用", Press.EDITION_NO, draft_id, version)
    yes = (Choice("采用", Press.EDITION_YES, draft_id, version, style="success"),) if may_take else ()
    return (*turning, (*yes, no))


def taken(count: int) -> str:
    return f"已按文件改好 {count} 处，件数和状态未变。"
