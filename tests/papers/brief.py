"""A reading in one line an item, so that what is expected can be read like the paper itself."""

from domain.papers.reading import ReadItem, ReadPaper


def brief(paper: ReadPaper) -> str:
    return "\n".join(line for item in paper.items for line in _lines(item))


def _lines(item: ReadItem) -> list[str]:
    """Only what the paper says; ✓ marks what is closed."""
    parts = [
        ("牵头", "、".join(item.lead_leaders)),
        ("商", "、".join(item.consulted_leaders)),
        ("责任", "、".join(item.responsible_units)),
        ("配合", "、".join(item.cooperating_units)),
        ("等", "是" if item.open_list else ""),
        ("时限", item.deadline.isoformat() if item.deadline else ""),
        ("长期", "是" if item.long_term else ""),
        ("进展", item.progress),
    ]
    told = [f"{name}={words}" for name, words in parts if words]
    number = item.number_as_printed if item.number_as_printed is not None else "-"
    mark = "✓" if item.state == "closed" else ""
    first = " | ".join([f"{item.section}.{number}{mark} {item.directive}", *told])
    return [first, *(f"  ({sub.number}) {sub.directive}{_after(sub.progress)}" for sub in item.sub_items)]


def _after(progress: str) -> str:
    return f" | {progress}" if progress else ""
