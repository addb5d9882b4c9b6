"""Messages to participants that were sent: now and then, mostly to those who were not seen for a while."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.records.contacts.actions import note_attempt
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import mentors_of

SHARE, DAYS = 0.15, 40


def write_messages(b: Building) -> None:
    rng = picker(b.seed, "contacts")
    rows = Enrolment.objects.unscoped("demo").filter(exited_on=None).order_by("person__key", "id")
    chosen = [
        (b.today - datetime.timedelta(days=rng.randint(1, DAYS)), e) for e in rows if rng.random() < SHARE
    ]
    held = mentors_of([e.id for _on, e in chosen], on=b.today)
    for on, enrolment in sorted(chosen, key=lambda pair: pair[0]):
        mentor = held.get(enrolment.id)
        if mentor and mentor.user:
            b.clock.set(on)
            note_attempt(by=b.acting(mentor.user), enrolment=enrolment.id, today=on)
