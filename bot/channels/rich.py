"""A note with tables as the blocks of a rich message (Bot API 10.2): structure instead of markup, nothing to escape."""

from typing import Any

from domain.notes import Note, NoteTable

Block = dict[str, Any]
_HEADING_SIZE = 4


def blocks_of(note: Note) -> list[Block]:
    heading = [{"type": "heading", "text": note.title, "size": _HEADING_SIZE}] if note.title else []
    return [*heading, *(block for table in note.tables for block in _table(table))]


def _table(table: NoteTable) -> list[Block]:
    cells = [[_cell(words, is_header=True) for words in table.head]] if table.head else []
    cells += [[_cell(words) for words in row] for row in table.rows]
    drawn = {"type": "table", "cells": cells, "is_bordered": True, "is_striped": True, "is_compact": True}
    return [*_paragraphs(table.above), *([drawn] if cells else []), *_paragraphs(table.below)]


def _paragraphs(words: str) -> list[Block]:
    return [{"type": "paragraph", "text": part} for part in words.split("\n\n") if part]


def _cell(words: str, *, is_header: bool = False) -> Block:
    align = "right" if words and not words.strip("0123456789./%") else "left"
    return {"text": words, "align": align, "valign": "middle"} | ({"is_header": True} if is_header else {})
