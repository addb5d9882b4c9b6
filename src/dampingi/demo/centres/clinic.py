"""A year at the clinics: each consultant holds a day a month, businesses are booked by what holds them back, and the results are written."""

import datetime

from dampingi.demo.centres.scene import Centres
from dampingi.demo.content import read
from dampingi.demo.crowd import Crowd
from dampingi.demo.dice import picker
from dampingi.demo.personas import BELITUNG
from dampingi.foundation.definitions import load
from dampingi.foundation.origins.actions import open_origin
from dampingi.records.businesses.actions import note_constraints, register_businesses
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.clinic.actions import book, open_slots, record_consultation
from dampingi.records.clinic.actions.booking import codes_of
from dampingi.records.clinic.intake import SlotIntake
from dampingi.records.clinic.models import Booking
from dampingi.records.programmes.models import Mentor

CLINIC_FIELD = {e.get("consultant", e["code"]): e["code"] for e in load("constraint_fields")}
"""A consultant's field -> what the clinic calls it."""
CAME, OVERCOME = 0.84, 0.35
NINE = datetime.time(9)
PLACES = {BELITUNG: "PLUT Belitung, Tanjungpandan"}
USUAL_PLACE = "PLUT Provinsi, Pangkalpinang"


def register(b: Centres) -> None:
    """The province's list of businesses, and what holds each of them back."""
    crowd = Crowd(seed=b.seed, year=b.year, places=b.places, new_id=b.new_id)
    b.origin = open_origin(by=b.by, door="demo", reference=f"{b.size.name} {b.seed} {b.today}")
    rows = crowd.others(b.size.businesses)
    register_businesses(by=b.by, origin=b.origin, rows=rows)
    b.businesses = [row.id for row in rows if row.id]
    rng = picker(b.seed, "centres/needs")
    codes = {f: codes_of(f) for f in CLINIC_FIELD.values()}
    notes = [
        ConstraintNote(id, rng.choice(codes[f]), b.year.on(1, 6), rng.choice((1, 2, 2, 3)), "survey")
        for id in b.businesses
        for f in rng.sample(sorted(codes), 3)
        if codes[f]
    ]
    note_constraints(by=b.by, rows=notes)


def hold(b: Centres) -> None:
    """Month by month; those of the month after today are open, and booked for."""
    rng = picker(b.seed, "centres/clinic")
    queues = {f: rng.sample(b.businesses, len(b.businesses)) for f in CLINIC_FIELD.values()}
    for month in b.year.months:
        _month(b, month, queues, rng)
        _record(b, rng)
    coming = b.today + datetime.timedelta(days=9)
    b.clock.set(b.today)
    _open(b, coming, b.today)
    _book(b, queues, b.today)


def _month(b: Centres, month: datetime.date, queues: dict[str, list], rng) -> None:
    b.clock.set(month)
    _open(b, month + datetime.timedelta(days=6), month)
    _book(b, queues, month)
    b.clock.set(min(b.today, month + datetime.timedelta(days=25)))


def _open(b: Centres, first: datetime.date, today: datetime.date) -> None:
    """Each consultant's day, two or three consultants on one day."""
    rows = [
        _slot(b, c, _working(first + datetime.timedelta(days=n // 2))) for n, c in enumerate(b.consultants)
    ]
    open_slots(by=b.persona("dinas-babel"), rows=rows, today=today)


def _slot(b: Centres, consultant: Mentor, on: datetime.date) -> SlotIntake:
    place = PLACES.get(consultant.region, USUAL_PLACE)
    field = CLINIC_FIELD[consultant.field]
    return SlotIntake(
        consultant.region, field, on, NINE, 240, place, consultant.name, b.size.a_day, b.new_id(),
        mentor=consultant.id,
    )  # fmt: skip


def _book(b: Centres, queues: dict[str, list], today: datetime.date) -> None:
    """As many as there are places, and one who waits; who is next in the queue is asked first."""
    for field, queue in queues.items():
        offered = sum(CLINIC_FIELD[c.field] == field for c in b.consultants) * b.size.a_day + 1
        asked, queue[:] = queue[:offered], queue[offered:] + queue[:offered]
        book(by=b.persona("dinas-babel"), businesses=asked, field=field, today=today)


def _record(b: Centres, rng) -> None:
    told = read("constraints")["told"]["clinic"]
    today = b.clock.now().date()
    held = Booking.objects.unscoped("the demo's clinic").filter(
        state=Booking.State.BOOKED, slot__on__lte=today
    )
    for booking in held.order_by("slot__on", "slot__region", "id"):
        came = rng.random() < CAME
        over = came and booking.constraint_id is not None and rng.random() < OVERCOME
        record_consultation(
            by=b.persona("dinas-babel"), booking=booking.id, came=came, result=rng.choice(told) if came else "", resolved=over,
            today=today,
        )  # fmt: skip


def _working(day: datetime.date) -> datetime.date:
    """Saturday and Sunday go to the Monday after."""
    return day + datetime.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
