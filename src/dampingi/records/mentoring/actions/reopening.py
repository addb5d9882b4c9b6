import uuid

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.ui.formats import month as written_month
from dampingi.records.mentoring.followers import tell_reopened
from dampingi.records.mentoring.models import MonthlyReport, ReportReopening
from dampingi.records.programmes.queries import require_open

CITY = 2
REOPENED = gettext_noop("Laporan %(month)s Anda dibuka kembali: %(reason)s")


@transaction.atomic
def reopen_report(*, by: Actor, report: uuid.UUID, reason: str) -> MonthlyReport:
    """Open an approved report again, for a reason: its mentor mends it and hands it in as a new version."""
    found = (
        MonthlyReport.objects.for_actor(by, Permission.CHECK_MONTHLY_REPORTS)
        .select_for_update(of=("self",))
        .select_related("mentor", "programme")
        .filter(id=report)
        .first()
    )
    if found is None:
        raise Refused(_("Laporan itu tidak ada, atau di luar wilayah Anda."), status=404)
    require_may_reopen(by, found)
    if found.state != MonthlyReport.State.APPROVED:
        raise Conflict(_("Hanya laporan yang sudah disetujui yang dapat dibuka kembali."))
    if not reason.strip():
        raise Refused(_("Tulis alasan membuka kembali laporan ini."))
    require_open(found.programme, found.month)
    found.state, found.approved_on = MonthlyReport.State.RETURNED, None
    found.save(update_fields=["state", "approved_on"])
    ReportReopening.objects.create(
        report=found, version=found.version, reason=reason.strip(), by=by.user_id, by_name=by.name
    )
    record_event(
        by=by, action="reopen_report", subject=("monthly_report", found.id), region=found.region,
        programme=found.programme_id, reason=reason, detail={"version": found.version},
    )  # fmt: skip
    tell_reopened(found)
    notify(
        users=[found.mentor.user_id], text=REOPENED, url=reverse("monthly_report", args=[found.id]),
        values={"month": written_month(found.month), "reason": reason.strip()},
    )  # fmt: skip
    return found


def require_may_reopen(by: Actor, report: MonthlyReport) -> None:
    """Who checks for the whole city, and never one's own: the last to approve opens again."""
    if report.mentor.user_id == by.user_id:
        raise Denied(_("Penyusun tidak boleh membuka kembali laporannya sendiri."))
    city = ancestor(report.region, min(CITY, depth(report.region)))
    by.require(Permission.CHECK_MONTHLY_REPORTS, region=city, programme=report.programme_id)


def may_reopen(by: Actor, report: MonthlyReport) -> bool:
    if report.state != MonthlyReport.State.APPROVED:
        return False
    try:
        require_may_reopen(by, report)
    except Refused:
        return False
    return True
