import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.revisions.actions import change
from dampingi.foundation.revisions.queries import changes_by
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.foundation.ui.formats import month as written
from dampingi.records.mentoring.actions.batches import audit, require_open_months, today_of
from dampingi.records.mentoring.actions.withdrawing import settle_by_confirming
from dampingi.records.mentoring.intake import GrowthIntake
from dampingi.records.mentoring.models import Growth, GrowthConfirmation, How
from dampingi.records.programmes.models import Caseload, Enrolment
from dampingi.records.programmes.queries import require_open
from dampingi.records.programmes.rosters import Roster

FIGURES = ("turnover", "workers", "products", "channels", "weeks_with_sales", "weeks", "has_nib")
MOST_WEEKS = 5
MOST_TURNOVER, MOST_COUNT = 1_000_000_000_000, 100_000
"""Far beyond a medium enterprise; more is a slip of the keys, and at some point more than a column holds."""


@transaction.atomic
def record_growth(
    *, by: Actor, rows: Sequence[GrowthIntake], today: datetime.date | None = None
) -> list[Growth]:
    """Record participants' businesses month by month, all or none. The earliest month on record is the baseline."""
    roster = Roster([r.enrolment_id for r in rows])
    roster.require_reach(by, Permission.RECORD_VISITS, Permission.GIVE_VOICE, Permission.MANAGE_INTAKE)
    known, now = _known_months(roster), today_of(roster, today)
    first = _first_months(rows, known)
    before = {(r.enrolment_id, r.month): _before(r) for r in rows if r.carried}

    def growth(row: GrowthIntake) -> Growth:
        enrolment = roster.enrolment(row.enrolment_id)
        if row.month in known[enrolment.id]:
            raise Conflict(
                _("Perkembangan bulan %(month)s sudah tercatat. Ubah catatan itu bila keliru.")
                % {"month": written(row.month)}
            )
        known[enrolment.id].add(row.month)
        _check_month(row.month, enrolment, first[enrolment.id], now)
        check_figures({f: getattr(row, f) for f in FIGURES})
        if row.carried:
            _check_carried(row, before[row.enrolment_id, row.month])
        return _growth(by, row, enrolment, baseline=row.month == first[enrolment.id])

    made = each_row(rows, growth)
    require_open_months((roster.enrolment(r.enrolment_id), r.month) for r in rows)
    insert_objects(made)
    values = [(str(g.enrolment_id), g.month, *(getattr(g, f) for f in FIGURES)) for g in made]
    audit(by=by, action="record_growth", kind="growth", rows=made, values=values)
    return made


