"""The monthly report's way up: a kecamatan checks, then the city; what they decide comes back to the report."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.foundation.ui.formats import month


def register_workflow() -> None:
    from dampingi.records.mentoring.actions.reports import WORKFLOW, approved, returned

    register(
        Workflow(
            name=WORKFLOW,
            permission=Permission.CHECK_MONTHLY_REPORTS,
            levels=(3, 2),
            on_approved=approved,
            on_returned=returned,
            url=lambda report_id: reverse("monthly_report", args=[report_id]),
            title=_title,
        )
    )


def _title(report_id: uuid.UUID) -> str:
    from dampingi.records.mentoring.models import MonthlyReport

    report = (
        MonthlyReport.objects.unscoped("the title of what one is told about")
        .select_related("mentor")
        .get(id=report_id)
    )
    return report_title(report)


def report_title(report: Any) -> str:
    """Of a report whose mentor is at hand."""
    return _("Laporan %(month)s – %(name)s") % {"month": month(report.month), "name": report.mentor.name}
