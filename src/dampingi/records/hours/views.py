import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui import sheets
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import month as written_month
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.records.hours import actions, queries
from dampingi.records.hours import presenting as told
from dampingi.records.hours.forms import WithdrawForm, WorkForm
from dampingi.records.hours.intake import WorkIntake
from dampingi.records.hours.listing import hours_list, months_of
from dampingi.records.hours.models import Work
from dampingi.records.hours.offers import offers
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.months import month_end
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.queries import current_programme, own_mentor, require_open
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.VIEW_MONTHLY_REPORTS)
def hours(request: HttpRequest) -> HttpResponse:
    """The region's mentors with a month's hours; a mentor who looks after nobody else comes to their own month."""
    programme = current_programme(request.actor)
    if programme is None:
        return render(request, "hours/none.html")
    own = own_mentor(request.actor, programme)
    if not request.actor.regions(Permission.VIEW_MONTHLY_REPORTS):
        return redirect("hours_month", own.id) if own else render(request, "hours/none.html")
    months = months_of(programme, today_in(programme.region))
    month = _asked(request.GET.get("bulan", ""), months)
    on_duty = Q(ended_on=None) | Q(ended_on__gte=month)
    seen = queries.mentors_seen(request.actor).filter(
        on_duty, programme=programme, appointed_on__lte=month_end(month)
    )
    found, spec = queries.with_hours(seen, month), hours_list(request.actor, months, month)
    matching = Listing(spec, found, request.GET).matching
    sums = matching.aggregate(everything=Sum("minutes"), visits=Sum("visited"))
    context = {
        "month": month, "own": own, "sums": {k: (v or 0) / 60 for k, v in sums.items()},
        "without": matching.filter(minutes=0).count(), "address": f"{reverse('hours')}?bulan={month:%Y-%m}",
    }  # fmt: skip
    return respond(request, spec, found, "hours/hours.html", context)


