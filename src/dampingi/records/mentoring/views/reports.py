import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.mentoring import actions, listing
from dampingi.records.mentoring.actions.reopening import may_reopen
from dampingi.records.mentoring.forms.reports import DecisionForm, ReopenForm, ReportForm, RulesForm
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries import reports as queries
from dampingi.records.mentoring.queries.months import month_end
from dampingi.records.mentoring.queries.punctuality import month_asked, rules_of, standing
from dampingi.records.mentoring.sheet import sheet_of
from dampingi.records.programmes.queries import current_programme, programme_by_code, programmes
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.VIEW_MONTHLY_REPORTS)
def monthly_reports(request):
    today = timezone.localdate()
    spec = listing.reports_list(request.actor, today=today)
    context = {"open_months": queries.months_to_report(request.actor, today=today)} | _standing(
        request, today
    )
    return respond(request, spec, queries.reports(request.actor), "mentoring/monthly_reports.html", context)


def _standing(request, today: datetime.date) -> dict:
    """How the month shown stands, for those who look after others."""
    if not request.actor.regions(Permission.VIEW_MONTHLY_REPORTS):
        return {}
    month = month_asked(request.GET.get("bulan", ""), today=today)
    programme = current_programme(request.actor)
    rules = (
        programme
        if programme and request.actor.may(Permission.MANAGE_INTAKE, region=programme.region)
        else None
    )
    return {"month": month, "standing": standing(request.actor, month, today=today), "rules_of": rules}


@require_POST
@requires(Permission.DRAFT_MONTHLY_REPORTS)
def draft(request):
    """Begin the report of the posted month, or go on with the one begun."""
    asked = request.POST.get("month", "")
    offered = {
        m.isoformat(): (mentor, m)
        for mentor, m in queries.months_to_report(request.actor, today=timezone.localdate())
    }
    if asked not in offered:
        raise Refused(
            _("Bulan itu tidak dapat dilaporkan, atau laporannya sudah ada. Pilih dari daftar laporan.")
        )
    mentor, month = offered[asked]
    made = actions.draft_reports(by=request.actor, programme=mentor.programme, month=month, mentors=[mentor])
    return redirect("monthly_report", made[0].id)


@requires(Permission.VIEW_MONTHLY_REPORTS)
def monthly_report(request, report_id):
    """The report as its reader needs it: to write and hand in, to check, or to read and print."""
    report = queries.report(request.actor, report_id)
    writes = report.editable and report.mentor.user_id == request.actor.user_id
    complete = request.method != "POST" or "hand_in" in request.POST
    form = ReportForm(request.POST or None, complete=complete, initial=_words(report)) if writes else None
    if request.method == "POST":
        if form is None:
            raise Conflict(
                _("Laporan ini sudah diajukan dan tidak dapat diubah. Tunggu keputusan pemeriksa.")
            )
        if form.is_valid() and attempt(form, lambda: _write(request, report, form)) is not None:
            return redirect("monthly_report", report.id)
    return _page(request, report, form)


def _write(request, report: MonthlyReport, form: ReportForm) -> MonthlyReport:
    """Save the words; with `hand_in`, hand the report in as well. The words stay even when handing in is refused."""
    written = actions.write_report(by=request.actor, report=report, **form.cleaned_data)
    tag = f"laporan:{report.id}"
    if "hand_in" not in request.POST:
        messages.success(request, _("Draf tersimpan."), extra_tags=tag)
        return written
    actions.submit_reports(by=request.actor, reports=[written])
    messages.success(request, _("Laporan diajukan. Angkanya kini tetap sampai diputuskan."), extra_tags=tag)
    return written


def _page(request, report: MonthlyReport, form: ReportForm | None, decision: DecisionForm | None = None):
    approvals = queries.way_of(report)
    context = {
        "report": report,
        "sees_mentors": bool(request.actor.regions(Permission.VIEW_MENTORS)),
        "state": listing.REPORT_STATES[MonthlyReport.State(report.state)],
        "sheet": sheet_of(report, queries.figures_of(report)),
        "form": form,
        "approvals": approvals,
        "comment": queries.last_comment(report, approvals),
        "signed": queries.signed(approvals),
        "to_decide": queries.decidable(request.actor, approvals),
        "decision": decision or DecisionForm(),
        "ready_on": _ready_on(report),
        "reopenings": list(report.reopenings.order_by("-at")),
        "reminders": list(report.reminders.order_by("on")),
        "may_reopen": may_reopen(request.actor, report),
        "reopen_form": ReopenForm(),
    }
    wrong = (form and form.errors) or (decision and decision.errors)
    return render(request, "mentoring/monthly_report.html", context, status=422 if wrong else 200)


def _words(report: MonthlyReport) -> dict:
    return {"obstacle": report.obstacle, "success": report.success, "plan": report.plan}


def _ready_on(report: MonthlyReport) -> datetime.date | None:
    """The first day the report can be handed in, while that lies ahead."""
    end = month_end(report.month)
    return end if end > timezone.localdate() else None


@require_POST
@requires(Permission.CHECK_MONTHLY_REPORTS)
def decision(request, report_id):
    report = queries.report(request.actor, report_id)
    found = queries.to_decide(report)
    form = DecisionForm(request.POST)
    if form.is_valid():
        approved = form.cleaned_data["decision"] == "approve"
        made = attempt(
            form,
            lambda: decide(
                by=request.actor, approval=found.id, approved=approved, comment=form.cleaned_data["comment"]
            ),
        )
        if made:
            messages.success(request, _told(made))
            return redirect("monthly_report", report.id)
    return _page(request, report, None, form)


@require_POST
@requires(Permission.CHECK_MONTHLY_REPORTS)
def reopening(request, report_id):
    report = queries.report(request.actor, report_id)
    actions.reopen_report(by=request.actor, report=report.id, reason=request.POST.get("reason", "")[:500])
    messages.success(request, _("Laporan dibuka kembali; pendamping diberi tahu."))
    return redirect("monthly_report", report.id)


@requires(Permission.MANAGE_INTAKE)
def rules(request, code):
    """When the programme's reports are due."""
    programme = programme_by_code(code)
    if programme not in programmes(request.actor):
        raise Denied(_("Program itu di luar wilayah Anda."))
    now = rules_of(programme)
    form = RulesForm(request.POST or None, initial={"due_day": now.due_day, "remind_days": now.remind_days})
    if request.method == "POST" and form.is_valid():
        today = today_in(programme.region)
        done = attempt(
            form,
            lambda: actions.set_report_rules(
                by=request.actor, programme=programme, today=today, **form.cleaned_data
            ),
        )
        if done:
            messages.success(request, _("Batas waktu laporan tersimpan."))
            return redirect("report_rules", programme.code)
    status = 422 if form.errors else 200
    return render(
        request, "mentoring/report_rules.html", {"programme": programme, "form": form}, status=status
    )


def _told(approval) -> str:
    if approval.state == approval.State.RETURNED:
        return _("Laporan dikembalikan; pendamping menerima catatan Anda.")
    if approval.state == approval.State.APPROVED:
        return _("Laporan disetujui dan dikunci.")
    return _("Laporan disetujui dan diteruskan ke tingkat kota.")
