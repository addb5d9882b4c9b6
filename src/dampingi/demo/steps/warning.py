"""The office tries the early warning on the year so far, and lets it speak where it stands its test."""

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.foundation.rows import new_id
from dampingi.insight.participation.actions import switch, try_model


def warn(b: Building) -> None:
    b.clock.set(b.today)
    office = b.persona("penyelenggara")
    made = try_model(by=office, region=b.programme.region, today=b.today, id=new_id())
    if made.usable:
        switch(by=office, model=made.id, on=True, reason=read("speech")["switched_on"])