@requires(Permission.VIEW_MONTHLY_REPORTS)
@require_http_methods(["GET", "POST"])
def month(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    """A mentor's month by day; the mentor adds what no record tells."""
    mentor = queries.mentor_seen(request.actor, mentor_id)
    months = months_of(mentor.programme, today_in(mentor.region))
    found = queries.month_of(mentor, _asked(request.GET.get("bulan", ""), months))
    kind = request.GET.get("jenis", "")
    kind = kind if kind in choices("work_kinds") else ""
    if request.GET.get("unduh") == "xlsx":
        return _workbook(request, found, kind)
    form = _form(request, found) if _writes(request, found) else None
    if request.method == "POST" and form is None:
        require_open(mentor.programme, found.month)
        raise Denied(_("Jam kerja dicatat oleh pendampingnya sendiri."))
    if form and form.is_valid():
        done = attempt(form, lambda: actions.log_work(by=request.actor, rows=[form.intake(mentor)]))
        if done:
            messages.success(request, _("Jam kerja tercatat."))
            return redirect(_address(mentor, done[0].on))
    return _page(request, found, months, kind, form)


def _page(
    request: HttpRequest, found: queries.Month, months: list, kind: str, form: WorkForm | None
) -> HttpResponse:
    place, lines = months.index(found.month), told.lines_of(found, kind)
    context = {
        "told": found, "mentor": found.mentor, "month": found.month, "form": form, "kind": kind,
        "kind_name": choices("work_kinds").get(kind, ""), "days": list(told.days_of(found, lines)), "count": len(lines),
        "totals": told.totals_of(found), "flags": told.flags_of(found), "back": _taken_back(found),
        "all": told.length(sum(e.minutes for e in found.entries)),
        "frozen": told.length(sum(found.frozen.totals.values())) if found.frozen else "",
        "offers": [(o, told.length(o.minutes), new_id()) for o in offers(found.mentor, found.month)] if form else [],
        "own": found.mentor.user_id == request.actor.user_id,
        "looks_after": bool(request.actor.regions(Permission.VIEW_MONTHLY_REPORTS)),
        "older": months[place + 1] if place + 1 < len(months) else None, "newer": months[place - 1] if place else None,
    }  # fmt: skip
    return render(request, "hours/month.html", context, status=422 if form and form.errors else 200)


def _taken_back(found: queries.Month) -> list[dict[str, Any]]:
    called = choices("work_kinds")
    return [
        {"on": w.on, "kind": called.get(w.kind, w.kind), "reason": w.reason}
        for w in queries.taken_back(found)
    ]


@requires(Permission.DRAFT_MONTHLY_REPORTS)
@require_POST
def confirmation(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    """The mentor was there: what the records suggest becomes a row."""
    mentor = queries.mentor_seen(request.actor, mentor_id)
    try:
        source_id, id = uuid.UUID(request.POST.get("source_id", "")), uuid.UUID(request.POST.get("id", ""))
        on = datetime.date.fromisoformat(request.POST.get("month", ""))
    except ValueError:
        raise Refused(_("Usulan itu tidak dikenali. Muat ulang halaman.")) from None
    made = actions.confirm_offer(
        by=request.actor, mentor=mentor, source=request.POST.get("source", ""), source_id=source_id,
        month=on.replace(day=1), id=id, reason=request.POST.get("reason", "")[:300],
    )  # fmt: skip
    messages.success(request, _("Tercatat %(length)s.") % {"length": told.length(made.minutes)})
    return redirect(_address(mentor, made.on))


@requires(Permission.VIEW_MONTHLY_REPORTS)
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, work_id: uuid.UUID) -> HttpResponse:
    """A row of the log with its history; its mentor corrects it or takes it back."""
    found = queries.work(request.actor, work_id)
    mentor, later = found.mentor, getattr(found, "corrected_by", None)
    writes = mentor.user_id == request.actor.user_id and later is None and found.minutes > 0
    withdrawing = "withdraw" in request.POST
    posted = request.POST if request.method == "POST" else None
    form = (
        WorkForm(None if withdrawing else posted, reasoned=True, initial=_initial(found)) if writes else None
    )
    back = WithdrawForm(posted if withdrawing else None, initial={"id": new_id()}) if writes else None
    used = back if withdrawing else form
    if posted is not None and used and used.is_valid():
        row = _none_of(found, back) if withdrawing else form.intake(mentor)
        made = attempt(used, lambda: actions.correct_work(by=request.actor, work=found.id, row=row))
        if made:
            messages.success(request, _("Pembetulan tercatat; catatan semula tetap tersimpan."))
            return redirect(_address(mentor, made.on))
    context = {
        "work": found, "mentor": mentor, "form": form, "back": back, "later": later, "length": told.length(found.minutes),
        "kind_name": choices("work_kinds").get(found.kind, found.kind), "address": _address(mentor, found.on),
        "earlier": Work.objects.unscoped("of a row in reach").filter(id=found.corrects_id).first(),
    }  # fmt: skip
    return render(request, "hours/work.html", context, status=422 if used and used.errors else 200)


def _initial(found: Work) -> dict[str, Any]:
    return {
        "id": new_id(), "on": found.on, "kind": found.kind, "hours": found.minutes // 60, "minutes": found.minutes % 60,
        "starts": found.starts, "note": found.note,
    }  # fmt: skip


def _none_of(found: Work, form: WithdrawForm) -> WorkIntake:
    return WorkIntake(
        form.cleaned_data["id"], found.mentor_id, found.on, found.kind, 0, None, found.note, reason=form.cleaned_data["reason"]
    )  # fmt: skip


def _writes(request: HttpRequest, found: queries.Month) -> bool:
    own = found.mentor.user_id == request.actor.user_id
    return own and not found.closed and request.actor.holds(Permission.DRAFT_MONTHLY_REPORTS)


def _form(request: HttpRequest, found: queries.Month) -> WorkForm:
    today = today_in(found.mentor.region)
    day = min(today, month_end(found.month))
    return WorkForm(request.POST or None, reasoned=found.approved, initial={"id": new_id(), "on": day})


def _asked(asked: str, months: list[datetime.date]) -> datetime.date:
    """One of the programme's months; the newest where none of them was asked for."""
    return next((m for m in months if f"{m:%Y-%m}" == asked), months[0])


def _address(mentor: Mentor, day: datetime.date) -> str:
    return f"{reverse('hours_month', args=[mentor.id])}?bulan={day:%Y-%m}"


def _workbook(request: HttpRequest, found: queries.Month, kind: str) -> HttpResponse:
    conditions = [(_("Pendamping"), found.mentor.name), (_("Bulan"), written_month(found.month))]
    if found.report:
        conditions.append((_("Laporan"), MonthlyReport.State(found.report.state).label))
    if kind:
        conditions.append((_("Pekerjaan"), choices("work_kinds")[kind]))
    rows = (told.values_of(line) for line in reversed(told.lines_of(found, kind)))
    body = sheets.workbook(
        title=_("Jam kerja"), columns=told.COLUMNS, rows=rows, conditions=[(str(a), str(b)) for a, b in conditions],
        made_for=request.actor.name,
    )  # fmt: skip
    return sheets.download(body, f"jam-{found.month:%Y-%m}")
