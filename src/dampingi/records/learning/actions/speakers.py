import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import exists
from dampingi.records.learning.actions.registrations import lock_training
from dampingi.records.learning.intake import OpinionIntake
from dampingi.records.learning.models import ASPECTS, Attendance, Heard, Opinion, Speaker, Training
from dampingi.records.learning.opinions import closes_on
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in

LONGEST = 500


@transaction.atomic
def keep_speaker(
    *,
    by: Actor,
    region: str,
    name: str,
    organisation: str = "",
    about: str = "",
    speaker: uuid.UUID | None = None,
) -> Speaker:
    """Put a speaker on record, or correct what is on record of one."""
    by.require(Permission.MANAGE_INTAKE, region=region)
    if not exists(region):
        raise Refused(_("Wilayah %(code)s tidak ada. Pilih dari daftar.") % {"code": region})
    named = name.strip()
    if not named or len(named) > 150:
        raise Refused(_("Isi nama narasumber, paling panjang 150 huruf."))
    told = {
        "region": region,
        "name": named,
        "organisation": organisation.strip()[:150],
        "about": about.strip()[:LONGEST],
    }
    twins = Speaker.objects.unscoped("whether the name is taken here").filter(
        region=region, name__iexact=named, organisation__iexact=told["organisation"], retired_at=None
    )
    if twins.exclude(id=speaker).exists():
        raise Conflict(
            _("Narasumber itu sudah tercatat. Buka yang ada, atau tulis lembaganya agar terbedakan.")
        )
    found = _of(by, speaker) if speaker else Speaker()
    for key, value in told.items():
        setattr(found, key, value)
    found.save()
    Training.objects.unscoped("of a speaker in hand").filter(spoken_by=found).update(speaker=found.name)
    _event(by, "keep_speaker", found, values=[tuple(told.values())])
    return found


@transaction.atomic
def retire_speaker(*, by: Actor, speaker: uuid.UUID) -> Speaker:
    """No longer offered for trainings; what was held stays."""
    found = _of(by, speaker)
    if found.retired_at:
        raise Conflict(_("Narasumber ini sudah tidak ditawarkan lagi."))
    found.retired_at = timezone.now()
    found.save(update_fields=["retired_at"])
    _event(by, "retire_speaker", found)
    return found


@transaction.atomic
def give_opinion(
    *,
    by: Actor,
    training: uuid.UUID,
    enrolment: uuid.UUID,
    opinion: OpinionIntake,
    today: datetime.date | None = None,
) -> None:
    """What a participant who came thinks of the session. Kept apart from who gave it: neither row names the other, nor a moment."""
    mine = Enrolment.objects.for_actor(by, Permission.GIVE_VOICE).filter(id=enrolment).first()
    found = lock_training(training)
    came = Attendance.objects.unscoped("one's own").filter(
        training=training, enrolment=enrolment, present=True
    )
    if found is None or mine is None or not came.exists():
        raise Refused(
            _("Hanya yang hadir yang menilai sesi. Bila Anda hadir, minta panitia mencatatnya."), status=404
        )
    day = today or today_in(found.region)
    if day > closes_on(found.on):
        raise Conflict(_("Penilaian sesi ini sudah ditutup. Terima kasih."))
    if Heard.objects.filter(training=found, enrolment=mine).exists():
        raise Conflict(_("Penilaian Anda sudah tersimpan. Terima kasih, satu kali sudah cukup."))
    points = [getattr(opinion, aspect) for aspect in ASPECTS]
    if any(not 1 <= p <= 5 for p in points):
        raise Refused(_("Jawab setiap pertanyaan dengan 1 sampai 5."))
    Heard.objects.create(training=found, enrolment=mine)
    Opinion.objects.create(
        training=found, comment=opinion.comment.strip()[:LONGEST], **dict(zip(ASPECTS, points, strict=True))
    )
    # the event names no participant and no answer: the trail must not tell who said what
    record_event(by=Actor.for_system("opinion of a session"), action="give_opinion", subject=("training", found.id),
                 region=found.region, programme=found.programme_id)  # fmt: skip


def _of(by: Actor, id: uuid.UUID | None) -> Speaker:
    reached = Speaker.objects.for_actor(by, Permission.MANAGE_INTAKE).filter(id=id)
    rows = Speaker.objects.unscoped("reach is checked by the id").select_for_update(no_key=True)
    found = rows.filter(id=id, pk__in=reached.values("pk")).first()
    if found is None:
        raise Refused(_("Narasumber itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _event(by: Actor, action: str, speaker: Speaker, **more: Any) -> None:
    record_event(by=by, action=action, subject=("speaker", speaker.id), region=speaker.region, **more)
