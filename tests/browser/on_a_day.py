"""The server on the day that stands in the file DAMPINGI_TEST_DAY, also when another is written there: `start("tests.browser.on_a_day:application")`."""

import os
import threading
from pathlib import Path

import time_machine

DAY = Path(os.environ["DAMPINGI_TEST_DAY"])
_days: list[str] = []
_turning = threading.Lock()


def turned() -> None:
    with _turning:
        if (day := DAY.read_text()) not in _days[-1:]:
            time_machine.travel(f"{day}T03:00:00Z", tick=True).start()
            _days.append(day)


turned()

from dampingi.config.wsgi import application as product  # noqa: E402 - only after the clock is set


def application(environ, start_response):
    turned()
    return product(environ, start_response)


__all__ = ["application"]
