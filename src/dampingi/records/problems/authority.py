"""Whose authority a problem is, and who acts for a level: proposed from the matrix, acted on only by the level itself."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.grants import grants
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Permission, Reach, Role
from dampingi.foundation.errors import Conflict
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import name_of
from dampingi.records.problems.lists import above as editions_above
from dampingi.records.problems.lists import lines
from dampingi.records.problems.models import Answer, Level, ListEdition, Problem, Ruling

RANK = {Level.LOCAL: 0, Level.PROVINCE: 1, Level.NATION: 2}
DEPTHS = {Level.LOCAL: 2, Level.PROVINCE: 1, Level.NATION: 0}
DECIDE = Permission.DECIDE_PROBLEMS
DECIDING = tuple(role for role in Role if grants(role, 4).get(DECIDE) is Reach.REGION)


def rank(level: str) -> int:
    return RANK[Level(level)]


def home_of(region: str) -> Level:
    """The lowest level whose place holds the whole of a region: across kabupaten/kota it is the province (UU 23/2014, Pasal 13)."""
    return Level.NATION if not region else Level.PROVINCE if depth(region) == 1 else Level.LOCAL


def matters(region: str = "") -> dict[str, dict[str, Any]]:
    """The matrix as it holds in a region (lists.py), but for the lines that the nation, the province or the place itself put otherwise."""
    told = lines(ListEdition.Kind.MATTERS, region)
    for ruling in rulings(region):
        if ruling.matter not in told:
            continue
        told[ruling.matter] = told[ruling.matter] | {
            "level": ruling.level,
            "source": ruling.source,
            "ruling": ruling,
        }
    return told


def rulings(region: str) -> list[Ruling]:
    """What the nation ruled first, then the province, then the place; each in the order it was ruled."""
    above = [ancestor(region, d) for d in range(min(depth(region), 2) + 1)]
    found = Ruling.objects.filter(region__in=above)
    return sorted(found, key=lambda r: (depth(r.region), r.number))


def ruled_by(actor: Actor) -> str | None:
    """The place whose matrix the actor may put otherwise."""
    return next((code for code in actor.regions(DECIDE) if depth(code) <= 2), None)


def proposed(matter: str, region: str) -> Level:
    """What the matrix says, but never below the level that holds the whole region."""
    told = Level(matters(region)[matter]["level"]) if matter else Level.LOCAL
    return max(told, home_of(region), key=rank)


def judged_by(matter: str, region: str) -> dict[str, Any]:
    """The line as it holds now, to be kept with what is judged by it."""
    if not matter:
        return {}
    line = matters(region)[matter]
    own = [[e.region, e.number, e.hash] for e in editions_above(ListEdition.Kind.MATTERS, region)]
    return {"level": line["level"], "source": line["source"], "editions": own}


def place(region: str, level: str) -> str:
    """The code of the kabupaten/kota, the province, or '' for the nation."""
    return ancestor(region, DEPTHS[Level(level)])


def called(region: str, level: str) -> str:
    """A level as one says it of a region: its place's name."""
    return _("Pemerintah pusat") if level == Level.NATION else name_of(place(region, level))


def above(level: str) -> Level | None:
    return {Level.LOCAL: Level.PROVINCE, Level.PROVINCE: Level.NATION}.get(Level(level))


def acts_at(actor: Actor, region: str, level: str) -> bool:
    """Only the level itself: a province does not act for its cities, nor a city's office for a kecamatan."""
    if actor.system:
        return True
    where = place(region, level)
    return any(s.reach is Reach.REGION and s.region == where for s in actor.scopes(DECIDE))


def people_at(region: str, level: str, on: datetime.date) -> list[User]:
    """Who acts for the level of that region."""
    rows = Assignment.objects.on(on).filter(
        role__in=DECIDING, region=place(region, level), user__is_active=True
    )
    return list({a.user_id: a.user for a in rows.select_related("user").order_by("user__name")}.values())


def decides(problem: Problem) -> bool:
    """Whether who has it now may act on it: it is their authority, or who has it answered what is to be done."""
    if problem.level == problem.held:
        return True
    answered = problem.handings.filter(from_level=problem.held, kind=Answer.DECIDED)
    return answered.exists()


def must_decide(problem: Problem) -> None:
    if not decides(problem):
        raise Conflict(
            _("Kewenangan atas masalah ini pada %(level)s. Beri catatan, teruskan ke atas, atau ubah kewenangannya dengan alasan.")
            % {"level": called(problem.region, problem.level)}
        )  # fmt: skip
