"""Status as real tables: the same figures as the text, in columns that a phone can hold."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.items.targets_texts import Target, UnitAmount
from domain.states import State
from domain.views import status_tables_texts as tables

TODAY = date(2026, 11, 23)


@dataclass
class Counts:
    total: int = 16
    closed: int = 10
    overdue: int = 1
    due_soon: int = 2
    silent: int = 0

    @property
    def open(self) -> int:
        return self.total - self.closed


@dataclass
class Listed:
    label: str = "#37"
    item_id: int | None = 37
    directive: str = "修建东河河堤"
    state: State = State.IN_PROGRESS
    deadline: date | None = date(2026, 11, 20)
    asked_on: date | None = None
    long_term: bool = False
    last_moved_on: date = TODAY


@dataclass
class Tallied:
    name: str = "县农林局"
    key: int = 1
    total: int = 5
    closed: int = 3
    overdue: int = 0


def test_the_lights_of_the_table_add_up_to_all() -> None:
    table = tables.lights(Counts(), "批示待复 1 件")
    assert table.above == "批示待复 1 件\n\n共 16 件，在办 6 件，办结率 62.5%"
    assert table.head == ("逾期", "临期", "久未动", "正常", "办结")
    assert table.rows == (("🔴 1", "🟡 2", "🟡 0", "🟢 3", "✅ 10"),)
    assert sum(int(cell.split()[1]) for cell in table.rows[0]) == 16


def test_an_item_has_its_number_and_light_first() -> None:
    table = tables.of_items([Listed()], TODAY, {37: "县水利局"})
    assert table.rows == (("🔴#37", "县水利局 · 修建东河河堤", "已逾期3天"),)
    assert tables.of_items([], TODAY, {}, "这里还没有事项。").head == ()


def test_units_and_targets_have_a_row_each() -> None:
    assert tables.by_part("units", [Tallied(), Tallied("县财政局", overdue=2)]).rows == (
        ("县农林局", "3/5", "60%", ""),
        ("县财政局", "3/5", "60%", "🔴 2"),
    )
    units = (UnitAmount("甲镇", Decimal(3)), UnitAmount("乙镇", Decimal(1)), UnitAmount("县局", Decimal(1), owes=False))
    table = tables.of_target(Target(1, "#1", "每镇各发展3家", Decimal(3), "家", units), 20, 0)
    assert "未完成的镇（1）：乙镇" in table.above
    assert table.rows == (("乙镇", "1/3", "▓░░░░"), ("甲镇", "3/3", "▓▓▓▓▓"), ("县局", "1", "配合"))
