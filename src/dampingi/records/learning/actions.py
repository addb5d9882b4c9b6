import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Attendance, Subject, Training
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import require_open
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
) -> Training:
    """Put a training session on record: held already, or planned for a day of the programme."""
    by.require(Permission.MANAGE_INTAKE, region=region, programme=programme.id)
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
    training = Training.objects.create(
        programme=programme, region=region, subject=subject, title=title.strip(), on=on, minutes=minutes,
        place=place, speaker=speaker,
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
def record_attendance(
    *, by: Actor, training: Training, rows: Sequence[AttendanceIntake], today: datetime.date | None = None
) -> list[Attendance]:
    """Record who of the invited came, all or none; each participant once per training."""
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
