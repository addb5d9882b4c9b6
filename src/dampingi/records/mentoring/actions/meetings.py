import datetime
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.origins.models import Origin
from dampingi.records.businesses.actions import note_constraints, resolve_constraints, weigh_constraint
from dampingi.records.businesses.intake import ConstraintNote, ResolutionNote
from dampingi.records.mentoring.actions.stages import complete_stages
from dampingi.records.mentoring.actions.visits import record_visits
from dampingi.records.mentoring.intake import StageIntake, VisitIntake
from dampingi.records.mentoring.models import Visit


@transaction.atomic
def record_meeting(
    *,
    by: Actor,
    visit: VisitIntake,
    stages: Sequence[UUID] = (),
    constraints: Sequence[str] = (),
    severity: int = 2,
    resolved: Mapping[UUID, str] | None = None,
    weighed: Mapping[UUID, int] | None = None,
    business: UUID | None = None,
    origin: Origin | None = None,
    today: datetime.date | None = None,
) -> Visit:
    """A visit with what came of it: stages finished, constraints found (all of that `severity`), `resolved`
    (by which way) and `weighed` anew. Without an `origin` it came from a page.

    Sending it twice changes nothing.
    """
    known = visit.id and Visit.objects.unscoped("whether it was sent before").filter(id=visit.id).exists()
    through = origin or open_origin(by=by, door=Origin.Door.PAGE, reference="visit", hash=visit.hash)
    made = record_visits(by=by, origin=through, rows=[visit], today=today)[0]
    if known:
        if origin is None:
            through.delete()
        return made
    if stages:
        rows = [StageIntake(visit.enrolment_id, stage, visit.on) for stage in stages]
        complete_stages(by=by, rows=rows, today=today)
    if constraints and business:
        notes = [ConstraintNote(business, code, visit.on, severity) for code in constraints]
        note_constraints(by=by, rows=notes)
    if resolved:
        resolve_constraints(by=by, rows=[_resolution(made, c, how) for c, how in resolved.items()])
    for constraint, weight in (weighed or {}).items():
        weigh_constraint(by=by, constraint=constraint, severity=weight)
    return made


def _resolution(visit: Visit, constraint: UUID, how: str) -> ResolutionNote:
    helped = ("visit", visit.id) if how == "mentoring" else ("", None)
    return ResolutionNote(constraint, visit.on, how, visit.advice[:1000], *helped)
