from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.actions import start
from dampingi.outcomes.documents.files import attached
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.reports.actions import print_report
from dampingi.outcomes.reports.forms import ReportForm
from dampingi.outcomes.reports.queries import figure, proven, snapshot, snapshots
from dampingi.outcomes.reports.screen import figure_page, page
from dampingi.outcomes.reports.tasks import KIND, STEPS

NEWEST = 50


@requires(Permission.PRINT_REPORTS)
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """The reports made, and the form that makes one."""
    form = ReportForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        job = start(by=request.actor, kind=KIND, params=form.cleaned_data, total=STEPS)
        return redirect("job", job.id)
    found = snapshots(request.actor)
    context = {
        "form": form,
        "found": found[:NEWEST],
        "count": found.count(),
        "sets_letterhead": request.actor.holds(Permission.MANAGE_MENTORS),
    }
    return render(request, "reports/reports.html", context)


@requires(Permission.PRINT_REPORTS)
@require_GET
def report(request: HttpRequest, report_code: str) -> HttpResponse:
    return render(request, "reports/report.html", page(proven(snapshot(request.actor, report_code))))


@requires(Permission.PRINT_REPORTS)
@require_GET
def report_file(request: HttpRequest, report_code: str, format: str) -> HttpResponse:
    found = snapshot(request.actor, report_code)
    if format not in Printing.Format.values:
        raise Refused(_("Laporan tersedia sebagai PDF dan Excel."), status=404)
    printing = print_report(by=request.actor, snapshot=found, format=format)
    return attached(printing, f"laporan-{found.programme.code}-{found.region}")


@requires(Permission.PRINT_REPORTS)
@require_GET
def report_figure(request: HttpRequest, report_code: str, no: int) -> HttpResponse:
    found = snapshot(request.actor, report_code)
    return render(request, "reports/figure.html", figure_page(request.actor, found, figure(found, no)))
