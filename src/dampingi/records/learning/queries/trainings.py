import datetime
import uuid
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.records.businesses.models import Business
from dampingi.records.learning.models import Attendance, Invitation, Registration, Training
from dampingi.records.learning.queries.registrations import open_to
from dampingi.records.programmes.models import Enrolment


def trainings(actor: Actor):
    """Trainings held in the actor's regions, and those one's own participants were invited to or may register for."""
    regional = Training.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).values("id")
    invited = Attendance.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).values("training")
    asked = Invitation.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).values("training")
    found = Training.objects.unscoped("narrowed to the two reaches next")
    rows = found.filter(id__in=regional) | found.filter(id__in=invited) | found.filter(id__in=asked)
    return rows | found.filter(id__in=open_to(actor)) if actor.holds(Permission.JOIN_TRAININGS) else rows


def training(actor: Actor, id: uuid.UUID) -> Training:
    found = trainings(actor).filter(id=id).select_related("programme").first()
    if found is None:
        raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def attendances_of(actor: Actor, training: Training):
    """Who of the actor's participants was invited, with whether they came."""
    found = Attendance.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(training=training)
    return found.select_related("enrolment__person", "enrolment__business").order_by(
        "-present", "enrolment__person__key"
    )


def uninvited(actor: Actor, training: Training) -> list[Enrolment]:
    """Participants of the training's region that day who are not on its list yet; where it was planned for businesses, of those only.

    Where people register, those with a place come first: they are who was expected; others are added once those are recorded.
    """
    listed = Attendance.objects.unscoped("whether they are on the list").filter(
        training=training, enrolment=OuterRef("pk")
    )
    found = Enrolment.objects.for_actor(actor, Permission.MANAGE_INTAKE).filter(
        inside(training.region), programme=training.programme_id, enrolled_on__lte=training.on
    )
    rows = found.exclude(exited_on__lt=training.on).exclude(Exists(listed))
    asked = Invitation.objects.unscoped("of a training in reach").filter(training=training)
    if expected := expects(training):
        held = Enrolment.objects.for_actor(actor, Permission.MANAGE_INTAKE).filter(id__in=expected)
        return list(held.exclude(Exists(listed)).select_related("person", "business").order_by("person__key"))
    if asked.exists():
        rows = rows.filter(id__in=asked.exclude(enrolment=None).values("enrolment"))
    return list(rows.select_related("person", "business").order_by("region", "person__key"))


def attended(actor: Actor, enrolment: Enrolment) -> Any:
    """The sessions a participant was on the list of, the latest first."""
    found = Attendance.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(enrolment=enrolment)
    return found.select_related("training").order_by("-training__on", "training__title")


def expects(training: Training) -> set[uuid.UUID]:
    """Who has a place and is on no list yet."""
    if training.places is None:
        return set()
    listed = Attendance.objects.unscoped("of a training in reach").filter(training=training)
    held = Registration.objects.unscoped("of a training in reach").filter(
        training=training, left_at=None, placed_at__isnull=False
    )
    return set(held.exclude(enrolment__in=listed.values("enrolment")).values_list("enrolment", flat=True))


def invitations_of(actor: Actor, training: Training) -> Any:
    """Those of businesses the actor reaches: who opens a training through one of them does not read who else was asked."""
    reached = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES)
    found = Invitation.objects.unscoped("of businesses in reach").filter(
        training=training, business__in=reached.values("pk")
    )
    return found.select_related("business__owner")


def next_training(enrolment: Enrolment, *, after: datetime.date) -> Training | None:
    """The next session held in a region that contains the participant's."""
    parts = enrolment.region.split(".")
    codes = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
    found = Training.objects.unscoped("announced to every participant of its region").filter(
        programme=enrolment.programme_id, region__in=codes, on__gte=after, cancelled_at=None
    )
    theirs = Invitation.objects.unscoped("one's own").filter(training=OuterRef("pk"))
    found = found.filter(~Exists(theirs) | Exists(theirs.filter(enrolment=enrolment)))
    return found.order_by("on", "title").first()
