import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.businesses.queries import reached, regions_of
from dampingi.records.learning.actions.registrations import check_places, lock_training, tell_called_off
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Attendance, Invitation, Module, Speaker, Subject, Training
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import enrolments_by_business, require_open
from dampingi.records.programmes.rosters import Roster, require_active, today_in

LONGEST = 24 * 60


@transaction.atomic
def hold_training(
    *,
    by: Actor,
    programme: Programme,
    region: str,
    subject: str,
    title: str,
    on: datetime.date,
    minutes: int,
    place: str = "",
    speaker: str = "",
    places: int | None = None,
    closes_on: datetime.date | None = None,
    module: Module | None = None,
    spoken_by: Speaker | None = None,
) -> Training:
    """Put a training session on record: held already, or planned for a day of the programme."""
    by.require(Permission.MANAGE_INTAKE, region=region, programme=programme.id)
    subject = check_module(module, programme.id).subject if module else subject
    if subject not in Subject.values:
        raise Refused(
            _("Bidang pelatihan %(subject)s tidak dikenal. Pilih dari daftar.") % {"subject": subject}
        )
    if not contains(programme.region, region):
        raise Refused(_("Wilayah pelatihan di luar wilayah program. Pilih wilayah lain."))
    if not programme.starts_on <= on <= programme.ends_on:
        raise Refused(_("Tanggal pelatihan di luar masa program. Perbaiki tanggalnya."))
    if not 1 <= minutes <= LONGEST:
        raise Refused(_("Lama pelatihan diisi dalam menit, paling lama sehari."))
    if not title.strip():
        raise Refused(_("Isi judul pelatihan."))
    require_open(programme, on)
    closes = check_places(places, closes_on, on)
    if (
        spoken_by
        and not Speaker.objects.unscoped("still offered").filter(id=spoken_by.id, retired_at=None).exists()
    ):
        raise Refused(_("%(name)s tidak ditawarkan lagi. Pilih narasumber lain.") % {"name": spoken_by.name})
    speaker = spoken_by.name if spoken_by else speaker
    training = Training.objects.create(
        programme=programme, region=region, subject=subject, title=title.strip(), on=on, minutes=minutes,
        place=place, speaker=speaker, places=places, closes_on=closes,
        module=module, spoken_by=spoken_by,
    )  # fmt: skip
    record_event(
        by=by,
        action="hold_training",
        subject=("training", training.id),
        region=region,
        programme=programme.id,
    )
    return training


@transaction.atomic
def set_module(*, by: Actor, training: uuid.UUID, module: Module | None) -> Training:
    """Say of which module a training is; what people attended counts for that module from now on."""
    found = lock_training(training)
    if found is None or not by.may(
        Permission.MANAGE_INTAKE, region=found.region, programme=found.programme_id
    ):
        raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    found.module = check_module(module, found.programme_id) if module else None
    found.subject = module.subject if module else found.subject
    found.save(update_fields=["module", "subject"])
    record_event(
        by=by, action="set_training_module", subject=("training", found.id), region=found.region,
        programme=found.programme_id, detail={"module": str(module.id) if module else ""},
    )  # fmt: skip
    return found


def check_module(module: Module, programme: uuid.UUID) -> Module:
    if module.curriculum.programme_id != programme:
        raise Refused(_("Modul itu dari program lain. Pilih modul program ini."))
    return module


