"""What the scattered city has besides its participants: a clinic, cooperatives with their health, ways of selling, tests and a TOT.

Drawn by dice of its own, so that the participants stay who they were. Outside the programme's region there is as much, which never counts.
"""

import datetime
import random
import uuid
from typing import Any

from dampingi.foundation.origins.models import Origin
from dampingi.insight.health.models import Assessment, HealthResult, HealthRules
from dampingi.records.businesses.models import Business, Channel, Constraint, Person
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.cooperatives.models import BookYear, Cooperative
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.mentoring.models import Growth
from dampingi.records.programmes.models import Programme
from dampingi.records.tot.models import Course, Session, Trainee
from tests.insight.scattered_aid import aid
from tests.insight.scattered_cooperation import cooperate
from tests.insight.scattered_loans import bill, lend
from tests.insight.scattered_selling import sell

ELSEWHERE = "33.74.01.1001"
NOON = datetime.time(9)
FIELDS = ("pembiayaan", "pemasaran", "produksi")
BANDS = ("healthy", "healthy", "fair", "special")
STATES = ("booked", "attended", "attended", "attended", "absent", "unnoted", "cancelled")


def serve(draw: random.Random, programme: Programme, places: tuple[str, ...], days: Any) -> None:
    """`days` draws a day of the programme."""
    businesses = list(
        Business.objects.unscoped("scattered").filter(enrolments__programme=programme).order_by("owner__name")
    )
    draw.shuffle(businesses)
    _clinic(draw, programme, businesses, places, days)
    _cooperatives(draw, (*places, ELSEWHERE))
    _channels(draw, businesses, days)
    _tests(draw, programme)
    _confirmed(draw, programme)
    _trainers(draw, programme)
    cooperate(draw, businesses, days)
    aid(draw, businesses, _stranger(), days)
    lend(
        draw,
        programme.code,
        [*businesses, *Business.objects.unscoped("scattered").filter(region=ELSEWHERE)],
        days,
    )
    bill(draw, programme.code, days)
    sell(random.Random(8), programme, businesses, places)


def _clinic(
    draw: random.Random, programme: Programme, businesses: list[Business], places: tuple[str, ...], days: Any
) -> None:
    strange, mentors = _stranger(), [None, *programme.mentors.order_by("name")[:3]]
    for n in range(14):
        place = ELSEWHERE if n == 13 else places[n % len(places)]
        slot = Slot.objects.create(
            region=place, field=FIELDS[n % 3], on=days(), starts=NOON, minutes=120, place="Kantor", adviser=f"Konsultan {n}", mentor=mentors[n % 4],
            capacity=draw.randint(1, 6), cancelled_at=datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC) if n == 5 else None,
        )  # fmt: skip
        for business in [strange] if n == 13 else draw.sample(businesses, 5):
            _book(draw, slot, business, "cancelled" if n == 5 else draw.choice(STATES))
    waiting = businesses[0]
    Booking.objects.create(
        batch=uuid.uuid4(), business=waiting, region=waiting.region, field="it", state=Booking.State.WAITING
    )


def _book(draw: random.Random, slot: Slot, business: Business, state: str) -> None:
    if state == "booked" and business.bookings.filter(field=slot.field, state="booked").exists():
        state = "unnoted"
    about = business.constraints.order_by("code").first() if draw.random() < 0.7 else None
    Booking.objects.create(
        batch=uuid.uuid4(), slot=slot, business=business, region=business.region, field=slot.field, state=state, constraint=about
    )  # fmt: skip
    if about and state == "attended" and draw.random() < 0.6:
        by = draw.choice(("clinic", "clinic", "visit"))
        Constraint.objects.unscoped("scattered").filter(id=about.id).update(
            resolved_on=max(slot.on, about.since) + datetime.timedelta(days=draw.randint(0, 60)), helped_by=by, helped_id=slot.id
        )  # fmt: skip


def _stranger() -> Business:
    origin = Origin.objects.create(door="command", by="test")
    who = Person.objects.create(name="Lain", key="lain", region=ELSEWHERE, origin=origin)
    return Business.objects.create(owner=who, name="Lain", key="lain", region=ELSEWHERE, origin=origin)


