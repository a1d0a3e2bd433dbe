"""Another office's ledger: its columns, what each is taken for, and how that is remembered."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from domain.stored import read_stored

# What a column can be taken for, by the names under which the reader knows it best.
KINDS = {
    "number": "序号",
    "meeting": "来源",
    "directive": "事项内容",
    "leads": "牵头领导",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "due": "完成时限",
    "progress": "进展情况",
    "state": "状态",
    "other": "备注",
}
UNUSED = "other"


@dataclass(frozen=True, slots=True)
class ForeignColumn:
    """`sample` is its first filled cell; `kind` one of KINDS."""

    name: str
    kind: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class ForeignColumns:
    """`is_remembered` when a person once said what the columns of this form are."""

    columns: tuple[ForeignColumn, ...]
    is_remembered: bool = False

    @property
    def signature(self) -> str:
        """The same for all files of one form: each unit keeps to its own."""
        names = "\n".join("".join(one.name.split()) for one in self.columns)
        return hashlib.sha256(names.encode()).hexdigest()[:16]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(one.kind for one in self.columns)

    def taken(self, place: int, kind: str) -> "ForeignColumns":
        """With one column taken for something else; what can stand once leaves the column that had it."""
        several = ("responsible", "cooperating", "leads", "progress", UNUSED)
        columns = [
            replace(one, kind=kind)
            if at == place
            else replace(one, kind=UNUSED)
            if one.kind == kind and kind not in several
            else one
            for at, one in enumerate(self.columns)
        ]
        return replace(self, columns=tuple(columns), is_remembered=True)

    def as_remembered(self, kinds: Sequence[str] | None) -> "ForeignColumns":
        """Kinds that fit no more (an older version's) are passed over."""
        if kinds is None or len(kinds) != len(self.columns) or not set(kinds) <= set(KINDS):
            return self
        pairs = zip(self.columns, kinds, strict=True)
        return ForeignColumns(tuple(replace(one, kind=kind) for one, kind in pairs), is_remembered=True)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def columns_from_json(stored: Mapping[str, Any]) -> ForeignColumns:
    """The inverse of `ForeignColumns.to_json`."""
    return read_stored(ForeignColumns, stored)
