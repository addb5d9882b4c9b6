"""Raw materials bought together: one order delivered and partly paid, one under way, one still gathering."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.foundation.regions.codes import inside
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.materials import actions
from dampingi.records.materials.intake import Arrived, PoolIntake
from dampingi.records.materials.models import Pool
from dampingi.records.materials.queries import demands
from dampingi.records.programmes.models import Enrolment

ITEMS = (
    ("Tepung terigu", "kg", 232_000, 25, 11_500),
    ("Minyak goreng", "liter", 306_000, 18, 19_000),
    ("Kemasan berdiri", "lembar", 82_000, 100, 1_100),
)
BUYERS = 6


def pool(b: Building) -> None:
    office = b.persona("penyelenggara")
    rows = Cooperative.objects.unscoped("the demo's city").filter(
        inside(CITY), closed_on=None, shop_unit=True
    )
    shops = rows.order_by("name").values_list("id", flat=True)[: len(ITEMS)]
    people = Enrolment.objects.unscoped("the demo's participants").filter(
        exited_on=None, business__archived_at=None
    )
    buyers = list(
        people.exclude(business=None)
        .order_by("person__key", "enrolled_on")
        .values_list("business", flat=True)[:BUYERS]
    )
    for n, (item, cooperative) in enumerate(zip(ITEMS, shops, strict=False)):
        opened = b.today - datetime.timedelta(days=(60, 20, 3)[n])
        b.clock.set(opened)
        made = actions.open_pool(by=office, told=_told(item, cooperative, opened))
        for k, business in enumerate(buyers):
            actions.join_pool(
                by=office,
                pool=made.id,
                business=business,
                quantity=(k + 1) * item[3] // 2 + 1,
                needed_by=made.deliver_by,
            )
        if n < 2:
            b.clock.set(opened + datetime.timedelta(days=8))
            actions.place_order(by=office, pool=made.id)
        if n == 0:
            _deliver(b, made, opened + datetime.timedelta(days=14))
    b.clock.set(b.today)


def _told(item: tuple[str, str, int, int, int], cooperative, opened: datetime.date) -> PoolIntake:
    name, unit, price, per, retail = item
    return PoolIntake(
        CITY, name, unit, price, retail, "Pasar Kemiri Muka", opened - datetime.timedelta(days=2), "cooperative",
        opened + datetime.timedelta(days=10), opened + datetime.timedelta(days=21), cooperative_id=cooperative, supplier="Agen grosir", per=per,
    )  # fmt: skip


def _deliver(b: Building, made: Pool, on: datetime.date) -> None:
    office = b.persona("penyelenggara")
    b.clock.set(on)
    rows = list(demands(made))
    arrived = {d.id: Arrived(d.quantity - n % 2, n % 3 // 2) for n, d in enumerate(rows)}
    actions.note_delivery(by=office, pool=made.id, arrived=arrived)
    for n, d in enumerate(rows[:-2]):
        actions.note_payment(by=office, demand=d.id, receipt=f"BB-{n + 1:03d}")
