"""The programme is set up, people apply, the office selects, participants begin; some leave and are replaced."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.caseloads import Handover, draw_caseloads
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.demo.lives import NEVER, Cohort, ease_of, live
from dampingi.demo.quotas import Intake
from dampingi.demo.steps.handing import hand_over_as_drawn
from dampingi.records.programmes.actions import (
    apply,
    assign_caseloads,
    create_programme,
    enrol,
    select,
    withdraw,
)
from dampingi.records.programmes.intake import ApplicationIntake, SchemePlan, StagePlan
from dampingi.records.programmes.models import Application

STAGES = (
    ("verifikasi", "Verifikasi data", 3, 15),
    ("masalah", "Identifikasi masalah", 4, 30),
    ("akses", "Pendampingan akses", 7, 31),
    ("konsultasi", "Konsultasi manajemen", 8, 31),
    ("tugas", "Pengumpulan tugas", 10, 10),
    ("evaluasi", "Evaluasi kemajuan", 10, 31),
)
_RECOMMENDED = {"code": "rekomendasi", "text": "Rekomendasi DP3AP2KB", "required": True}


def _criteria(called: str) -> tuple[dict[str, Any], ...]:
    return (
        {"code": "ktp", "text": f"KTP {called} yang masih berlaku", "required": True},
        {"code": "warga", "text": f"Tinggal dan berusaha di {called}", "required": True},
        {"code": "bukan_asn", "text": "Bukan ASN, TNI, atau Polri", "required": True},
        {"code": "belum_pernah", "text": "Belum pernah mengikuti program ini", "required": False},
    )


def set_up(b: Building, intake: Intake) -> None:
    codes, criteria = [k.code for k in b.places.kelurahan], _criteria(b.called)
    b.programme = create_programme(
        by=b.by,
        code=b.code,
        name=f"Wirausaha Baru {b.year.year}" + (f" {b.called}" if b.short else ""),
        region=b.places.region,
        starts_on=b.year.on(1, 2),
        ends_on=b.year.on(12, 31),
        schemes=[
            SchemePlan("WUB", "Wirausaha Baru", criteria),
            SchemePlan("WUB-P", "Perempuan Pengusaha", (*criteria, _RECOMMENDED)),
        ],
        stages=[StagePlan(code, name, b.year.on(m, d)) for code, name, m, d in STAGES],
        quotas={code: int(n) for code, n in zip(codes, intake.places, strict=True)},
    )


def take_in(b: Building) -> None:
    """Everyone applies, the office selects, the accepted begin on 2 February."""
    rows = [_application(b, a) for a in b.applicants]
    apply(by=b.by, programme=b.programme, rows=rows)
    select(by=b.by, programme=b.programme)
    accepted = Application.objects.unscoped("the whole intake").filter(
        programme=b.programme, state=Application.State.ACCEPTED
    )
    order = {a.person.id: i for i, a in enumerate(b.applicants)}
    accepted = sorted(accepted.select_related("person"), key=lambda a: order[a.person_id])
    b.enrolments = enrol(by=b.by, applications=accepted, on=b.year.on(2, 2))
    b.people = [b.applicants[order[e.person_id]] for e in b.enrolments]


def _application(b: Building, a) -> ApplicationIntake:
    return ApplicationIntake(
        person_id=a.person.id,
        business_id=a.business.id if a.business else None,
        scheme=a.scheme,
        region=a.person.region,
        applied_on=a.applied_on,
        priority=a.priority,
        door=a.door,
        idea=a.idea,
        criteria_met=a.criteria_met,
    )


@dataclass(frozen=True)
class Leaving:
    on: datetime.date
    participant: int
    reason: str


def accompany(b: Building, intake: Intake) -> None:
    """Caseloads from 9 February on, then handovers, withdrawals and replacements as the year brings them."""
    _draw_loads(b)
    _assign(b, range(len(b.enrolments)), b.loads.first, b.year.on(2, 9), "")
    events = [*b.loads.handovers, *_leavings(b, intake)]
    first = list(b.loads.first)
    for event in sorted(events, key=lambda e: e.on):
        if event.on > b.today:
            break
        if isinstance(event, Handover):
            hand_over_as_drawn(b, event)
        else:
            first.append(_leave(b, event))
    b.clock.set(b.year.on(2, 9))
    b.loads.first = np.array([m for m in first if m >= 0])
    _settle(b)


def _draw_loads(b: Building) -> None:
    people = tuple(b.people)
    b.loads = draw_caseloads(
        places=b.places,
        place=np.array([p.place for p in people]),
        ease=ease_of(people, b.places, b.year, b.seed),
        city_mentors=b.size.city_mentors,
        year=b.year,
        seed=b.seed,
    )


def _assign(b: Building, participants, mentors, on: datetime.date, note: str) -> None:
    pairs = [(b.mentors[m], b.enrolments[p]) for p, m in zip(participants, mentors, strict=True)]
    if pairs:
        assign_caseloads(by=b.by, pairs=pairs, on=on, note=note)


def _leavings(b: Building, intake: Intake) -> list[Leaving]:
    rng, here = picker(b.seed, "withdrawals"), defaultdict(list)
    for i, person in enumerate(b.people):
        here[person.place].append(i)
    leaving = [i for place, n in enumerate(intake.withdrawals) for i in rng.sample(here[place], int(n))]
    days = [b.year.on(3, 1) + datetime.timedelta(days=int(200 * rng.random() ** 1.4)) for _i in leaving]
    return [
        Leaving(d, i, rng.choice(read("speech")["withdrawals"])) for d, i in zip(days, leaving, strict=True)
    ]


def _leave(b: Building, event: Leaving) -> int:
    """The mentor of who comes instead, or -1 if nobody waits."""
    leaving = b.enrolments[event.participant]
    replacement = withdraw(by=b.by, enrolment=leaving.id, on=event.on, reason=event.reason)
    leaving.exited_on = event.on
    if replacement is None:
        return -1
    mentor = int(b.mentors_on(event.on)[event.participant])
    by_person = next(a for a in b.applicants if a.person.id == replacement.person_id)
    b.enrolments.append(replacement)
    b.people.append(by_person)
    assign_caseloads(by=b.by, pairs=[(b.mentors[mentor], replacement)], on=event.on)
    return mentor


def _settle(b: Building) -> None:
    """Now that it is known who took part and when, let their year happen."""
    people = tuple(b.people)
    b.cohort = Cohort(
        place=np.array([p.place for p in people]),
        enrolled=np.array([e.enrolled_on.toordinal() for e in b.enrolments]),
        exited=np.array([e.exited_on.toordinal() if e.exited_on else NEVER for e in b.enrolments]),
        ease=ease_of(people, b.places, b.year, b.seed),
    )
    b.lives = live(b.cohort, b.loads, b.guides, b.year, b.seed, b.reported_rate)
