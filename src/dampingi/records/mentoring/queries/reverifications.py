import uuid

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.mentoring.models import Outcome, Reverification, ReverificationDraw
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme


def draws(actor: Actor):
    """The participants the lot fell on, with whether someone has looked again. What was reported is not told."""
    found = ReverificationDraw.objects.for_actor(actor, Permission.REVERIFY_OUTCOMES)
    done = Reverification.objects.unscoped("whether it happened").filter(enrolment=OuterRef("enrolment"))
    return found.select_related("enrolment__person", "enrolment__business").annotate(done=Exists(done))


def to_draw(actor: Actor) -> tuple[Programme, int] | None:
    """The programme whose draw the actor may make now, and among how many participants; None where it was made or is not theirs."""
    programme = current_programme(actor)
    if programme is None or not actor.may(
        Permission.REVERIFY_OUTCOMES, region=programme.region, programme=programme.id
    ):
        return None
    if ReverificationDraw.objects.unscoped("whether it happened").filter(programme=programme).exists():
        return None
    reported = Outcome.objects.unscoped("only how many").filter(programme=programme)
    return programme, reported.values("enrolment").distinct().count()


def draw(actor: Actor, enrolment_id: uuid.UUID) -> ReverificationDraw:
    found = draws(actor).filter(enrolment=enrolment_id).first()
    if found is None:
        raise Refused(
            _("Peserta itu tidak terundi untuk verifikasi ulang, atau di luar wilayah Anda."), status=404
        )
    return found
