"""A small city with every corner a figure can trip over, written straight into the tables: what actions refuse, figures still must bear.

Three kecamatan in two cities, handed-over caseloads, drop-outs and replacements, people without a business, months without a report,
stages not yet due, reports never handed in, and a second programme whose rows must never be counted.
"""

import datetime
import random
import uuid
from dataclasses import dataclass, field
from typing import Any

from dampingi.foundation.accounts.models import User
from dampingi.foundation.origins.models import Origin
from dampingi.records.businesses.models import Business, Constraint, Person, Verification
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.mentoring.models import (
    Aspect,
    Growth,
    MonthlyReport,
    Outcome,
    Reverification,
    StageCompletion,
    Visit,
)
from dampingi.records.programmes.models import (
    Application,
    Caseload,
    Enrolment,
    Mentor,
    Programme,
    Scheme,
    Stage,
)
from dampingi.records.voices.models import QUESTIONS, Voice
from tests.insight.scattered_services import serve

KELURAHAN = ("32.76.05.1003", "32.76.05.1004", "32.76.06.1001", "32.76.06.1002", "32.77.01.1001")
START, END, TODAY = datetime.date(2026, 2, 1), datetime.date(2026, 11, 30), datetime.date(2026, 8, 20)
STAGES = (
    ("verifikasi", "2026-03-31"),
    ("masalah", "2026-05-31"),
    ("tugas", "2026-08-20"),
    ("akhir", "2026-10-31"),
)
SECTORS = ("kuliner", "fesyen", "jasa", "")
MONTHS = [datetime.date(2026, n, 1) for n in range(2, 11)]


@dataclass
class City:
    programme: Programme
    mentors: list[Mentor] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    users: list[User] = field(default_factory=list)


def scatter(seed: int = 1, people: int = 40) -> City:
    """Builds the city and a second programme beside it; returns the first."""
    city = _Builder(random.Random(seed), "WUB-2026").build(people)
    _Builder(random.Random(seed + 1), "WUB-LAIN").build(8)
    return city


