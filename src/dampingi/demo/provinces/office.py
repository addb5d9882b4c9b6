"""One of the offices in full, from what its people ask for to next year's plan and its forum; the others have their programmes, rounds and problems."""

from dampingi.demo.building import Building
from dampingi.demo.provinces.scene import HEAD_OF, Province
from dampingi.demo.steps import aspiring, defining, planning, targets


def run(p: Province) -> None:
    b = _of_this_year(p)
    b.users["kepala"] = p.users[HEAD_OF[b.programme.region]]
    defining.define(b)
    for step in (targets.hand_down, aspiring.hear, planning.plan):
        b.clock.set(b.today)
        step(b)


def _of_this_year(p: Province) -> Building:
    return next(b for b in p.buildings if b.year is p.year and b.programme.region in HEAD_OF)
