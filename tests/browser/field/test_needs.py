"""The working list on the phone and the server's: the same cases, both run, the same reasons, weights and part of the day."""

import datetime
import random
import uuid

import pytest

from dampingi.records.mentoring.models import Promise, Task
from dampingi.records.mentoring.queries import needs
from dampingi.records.mentoring.queries.tasks_ import is_for
from dampingi.records.programmes.models import Enrolment, Stage

pytestmark = pytest.mark.browser
TODAY = datetime.date(2026, 7, 20)
PROGRAMME = uuid.UUID("0199c7e5-1111-7111-8111-111111111111")
STANDINGS = """async (m, [root, cases, on]) => {
  const need = await import(`${root}need.js`);
  return cases.map(({ who, stages, tasks }) => {
    const { why, need: sum, band } = need.standing(who, { stages, tasks, fresh: false }, on);
    return [why, sum, band];
  });
}"""
MOST = 400


def case(rng):
    """(what the load tells the phone, what the server says of it)"""

    def day(least, most):
        return TODAY + datetime.timedelta(days=rng.randint(least, most))

    def some(rows):
        return [row for row in rows if rng.random() < 0.5]

    enrolment = Enrolment(programme_id=PROGRAMME, region="32.76.05.1003", enrolled_on=day(-400, 0))
    last = rng.choice([None, day(-130, 0)])
    promise = rng.choice([None, Promise(day=day(-400, 3), moved_from_id=rng.choice([None, uuid.uuid4()]))])
    stages = [
        Stage(id=uuid.uuid4(), name=f"Tahap {n}", due_on=day(-90, 30)) for n in range(rng.randint(0, 4))
    ]
    tasks = [
        Task(id=uuid.uuid4(), programme_id=PROGRAMME, due_on=day(-60, 10), region=rng.choice(["", "32.76.05", "32.76.06"]))
        for _ in range(rng.randint(0, 9))
    ]  # fmt: skip
    done, handed_in = some(stages), some(tasks)
    missing = [t for t in tasks if t not in handed_in and t.due_on < TODAY and is_for(t, enrolment)]
    reasons = [
        *needs.promised(promise, TODAY),
        *needs.silence(enrolment, last, TODAY),
        *needs.stages([s for s in stages if s not in done], TODAY),
        *needs.tasks(missing),
    ]
    reasons.sort(key=lambda reason: -reason.weight)
    weight = sum(reason.weight for reason in reasons)
    told = {
        "who": _bare(
            id=str(uuid.uuid4()), name="Warga", programme=str(PROGRAMME), region=enrolment.region,
            since=str(enrolment.enrolled_on), last_visit=last and str(last), next_on=promise and str(promise.day),
            again=bool(promise and promise.moved_from_id), done=[str(s.id) for s in done],
            handed_in=[str(t.id) for t in handed_in],
        ),
        "stages": [{"id": str(s.id), "name": s.name, "due_on": str(s.due_on), "programme": str(PROGRAMME)} for s in stages],
        "tasks": [
            _bare(id=str(t.id), due_on=str(t.due_on), programme=str(PROGRAMME), region=t.region) for t in tasks
        ],
    }  # fmt: skip
    return told, [[str(r.text) for r in reasons], weight, needs.band_of(weight)]


def _bare(**values):
    return {name: value for name, value in values.items() if value not in (None, "", [], False)}


@pytest.fixture
def standings(phone):
    return lambda cases, on=TODAY: phone.run(STANDINGS, [phone.root, cases, str(on)])


def test_phone_and_server_give_the_same_reasons_weights_and_part_of_the_day(standings):
    rng = random.Random(4)
    cases = [case(rng) for _ in range(MOST)]
    said = standings([told for told, _server in cases])
    assert said == [server for _told, server in cases]
    assert {band for _why, _sum, band in said} == {"now", "soon", "later", ""}


def test_what_the_phone_cannot_work_out_stays_until_it_is_answered(standings):
    asked = {"code": "asked", "text": "Diminta dinas", "weight": 45}
    grown = {"code": "growth_missing", "text": "Perkembangan belum dicatat", "weight": 8}
    who = {"id": "x", "name": "Warga", "last_visit": str(TODAY), "stays": [asked, grown], "reasons": ["lama"]}
    rows = [
        who,
        who | {"queued": ["visit"]},
        who | {"queued": ["growth"]},
        who | {"queued": ["visit", "growth"]},
    ]
    said = standings([{"who": each, "stages": [], "tasks": []} for each in rows])
    assert said == [
        [["Diminta dinas", "Perkembangan belum dicatat"], 53, "soon"],
        [["Perkembangan belum dicatat"], 8, "later"],
        [["Diminta dinas"], 45, "soon"],
        [[], 0, ""],
    ]
