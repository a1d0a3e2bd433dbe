"""What is said when words are edited that something waits from."""

CLOSED = "（您改了原话，这条已作废。）"
HEARD_ANEW = "（您改了原话，已按改后的算。）"


def let_go(asked_for: str) -> str:
    """What several messages led to cannot follow one of them."""
    what = f"此前在等的{asked_for}" if asked_for else "此前在等的"
    return f"您改了前面的话：{what}已作罢，没有登记。请从头再发一次。"


def not_understood(sentence: str) -> str:
    return f"{sentence}\n您改之前的话已作废，没有登记。"


PAPER_GONE = "您改了原文，之前的导入预览已作废，没有写入。请把全文重新发一次。"
