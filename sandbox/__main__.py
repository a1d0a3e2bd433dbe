"""`python -m sandbox`: the server alone, until Ctrl-C."""

import argparse
import asyncio
import errno
import signal
import sys

from sandbox.app import Sandbox
from sandbox.clock import MovableClock
from sandbox.limits import Limits


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local Telegram Bot API server.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one (default: 8081)")
    parser.add_argument("--next-free", action="store_true", help="when the port is taken, one of the next 20")
    parser.add_argument("--token", default="123456:TEST-sandbox-token-of-no-real-bot")
    parser.add_argument("--no-limits", action="store_true", help="no 429 for sending too fast")
    parser.add_argument("--webhook-scale", type=float, default=1.0, help="factor of the webhook's back-off")
    return parser.parse_args()


async def _serve(wish: argparse.Namespace) -> None:
    limits = Limits.off() if wish.no_limits else Limits()
    sandbox = Sandbox(
        wish.token, limits=limits, clock=MovableClock(), host=wish.host, port=wish.port,
        webhook_scale=wish.webhook_scale, next_free=wish.next_free,
    )  # fmt: skip
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with sandbox:
        sys.stdout.write(
            f"sandbox: Bot API at {sandbox.url} for the token {sandbox.token}; "
            "the same address in a browser shows the phones (Ctrl-C ends)\n"
        )
        sys.stdout.flush()
        await stop.wait()
    sys.stdout.write("sandbox: stopped\n")


def main() -> int:
    """Exit status: 0 when stopped, 1 when it could not listen, 2 for wrong arguments."""
    wish = _arguments()
    if not wish.token.partition(":")[0].isdecimal():
        sys.stderr.write("sandbox: a token looks like 123456:letters\n")
        return 2
    try:
        asyncio.run(_serve(wish))
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        reason = "the port is in use" if taken else str(error)
        sys.stderr.write(f"sandbox: cannot listen on {wish.host}:{wish.port}: {reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
