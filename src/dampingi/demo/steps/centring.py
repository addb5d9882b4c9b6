"""The city's sentra: units with and without somebody in them, one that leaks and is being mended, an online studio with hours booked."""

import datetime
import io

from PIL import Image, ImageDraw

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.businesses.models import Business
from dampingi.records.centres import actions
from dampingi.records.centres.models import Centre, Unit

UNITS = (("A", "kiosk", 6, 450_000, 9), ("B", "stall", 4, 250_000, 6), ("C", "workshop", 2, 750_000, 24))
DAY = datetime.timedelta(days=1)


def house(b: Building) -> None:
    if b.over:
        return
    office, rng = b.persona("penyelenggara"), picker(b.seed, "centres")
    begin = b.today - 150 * DAY
    b.clock.set(begin)
    region = next(iter(b.places.kecamatan))
    made = actions.open_centre(by=office, region=region, name="Sentra UMKM", place="Jalan Raya Sentra, lantai 1 dan 2")  # fmt: skip
    units = [
        actions.add_unit(by=office, centre=made.id, code=f"{row}-{n:02}", kind=kind, fee=fee, area=area)
        for row, kind, count, fee, area in UNITS
        for n in range(1, count + 1)
    ]
    shops = _shops(b)
    for n, (unit, business) in enumerate(zip(units, shops, strict=False)):
        if n % 5 == 3:
            continue
        first = begin + rng.randint(0, 60) * DAY
        held = actions.occupy(by=office, unit=unit.id, business=business, starts_on=first, ends_on=first + 364 * DAY)  # fmt: skip
        if n == 2:
            b.clock.set(b.today - 20 * DAY)
            actions.leave_unit(by=office, unit=unit.id, occupancy=held.id, on=b.today - 21 * DAY, reason="Pindah ke rumah")  # fmt: skip
            b.clock.set(begin)
    _mended(b, office, units)
    _rooms(b, office, made)
    b.clock.set(b.today)


def _shops(b: Building) -> list:
    """Of the programme's participants, in their order, those of the city that are still there."""
    ids = [e.business_id for e in b.enrolments if e.business_id]
    here = Business.objects.for_actor(b.persona("penyelenggara"), Permission.MANAGE_CENTRES).filter(
        archived_at=None
    )
    living = set(here.filter(id__in=ids[:60]).values_list("id", flat=True))
    return [i for i in ids[2:60] if i in living]


def _mended(b: Building, office: Actor, units: list[Unit]) -> None:
    b.clock.set(b.today - 40 * DAY)
    leaks, done = units[0], units[4]
    actions.note_condition(by=office, unit=leaks.id, level="heavy", on=b.today - 40 * DAY, note="Atap bocor di sudut belakang", photo=_drawn("dimgray"))  # fmt: skip
    actions.note_condition(by=office, unit=units[1].id, level="good", on=b.today - 40 * DAY)
    roof = actions.plan_repair(by=office, unit=leaks.id, what="Ganti atap dan talang", estimate=6_500_000, due_on=b.today - 3 * DAY)  # fmt: skip
    actions.update_repair(by=office, repair=roof.id, state="running")
    paint = actions.plan_repair(by=office, unit=done.id, what="Cat ulang dan lampu", estimate=1_200_000, due_on=b.today)  # fmt: skip
    actions.show_picture(by=office, repair=paint.id, role="before", photo=_drawn("gray"))
    b.clock.set(b.today - 12 * DAY)
    actions.update_repair(by=office, repair=paint.id, state="done", cost=1_150_000)
    actions.show_picture(by=office, repair=paint.id, role="after", photo=_drawn("khaki"))
    actions.plan_repair(by=office, unit=units[-1].id, what="Saluran air ruang produksi", estimate=9_000_000, due_on=b.today + 45 * DAY)  # fmt: skip


def _rooms(b: Building, office: Actor, made: Centre) -> None:
    b.clock.set(b.today)
    studio = actions.add_room(by=office, centre=made.id, name="Studio jualan daring", use="live", opens=datetime.time(9), closes=datetime.time(17))  # fmt: skip
    actions.add_room(by=office, centre=made.id, name="Meja klinik", use="clinic", opens=datetime.time(9), closes=datetime.time(15))  # fmt: skip
    own = b.users["peserta"].person.enrolments.order_by("enrolled_on").first()
    ids = [own.business_id] if own and own.business_id else []
    ids += [i for i in _shops(b)[:4] if i not in ids]
    for n, business in enumerate(ids):
        actions.book_hour(
            by=office, room=studio.id, business=business, day=b.today + (1 + n // 3) * DAY, starts=datetime.time(10 + n)
        )  # fmt: skip


def _drawn(colour: str) -> bytes:
    picture = Image.new("RGB", (640, 420), colour)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 160, 580, 400), outline="black", width=6)
    draw.polygon([(40, 160), (320, 40), (600, 160)], outline="black")
    draw.rectangle((260, 240, 380, 400), fill="saddlebrown")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()
