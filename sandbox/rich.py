"""Rich messages (Bot API 10.1 and 10.2): headings, paragraphs and tables given as `blocks`."""

from typing import Any

from sandbox.errors import ApiError, bad_request
from sandbox.wire import Json, Params

BLOCKS_MOST, COLUMNS_MOST, CHARACTERS_MOST = 500, 20, 32_768
_KNOWN = {"heading", "paragraph", "table", "divider", "footer"}


def read_rich(p: Params) -> Json | None:
    """The RichMessage of `rich_message`; None when there is none. Raises 400 for what cannot be shown."""
    raw: Any = p.structure("rich_message")
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise _broken("expected an object InputRichMessage")
    if sum(raw.get(key) is not None for key in ("html", "markdown", "blocks")) != 1:
        raise _broken("exactly one of html, markdown and blocks must be used")
    blocks = raw.get("blocks")
    if blocks is None:
        raise _broken("only blocks are emulated")
    if not isinstance(blocks, list) or not 0 < len(blocks) <= BLOCKS_MOST:
        raise _broken("wrong number of blocks")
    for block in blocks:
        _check(block)
    if len(words_of({"blocks": blocks})) > CHARACTERS_MOST:
        raise bad_request("message is too long")
    return {"blocks": blocks}


def _check(block: Any) -> None:
    if not isinstance(block, dict) or not _is_one_of(block.get("type"), _KNOWN):
        raise _broken("unsupported block type")
    if block["type"] == "heading" and block.get("size") not in (1, 2, 3, 4, 5, 6):
        raise _broken("size of a heading must be from 1 to 6")
    if block["type"] == "table":
        rows = block.get("cells")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, list) and row for row in rows):
            raise _broken("cells of a table must be non-empty")
        if any(len(row) > COLUMNS_MOST for row in rows):
            raise _broken("too many columns in a table")
        for cell in (cell for row in rows for cell in row):
            if not isinstance(cell, dict) or not _is_one_of(cell.get("align"), {"left", "center", "right"}):
                raise _broken("wrong align of a table cell")
            if not _is_one_of(cell.get("valign"), {"top", "middle", "bottom"}):
                raise _broken("wrong valign of a table cell")
    elif block["type"] != "divider" and not isinstance(block.get("text"), str):
        raise _broken("text of a block must be non-empty")


def _is_one_of(value: Any, known: set[str]) -> bool:
    return isinstance(value, str) and value in known


def _broken(reason: str) -> ApiError:
    return bad_request(f"can't parse rich message: {reason}")


def words_of(rich: Json) -> str:
    """What somebody reads: a line for each block and each row of a table."""
    lines = []
    for block in rich["blocks"]:
        if block["type"] == "table":
            lines += [" ".join(str(cell.get("text", "")) for cell in row) for row in block["cells"]]
        else:
            lines.append(str(block.get("text", "")))
    return "\n".join(lines)


def text_of(payload: Json) -> str:
    """Text, caption or the words of a rich message; empty for service messages and bare files."""
    rich = payload.get("rich_message")
    return words_of(rich) if rich else str(payload.get("text") or payload.get("caption") or "")
