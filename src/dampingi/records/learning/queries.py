from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.learning.models import Attendance, Training


def trainings(actor: Actor):
    """Trainings in the actor's regions, newest first."""
    return Training.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).order_by("-on", "title")


def attendances(actor: Actor):
    """Attendances of the participants within reach, newest training first."""
    found = Attendance.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).select_related("training")
    return found.order_by("-training__on", "training__title")


def next_training(actor: Actor, enrolment, *, after):
    """The next session held in a region that contains the participant's."""
    codes = _lineage(enrolment.region)
    found = Training.objects.unscoped("announced to every participant of its region").filter(
        programme=enrolment.programme_id, region__in=codes, on__gte=after
    )
    return found.order_by("on", "title").first()


def _lineage(region: str) -> list[str]:
    parts = region.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
