"""The programme evaluated: a rule on who left, the rates frozen when the outcomes were in and at the end."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.insight.reviews import actions

FIRST = (11, 9)


def review(b: Building) -> None:
    office, words = b.persona("penyelenggara"), read("speech")["review"]
    b.clock.set(b.year.on(2, 1))
    actions.publish_exit_rule(by=office, programme=b.programme, days=45, replaced=True, reason=words["rule"])
    first = b.year.on(*FIRST)
    if first < b.today:
        b.clock.set(first + datetime.timedelta(days=1))
        actions.freeze_rates(by=office, programme=b.programme, as_of=first, note=words["first"])
    b.clock.set(b.today)
    actions.freeze_rates(by=office, programme=b.programme, as_of=b.today, note=words["end"])
