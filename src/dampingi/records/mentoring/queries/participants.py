import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.businesses.naming import business_key, person_key
from dampingi.records.mentoring.models import StageCompletion, Visit
from dampingi.records.mentoring.queries.attention import LONG_AGO
from dampingi.records.programmes.models import Caseload, Stage
from dampingi.records.programmes.queries import enrolments

WHY = "narrows participants already in reach"
FINISHED = "selesai"
"""In place of a stage: nothing is left to do."""


def participants(actor: Actor):
    """Participants within reach with the day of the last visit and the number of stages finished."""
    visits = Visit.objects.unscoped(WHY).filter(enrolment=OuterRef("pk"), archived_at=None)
    last = visits.order_by().values("enrolment").annotate(last=Max("on")).values("last")
    done = StageCompletion.objects.unscoped(WHY).filter(enrolment=OuterRef("pk"))
    counted = done.order_by().values("enrolment").annotate(n=Count("id")).values("n")
    return enrolments(actor).annotate(
        last_visit=Subquery(last), stages_done=Coalesce(Subquery(counted), Value(0))
    )


def matching(found, text: str):
    """Those whose own or whose business's name matches what was typed."""
    wanted = Q(person__key__contains=person_key(text)) | Q(business__key__contains=business_key(text))
    return found.filter(wanted)


def in_state(found, state: str, *, today: datetime.date):
    """Narrow `participants` to a state by name: active, left, quiet (not visited lately) or late (a stage overdue)."""
    if state == "left":
        return found.exclude(exited_on=None)
    active = found.filter(exited_on=None)
    if state == "quiet":
        border = today - datetime.timedelta(days=LONG_AGO)
        return active.filter(Q(last_visit__lt=border) | Q(last_visit=None, enrolled_on__lt=border))
    if state == "late":
        return active.filter(id__in=active.filter(_has_overdue(today)).values("id"))
    return active


def _has_overdue(today: datetime.date) -> Q:
    """Fewer due stages finished than are due, programme by programme."""
    either = Q(pk__in=[])
    due = Stage.objects.filter(due_on__lt=today).values("programme").annotate(n=Count("id"))
    for programme, n in due.values_list("programme", "n"):
        finished = (
            StageCompletion.objects.unscoped(WHY)
            .filter(stage__due_on__lt=today, programme=programme)
            .values("enrolment")
            .annotate(n=Count("id"))
            .filter(n__gte=n)
        )
        either |= Q(programme=programme) & ~Q(id__in=finished.values("enrolment"))
    return either


def stage_now() -> Subquery:
    """The first stage in the programme's order that a participant has not finished; None past the last."""
    finished = StageCompletion.objects.unscoped(WHY).filter(
        enrolment=OuterRef(OuterRef("pk")), stage=OuterRef("pk")
    )
    ahead = Stage.objects.filter(~Exists(finished), programme=OuterRef("programme")).order_by("order")
    return Subquery(ahead.values("pk")[:1])


def at_stage(found, stage: str):
    """Those still in the programme who stand at this stage; `done`: who have finished every one."""
    active = found.filter(exited_on=None).annotate(stage_now=stage_now())
    return active.filter(stage_now=None) if stage == FINISHED else active.filter(stage_now=stage)


def with_mentor(found, mentor_id: str, *, today: datetime.date):
    held = Caseload.objects.filter(mentor=mentor_id, starts_on__lte=today).filter(
        Q(ends_on=None) | Q(ends_on__gt=today)
    )
    return found.filter(id__in=held.values("enrolment"))
