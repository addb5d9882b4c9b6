"""The office defines an indicator of its own, which the head looks at and puts in force; a second one waits to be looked at."""

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.places import CITY
from dampingi.foundation.approvals.actions import decide
from dampingi.insight.indicators.actions import begin_draft, submit_draft


def define(b: Building) -> None:
    office, words = b.persona("penyelenggara"), read("indicators")
    for n, (told, day) in enumerate(zip(words["drafts"], (b.year.on(2, 20), b.today), strict=True)):
        b.clock.set(min(b.today, day))
        made = begin_draft(by=office, region=CITY, body=told)
        waiting = submit_draft(by=office, draft=made.id, opened=made.saves, reason=words["reasons"][n])
        if n == 0:
            decide(by=b.persona("kepala"), approval=waiting.id, approved=True)