@transaction.atomic
def correct_growth(*, by: Actor, growth: uuid.UUID, values: dict[str, Any]) -> Growth:
    """Mend a month's figures; the old ones stay in the revisions, and a confirmation has to be given again."""
    found = _in_reach(by, [growth], Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
    if not found:
        raise Refused(_("Catatan perkembangan itu tidak ada, atau di luar dampingan Anda."), status=404)
    record = found[0]
    if set(values) - set(FIGURES):
        raise Refused(_("Hanya angka perkembangan yang dapat diubah di sini."))
    require_open(record.programme, record.month)
    check_figures({f: getattr(record, f) for f in FIGURES} | values)
    changes = change(by=by, record=record, kind="growth", values=values)
    still = [f for f in record.carried if f not in changes]
    if still != record.carried:
        change(by=by, record=record, kind="growth", values={"carried": still})
    if changes and record.confirmed_at:
        change(by=by, record=record, kind="growth", values={"confirmed_at": None})
    record_event(
        by=by,
        action="correct_growth",
        subject=("growth", record.id),
        region=record.region,
        programme=record.programme_id,
        detail={"fields": sorted(changes)},
        values=[changes],
    )
    return record


@transaction.atomic
def confirm_growth(
    *, by: Actor, ids: Iterable[uuid.UUID], device: uuid.UUID | None = None, how: str = How.PHONE
) -> list[Growth]:
    """The participant (or the office, having asked them) says that the figures are right. Confirming twice is harmless.

    An officer (`how` they asked) may not be who reported the figures, nor the participant's mentor: nobody checks themselves.
    """
    wanted = list(ids)
    found = _in_reach(by, wanted, Permission.GIVE_VOICE, Permission.MANAGE_INTAKE)
    if len(found) < len(set(wanted)):
        raise Refused(_("Ada catatan perkembangan yang tidak ada, atau bukan milik Anda."), status=404)
    fresh = [g for g in found if g.confirmed_at is None]
    settle_by_confirming(by, fresh)
    insert_objects(_confirmations(by, fresh, device, how))
    for growth in fresh:
        growth.confirmed_at = timezone.now()
    for start in range(0, len(fresh), 500):
        rows = Growth.objects.unscoped("reach checked above")
        chosen = [g.id for g in fresh[start : start + 500]]
        rows.filter(id__in=chosen).update(confirmed_at=fresh[0].confirmed_at)
    audit(by=by, action="confirm_growth", kind="growth", rows=fresh, values=[str(g.id) for g in fresh])
    return found


def _confirmations(
    by: Actor, rows: list[Growth], device: uuid.UUID | None, how: str
) -> list[GrowthConfirmation]:
    """None for the system's own work, which is nobody's word."""
    if by.user_id is None:
        return []
    people = _people([g.enrolment_id for g in rows])
    strange = [g for g in rows if people[g.enrolment_id] != by.user_id]
    if strange:
        _require_another(by, strange, how)
    return [
        GrowthConfirmation(
            growth=g, by=by.user_id, by_name=by.name, how=how if g in strange else How.SELF,
            device=None if g in strange else device,
        )
        for g in rows
    ]  # fmt: skip


def _people(enrolments: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID | None]:
    found: dict[uuid.UUID, uuid.UUID | None] = {}
    for start in range(0, len(enrolments), 500):
        rows = Enrolment.objects.unscoped("of figures in reach").filter(
            id__in=enrolments[start : start + 500]
        )
        found |= dict(rows.values_list("id", "person__user"))
    return found


def _require_another(by: Actor, rows: list[Growth], how: str) -> None:
    if how not in (How.PHONE, How.MET):
        raise Refused(_("Pilih cara Anda menanyakannya kepada peserta."))
    mentored = Caseload.objects.filter(mentor__user=by.user_id)
    theirs = set(mentored.values_list("enrolment", flat=True))
    mended = {id for _kind, id, _at in changes_by(by, {"growth": [g.id for g in rows]})}
    if any(g.reported_by == by.label or g.id in mended or g.enrolment_id in theirs for g in rows):
        raise Denied(
            _(
                "Angka ini Anda sendiri yang melaporkan, atau pesertanya dampingan Anda. Minta petugas lain mengonfirmasinya."
            )
        )


def _in_reach(by: Actor, ids: list[uuid.UUID], *permissions: Permission) -> list[Growth]:
    found: dict[uuid.UUID, Growth] = {}
    for permission in permissions:
        for start in range(0, len(ids), 500):
            rows = Growth.objects.for_actor(by, permission).filter(id__in=ids[start : start + 500])
            found |= {g.id: g for g in rows.select_for_update(of=("self",))}
    return list(found.values())


def _before(row: GrowthIntake) -> Growth | None:
    """The month on record before this one, however long ago."""
    rows = Growth.objects.unscoped("of participants whose reach is checked")
    return rows.filter(enrolment=row.enrolment_id, month__lt=row.month).order_by("-month").first()


def _check_carried(row: GrowthIntake, before: Growth | None) -> None:
    if before is None:
        raise Refused(_("Belum ada bulan sebelumnya untuk dibandingkan. Isi semua angkanya."))
    if any(f not in FIGURES or getattr(row, f) != getattr(before, f) for f in row.carried):
        raise Conflict(
            _(
                "Angka bulan sebelumnya baru saja berubah. Muat ulang halaman, lalu periksa yang dinyatakan tetap."
            )
        )


def _known_months(roster: Roster) -> dict[uuid.UUID, set[datetime.date]]:
    found: dict[uuid.UUID, set[datetime.date]] = defaultdict(set)
    ids = list(roster.enrolments)
    for start in range(0, len(ids), 500):
        rows = Growth.objects.unscoped("of participants whose reach is checked")
        rows = rows.filter(enrolment__in=ids[start : start + 500])
        for enrolment, month in rows.values_list("enrolment_id", "month"):
            found[enrolment].add(month)
    return found


def _first_months(
    rows: Sequence[GrowthIntake], known: dict[uuid.UUID, set[datetime.date]]
) -> dict[uuid.UUID, datetime.date]:
    """The baseline month of each participant: the one on record, else the earliest of the batch."""
    first = {e: min(months) for e, months in known.items() if months}
    fresh: dict[uuid.UUID, datetime.date] = {}
    for row in rows:
        if row.enrolment_id not in first:
            fresh[row.enrolment_id] = min(row.month, fresh.get(row.enrolment_id, row.month))
    return first | fresh


def _check_month(
    month: datetime.date, enrolment: Enrolment, baseline: datetime.date, today: datetime.date
) -> None:
    if month.day != 1:
        raise Refused(_("Bulan ditulis sebagai tanggal 1. Perbaiki bulannya."))
    if month > today:
        raise Refused(_("Bulan %(month)s belum tiba. Perbaiki bulannya.") % {"month": written(month)})
    if month < baseline:
        raise Refused(
            _("Bulan %(month)s lebih awal daripada kondisi awal peserta (%(first)s). Perbaiki bulannya.")
            % {"month": written(month), "first": written(baseline)}
        )
    if month < _month_before(enrolment.enrolled_on):
        raise Refused(
            _("Bulan %(month)s terlalu awal: kondisi awal paling jauh sebulan sebelum peserta masuk program.")
            % {"month": written(month)}
        )
    if enrolment.exited_on and month > enrolment.exited_on:
        raise Refused(
            _("Peserta sudah keluar dari program sebelum bulan %(month)s. Perbaiki bulannya.")
            % {"month": written(month)}
        )


def _month_before(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


def check_figures(figures: dict[str, Any]) -> None:
    if figures["turnover"] < 0:
        raise Refused(
            _("Omzet tidak boleh negatif. Isi 0 bila tidak ada penjualan; kerugian dicatat di kendala.")
        )
    if min(figures[f] for f in ("workers", "products", "channels", "weeks_with_sales")) < 0:
        raise Refused(_("Jumlah tidak boleh negatif. Isi 0 bila tidak ada."))
    if (
        figures["turnover"] > MOST_TURNOVER
        or max(figures[f] for f in ("workers", "products", "channels")) > MOST_COUNT
    ):
        raise Refused(_("Angka itu terlalu besar untuk satu usaha dalam sebulan. Periksa jumlah nolnya."))
    if not 1 <= figures["weeks"] <= MOST_WEEKS or figures["weeks_with_sales"] > figures["weeks"]:
        raise Refused(_("Minggu dengan penjualan melebihi jumlah minggu. Isi antara 0 dan 5 minggu."))


def _growth(by: Actor, row: GrowthIntake, enrolment: Enrolment, *, baseline: bool) -> Growth:
    return Growth(
        programme_id=enrolment.programme_id,
        region=enrolment.region,
        enrolment=enrolment,
        month=row.month,
        baseline=baseline,
        reported_by=by.label,
        carried=[f for f in FIGURES if f in row.carried],
        **{f: getattr(row, f) for f in FIGURES},
    )
