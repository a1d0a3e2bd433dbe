"""`duban demo --tour` as somebody tries it: in any folder, beside the settings of a real office."""

import asyncio
import os
import sys
from pathlib import Path

from tests.acceptance.harness import ROOT

REAL_OFFICE = {
    "BULLETIN_MODE": "review",
    "WEEKLY_BULLETIN": "mon 09:00",
    "DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:1/none",
    "TELEGRAM_API_URL": "http://127.0.0.1:1",
}
SEEN = (
    "确认导入（16件）",
    "已导入16件：#1–#16，其中已办结7件",
    "已登记为县农业农村局 联络员",
    "已记录 R-",
    "已申请办结，等督查室审核。",
    "#8 已销号",
    "共 16 件，在办 8 件，办结率 50%",
    "催办：1 件事项等您反馈",
    "✅ 已完成8件（50%）",
    ".pdf",
    "一、已完成工作8件（占50%）",
    "完成：",
)


async def test_the_demo_shows_the_main_job(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SOMETHING_ELSE=1\nAGENCY_NAME=真实的督查室\n")
    passed = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from bot.cli import main; main()", "demo", "--tour", "--keep", "kept"),
        cwd=tmp_path,
        env={**passed, **REAL_OFFICE, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    raw, _ = await child.communicate()
    shown = raw.decode()
    assert child.returncode == 0, shown
    place = 0
    for words in SEEN:
        assert words in shown[place:], f"{words!r} did not come after what came before it:\n{shown}"
        place = shown.index(words, place)
    assert "真实的督查室" not in shown
    assert (tmp_path / "kept" / "duban.db").exists()
