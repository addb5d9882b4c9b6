"""Next year's plan from this year's evidence: what weighs most is taken up, the rest stays proposed; it is still a draft."""

from decimal import Decimal

from dampingi.demo.building import Scene
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.outcomes.plans.actions import (
    Drafted,
    answer_wish,
    ask_for_allocation,
    cost_out,
    fulfil,
    open_plan,
    register_wish,
    take,
    take_points,
    write_activity,
    write_minutes,
)
from dampingi.outcomes.plans.evidence import FIELD, LESSON, proposals
from dampingi.outcomes.plans.models import Activity, Plan
from dampingi.outcomes.plans.names import FORUM
from dampingi.records.programmes.rosters import today_in

MILLION = 1_000_000
CEILING = 2_400 * MILLION
TAKEN, LESSONS, COSTED = 4, 1, 4
EVERYWHERE, MARKETING = "titik:marketing.weekly", "pemasaran"
SHARED, FLOOR = 600 * MILLION, 20 * MILLION
ASSUMED = "Perkiraan bidang dari pelatihan tahun ini."
OWNER = "Bidang Usaha Mikro"
MEASURED = "Usaha yang kendalanya teratasi"


def plan(b: Scene, *, floor: int = FLOOR) -> None:
    by = b.persona("penyelenggara")
    made = open_plan(by=by, region=b.programme.region, year=b.year.year + 1, ceiling=CEILING)
    points = {row.proposal: row for row in take_points(by=by, plan=made)}
    found = proposals(by, made, today=b.today)
    keys = [p.key for p in found if p.kind == FIELD][:TAKEN] + [p.key for p in found if p.kind == LESSON][
        :LESSONS
    ]
    rows = [take(by=by, plan=made, key=key, today=b.today) for key in keys]
    for number, row in enumerate(rows):
        _complete(b, made, row, number)
    _share_out(b, made, [points[EVERYWHERE], *(row for row in rows if row.proposal.startswith(FIELD))], floor)
    _discuss(b, made, rows)


WISHES = (
    {"origin": "musrenbang", "reference": "Musrenbang kecamatan 14", "text": "Pelatihan kemasan dan label untuk usaha makanan rumahan"},
    {"origin": "musrenbang", "reference": "Musrenbang kecamatan 21", "text": "Tempat jualan bersama setiap akhir pekan"},
    {"origin": "pokir", "reference": "Pokir 08", "text": "Klinik bisnis keliling ke kelurahan dan desa yang jauh dari kantor dinas"},
    {"origin": "pokir", "reference": "Pokir 11", "text": "Pembangunan gedung pusat oleh-oleh"},
    {
        "origin": "janji", "reference": "RPJMD 3.2", "text": "Lima ribu wirausaha baru", "goal": "Meningkatnya wirausaha baru yang bertahan",
        "measure": "pass_rate",
    },
)  # fmt: skip
REFUSED = "Bangunan adalah urusan dinas lain; diteruskan dengan surat."
HELD = {
    "venue": "Aula dinas", "chair": "Kepala badan perencanaan",
    "present": "Perwakilan badan perencanaan\nPara camat\nPengurus koperasi\nPerwakilan pelaku usaha",
    "summary": "Usulan yang sesuai kewenangan masuk kegiatan; yang belum dijawab dibahas pada sidang berikutnya.",
}  # fmt: skip


def _discuss(b: Scene, made: Plan, rows: list[Activity]) -> None:
    """The forum's first sitting: two wishes go into an activity, one is refused, the others wait for the next."""
    by = b.persona("penyelenggara")
    wishes = [register_wish(by=by, plan=made, **told) for told in WISHES]
    for wish in (wishes[0], wishes[4]) if rows else ():
        answer_wish(by=by, wish=wish, number=0, activity=rows[0].id)
    answer_wish(by=by, wish=wishes[3], number=0, reason=REFUSED)
    written = write_minutes(by=by, plan=made, held_on=today_in(made.region), **HELD)
    decide(by=b.persona("kepala"), approval=approvals_of(FORUM, written.id)[0].id, approved=True)


def _share_out(b: Scene, made: Plan, rows: list[Activity], floor: int) -> None:
    """What the budget could do over the city; nobody has taken it over yet."""
    by = b.persona("penyelenggara")
    for number, row in enumerate(rows[:COSTED]):
        cost, share = (6 + 4 * number) * MILLION, Decimal("0.3") + Decimal("0.05") * number
        cost_out(
            by=by, plan=made, activity=row.id, field=MARKETING if row.proposal == EVERYWHERE else row.proposal.partition(":")[2], unit_cost=cost, reach=20 + 5 * number, share=share,
            low=share - Decimal("0.1"), high=share + Decimal("0.1"), why=ASSUMED,
        )  # fmt: skip
    if rows:
        fulfil(allocation=ask_for_allocation(by=by, plan=made, budget=SHARED, floor=floor, today=b.today).id)


def _complete(b: Scene, made: Plan, row: Activity, number: int) -> None:
    """Two of three are thought through to the end; the others still ask for target and budget."""
    if number % 3 == 2 or not row.code:
        return
    each = (40 + 15 * number) * MILLION
    told = Drafted(
        title=row.title, point=row.point, code=row.code, indicator=row.indicator or MEASURED, unit=row.unit or "usaha",
        target=Decimal(120 + 30 * number), q1=each, q2=2 * each, q3=2 * each, q4=each, places=tuple(row.places), owner=OWNER,
    )  # fmt: skip
    write_activity(
        by=b.persona("penyelenggara"), plan=made, drafted=told, activity=row.id, version=row.version
    )
