"""The office defines indicators of its own, which the head looks at and puts in force: one counted, one typed with evidence, one made of others. A further one waits."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.steps.recruiting import sample_paper
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.insight.indicators.actions import begin_draft, submit_draft
from dampingi.insight.indicators.entries import enter_value


def define(b: Building) -> None:
    office, head, words = b.persona("penyelenggara"), b.persona("kepala"), read("indicators")
    for told in words["drafts"]:
        b.clock.set(b.today if told["waits"] else min(b.today, b.year.on(2, 20)))
        made = begin_draft(by=office, region=b.places.region, body=told["body"])
        waiting = submit_draft(by=office, draft=made.id, opened=made.saves, reason=told["reason"])
        if not told["waits"]:
            decide(by=head, approval=waiting.id, approved=True)
    _type(b, words["typed"])


def _type(b: Building, told: dict) -> None:
    """Some kecamatan each month; the last value still waits, and others have none yet."""
    office, head = b.persona("penyelenggara"), b.persona("kepala")
    for month in (3, 6, 9):
        day = b.year.on(month, 1)
        b.clock.set(min(b.today, day + datetime.timedelta(days=40)))
        for n, region in enumerate(list(b.places.kecamatan)[:3]):
            made = enter_value(
                by=office, code=told["code"], region=region, day=day, numerator=(month + n) % 4, denominator=None,
                evidence=sample_paper(told["code"], told["paper"]), note=told["note"],
            )  # fmt: skip
            if (month, n) != (9, 2):
                decide(by=head, approval=approvals_of("indicator_entry", made.id)[0].id, approved=True)
