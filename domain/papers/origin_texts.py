"""Where a fact comes from that nobody reported here: the paper that says it."""

from domain.hygiene import cut

PAPER = "导入文件"
LEDGER = "台账"
_NAME = 24


def origin(issue_number: int | None, masthead: str) -> str:
    """ "第35期通报"; a paper without a number by its masthead."""
    if issue_number is not None:
        return f"第{issue_number}期通报"
    return cut(masthead, _NAME) or PAPER


def stated(paper: str) -> str:
    """ "第35期通报载明": no report of the unit, and so without a number."""
    return f"{paper or PAPER}载明"
