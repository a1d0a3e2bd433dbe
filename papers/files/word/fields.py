"""Fields of a paragraph: their code is not read, their result is; a circled number is a code without a result."""

import re
from dataclasses import dataclass, field
from typing import Any

from papers.files.word.parts import attribute

_CIRCLED = re.compile(r"(?i)\beq\s*\\o(?:\\a[clr])?\s*\([^()\d]*?(\d{1,2})\s*\)")


@dataclass(slots=True)
class _Field:
    code: str = ""
    has_result: bool = False


@dataclass(slots=True)
class Fields:
    _open: list[_Field] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return all(one.has_result for one in self._open)

    def pass_over(self, element: Any) -> str:
        """A border of a field or a piece of its code; what is printed for it when it ends."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._open.append(_Field())
        elif not self._open:
            return ""
        elif kind == "separate":
            self._open[-1].has_result = True
        elif kind == "end":
            return _printed(self._open.pop())
        else:
            self._open[-1].code += element.text or ""
        return ""


def _printed(ended: _Field) -> str:
    found = None if ended.has_result else _CIRCLED.search(ended.code)
    number = int(found[1]) if found else 0
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else ""
