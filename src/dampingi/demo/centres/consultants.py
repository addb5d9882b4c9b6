"""The province appoints a consultant for each field, an eighth besides, and Belitung's; all sign what they will reach."""

from decimal import Decimal

from dampingi.demo.centres.scene import Centres
from dampingi.demo.dice import picker
from dampingi.demo.names import person_name
from dampingi.demo.personas import BELITUNG, BY_KEY, CENTRE
from dampingi.foundation.definitions import source_names
from dampingi.insight.agreements import actions as agreements
from dampingi.insight.agreements.intake import LinePlan, Plan, TargetPlan
from dampingi.records.appointments.actions import appoint, declare
from dampingi.records.appointments.intake import Appointing, Period
from dampingi.records.programmes.actions import create_programme

EIGHTH = "pemasaran"
"""The sources say eight fields and name seven: until an office adds the eighth to the list, its consultant helps in this one."""
OF_BELITUNG = ("kelembagaan", "produksi", "pemasaran")
PERSONAS = {(CENTRE, "pembiayaan"): "konsultan-provinsi", (BELITUNG, "produksi"): "konsultan-belitung"}


def posts() -> list[tuple[str, str]]:
    """(region of the centre, field)"""
    fields = [*source_names("mentor_fields"), EIGHTH]
    return [(CENTRE, f) for f in fields] + [(BELITUNG, f) for f in OF_BELITUNG]


def appoint_all(b: Centres) -> None:
    b.programme = create_programme(
        by=b.persona("dinas-babel"), code=f"PLUT-{b.year.year}", name=f"Layanan PLUT-KUMKM {b.year.year}", region=CENTRE,
        starts_on=b.year.on(1, 2), ends_on=b.year.on(12, 31), schemes=[], stages=[], quotas={},
    )  # fmt: skip
    rng = picker(b.seed, "consultants")
    rows = [_row(rng, n, region, field) for n, (region, field) in enumerate(posts(), 1)]
    period = Period(b.year.on(1, 5), b.programme.ends_on)
    b.consultants = appoint(by=b.persona("dinas-babel"), programme=b.programme, rows=rows, period=period)
    for consultant in b.consultants:
        declare(by=b.acting(consultant.user), mentor=consultant.id)
        key = PERSONAS.get((consultant.region, consultant.field))
        if key:
            b.users[key] = consultant.user


def _row(rng, number: int, region: str, field: str) -> Appointing:
    woman = rng.random() < 0.5
    key = PERSONAS.get((region, field))
    login = BY_KEY[key].login if key else f"konsultan.{field}.{number}@babel.example"
    name = person_name(rng, woman=woman).full
    return Appointing(name, region, (field,), "P" if woman else "L", login, field=field)


def agree(b: Centres) -> None:
    """Proposed by the office of each centre, signed by the consultant."""
    for region, office in ((CENTRE, "dinas-babel"), (BELITUNG, "dinas-belitung")):
        own = [c for c in b.consultants if c.region == region]
        made = agreements.propose(by=b.persona(office), mentors=[c.id for c in own], plan=_plan(b))
        users = {c.id: c.user for c in own}
        for each in made:
            agreements.sign(by=b.acting(users[each.mentor_id]), agreement=each.id, hash=each.hash)


def _plan(b: Centres) -> Plan:
    months = tuple(f"{b.year.on(n, 1):%Y-%m}" for n in range(2, 12))
    return Plan(
        (
            TargetPlan("report_punctuality", Decimal(1), "month"),
            TargetPlan("consultations_attended", Decimal("0.8"), "month"),
            TargetPlan("consultations_solved", Decimal("0.3"), "year"),
        ),
        (
            LinePlan("Klinik bidang di pusat layanan", "Satu hari klinik setiap bulan", months),
            LinePlan("Kunjungan ke kabupaten/kota", "Catatan kunjungan dan tindak lanjut", months[1::2]),
            LinePlan("Bahan pelatihan bidang", "Satu modul dan soal ujiannya", months[3:4]),
        ),
    )
