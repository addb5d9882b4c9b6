import datetime
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import month as month_words
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.insight.agreements import actions
from dampingi.insight.agreements.forms import PlanForm, TicksForm
from dampingi.insight.agreements.listing import agreements_list
from dampingi.insight.agreements.page import agreement_page
from dampingi.insight.agreements.queries import (
    agreement_of,
    editions,
    in_force,
    promisable,
    side_of,
    with_standing,
)
from dampingi.insight.agreements.realisation import ENGINE, period_of
from dampingi.insight.agreements.reporting import figures, period_words
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.columns import rows_list
from dampingi.insight.monitoring.dashboard.factrows import FactRows, Narrowed
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries.reports import report as report_of
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.queries import current_programme, mentors
from dampingi.records.programmes.queries import mentor as mentor_of
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.VIEW_MENTORS)
def agreements(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    manages = request.actor.holds(Permission.MANAGE_MENTORS)
    found = with_standing(mentors(request.actor).filter(programme=programme, ended_on=None))
    spec = agreements_list(request.actor, pick=manages)
    context = {"programme": programme, "manages": manages}
    return respond(request, spec, found, "agreements/agreements.html", context)


@require_GET
@requires(Permission.VIEW_MENTORS)
def agreement(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    found = mentor_of(request.actor, mentor_id)
    context = agreement_page(request.actor, found, today=today_in(found.region))
    return render(request, "agreements/agreement.html", context)


@requires(Permission.MANAGE_MENTORS, Permission.DRAFT_MONTHLY_REPORTS)
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    """The next edition for one mentor, by the office or the mentor; begun from the newest."""
    found = mentor_of(request.actor, mentor_id)
    if not side_of(request.actor, found):
        raise Denied(_("Target diusulkan oleh penyelenggara atau pendampingnya sendiri."))
    held = editions(found)
    form = PlanForm(
        request.POST or None,
        programme=found.programme,
        initial=PlanForm.initial_of(held[0] if held else None),
    )
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _propose(request, [found.id], form))
        if done:
            messages.success(
                request,
                _("Usulan Anda tersimpan dan ditandatangani; pihak lain diberi tahu."),
                extra_tags=f"komitmen:{found.id}",
            )
            return redirect("agreement", found.id)
    context = {
        "mentor": found,
        "form": form,
        "again": bool(in_force([found.id])),
        "draft": f"komitmen:{found.id}",
    }
    return render(request, "agreements/propose.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def propose_many(request: HttpRequest) -> HttpResponse:
    """The same targets and work programme for those ticked, or all that match."""
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:60_000])
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    people = _chosen(request, programme, params)
    form = PlanForm(request.POST or None, programme=programme)
    if request.method == "POST" and people and form.is_valid():
        done = attempt(form, lambda: _propose(request, [m.id for m in people], form))
        if done:
            told = ngettext(
                "Usulan untuk %(n)s pendamping tersimpan.",
                "Usulan untuk %(n)s pendamping tersimpan.",
                len(done),
            )
            messages.success(request, told % {"n": number(len(done))}, extra_tags="komitmen:banyak")
            return redirect("agreements")
    context = {
        "people": people, "form": form, "chosen": params.urlencode(), "again": bool(in_force([m.id for m in people])),
        "draft": "komitmen:banyak",
    }  # fmt: skip
    return render(request, "agreements/propose.html", context, status=422 if form.errors else 200)


def _propose(request: HttpRequest, ids: list[uuid.UUID], form: PlanForm):
    return actions.propose(
        by=request.actor, mentors=ids, plan=form.plan(), reason=form.cleaned_data["reason"]
    )


def _chosen(request: HttpRequest, programme, params: QueryDict) -> list[Mentor]:
    rows = Mentor.objects.for_actor(request.actor, Permission.MANAGE_MENTORS).filter(
        programme=programme, ended_on=None
    )
    matching = Listing(agreements_list(request.actor, pick=True), with_standing(rows), params).matching
    ticked = []
    for value in params.getlist("pilih"):
        try:
            ticked.append(uuid.UUID(value))
        except ValueError:
            continue
    return list((matching.filter(id__in=ticked) if ticked else matching).order_by("region", "name"))


@require_POST
@requires(Permission.VIEW_MENTORS)
def signing(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    found = agreement_of(request.actor, agreement_id)
    if request.POST.get("read") != "on":
        raise Refused(_("Centang bahwa Anda sudah membaca dan menyetujui isinya."))
    actions.sign(by=request.actor, agreement=found.id, hash=request.POST.get("hash", "")[:64])
    messages.success(request, _("Ditandatangani. Target dan program kerja ini berlaku."))
    return redirect("agreement", found.mentor_id)


@require_GET
@requires(Permission.VIEW_MENTORS)
def figure(request: HttpRequest, mentor_id: uuid.UUID, indicator: str) -> HttpResponse:
    """The rows a target's realisation was counted from, for whoever may see the mentor."""
    found = mentor_of(request.actor, mentor_id)
    known = promisable(found.programme.region).get(indicator)
    if known is None:
        raise Refused(_("Indikator itu tidak dapat dilihat per pendamping."), status=404)
    today = today_in(found.region)
    month, span = _month(request.GET.get("bulan", ""), today), request.GET.get("masa", "month")
    period = period_of(found.programme, month, "year" if span == "year" else "month", until=today)
    asked = Asked(
        programme=found.programme, region="", indicator=known, period=period, month=f"{month:%Y-%m}"
    )
    rows = FactRows(ENGINE, asked, Narrowed(("mentor",), (str(found.id),), ""))
    context = {
        "mentor": found, "indicator": known, "month": month_words(month), "period": period,
        "span": period_words("year" if span == "year" else "month"), "dataset": DATASETS[known.dataset],
    }  # fmt: skip
    spec = rows_list(request.actor, asked, DATASETS[known.dataset])
    return respond(request, spec, rows, "agreements/figure.html", context, keep=("bulan", "masa"))


def _month(told: str, today: datetime.date) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{told}-01") if told else today.replace(day=1)
    except ValueError:
        raise Refused(_("Bulan ditulis seperti 2026-08. Pilih dari daftar."), status=404) from None


@requires(Permission.VIEW_MONTHLY_REPORTS)
@require_http_methods(["GET", "POST"])
def work_programme(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The month's lines of the work programme, ticked off in one's own report."""
    report = report_of(request.actor, report_id)
    told = _told(report)
    if told is None:
        return render(request, "agreements/work_programme.html", {"report": report})
    writes = report.editable and report.mentor.user_id == request.actor.user_id
    form = (
        TicksForm(request.POST if request.method == "POST" else None, lines=told["lines"]) if writes else None
    )
    if request.method == "POST":
        if form is None:
            raise Denied(
                _("Program kerja dilaporkan oleh pendampingnya sendiri, sebelum laporannya diajukan.")
            )
        if form.is_valid():
            actions.tick_lines(by=request.actor, report=report.id, rows=form.ticks())
            messages.success(request, _("Program kerja bulan ini tersimpan dalam laporan."))
            return redirect("monthly_report", report.id)
    context = {"report": report, "form": form, "told": told}
    return render(
        request, "agreements/work_programme.html", context, status=422 if form and form.errors else 200
    )


def _told(report: MonthlyReport):
    """Frozen with the report; live while it is written."""
    if not report.editable:
        return report.figures.get("agreement")
    return figures(report.programme, report.month, [report.mentor]).get(report.mentor_id)