@transaction.atomic
def record_attendance(
    *, by: Actor, training: Training, rows: Sequence[AttendanceIntake], today: datetime.date | None = None
) -> list[Attendance]:
    """Record who of the invited came, all or none; each participant once per training."""
    training = lock_training(training.id) or training
    if training.cancelled_at:
        raise Conflict(_("Pelatihan ini dibatalkan; kehadirannya tidak dapat dicatat."))
    if training.on > (today or today_in(training.region)):
        raise Refused(_("Pelatihan ini belum berlangsung. Catat kehadirannya pada hari itu atau sesudahnya."))
    require_open(training.programme, training.on)
    roster = Roster([r.enrolment_id for r in rows])
    roster.require_reach(by, Permission.MANAGE_INTAKE, Permission.RECORD_VISITS)
    known = set(
        Attendance.objects.unscoped("of this training, reach checked")
        .filter(training=training)
        .values_list("enrolment_id", flat=True)
    )

    def attendance(row: AttendanceIntake) -> Attendance:
        enrolment = roster.enrolment(row.enrolment_id)
        if enrolment.programme_id != training.programme_id:
            raise Refused(_("Peserta itu bukan peserta program pelatihan ini."))
        if enrolment.id in known:
            raise Conflict(_("Kehadiran peserta ini pada pelatihan ini sudah tercatat."))
        known.add(enrolment.id)
        require_active(enrolment, training.on, today=training.on)
        _check_scores(row)
        return Attendance(
            programme_id=enrolment.programme_id, region=enrolment.region, training=training, enrolment=enrolment,
            present=row.present, pre=row.pre, post=row.post,
        )  # fmt: skip

    made = each_row(rows, attendance)
    insert_objects(made)
    record_event(
        by=by, action="record_attendance", subject=("training", training.id), region=training.region,
        programme=training.programme_id, detail={"rows": len(made)},
        values=[(str(a.enrolment_id), a.present, a.pre, a.post) for a in made],
    )  # fmt: skip
    return made


def _check_scores(row: AttendanceIntake) -> None:
    scores = [s for s in (row.pre, row.post) if s is not None]
    if any(not 0 <= s <= 100 for s in scores):
        raise Refused(_("Nilai tes diisi antara 0 dan 100."))
    if scores and not row.present:
        raise Refused(_("Peserta yang tidak hadir tidak memiliki nilai tes. Kosongkan nilainya."))


@transaction.atomic
def plan_training(
    *, by: Actor, programme: Programme, region: str, businesses: Sequence[uuid.UUID], **more: Any
) -> Training:
    """A training for these businesses and no others: participants are on its list, the rest are invited by message."""
    wanted = reached(by, Permission.PLAN_HELP, businesses)
    if not wanted:
        raise Refused(_("Tidak ada usaha terpilih untuk diundang. Pilih kembali dari peta kendala."))
    training = hold_training(by=by, programme=programme, region=region, **more)
    if training.on < today_in(region):
        raise Refused(_("Pelatihan untuk usaha terpilih direncanakan untuk hari ini atau sesudahnya."))
    enrolments = enrolments_by_business(wanted, programme=programme)
    regions = regions_of(wanted)
    insert_objects(
        [
            Invitation(training=training, business_id=b, enrolment=enrolments.get(b), region=regions[b])
            for b in wanted
        ]
    )
    record_event(
        by=by, action="invite_to_training", subject=("training", training.id), region=region,
        programme=programme.id, detail={"rows": len(wanted)}, values=[str(b) for b in wanted],
    )  # fmt: skip
    return training


@transaction.atomic
def cancel_training(*, by: Actor, training: uuid.UUID, reason: str) -> Training:
    """Call a planned training off. One whose attendance is on record took place and stays."""
    found = lock_training(training)
    if found is None or not by.may(
        Permission.MANAGE_INTAKE, region=found.region, programme=found.programme_id
    ):
        raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.cancelled_at:
        raise Conflict(_("Pelatihan ini sudah dibatalkan."))
    if Attendance.objects.unscoped("of a training in hand").filter(training=found).exists():
        raise Conflict(
            _("Kehadirannya sudah tercatat; pelatihan yang sudah berlangsung tidak dapat dibatalkan.")
        )
    if not reason.strip():
        raise Refused(_("Tulis alasan membatalkan pelatihan ini."))
    found.cancelled_at, found.cancel_reason = timezone.now(), reason.strip()
    found.save(update_fields=["cancelled_at", "cancel_reason"])
    tell_called_off(by, found)
    record_event(
        by=by, action="cancel_training", subject=("training", found.id), region=found.region,
        programme=found.programme_id, reason=reason.strip(),
    )  # fmt: skip
    return found