def _cooperatives(draw: random.Random, places: tuple[str, ...]) -> None:
    told = {"body": {}, "hash": "0"}
    rules, _new = HealthRules.objects.get_or_create(region="", number=99, defaults=told)
    for n in range(24):
        made = Cooperative.objects.create(
            name=f"Koperasi {n}", legal_on=datetime.date(draw.randint(2019, 2025), 3, 1), kind="consumer", region=places[n % len(places)],
            digital=draw.choice(("", "yes", "no")), closed_on=datetime.date(2026, draw.randint(3, 12), 1) if n % 8 == 7 else None,
        )  # fmt: skip
        for year in (2024, 2025):
            if draw.random() < 0.8:
                _book_year(draw, made, year, rules)


def _book_year(draw: random.Random, cooperative: Cooperative, year: int, rules: HealthRules) -> None:
    met = draw.choice(
        (None, datetime.date(year + 1, 3, 5), datetime.date(year + 1, 6, 30), datetime.date(year + 1, 7, 1))
    )
    BookYear.objects.create(
        cooperative=cooperative, year=year, meeting_on=met, members_men=draw.randint(0, 40), members_women=draw.choice((0, draw.randint(1, 60))), assets=9, equity=5,
        loans=draw.randint(0, 90) * 1_000_000, turnover=1, surplus=1, by_name="x",
    )  # fmt: skip
    if met is None:
        return
    asked = Assessment.objects.create(
        cooperative=cooperative, year=year, region=cooperative.region[:5], state="approved"
    )
    for number in range(1, draw.randint(0, 2) + 1):
        HealthResult.objects.create(
            assessment=asked, number=number, rules=rules, kind="consumer", answers={}, notes={}, body={}, score=8000, band=draw.choice(BANDS),
            hash="0", made_by_name="x", approved_by_name="y", at=datetime.datetime(year + 1, 3 + 3 * number, 20, 18, tzinfo=datetime.UTC),
        )  # fmt: skip


def _channels(draw: random.Random, businesses: list[Business], days: Any) -> None:
    for business in businesses:
        for code in draw.sample(("stall", "market", "whatsapp", "shopee", "fair"), draw.randint(0, 3)):
            since = draw.choice((None, days()))
            until = days() if draw.random() < 0.3 else None
            if since and until and until < since:
                since, until = until, since
            Channel.objects.create(
                business=business, region=business.region, code=code, since=since, until=until
            )
            if until and draw.random() < 0.4:
                Channel.objects.create(business=business, region=business.region, code=code, since=until)


def _tests(draw: random.Random, programme: Programme) -> None:
    held = Training.objects.unscoped("scattered").filter(programme=programme).order_by("title")
    for n, training in enumerate(held):
        training.subject = ("basic", "finance", "marketing")[n % 3]
        training.save()
    for each in (
        Attendance.objects.unscoped("scattered")
        .filter(programme=programme, present=True)
        .order_by("training__title", "enrolment__person__name")
    ):
        each.pre, each.post = draw.choice(
            ((None, None), (40, None), (draw.randint(0, 100), draw.randint(0, 100)))
        )
        each.save()


def _confirmed(draw: random.Random, programme: Programme) -> None:
    told = Growth.objects.unscoped("scattered").filter(programme=programme)
    for each in told.order_by("enrolment__person__name", "month"):
        if draw.random() < 0.4:
            each.confirmed_at = datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC)
            each.save()


def _trainers(draw: random.Random, programme: Programme) -> None:
    mentors = list(programme.mentors.order_by("name"))
    for n in range(3):
        closed = (
            datetime.datetime(2026, 2 + 2 * n, 20, 18, tzinfo=datetime.UTC) if n < 2 or programme.code == "WUB-LAIN" else None
        )  # fmt: skip
        made = Course.objects.create(
            programme=programme, region=programme.region, title=f"TOT {n}", closed_at=closed
        )
        first = datetime.date(2026, 2 + n, 10)
        for order in range(2):
            Session.objects.create(
                course=made, order=order, on=first + datetime.timedelta(days=order), minutes=60, topic="x"
            )
        for mentor in draw.sample(mentors, 5):
            Trainee.objects.create(course=made, mentor=mentor, passed=draw.random() < 0.7 if closed else None)
