"""A fair and a course, with what those that went sold before and after: some said, some compared with papers, some not asked yet."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.businesses.models import Business
from dampingi.records.interventions import actions
from dampingi.records.interventions.intake import InterventionIntake
from dampingi.records.interventions.models import Intervention, Taker, month_after

DAY = datetime.timedelta(days=1)
TOLD = (
    (
        "fair",
        "Pameran UMKM Hari Jadi Kota",
        4,
        24,
        3,
        "Tiga hari di alun-alun, tenda dan listrik dari dinas.",
    ),
    (
        "training",
        "Pelatihan menjual lewat siaran langsung",
        7,
        8,
        1,
        "Praktik di ruang jualan daring sentra.",
    ),
    ("fair", "Bazar akhir tahun", 11, 14, 2, ""),
)
MANY = 14


def intervene(b: Building) -> None:
    if b.over:
        return
    office, shops = b.persona("penyelenggara"), _shops(b)
    city = next(iter(b.places.kecamatan))[:5]
    for n, (kind, title, month, day, days, note) in enumerate(TOLD):
        first = b.year.on(month, day)
        if first > b.today:
            continue
        b.clock.set(first - 10 * DAY)
        told = InterventionIntake(kind, title, city, first, first + (days - 1) * DAY, note=note)
        made = actions.note_intervention(by=office, told=told)
        some = shops[:1] + shops[1 + 9 * n : MANY + 9 * n]
        actions.add_takers(by=office, intervention=made.id, businesses=some)
        _asked(b, made)
    b.clock.set(b.today)


def _asked(b: Building, made: Intervention) -> None:
    office, rng, mentors = b.persona("penyelenggara"), picker(b.seed, made.title), b.mentors_on(b.today)
    before = (made.starts_on.replace(day=1) - DAY).replace(day=1)
    after = month_after(made.ends_on)
    of = {e.business_id: b.mentors[mentors[i]].user for i, e in enumerate(b.enrolments) if mentors[i] >= 0}
    takers = Taker.objects.unscoped("demo").filter(intervention=made).order_by("business__key", "id")
    for n, taker in enumerate(takers):
        keeper = b.acting(of[taker.business_id]) if taker.business_id in of else office
        sold = rng.randint(12, 60) * 100_000
        moved = sold * rng.choice((70, 90, 100, 110, 125, 150, 180)) // 100
        for side, month, amount in (("before", before, sold), ("after", after, moved)):
            then = max(month_after(month) + 4 * DAY, made.starts_on - 2 * DAY)
            if then > b.today or n % 7 == 6 or (side == "after" and n % 5 == 4):
                continue
            b.clock.set(then)
            told = actions.note_turnover(by=keeper, taker=taker.id, side=side, month=month, amount=amount)
            if n % 3 == 0 and keeper.user_id != office.user_id:
                paper = rng.choice(("book", "receipts", "app"))
                actions.check_turnover(by=office, turnover=told.id, paper=paper)


def _shops(b: Building) -> list:
    """The participant's own first, then the programme's in their order, those that are still there."""
    owner = b.users["peserta"]
    rows = sorted(b.enrolments, key=lambda e: e.person.user_id != owner.id)
    ids = [e.business_id for e in rows if e.business_id and e.exited_on is None]
    here = Business.objects.for_actor(b.persona("penyelenggara"), Permission.MANAGE_INTERVENTIONS)
    living = set(here.filter(id__in=ids[:80], archived_at=None).values_list("id", flat=True))
    return [i for i in ids[:80] if i in living]
