"""Who comes first, by criteria an office can read: each holds or not by the records, and what is not on record gives no points. People decide."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import gettext

from dampingi.foundation.definitions import choices, load
from dampingi.records.businesses.models import Constraint, Size, Standing
from dampingi.records.equipment.models import Award, Need
from dampingi.records.learning.models import Attendance

LONG = datetime.timedelta(days=180)


@dataclass(frozen=True)
class Reason:
    code: str
    name: str
    points: int
    short: str
    """In a word or two, for lists."""


def weighed(needs: Any, today: datetime.date) -> Any:
    """Needs with `holds_<code>` for each criterion and `points`, their sum."""
    told = _criteria(today)
    points = {c["code"]: c["points"] for c in load("equipment_priorities")}
    needs = needs.annotate(
        **{
            f"holds_{code}": Case(When(held, then=Value(1)), default=Value(0), output_field=IntegerField())
            for code, held in told.items()
        }
    )
    total: Any = Value(0)
    for code in told:
        total = total + F(f"holds_{code}") * points[code]
    return needs.annotate(points=total)


def reasons(need: Any) -> list[Reason]:
    """What holds of a weighed need, heaviest first."""
    called = choices("equipment_priorities")
    held = [c for c in load("equipment_priorities") if getattr(need, f"holds_{c['code']}", 0)]
    held.sort(key=lambda c: -c["points"])
    return [Reason(c["code"], called[c["code"]], c["points"], gettext(c["short"])) for c in held]


def _criteria(today: datetime.date) -> dict[str, Any]:
    held_back = Constraint.objects.unscoped("whether there is one").filter(
        business=OuterRef("business"), code__in=("prod_capacity", "prod_quality"), resolved_on=None
    )
    came = Attendance.objects.unscoped("whether there is one").filter(
        enrolment__person=OuterRef("business__owner"), present=True
    )
    earlier = Award.objects.unscoped("whether there is one").filter(voided_on=None)
    aided = Exists(
        earlier.filter(need__business__owner=OuterRef("business__owner")).exclude(need=OuterRef("pk"))
    )
    return {
        "held_back": Q(Exists(held_back)),
        "first_aid": ~Q(aided),
        "trained": Q(Exists(came)),
        "verified": Q(business__standing=Standing.CONFIRMED),
        "nib": ~Q(business__nib=""),
        "micro": Q(business__size=Size.MICRO),
        "waiting": Q(on__lte=today - LONG),
    }


def open_needs(needs: Any) -> Any:
    """Those that wait for a decision."""
    decided = Award.objects.unscoped("whether there is one").filter(need=OuterRef("pk"), voided_on=None)
    return needs.filter(~Exists(decided), met_on=None, dropped_on=None)


def with_priorities(actor: Any, permission: Any, today: datetime.date) -> Any:
    rows = Need.objects.for_actor(actor, permission).select_related("business__owner")
    return weighed(rows, today)
