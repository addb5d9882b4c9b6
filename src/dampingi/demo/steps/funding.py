"""What capital the city's cooperatives look for: granted, refused, blocked and not asked for yet."""

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.foundation.regions.codes import inside
from dampingi.records.capital import actions
from dampingi.records.capital.intake import NeedIntake, OutcomeIntake
from dampingi.records.cooperatives.models import Cooperative

NEEDS = (
    ("lpdb", "", "Stok toko bersama", 500_000_000, "granted"),
    ("bank", "Bank daerah", "Kendaraan antar", 220_000_000, "refused"),
    ("members", "", "Rak dan mesin kasir", 35_000_000, "granted"),
    ("lpdb", "", "Modal kerja simpan pinjam", 750_000_000, "collateral"),
    ("bank", "Bank daerah", "Bahan baku bersama", 150_000_000, "statements"),
    ("lpdb", "", "Perluasan toko", 400_000_000, "meeting"),
    ("bank", "Bank daerah", "Gudang kecil", 180_000_000, ""),
)


def fund(b: Building) -> None:
    office = b.persona("penyelenggara")
    rows = (
        Cooperative.objects.unscoped("the demo's city").filter(inside(CITY), closed_on=None).order_by("name")
    )
    for one, (source, lender, purpose, amount, then) in zip(rows[: len(NEEDS)], NEEDS, strict=False):
        b.clock.set(b.year.on(5, 11))
        made = actions.note_need(
            by=office, cooperative=one.id, told=NeedIntake(source, purpose, amount, lender)
        )
        b.clock.set(b.year.on(6, 22))
        if then not in ("meeting", ""):
            actions.note_application(by=office, need=made.id)
        if then == "granted":
            actions.note_outcome(by=office, need=made.id, told=OutcomeIntake("granted", amount * 4 // 5))
        elif then == "refused":
            told = OutcomeIntake("refused", blocker="collateral", note="Kendaraan belum atas nama koperasi.")
            actions.note_outcome(by=office, need=made.id, told=told)
        elif then:
            actions.note_blocker(by=office, need=made.id, blocker=then)
    b.clock.set(b.today)
