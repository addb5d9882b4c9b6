"""From the constraint map to help: a training, clinic slots and visits asked of mentors, for the businesses of a cell."""

import datetime
from collections.abc import Sequence

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.foundation.regions.codes import ancestor, contains
from dampingi.insight.constraints.questions import Question, codes_of, held_back
from dampingi.records.businesses.actions.bulk import Bulk, change_part, close_bulk, open_bulk
from dampingi.records.businesses.models import Business, Standing
from dampingi.records.clinic.actions import book, open_slots, record_consultation
from dampingi.records.clinic.intake import SlotIntake
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.learning.actions import plan_training
from dampingi.records.mentoring.actions.plans import plan_visits

ASKED_TO_LOOK = 12
NINE = datetime.time(9)


def help_them(b: Building) -> None:
    """In November the office looks at the map and acts on four of its cells."""
    by = b.persona("penyelenggara")
    kecamatan = list(b.places.kecamatan)
    _clinic(b, by, kecamatan[0])
    codes = codes_of("pemasaran")
    guided = _of_the_persona(b)
    plan_visits(
        by=by, region=guided, businesses=_cell(by, guided, codes), topic="pemasaran", about="mkt_reach",
        due_on=b.today + datetime.timedelta(days=12), note="Ajak ikut titik pemasaran mingguan.", today=b.today,
    )  # fmt: skip
    _ask_to_look(b, by, guided)
    on = b.today + datetime.timedelta(days=6)
    if on <= b.programme.ends_on:
        plan_training(
            by=by, programme=b.programme, region=kecamatan[-1], businesses=_cell(by, kecamatan[-1], ("fin_records",)),
            subject="finance", title="Pembukuan sederhana", on=on, minutes=180,
            place=f"Aula Kecamatan {b.places.kecamatan[kecamatan[-1]]}", speaker="Klinik Bisnis",
        )  # fmt: skip


def _ask_to_look(b: Building, by, region: str) -> None:
    """A few addresses nobody has confirmed: their mentors find them in their day and in the queue."""
    theirs = {e.business_id for e in b.enrolments if e.business_id and contains(region, e.region)}
    seen = Business.objects.unscoped("the demo city").filter(id__in=theirs, standing=Standing.CONFIRMED)
    unseen = sorted(theirs - set(seen.values_list("id", flat=True)))
    bulk = Bulk("look", reason="Alamatnya meragukan; tolong dilihat di tempat.")
    origin = open_bulk(by=by, bulk=bulk, reference="kota peraga: minta verifikasi")
    change_part(by=by, bulk=bulk, origin=origin, ids=unseen[:ASKED_TO_LOOK])
    close_bulk(by=by, bulk=bulk, origin=origin)


def _clinic(b: Building, by, region: str) -> None:
    """Two afternoons were held, two are to come; not all who were asked found a place."""
    rng = picker(b.seed, "clinic")
    place = f"Kantor Kecamatan {b.places.kecamatan[region]}"
    days = [_working_day(b.today + datetime.timedelta(days=n)) for n in (-11, -4, 7, 14)]
    advisers = ("Konsultan pembiayaan", "Konsultan pembukuan")
    rows = [
        SlotIntake(region, "pembiayaan", on, NINE, 180, place, advisers[n % 2], 4, b.new_id())
        for n, on in enumerate(days)
    ]
    open_slots(by=by, rows=rows, today=days[0])
    chosen = _cell(by, region, codes_of("pembiayaan"))[:20]
    book(by=by, businesses=chosen, field="pembiayaan", today=days[0])
    coming = max(days[-1], b.today) + datetime.timedelta(days=7)
    by_phone = SlotIntake(
        b.programme.region, "pemasaran", coming, NINE, 120, "", "Konsultan pemasaran", 6, b.new_id(), "phone"
    )
    online = SlotIntake(
        b.programme.region, "it", coming, datetime.time(13), 120, "", "Konsultan teknologi informasi", 8, b.new_id(), "online",
        "https://rapat.depok.example/klinik",
    )  # fmt: skip
    open_slots(by=by, rows=[by_phone, online], today=days[0])
    told = read("constraints")["told"]["clinic"]
    held = Booking.objects.unscoped("the demo city").filter(
        slot__in=Slot.objects.unscoped("the demo city").filter(on__lt=b.today), state=Booking.State.BOOKED
    )
    for booking in held.order_by("slot__on", "id"):
        came = rng.random() < 0.8
        over = came and booking.constraint_id is not None and rng.random() < 0.35
        record_consultation(
            by=by, booking=booking.id, came=came, result=rng.choice(told) if came else "", resolved=over, today=b.today
        )  # fmt: skip


def _of_the_persona(b: Building) -> str:
    """The kecamatan of the mentor whom visitors of the demo log in as."""
    user = b.users["pendamping"].id
    return ancestor(next(m.region for m in b.mentors if m.user_id == user), 3)


def _working_day(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))


def _cell(by, region: str, codes: Sequence[str]) -> list:
    found = held_back(by, Question(region=region, codes=tuple(codes)))
    return list(found.order_by("region", "id").values_list("id", flat=True))
