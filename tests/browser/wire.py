"""A real browser whose requests Django's test client answers in the test's own thread and transaction: no server runs."""

import queue
import threading
from collections.abc import Callable
from typing import Any

from django.test import Client
from tests.browser.phones import ARGUMENTS
from tests.conftest import browser as chromium

BASE = "http://localhost"


class Wire:
    """`drive(steps)` runs steps(page) on a phone; `lose_next_answer_to` a method breaks one answer off."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.lose_next_answer_to = ""
        self._asked: queue.Queue = queue.Queue()

    def drive(self, steps: Callable[[Any], None]) -> None:
        failed: list[BaseException] = []
        browser = threading.Thread(target=self._browse, args=(steps, failed))
        browser.start()
        while browser.is_alive() or not self._asked.empty():
            try:
                asked, answer = self._asked.get(timeout=0.05)
            except queue.Empty:
                continue
            answer.put(self._reply(*asked))
        if failed:
            raise failed[0]

    def _browse(self, steps: Callable[[Any], None], failed: list[BaseException]) -> None:
        from playwright.sync_api import sync_playwright

        try:
            with sync_playwright() as player:
                launched = player.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
                context = launched.new_context(
                    viewport={"width": 360, "height": 740},
                    geolocation={"latitude": -6.391234, "longitude": 106.821234},
                    permissions=["geolocation"],
                )
                context.set_default_timeout(20_000)
                context.route("**/*", self._pass_on)
                steps(context.new_page())
                launched.close()
        except BaseException as error:  # told in the test's thread
            failed.append(error)

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
