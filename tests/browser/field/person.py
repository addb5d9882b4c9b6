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

    def opens_again_without_a_line(self) -> None:
        """The page is loaded anew with the line cut. Chromium 150 then says again that it is on line, until it is told once more."""
        self.cut()
        self.page.reload()
        self.back_on_line()
        self.cut()

    def back_on_line(self) -> None:
        self.phone.context.set_offline(False)

    def opens_participant(self, n: int = 0) -> None:
        self.goes(f"#/peserta/{self.phone.enrolments[n]}")
        expect(self.page.locator(".reach")).to_be_visible()

    def states(self) -> list[str]:
        return self.phone.states()


WORK = """
import datetime
from django.utils import timezone
from dampingi.foundation.accounts.actors import Actor
from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.learning.actions import hold_training
from dampingi.records.mentoring.actions import draft_reports
from dampingi.records.tasks.actions import set_task
from dampingi.records.programmes.models import Enrolment, Programme
by, today, programme = Actor.for_system("test"), timezone.localdate(), Programme.objects.get()
set_task(by=by, programme=programme, code="T1", title="Foto produk", due_on=today)
hold_training(by=by, programme=programme, region="32.76.05", subject="basic", title="Dasar usaha", on=today, minutes=90)
draft_reports(by=by, programme=programme, month=today.replace(day=1))
rows = Enrolment.objects.unscoped("test").select_related("business")
note_constraints(by=by, rows=[ConstraintNote(e.business_id, "legal_nib", today, 2) for e in rows])
"""
"""A task, a training today, a report to write, and a constraint of each business."""

STORED = """
import json
from dampingi.records.businesses.models import Constraint
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Growth, MonthlyReport, Promise, StageCompletion, Submission, Visit
def rows(model, *names): return [[str(v) for v in row] for row in model.objects.unscoped("test").order_by("id").values_list(*names)]
print(json.dumps({
    "visits": rows(Visit, "enrolment_id", "minutes", "topic", "advice", "latitude"),
    "photos": [bool(v.photo) for v in Visit.objects.unscoped("test")],
    "stages": rows(StageCompletion, "enrolment_id"),
    "tasks": rows(Submission, "enrolment_id", "text", "score"),
    "came": rows(Attendance, "enrolment_id", "present", "pre", "post"),
    "growth": rows(Growth, "enrolment_id", "turnover", "weeks_with_sales", "weeks", "workers", "has_nib"),
    "reports": rows(MonthlyReport, "obstacle", "success", "plan"),
    "put_off": [[str(p.enrolment_id), p.reason] for p in Promise.objects.unscoped("test").exclude(moved_from=None)],
    "resolved": [c.resolved_how for c in Constraint.objects.unscoped("test").exclude(resolved_on=None)],
    "found": sorted(c.code for c in Constraint.objects.unscoped("test").exclude(code="legal_nib")),
}))
"""
