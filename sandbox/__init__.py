"""A local Telegram over real HTTP: the Bot API server the tests and the demo drive, and its phones.

It imports nothing of the other packages and no bot framework. Start with `sandbox.app`.
"""

from sandbox.api import Call
from sandbox.app import Sandbox
from sandbox.clock import MovableClock
from sandbox.faults import Fault
from sandbox.limits import Limits
from sandbox.phone import Button, CallbackAnswer, Group, Message, Phone
from sandbox.stage import Controls, HandyFile, Role, Stage, Step
