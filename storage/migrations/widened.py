"""Other words for a CHECK. On SQLite its text is changed: a copied table would take along all that point to it."""

from alembic import op

_SAID = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
_SAY = "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?"


def change_words(table: str, column: str, *, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """The constraint `ck_table_column` from the words `before` to the words `after`."""
    name, new = f"ck_{table}_{column}", _check(column, after)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({new})")
        return
    _rewrite(table, old=_check(column, before), new=new)


def _check(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def _rewrite(table: str, *, old: str, new: str) -> None:
    """As sqlite.org describes it for constraints (lang_altertable, section 7)."""
    bind = op.get_bind()
    said = bind.exec_driver_sql(_SAID, (table,)).scalar_one()
    if old not in said:
        raise RuntimeError(f"{table} has no constraint that reads {old}")
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    bind.exec_driver_sql(_SAY, (said.replace(old, new), table))
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")
