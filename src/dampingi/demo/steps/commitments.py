"""Mentors keep hours for their own businesses: market mornings, production days, an order now and then."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.records.commitments.actions import Kept, keep
from dampingi.records.commitments.sealing import About

DAY = datetime.timedelta(days=1)
KEEP = 0.55


def keep_free(b: Building) -> None:
    rng, words = picker(b.seed, "commitments"), read("commitments")
    own = {b.users[k].id for k in ("pendamping", "pendamping-kecamatan") if k in b.users}
    for mentor in b.mentors:
        if mentor.user_id not in own and rng.random() > KEEP:
            continue
        actor = b.acting(mentor.user)
        for told in rng.sample(words, rng.randint(1, 2)):
            on = b.today + rng.randint(-20, 20) * DAY
            hour = rng.choice(told["hours"])
            kept = Kept(
                b.new_id(), on, datetime.time(hour), datetime.time(hour + told["length"]), told["weekly"], None,
                About(told["title"], told.get("note", "")),
            )  # fmt: skip
            keep(by=actor, kept=kept, region=mentor.region)
