import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.foundation.ui.formats import day as written
from dampingi.records.hours.days import WHOLE_DAY
from dampingi.records.hours.intake import WorkIntake
from dampingi.records.hours.models import Work
from dampingi.records.hours.offers import offered
from dampingi.records.hours.queries import minutes_on
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.queries import require_open
from dampingi.records.programmes.rosters import today_in

SHORTEST, LONGEST = 5, 720


def kinds_by_hand() -> set[str]:
    return {k["code"] for k in load("work_kinds") if k["by_hand"]}


@transaction.atomic
def log_work(*, by: Actor, rows: Sequence[WorkIntake], today: datetime.date | None = None) -> list[Work]:
    """Put work of mentors on record, all or none; returns it in the rows' order. A row already recorded is answered with itself."""
    known = _known(rows)
    fresh = [r for r in rows if r.id not in known]
    mentors = _mentors(by, fresh)
    approved = _approved(mentors.values(), fresh)
    each_row(fresh, lambda r: _check(r, mentors[r.mentor_id], approved, today))
    _require_days(mentors, fresh)
    made = {
        r.id: _work(by, r, mentors[r.mentor_id], late=(r.mentor_id, _month(r.on)) in approved) for r in fresh
    }
    insert_objects(list(made.values()))
    _record(by, "log_work", list(made.values()))
    return [known.get(r.id) or made[r.id] for r in rows]


@transaction.atomic
def confirm_offer(
    *, by: Actor, mentor: Mentor, source: str, source_id: uuid.UUID, month: datetime.date, id: uuid.UUID,
    minutes: int | None = None, reason: str = "", today: datetime.date | None = None,
) -> Work:  # fmt: skip
    """The mentor was at a training or clinic time that the records suggest."""
    before = Work.objects.unscoped("one's own, checked below").filter(
        mentor=mentor, source=source, source_id=source_id, corrects=None
    ).first()  # fmt: skip
    offer = None if before else offered(mentor, source, source_id, month)
    if before is None and offer is None:
        raise Refused(
            _("Kegiatan itu tidak ada dalam usulan bulan ini. Catat sendiri bila Anda ikut."), status=404
        )
    if before or offer is None:
        _require_own(by, mentor)
        return before
    row = WorkIntake(
        id, mentor.id, offer.on, offer.kind, minutes or offer.minutes, offer.starts, offer.title, source, source_id, reason
    )  # fmt: skip
    return log_work(by=by, rows=[row], today=today)[0]


@transaction.atomic
def correct_work(*, by: Actor, work: uuid.UUID, row: WorkIntake, today: datetime.date | None = None) -> Work:
    """Write a new row in the place of one; with 0 minutes it did not take place. The old row stays on record."""
    old = (
        Work.objects.for_actor(by, Permission.DRAFT_MONTHLY_REPORTS)
        .select_for_update(of=("self",)).select_related("mentor__programme").filter(id=work).first()
    )  # fmt: skip
    if old is None:
        raise Refused(_("Catatan jam itu tidak ada, atau bukan milik Anda."), status=404)
    known = _known([row])
    if known:
        return known[row.id]
    if Work.objects.unscoped("of a row in hand").filter(corrects=old).exists():
        raise Conflict(_("Catatan ini sudah dibetulkan. Betulkan yang terbaru."))
    if not row.reason.strip():
        raise Refused(_("Tulis mengapa catatan ini dibetulkan."))
    if _month(row.on) != _month(old.on):
        raise Refused(_("Tanggalnya pindah bulan. Tarik catatan ini, lalu catat di bulan yang benar."))
    approved = _approved([old.mentor], [row])
    _check(row, old.mentor, approved, today, least=0)
    _require_days({old.mentor_id: old.mentor}, [row], instead=old)
    made = _work(by, row, old.mentor, late=bool(approved))
    made.corrects, made.source, made.source_id = old, old.source, old.source_id
    insert_objects([made])
    _record(by, "correct_work", [made], reason=row.reason)
    return made


def _mentors(by: Actor, rows: Sequence[WorkIntake]) -> dict[uuid.UUID, Mentor]:
    wanted = {r.mentor_id for r in rows}
    found = Mentor.objects.unscoped("who writes is checked for each").filter(id__in=wanted)
    mentors = {m.id: m for m in found.select_related("programme")}
    if wanted - set(mentors):
        raise Refused(_("Pendamping itu tidak ada."), status=404)
    for mentor in mentors.values():
        _require_own(by, mentor)
    return mentors


