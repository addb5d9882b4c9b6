"""A real browser whose requests Django's test client answers in the test's own thread and transaction: no server runs."""

import contextlib
import queue
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import Any

from django.test import Client
from tests.browser.phones import ARGUMENTS, PHONE, PLACED
from tests.conftest import browser as chromium

BASE = "http://localhost"


class Browsing:
    """One browser for all tests of a process, in a thread of its own: Playwright's event loop is none of Django's business."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._player, self._browser = self._thread.submit(self._opened).result()

    def _opened(self) -> tuple[Any, Any]:
        from playwright.sync_api import sync_playwright

        player = sync_playwright().start()
        return player, player.chromium.launch(executable_path=chromium(), args=ARGUMENTS)

    def close(self) -> None:
        with self._thread:
            self._thread.submit(self._closed).result()

    def _closed(self) -> None:
        self._browser.close()
        self._player.stop()

    def start(self, steps: Callable[[Any], None], answers: Callable[[Any], None]) -> Future:
        """steps(page) on a phone whose every request `answers` is given."""
        return self._thread.submit(self._on_a_phone, steps, answers)

    def _on_a_phone(self, steps: Callable[[Any], None], answers: Callable[[Any], None]) -> None:
        with closing(self._browser.new_context(**PHONE, **PLACED)) as context:
            context.set_default_timeout(20_000)
            context.route("**/*", answers)
            steps(context.new_page())


class Wire:
    """`drive(steps)` runs steps(page) on a phone; `lose_next_answer_to` a method breaks one answer off."""

    def __init__(self, browsing: Browsing, client: Client) -> None:
        self.browsing, self.client = browsing, client
        self.lose_next_answer_to = ""
        self._asked: queue.Queue = queue.Queue()

    def drive(self, steps: Callable[[Any], None]) -> None:
        walk = self.browsing.start(steps, self._pass_on)
        while not walk.done() or not self._asked.empty():
            with contextlib.suppress(queue.Empty):
                asked, answer = self._asked.get(timeout=0.05)
                answer.put(self._reply(*asked))
        walk.result()

    def _pass_on(self, route: Any) -> None:
        request, answer = route.request, queue.Queue()
        path = request.url.removeprefix(BASE)
        kind = request.headers.get("content-type", "")
        self._asked.put(((request.method, path, request.post_data_buffer or b"", kind), answer))
        status, headers, body = answer.get(timeout=60)
        if request.method == self.lose_next_answer_to:
            self.lose_next_answer_to = ""
            route.abort()
        else:
            route.fulfill(status=status, headers=headers, body=body)

    def _reply(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, dict[str, str], bytes]:
        reply = self.client.generic(method, path, body, content_type=kind)
        content = b"".join(reply.streaming_content) if reply.streaming else reply.content
        headers = {k.lower(): v for k, v in reply.items() if k.lower() != "set-cookie"}
        return reply.status_code, headers, content
