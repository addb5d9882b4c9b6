"""A programme's year in short: the steps of the city's demo that every figure is made of."""

from typing import Any

from dampingi.demo.building import Building
from dampingi.demo.living import alone
from dampingi.demo.quotas import draw_intake
from dampingi.demo.steps import (
    checks,
    growth,
    intake,
    learning,
    needs,
    outcomes,
    people,
    progress,
    register,
    reports,
    targets,
    visits,
    voices,
)


def _name_checkers(b: Building) -> None:
    """Who plays the parts of the city's personas here."""
    by_region = {m.region: m.user for m in reversed(b.mentors)}
    b.users["pendamping-kota"] = by_region[b.places.region]
    b.users["pendamping"] = by_region[b.places.kelurahan[0].code]


STEPS: tuple[tuple[Any, tuple[int, int]], ...] = (
    (register.register, (1, 5)),
    (intake.set_up, (1, 5)),
    (alone(targets.aim), (1, 12)),
    (alone(intake.take_in), (1, 26)),
    (alone(people.appoint), (1, 28)),
    (alone(_name_checkers), (1, 28)),
    (intake.accompany, (2, 9)),
    (alone(needs.note_of_participants), (4, 28)),
    (alone(learning.train), (9, 30)),
    (alone(checks.verify), (11, 20)),
    (alone(visits.visit), (11, 20)),
    (alone(progress.finish_stages), (11, 20)),
    (alone(growth.grow), (11, 20)),
    (alone(outcomes.report), (11, 20)),
    (alone(outcomes.look_again), (11, 20)),
    (alone(voices.speak), (11, 20)),
    (alone(reports.hand_in), (11, 20)),
)


def live_a_year(b: Building) -> None:
    drawn = draw_intake(b.size, b.seed, len(b.places.kelurahan))
    for run, (month, day) in STEPS:
        b.clock.set(min(b.today, b.year.on(month, day)))
        run(b, drawn)
