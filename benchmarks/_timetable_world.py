"""A city's mentors with the busy times that small traders have, a season's meetings, and participants to be accompanied; all invented, from a seed."""

import datetime
import random

from dampingi.engines.timetable import Busy, Meeting, Person, Question, Room, Session
from dampingi.engines.timetable.caseloads import Mentor, Participant

KECAMATAN = 11
LIVES = (
    # mornings at the stall, afternoons for orders, whole days at one job, markets on two days, courses in the evening
    {(d, "a") for d in range(5)},
    {(d, "b") for d in range(5)},
    {(0, "a"), (0, "b"), (3, "a"), (3, "b")},
    {(1, "a"), (2, "b"), (4, "b")},
    {(4, "b")},
)
SHARES = (0.22, 0.15, 0.23, 0.25, 0.15)
FIELDS = ("marketing", "finance", "legality", "production", "organisation")


def question(*, people: int, meetings: int, half_days: int, seed: int) -> Question:
    chance = random.Random(seed)
    sessions = _half_days(half_days)
    everyone = tuple(_person(n, sessions, chance) for n in range(people))
    kecamatan = [[p.id for p in everyone[k::KECAMATAN]] for k in range(KECAMATAN)]
    rooms = (Room("hall", people + 20), Room("meeting-1", 30), Room("meeting-2", 30), Room("small", 12))
    made: list[Meeting] = []
    for n in range(meetings):
        made.append(_meeting(n, everyone, kecamatan, sessions, made, chance))
    return Question(sessions, everyone, rooms, tuple(made))


def _half_days(number: int) -> tuple[Session, ...]:
    """Monday to Friday; Friday's prayer takes the end of its morning. Each fortnightly market Wednesday is dearer."""
    found: list[Session] = []
    day = datetime.date(2027, 1, 4)
    while len(found) < number:
        if day.weekday() < 5:
            ends = 11 if day.weekday() == 4 else 12
            cost = 50 if day.weekday() == 2 and day.isocalendar().week % 2 else 0
            for half, start, end in (("a", 8, ends), ("b", 13, 16)):
                begins, over = (datetime.datetime.combine(day, datetime.time(h)) for h in (start, end))
                found.append(Session(f"{day}{half}", begins, over, cost))
        day += datetime.timedelta(days=1)
    return tuple(found[:number])


def _person(n: int, sessions: tuple[Session, ...], chance: random.Random) -> Person:
    """A life of weekly patterns, each kept nine weeks of ten, and now and then something else."""
    life = chance.choices(LIVES, SHARES)[0]
    busy = [
        Busy(s.start, s.end)
        for s in sessions
        if ((s.start.weekday(), s.id[-1]) in life and chance.random() < 0.9) or chance.random() < 0.07
    ]
    return Person(f"mentor-{n:02d}", tuple(busy), chance.randint(0, 6), 12)


def _meeting(
    n: int,
    everyone: tuple[Person, ...],
    kecamatan: list[list[str]],
    sessions: tuple[Session, ...],
    before: list[Meeting],
    chance: random.Random,
) -> Meeting:
    """By turns: all mentors, one kecamatan, two neighbouring ones, a working group; two thirds within a fortnight."""
    kind, home = n % 4, chance.randrange(KECAMATAN)
    asked = {
        0: [p.id for p in everyone],
        1: kecamatan[home],
        2: kecamatan[home] + kecamatan[(home + 1) % KECAMATAN],
        3: [p.id for p in chance.sample(everyone, min(14, len(everyone)))],
    }[kind]
    must = frozenset(chance.sample(asked, min(len(asked), 0 if kind == 0 else 1)))
    first = chance.randrange(0, max(1, len(sessions) - 24))
    last = min(len(sessions) - 1, first + chance.choice((19, 19, 39)))
    after = {before[-4].id: 2} if n % 8 == 4 else {}
    return Meeting(
        f"meeting-{n:02d}", 420 if n % 16 == 0 else 120, must, frozenset(asked) - must, 2 if kind == 0 else 1,
        earliest=sessions[first if not after else 0].start,
        latest=sessions[last if not after else len(sessions) - 1].end,
        after=after,
    )  # fmt: skip


def caseload(*, participants: int, mentors: int, seed: int) -> tuple[list[Participant], list[Mentor]]:
    """One city: mentors of kelurahan, kecamatan and the whole, businesses around the same centres; half are known to a mentor already."""
    chance = random.Random(seed)
    centres = [
        (-6.40 + chance.uniform(-0.07, 0.07), 106.80 + chance.uniform(-0.08, 0.08)) for _ in range(KECAMATAN)
    ]

    def somewhere() -> tuple[str, tuple[float, float]]:
        k = chance.randrange(KECAMATAN)
        north, east = centres[k]
        return f"32.76.{k + 1:02d}", (chance.gauss(north, 0.012), chance.gauss(east, 0.012))

    helpers = []
    for n in range(mentors):
        region, at = somewhere()
        within = "32.76" if n % 8 == 0 else region
        known = frozenset(chance.sample(FIELDS, 2))
        helpers.append(Mentor(f"mentor-{n:03d}", within, 60, at, known, chance.random() < 0.55))
    people = []
    for n in range(participants):
        region, at = somewhere()
        known = [m.id for m in helpers if region.startswith(m.region)]
        now = chance.choice(known) if known and chance.random() < 0.5 else None
        field, asks = chance.choice((*FIELDS, "")), chance.random() < 0.08
        people.append(Participant(f"participant-{n:04d}", region, at, field, asks, now))
    return people, helpers
