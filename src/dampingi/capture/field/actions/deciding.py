import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.capture.field.actions.receiving import entry_of, settle
from dampingi.capture.field.applying import apply_one
from dampingi.capture.field.entries import APPLIED, Outcome, Sender, State
from dampingi.capture.field.kinds import CHOOSING
from dampingi.capture.field.models import Decision, Submission
from dampingi.capture.field.photos import with_photo
from dampingi.capture.field.queries import may_decide, submissions
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.origins.models import Origin

DECLINED = gettext_noop("Kiriman lapangan Anda ditolak: %(reason)s")
ACCEPTED = gettext_noop("Kiriman lapangan Anda yang tertahan kini tercatat.")


@transaction.atomic
def decide(
    *, by: Actor, submission: uuid.UUID, accept: bool, reason: str, fields: Sequence[str] = ()
) -> Submission:
    """Accept what the rules had stopped, or decline it. Accepting goes through the records' action again, now under `by`:
    a rule that still says no is raised. Of a conflict, `fields` are those in which what was sent replaces what stands.
    """
    found = _open(by, submission)
    if not reason.strip():
        raise Refused(_("Tulis alasan keputusan ini."))
    if not accept:
        outcome = Outcome(State.DECLINED, reason.strip())
    elif found.state == State.CONFLICT:
        outcome = _chosen(by, found, fields)
    else:
        outcome = _applied(by, found)
    settle(found, outcome)
    found.save(update_fields=["state", "reason", "overlaps"])
    if outcome.state != State.CONFLICT:
        _remember(by, found, reason.strip(), fields if accept else ())
    return found


def _open(by: Actor, id: uuid.UUID) -> Submission:
    reached = submissions(by).filter(id=id)
    found = (
        Submission.objects.unscoped("reach is checked by the id")
        .select_for_update(of=("self",))
        .select_related("device")
        .filter(id=id, pk__in=reached.values("pk"))
        .first()
    )
    if found is None:
        raise Refused(_("Kiriman itu tidak ada, atau di luar wilayah Anda."), status=404)
    if not found.undecided:
        raise Conflict(_("Kiriman ini sudah diputuskan. Muat ulang halamannya."))
    if not may_decide(by, found):
        raise Denied(_("Kiriman ini diputuskan orang lain. Hubungi penyelenggara bila perlu."))
    return found


def _chosen(by: Actor, found: Submission, fields: Sequence[str]) -> Outcome:
    if found.kind not in CHOOSING:
        raise Refused(
            _(
                "Yang sudah tercatat tidak diganti dari sini. Perbaiki di halaman peserta bila keliru, lalu tolak kiriman ini."
            )
        )
    if not fields or set(fields) - set(found.overlaps):
        raise Refused(_("Pilih paling sedikit satu isian yang dipakai dari kiriman, atau tolak kirimannya."))
    CHOOSING[found.kind](Sender(by, found.device.user_id), entry_of(found), fields)
    return Outcome(State.APPLIED, overlaps=found.overlaps)


def _applied(by: Actor, found: Submission) -> Outcome:
    origin = open_origin(by=by, door=Origin.Door.FIELD, reference=f"submission {found.id}", hash=found.hash)
    entry = with_photo(found, entry_of(found), list(found.photos.all()))
    return apply_one(Sender(by, found.device.user_id), origin, entry)


def _remember(by: Actor, found: Submission, reason: str, fields: Sequence[str]) -> None:
    accepted = found.state == APPLIED.state
    Decision.objects.create(
        submission=found, accepted=accepted, chosen=list(fields), reason=reason, by=by.label, by_name=by.name
    )
    record_event(
        by=by,
        action="accept_submission" if accepted else "decline_submission",
        subject=("field_submission", found.id),
        region=found.region,
        reason=reason,
        values=[found.hash],
    )
    if by.user_id != found.device.user_id:
        text, values = (ACCEPTED, {}) if accepted else (DECLINED, {"reason": reason})
        notify(users=[found.device.user_id], text=text, values=values)
