"""A mentor with the app in hand: what they press and read, nothing else."""

import base64
import re
from typing import Any

from playwright.sync_api import expect

PIN = "258013"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Person:
    """Somebody who holds `phone` and has the app open."""

    def __init__(self, phone: Any) -> None:
        self.phone = phone
        self.page = phone.page

    def register(self, name: str = "Telepon Ana") -> "Person":
        """First run: names the phone, chooses a PIN twice, waits for the first screen."""
        self.page.get_by_label("Nama telepon ini").fill(name)
        self.press("Daftarkan telepon ini")
        expect(self.page.get_by_role("heading", name="Buat PIN 6 angka")).to_be_visible()
        self.type_pin()
        expect(self.page.get_by_role("heading", name="Ulangi PIN")).to_be_visible()
        self.type_pin()
        self.sees_heading("Hari ini")
        return self

    def type_pin(self, pin: str = PIN) -> None:
        for digit in pin:
            self.page.get_by_role("button", name=digit, exact=True).click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def goes(self, hash_: str) -> None:
        self.page.evaluate("hash => { location.hash = hash; }", hash_)

    def chooses(self, question: str, answer: str) -> None:
        self.page.get_by_role("group", name=question).locator(
            "label", has_text=re.compile(f"^{answer}$")
        ).click()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text, timeout=30_000)

    def line(self, text: str) -> None:
        """What the chip at the top says."""
        expect(self.page.locator(".line-chip")).to_have_text(text, timeout=30_000)

    def cut(self) -> None:
        self.phone.context.set_offline(True)

    def back_on_line(self) -> None:
        self.phone.context.set_offline(False)

    def opens_participant(self, n: int = 0) -> None:
        self.goes(f"#/peserta/{self.phone.enrolments[n]}")
        expect(self.page.get_by_role("link", name="Catat kunjungan")).to_be_visible()
