"""Mentors keep hours for their own businesses: market mornings, production days, an order now and then."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.records.commitments.actions import Kept, keep, keep_week
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
        for told in rng.sample(words, rng.randint(1, 2)):
            on = b.today + rng.randint(-20, 20) * DAY
            hour = rng.choice(told["hours"])
            kept = Kept(
                b.new_id(), on, datetime.time(hour), datetime.time(hour + told["length"]), told["weekly"], None,
                About(told["title"], told.get("note", "")),
            )  # fmt: skip
            keep(by=actor, kept=kept, region=mentor.region)
