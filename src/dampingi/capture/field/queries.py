import uuid
from collections.abc import Iterable
from hmac import compare_digest

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from dampingi.capture.field.kinds import CHOOSING
from dampingi.capture.field.models import Device, Photo, Submission
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused

State = Submission.State
UNDECIDED = (State.CONFLICT, State.QUARANTINED)


def device_with(id: uuid.UUID, token_hash: str) -> Device | None:
    """The device that told its id and its token's hash."""
    found = Device.objects.unscoped("known by its token").select_related("user").filter(id=id).first()
    return found if found and compare_digest(found.token_hash, token_hash) else None


def devices(actor: Actor):
    """One's own phones, and those of the mentors whose submissions one decides on, with what came from each."""
    own = Device.objects.for_actor(actor, Permission.CAPTURE_IN_FIELD)
    found = own | Device.objects.for_actor(actor, Permission.DECIDE_CAPTURES)
    undecided = Count("submissions", filter=Q(submissions__state__in=UNDECIDED))
    return found.select_related("user").annotate(
        last=Max("submissions__received_at"), sent=Count("submissions"), undecided=undecided
    )


def device(actor: Actor, id: uuid.UUID) -> Device:
    found = devices(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Perangkat itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def submissions(actor: Actor):
    """What came from one's own phones, and from those of the region one decides for."""
    own = Submission.objects.for_actor(actor, Permission.CAPTURE_IN_FIELD)
    found = own | Submission.objects.for_actor(actor, Permission.DECIDE_CAPTURES)
    return found.select_related("device__user")


def submission(actor: Actor, id: uuid.UUID) -> Submission:
    found = submissions(actor).select_related("rival_of", "decision").filter(id=id).first()
    if found is None:
        raise Refused(_("Kiriman itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def undecided(actor: Actor):
    return Submission.objects.for_actor(actor, Permission.DECIDE_CAPTURES).filter(state__in=UNDECIDED)


def may_decide(actor: Actor, submission: Submission) -> bool:
    """The office of the region, but nobody lets their own through; of two versions of their own a mentor chooses."""
    own = submission.device.user_id == actor.user_id
    if own:
        return submission.state == State.CONFLICT and submission.kind in CHOOSING
    return actor.may(Permission.DECIDE_CAPTURES, region=submission.region)


def received(device: Device, ids: Iterable[uuid.UUID]) -> list[Submission]:
    """What is known of these ids from the device's owner, in the server's order."""
    rows = Submission.objects.unscoped("the owner's own").filter(device__user=device.user_id)
    return list(rows.filter(id__in=list(ids)).defer("body").order_by("seq"))


def photo(device: Device, id: uuid.UUID) -> Photo | None:
    """A photo of the device's owner, as far as it has come."""
    found = Photo.objects.filter(id=id, device__user=device.user_id).select_related("submission")
    return found.first()


def shown_photo(actor: Actor, id: uuid.UUID) -> Photo:
    """A photo that can be looked at, of a submission within reach."""
    found = (
        Photo.objects.filter(id=id, submission__in=submissions(actor).values("pk")).exclude(shown="").first()
    )
    if found is None:
        raise Refused(_("Foto itu tidak ada, belum utuh, atau di luar wilayah Anda."), status=404)
    return found
