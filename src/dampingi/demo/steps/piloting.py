"""The city's pilot cooperatives: the best choice but for one kecamatan, where people know better, signed by the head."""

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.foundation.approvals.actions import settle
from dampingi.insight.pilots.actions import draw_up
from dampingi.insight.pilots.queries import field


def choose(b: Building) -> None:
    office, year = b.persona("penyelenggara"), b.year.year - 1
    b.clock.set(b.year.on(6, 15))
    found = field(office, CITY, year)
    wanted = dict(found.best.served)
    spare = next((key for key in found.eligible if key not in wanted.values()), None)
    reasons = {}
    if wanted:
        last = max(wanted)
        if spare:
            wanted[last] = spare
        else:
            del wanted[last]
        reasons[last] = "Pengurus koperasi yang diusulkan meminta waktu sampai tokonya selesai diperbaiki."
        made = draw_up(
            by=office,
            region=CITY,
            year=year,
            wanted=wanted,
            reasons=reasons,
            remarks="Dibahas bersama para camat.",
        )
        settle(by=b.persona("kepala"), subject=("pilot_choice", made.id), decision="approve")
    b.clock.set(b.today)
