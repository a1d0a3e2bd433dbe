"""The `duban` command line. Exit codes: 0 done, 1 failed, 2 wrong usage or settings.

Heavy modules load inside the commands that need them: `run` and `demo` alone import aiogram.
"""

from bot.cli.main import main
