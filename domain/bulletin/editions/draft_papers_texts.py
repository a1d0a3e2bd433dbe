"""Sentences under the files of a draft."""

from domain.notes import Paper

DRAFT = "（草稿）"
_SEND_BACK = "\n可在电脑上改好，把 docx 直接发回来；件数和状态不随文件改。"


def file_name(pattern: str, masthead: str) -> str:
    """ "督办通报（草稿）.docx": the number is given when it is published."""
    return pattern.replace("第{number}期", "").format(masthead=masthead, edition=DRAFT)


def caption(paper: Paper) -> str:
    name, _, sort = paper.name.rpartition(".")
    return f"{name}，未发布{_SEND_BACK if sort == 'docx' else ''}"
