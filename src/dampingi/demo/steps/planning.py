"""Next year's plan from this year's evidence: what weighs most is taken up, the rest stays proposed; it is still a draft."""

from decimal import Decimal

from dampingi.demo.building import Building
from dampingi.outcomes.plans.actions import Drafted, open_plan, take, take_points, write_activity
from dampingi.outcomes.plans.evidence import FIELD, LESSON, proposals
from dampingi.outcomes.plans.models import Activity, Plan

MILLION = 1_000_000
CEILING = 2_400 * MILLION
TAKEN, LESSONS = 4, 1
OWNER = "Bidang Usaha Mikro"
MEASURED = "Usaha yang kendalanya teratasi"


def plan(b: Building) -> None:
    by = b.persona("penyelenggara")
    made = open_plan(by=by, region=b.programme.region, year=b.year.year + 1, ceiling=CEILING)
    take_points(by=by, plan=made)
    found = proposals(by, made, today=b.today)
    keys = [p.key for p in found if p.kind == FIELD][:TAKEN] + [p.key for p in found if p.kind == LESSON][
        :LESSONS
    ]
    for number, key in enumerate(keys):
        _complete(b, made, take(by=by, plan=made, key=key, today=b.today), number)


def _complete(b: Building, made: Plan, row: Activity, number: int) -> None:
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
