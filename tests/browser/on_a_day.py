"""The server as it will be on the day that DAMPINGI_TEST_DAY names: `start("tests.browser.on_a_day:application")`."""

import os

import time_machine

time_machine.travel(f"{os.environ['DAMPINGI_TEST_DAY']}T03:00:00Z", tick=True).start()

from dampingi.config.wsgi import application  # noqa: E402 - only after the clock is set

__all__ = ["application"]