class _Builder:
    def __init__(self, draw: random.Random, code: str) -> None:
        self.draw = draw
        self.origin = Origin.objects.create(door="command", by="test")
        programme = Programme.objects.create(code=code, name=code, region="32", starts_on=START, ends_on=END)
        self.city = City(programme)
        self.scheme = Scheme.objects.create(programme=programme, code="wub", name="WUB")

    def build(self, people: int) -> City:
        self._plan()
        self._mentors()
        for n in range(people):
            self._participant(n)
        self._trainings()
        self._reports()
        apart = random.Random(people)
        serve(
            apart,
            self.city.programme,
            KELURAHAN,
            lambda: START + datetime.timedelta(days=apart.randint(0, 290)),
        )
        return self.city

    def _plan(self) -> None:
        for n, (code, due) in enumerate(STAGES):
            made = Stage(programme=self.city.programme, order=n, code=code, name=code.title(), due_on=due)
            made.due_on = datetime.date.fromisoformat(due)
            made.save()
            self.city.stages.append(made)

    def _mentors(self) -> None:
        places = [*KELURAHAN, KELURAHAN[0], "32.76.05", "32.76"]
        for n, region in enumerate(places):
            user = User.objects.create(login=f"{self.city.programme.code}-{n}", name=f"Pendamping {n}")
            self.city.users.append(user)
            made = Mentor.objects.create(
                programme=self.city.programme, user=user, name=user.name, region=region, appointed_on=START
            )
            self.city.mentors.append(made)

    def _participant(self, n: int) -> None:
        region = KELURAHAN[n % len(KELURAHAN)]
        person = Person.objects.create(
            name=f"Peserta {n:03}",
            key=f"peserta{n}",
            sex=self._pick("PPL") if n % 9 else "",
            region=region,
            origin=self.origin,
        )
        business = self._business(person, region) if self._chance(0.85) else None
        application = Application.objects.create(
            programme=self.city.programme,
            scheme=self.scheme,
            person=person,
            region=region,
            door="desk",
            applied_on=START,
        )
        late = self._chance(0.15)
        enrolled = self._day(START, datetime.date(2026, 6, 30)) if late else START
        exited = self._day(enrolled, datetime.date(2026, 10, 1)) if self._chance(0.15) else None
        enrolment = Enrolment.objects.create(
            programme=self.city.programme, application=application, person=person, business=business, region=region,
            enrolled_on=enrolled, exited_on=exited, exit_reason="pindah" if exited else "",
            business_until=datetime.date(2026, 6, 1) if business and n % 4 == 0 else None,
        )  # fmt: skip
        self.city.enrolments.append(enrolment)
        self._accompany(enrolment)
        self._progress(enrolment)

    def _business(self, person: Person, region: str) -> Business:
        made = Business.objects.create(
            owner=person, name="Warung", key="warung", region=region, sector=self._pick(SECTORS), origin=self.origin,
            started_year=self._pick((None, 2019, 2025)),
        )  # fmt: skip
        for _ in range(self._pick((0, 1, 1, 2))):
            at = datetime.datetime(
                2026, self.draw.randint(2, 10), 20, self.draw.randint(0, 23), tzinfo=datetime.UTC
            )
            outcome = self._pick(("confirmed", "confirmed", "differs", "not_found"))
            Verification.objects.create(
                business=made, by=uuid.uuid4(), by_name="x", method="visit", at=at, outcome=outcome
            )
        for code in self.draw.sample(("fin_capital", "mkt_reach", "legal_nib"), self.draw.randint(0, 3)):
            since = self._day(START, datetime.date(2026, 9, 30))
            gone = self._day(since, END) if self._chance(0.5) else None
            Constraint.objects.create(
                business=made, region=region, code=code, severity=self.draw.randint(1, 3), since=since,
                source="visit", resolved_on=gone,
            )  # fmt: skip
        return made

    def _accompany(self, enrolment: Enrolment) -> None:
        """Every third participant is handed over once; a tenth never gets a mentor."""
        if self._chance(0.1):
            return
        local = [m for m in self.city.mentors if enrolment.region.startswith(m.region)]
        first, second = self._pick(local), self._pick(local)
        handover = self._pick((None, None, datetime.date(2026, 6, 15), self._day(enrolment.enrolled_on, END)))
        last = enrolment.exited_on
        if handover is None or (last and handover >= last):
            spells = [(first, enrolment.enrolled_on, last)]
        else:
            spells = [(first, enrolment.enrolled_on, handover), (second, handover, last)]
        for mentor, start, end in spells:
            Caseload.objects.create(mentor=mentor, enrolment=enrolment, starts_on=start, ends_on=end)
            for _ in range(self.draw.randint(0, 5)):
                self._visit(mentor, enrolment, self._day(start, end or END))

    def _visit(self, mentor: Mentor, enrolment: Enrolment, on: datetime.date) -> None:
        Visit.objects.create(
            mentor=mentor,
            on=on,
            minutes=self.draw.randint(5, 90),
            topic="lainnya",
            origin=self.origin,
            **self._of(enrolment),
        )

    def _progress(self, enrolment: Enrolment) -> None:
        of = self._of(enrolment)
        for stage in self.city.stages:
            if self._chance(0.7):
                done = self._day(enrolment.enrolled_on, min(END, stage.due_on + datetime.timedelta(days=25)))
                StageCompletion.objects.create(stage=stage, done_on=done, by="x", **of)
        if self._chance(0.85):
            self._growth(enrolment)
        for aspect in Aspect.values:
            if self._chance(0.8):
                Outcome.objects.create(
                    aspect=aspect, achieved=self._chance(0.85), on=self._day(START, datetime.date(2026, 10, 1)),
                    mentor=self.city.mentors[0], **of,
                )  # fmt: skip
        if self._chance(0.2):
            Reverification.objects.create(
                passed=self._chance(0.7), by=uuid.uuid4(), by_name="x", on=TODAY, **of
            )

    def _growth(self, enrolment: Enrolment) -> None:
        for month in MONTHS:
            baseline = month == MONTHS[0]
            if baseline and self._chance(0.1):
                continue
            if not baseline and self._chance(0.3):
                continue
            Growth.objects.create(
                month=month, baseline=baseline, turnover=self._pick((0, self.draw.randint(1, 9) * 750_000)),
                workers=self.draw.randint(0, 4), products=self.draw.randint(0, 9), channels=self.draw.randint(0, 5),
                weeks_with_sales=self.draw.randint(0, 4), weeks=self._pick((4, 5)), has_nib=self._chance(0.4),
                reported_by="x", **self._of(enrolment),
            )  # fmt: skip

    def _trainings(self) -> None:
        for n in range(6):
            on = self._day(START, datetime.date(2026, 10, 30))
            held = Training.objects.create(
                programme=self.city.programme,
                region="32.76",
                subject="basic",
                title=f"Pelatihan {n}",
                on=on,
                minutes=90,
            )
            for enrolment in self.draw.sample(self.city.enrolments, len(self.city.enrolments) // 2):
                Attendance.objects.create(training=held, present=self._chance(0.7), **self._of(enrolment))

    def _reports(self) -> None:
        for mentor in self.city.mentors:
            for month in MONTHS:
                due = (month + datetime.timedelta(days=32)).replace(day=5)
                handed = self._pick((None, due, self._day(month, due), due + datetime.timedelta(days=3)))
                MonthlyReport.objects.create(
                    programme=self.city.programme, region=mentor.region, mentor=mentor, month=month, due_on=due,
                    submitted_on=handed, approved_on=due + datetime.timedelta(days=9) if handed else None,
                )  # fmt: skip
            for enrolment in self.city.enrolments[:6]:
                if self._chance(0.5):
                    answers = {q: self.draw.randint(1, 5) for q in QUESTIONS}
                    Voice.objects.create(mentor=mentor, on=TODAY, **self._of(enrolment), **answers)

    def _of(self, enrolment: Enrolment) -> dict[str, Any]:
        return {"programme": enrolment.programme, "region": enrolment.region, "enrolment": enrolment}

    def _day(self, start: datetime.date, end: datetime.date) -> datetime.date:
        return start + datetime.timedelta(days=self.draw.randint(0, max(0, (end - start).days)))

    def _chance(self, share: float) -> bool:
        return self.draw.random() < share

    def _pick(self, options: Any) -> Any:
        return self.draw.choice(options)
