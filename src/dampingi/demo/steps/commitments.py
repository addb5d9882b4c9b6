"""Mentors keep hours for their own businesses: market mornings, production days, an order now and then."""

import datetime

import icalendar

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.records.commitments.actions import Kept, keep, keep_week
from dampingi.records.commitments.calendars import link_file
from dampingi.records.commitments.sealing import About

DAY = datetime.timedelta(days=1)
KEEP = 0.55
PATTERN = 0.6
WEEKS = (
    [f"{d}{part}" for d in range(6) for part in ("dini", "pagi")],
    [f"{d}siang" for d in range(5)],
    [f"{d}{part}" for d in (0, 3) for part in ("pagi", "siang", "sore")],
    ["1pagi", "2sore", "4pagi", "5malam", "6malam"],
)
"""Morning traders, a lunch kitchen, two production days, a mixture."""


def keep_free(b: Building) -> None:
    rng, words = picker(b.seed, "commitments"), read("commitments")
    own = {b.users[k].id for k in ("pendamping", "pendamping-kecamatan") if k in b.users}
    for mentor in b.mentors:
        if mentor.user_id not in own and rng.random() > KEEP:
            continue
        actor = b.acting(mentor.user)
        if mentor.user_id in own or rng.random() < PATTERN:
            keep_week(by=actor, cells=rng.choice(WEEKS), region=mentor.region)
        if mentor.user_id in own:
            link_file(by=actor, name="Kalender HP", data=_calendar(b.today), region=mentor.region)
        for told in rng.sample(words, rng.randint(1, 2)):
            on = b.today + rng.randint(-20, 20) * DAY
            hour = rng.choice(told["hours"])
            kept = Kept(
                b.new_id(), on, datetime.time(hour), datetime.time(hour + told["length"]), told["weekly"], None,
                About(told["title"], told.get("note", "")),
            )  # fmt: skip
            keep(by=actor, kept=kept, region=mentor.region)


def _calendar(today: datetime.date) -> bytes:
    """What a phone would give: every second Friday afternoon, and an entry whose zone nobody knows."""
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//contoh//kalender//ID")
    for zone, days, hour in (("Asia/Jakarta", (4 - today.weekday()) % 7, 13), ("Rumah", 3, 16)):
        event = icalendar.Event()
        event.add("uid", f"{zone}@contoh")
        for name, at in (("dtstart", hour), ("dtend", hour + 3)):
            moment = datetime.datetime.combine(today + days * DAY, datetime.time(at))
            event.add(name, moment, parameters={"TZID": zone})
        if zone != "Rumah":
            event.add("rrule", {"freq": "weekly", "interval": 2})
        made.add_component(event)
    return made.to_ical()