def _require_own(by: Actor, mentor: Mentor) -> None:
    own = mentor.user_id == by.user_id and by.holds(Permission.DRAFT_MONTHLY_REPORTS)
    if not (by.system or own):
        raise Denied(_("Jam kerja dicatat oleh pendampingnya sendiri."))


def _check(
    row: WorkIntake, mentor: Mentor, approved: set, today: datetime.date | None, *, least: int = SHORTEST
) -> None:
    if row.kind not in kinds_by_hand():
        raise Refused(_("Pilih jenis pekerjaan dari daftar. Kunjungan dicatat di halaman peserta."))
    if not (row.minutes == least == 0 or SHORTEST <= row.minutes <= LONGEST):
        raise Refused(
            _("Lamanya antara %(least)s menit dan %(most)s jam.") % {"least": SHORTEST, "most": LONGEST // 60}
        )
    if row.on > (today or today_in(mentor.region)):
        raise Refused(_("Tanggal %(day)s belum tiba. Perbaiki tanggalnya.") % {"day": written(row.on)})
    if row.on < mentor.appointed_on or (mentor.ended_on and row.on > mentor.ended_on):
        raise Refused(_("Pada tanggal itu Anda tidak bertugas sebagai pendamping. Perbaiki tanggalnya."))
    require_open(mentor.programme, row.on)
    if (mentor.id, _month(row.on)) in approved and not row.reason.strip():
        raise Refused(_("Laporan bulan itu sudah disetujui. Tulis alasan mencatatnya sekarang."))


def _require_days(
    mentors: dict[uuid.UUID, Mentor], rows: Sequence[WorkIntake], *, instead: Work | None = None
) -> None:
    """No day holds more than 24 hours."""
    days: dict[uuid.UUID, dict[datetime.date, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        days[row.mentor_id][row.on] += row.minutes
    for mentor, wanted in days.items():
        standing = minutes_on(mentors[mentor], wanted)
        if instead:
            standing[instead.on] = standing.get(instead.on, 0) - instead.minutes
        full = next((d for d, n in wanted.items() if standing[d] + n > WHOLE_DAY), None)
        if full:
            raise Refused(
                _("Pada %(day)s jumlahnya melebihi 24 jam. Periksa lamanya.") % {"day": written(full)}
            )


def _known(rows: Sequence[WorkIntake]) -> dict[uuid.UUID, Work]:
    found: dict[uuid.UUID, Work] = {}
    for start in range(0, len(rows), 500):
        ids = [r.id for r in rows[start : start + 500]]
        found |= {w.id: w for w in Work.objects.unscoped("receipts for the sender").filter(id__in=ids)}
    for row in rows:
        if row.id in found and found[row.id].hash != row.hash:
            raise Conflict(_("Catatan ini sudah tersimpan dengan isi lain. Muat ulang halaman."))
    return found


def _approved(mentors, rows: Sequence[WorkIntake]) -> set[tuple[uuid.UUID, datetime.date]]:
    """(mentor, month) of approved reports."""
    found = MonthlyReport.objects.unscoped("whether the month is frozen").filter(
        mentor__in=list(mentors), month__in={_month(r.on) for r in rows}, state=MonthlyReport.State.APPROVED
    )
    return set(found.values_list("mentor_id", "month"))


def _month(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def _work(by: Actor, row: WorkIntake, mentor: Mentor, *, late: bool) -> Work:
    return Work(
        id=row.id, programme_id=mentor.programme_id, region=mentor.region, mentor=mentor, on=row.on, kind=row.kind,
        minutes=row.minutes, starts=row.starts, note=row.note.strip()[:300], source=row.source, source_id=row.source_id,
        reason=row.reason.strip()[:300], late=late, hash=row.hash, by=by.user_id,
    )  # fmt: skip


def _record(by: Actor, action: str, made: list[Work], reason: str = "") -> None:
    if not made:
        return
    one = made[0]
    record_event(
        by=by, action=action, subject=("work", one.id if len(made) == 1 else one.programme_id), region=one.region,
        programme=one.programme_id, reason=reason, detail={"rows": len(made)}, values=[w.hash for w in made],
    )  # fmt: skip
